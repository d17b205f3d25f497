"""Metadata with its origins and edits, copies of articles, and stories."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    # What an article tells of itself beside the list's columns, and where each field was taken.
    """CREATE TABLE article_told (
        article_id INTEGER PRIMARY KEY REFERENCES article,
        updated TEXT NOT NULL, canonical_url TEXT NOT NULL,
        dateline_place TEXT NOT NULL, dateline_date TEXT NOT NULL,
        origins TEXT NOT NULL)  -- JSON array of [field, where it was taken]""",
    # What somebody put right, by source: it outlives the article's row. `was` is what the source told.
    """CREATE TABLE edit (
        source TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, was TEXT NOT NULL,
        was_from TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (source, field)) WITHOUT ROWID""",
    """CREATE TABLE article_print (
        article_id INTEGER PRIMARY KEY REFERENCES article,
        digest TEXT NOT NULL,
        samples INTEGER NOT NULL,
        sample TEXT NOT NULL,  -- JSON array of 32-bit hashes
        agency TEXT NOT NULL,
        features TEXT NOT NULL)  -- JSON object: feature to weight""",
    "CREATE INDEX article_print_by_digest ON article_print (digest)",
    """CREATE TABLE copy_sample (
        sample INTEGER NOT NULL, article_id INTEGER NOT NULL REFERENCES article,
        PRIMARY KEY (sample, article_id)) WITHOUT ROWID""",
    """CREATE TABLE copy_link (
        "left" INTEGER NOT NULL REFERENCES article, "right" INTEGER NOT NULL REFERENCES article,
        kind TEXT NOT NULL, shared REAL NOT NULL, alike REAL NOT NULL,
        PRIMARY KEY ("left", "right")) WITHOUT ROWID""",
    'CREATE INDEX copy_link_by_right ON copy_link ("right")',
    # Articles that have copies; the group is the smallest id among them.
    """CREATE TABLE copy_member (
        article_id INTEGER PRIMARY KEY REFERENCES article, group_id INTEGER NOT NULL)""",
    "CREATE INDEX copy_member_by_group ON copy_member (group_id)",
    """CREATE TABLE story_feature (
        feature TEXT NOT NULL, day INTEGER NOT NULL, article_id INTEGER NOT NULL REFERENCES article,
        PRIMARY KEY (feature, day, article_id)) WITHOUT ROWID""",
    "CREATE TABLE story_frequency (feature TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE story_link (
        "left" INTEGER NOT NULL REFERENCES article, "right" INTEGER NOT NULL REFERENCES article,
        score REAL NOT NULL, PRIMARY KEY ("left", "right")) WITHOUT ROWID""",
    'CREATE INDEX story_link_by_right ON story_link ("right")',
    # Every article stands in a story, most alone in theirs; the story's id is the smallest of its articles'.
    """CREATE TABLE story_member (
        article_id INTEGER PRIMARY KEY REFERENCES article, story_id INTEGER NOT NULL)""",
    "CREATE INDEX story_member_by_story ON story_member (story_id)",
    """CREATE TABLE story (
        id INTEGER PRIMARY KEY, day INTEGER NOT NULL, first_day INTEGER NOT NULL, articles INTEGER NOT NULL,
        outlets INTEGER NOT NULL, sources INTEGER NOT NULL, lead INTEGER NOT NULL)""",
    "CREATE INDEX story_newest_first ON story (day DESC, id DESC)",
    "CREATE INDEX story_largest_first ON story (outlets DESC, articles DESC, id) WHERE articles > 1",
    "CREATE TABLE story_day (day INTEGER PRIMARY KEY, stories INTEGER NOT NULL)",
    "ALTER TABLE entity ADD COLUMN sources INTEGER NOT NULL DEFAULT 0",
    # What an older version stored stands alone until the next `add` sorts it.
    "UPDATE entity SET sources = articles",
    "INSERT INTO article_told SELECT id, '', '', '', '', '[]' FROM article",
    "INSERT INTO story_member SELECT id, id FROM article",
    "INSERT INTO story SELECT id, day, day, 1, 1, 1, id FROM article",
    "INSERT INTO story_day SELECT day, articles FROM article_day",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
