"""Articles, their mentions, and the names and entities that these point to."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    # AUTOINCREMENT: an id that was handed out never comes to mean another article or entity.
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        added TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        title TEXT NOT NULL,
        headline TEXT NOT NULL,
        outlet TEXT NOT NULL,
        byline TEXT NOT NULL,
        dateline TEXT NOT NULL,
        day INTEGER NOT NULL,  -- proleptic ordinal of the publication date, 0 where undated
        language TEXT NOT NULL,
        url TEXT NOT NULL,
        words INTEGER NOT NULL,
        by_rules_alone INTEGER NOT NULL)""",
    "CREATE INDEX article_newest_first ON article (day DESC, id DESC)",
    # Apart from the list's columns, so that a page of the list reads no text.
    "CREATE TABLE article_text (article_id INTEGER PRIMARY KEY REFERENCES article, text TEXT NOT NULL)",
    """CREATE TABLE article_day (
        day INTEGER PRIMARY KEY, articles INTEGER NOT NULL, mentions INTEGER NOT NULL)""",
    """CREATE TABLE boilerplate (
        article_id INTEGER NOT NULL REFERENCES article, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        PRIMARY KEY (article_id, start)) WITHOUT ROWID""",
    # Contentless and filled with folded text: external content would store unfolded words on a rebuild.
    """CREATE VIRTUAL TABLE article_search USING fts5(
        title, text, content='', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TABLE reference (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL,
        description TEXT NOT NULL, latitude REAL, longitude REAL, population INTEGER NOT NULL,
        within TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE name (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        form TEXT NOT NULL,
        reference TEXT REFERENCES reference,
        entity_id INTEGER NOT NULL,
        mentions INTEGER NOT NULL DEFAULT 0,
        articles INTEGER NOT NULL DEFAULT 0)""",
    "CREATE UNIQUE INDEX name_identity ON name (form, type, ifnull(reference, ''))",
    "CREATE INDEX name_by_entity ON name (entity_id)",
    """CREATE TABLE name_key (
        key TEXT NOT NULL, name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
        PRIMARY KEY (key, name_id)) WITHOUT ROWID""",
    "CREATE INDEX name_key_by_name ON name_key (name_id)",
    """CREATE TABLE name_link (
        "left" INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
        "right" INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
        score REAL NOT NULL,
        reasons TEXT NOT NULL,  -- JSON array of strings
        PRIMARY KEY ("left", "right")) WITHOUT ROWID""",
    'CREATE INDEX name_link_by_right ON name_link ("right")',
    """CREATE TABLE entity (
        id INTEGER PRIMARY KEY, type TEXT NOT NULL, label TEXT NOT NULL,
        reference TEXT REFERENCES reference,
        mentions INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX entity_by_mentions ON entity (mentions DESC, id) WHERE mentions > 0",
    "CREATE INDEX entity_by_type ON entity (type, mentions DESC, id) WHERE mentions > 0",
    # The form is the text's own slice and is not stored again; `day` is the article's, for the index.
    """CREATE TABLE mention (
        article_id INTEGER NOT NULL REFERENCES article,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        type TEXT NOT NULL,
        name_id INTEGER REFERENCES name,  -- NULL in boilerplate
        day INTEGER NOT NULL,
        confidence REAL NOT NULL,
        found_by TEXT NOT NULL,
        note TEXT NOT NULL,
        boilerplate INTEGER NOT NULL,
        PRIMARY KEY (article_id, start)) WITHOUT ROWID""",
    "CREATE INDEX mention_newest_first ON mention (name_id, day DESC, article_id DESC, start)",
    """CREATE TABLE role (
        article_id INTEGER NOT NULL REFERENCES article, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        name_id INTEGER NOT NULL REFERENCES name, text TEXT NOT NULL,
        PRIMARY KEY (article_id, start, name_id)) WITHOUT ROWID""",
    "CREATE INDEX role_by_name ON role (name_id)",
    """CREATE TABLE name_day (
        name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE, day INTEGER NOT NULL,
        mentions INTEGER NOT NULL, PRIMARY KEY (name_id, day)) WITHOUT ROWID""",
    """CREATE TABLE name_form (
        name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE, form TEXT NOT NULL, outlet TEXT NOT NULL,
        mentions INTEGER NOT NULL, PRIMARY KEY (name_id, form, outlet)) WITHOUT ROWID""",
    "CREATE INDEX name_form_by_form ON name_form (form COLLATE NOCASE)",
    """CREATE TABLE name_role (
        name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE, text TEXT NOT NULL, outlet TEXT NOT NULL,
        articles INTEGER NOT NULL, PRIMARY KEY (name_id, text, outlet)) WITHOUT ROWID""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
