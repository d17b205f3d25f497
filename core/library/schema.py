"""The library's schema: named, ordered migrations, applied in one transaction (sqlite-utils runs them).

How the tables hang together: a mention points to a *name*, a name to an *entity* (the smallest id of its
names), so merging two entities touches rows of `name` alone. What the reader asks for most often (list order,
counts, spellings by outlet, roles) stands in small tables that storing an article adds to and updating takes
from; nothing of it is counted by scanning mentions.

Imported only when a library is made or migrated: importing sqlite_utils costs 300 ms.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from core.library.folding import spoken

_ARTICLES_AND_NAMES = (
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

_DECISIONS = (
    # A name of one article, or of one mention in it, that a reader split off.
    "ALTER TABLE name ADD COLUMN article TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE name ADD COLUMN start INTEGER NOT NULL DEFAULT -1",
    "DROP INDEX name_identity",
    "CREATE UNIQUE INDEX name_identity ON name (form, type, ifnull(reference, ''), article, start)",
    # The name that linking gave, where a decision put another in its place.
    "ALTER TABLE mention ADD COLUMN home INTEGER REFERENCES name",
    "CREATE INDEX mention_by_home ON mention (home) WHERE home IS NOT NULL",
    """CREATE TABLE name_mark (
        name_id INTEGER PRIMARY KEY REFERENCES name ON DELETE CASCADE,
        label TEXT NOT NULL,  -- empty where the reader gave none
        rank INTEGER NOT NULL,
        hidden INTEGER NOT NULL)""",
    "ALTER TABLE entity ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX entity_by_mentions",
    "DROP INDEX entity_by_type",
    "CREATE INDEX entity_by_mentions ON entity (mentions DESC, id) WHERE mentions > 0 AND hidden = 0",
    "CREATE INDEX entity_by_type ON entity (type, mentions DESC, id) WHERE mentions > 0 AND hidden = 0",
    "CREATE INDEX entity_hidden ON entity (id) WHERE hidden = 1",
    # Links that a reader should look at; `touched` is kept at the mentions of both names.
    """CREATE TABLE name_doubt (
        "left" INTEGER NOT NULL, "right" INTEGER NOT NULL, touched INTEGER NOT NULL,
        PRIMARY KEY ("left", "right"),
        FOREIGN KEY ("left", "right") REFERENCES name_link ON DELETE CASCADE) WITHOUT ROWID""",
    'CREATE INDEX name_doubt_by_right ON name_doubt ("right")',
    'CREATE INDEX name_doubt_weightiest ON name_doubt (touched DESC, "left", "right")',
    # The journal's lines as they were taken in: what the entities of this library stand on.
    "CREATE TABLE decision (place INTEGER PRIMARY KEY, line TEXT NOT NULL)",
)

_LINKS_TOLD = (
    # First and last day on which an outlet calls a person so; 0 where its articles are undated.
    "ALTER TABLE name_role ADD COLUMN first INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE name_role ADD COLUMN last INTEGER NOT NULL DEFAULT 0",
    # How many places of the gazetteer an unresolved name may mean; NULL where an older version linked it.
    "ALTER TABLE name ADD COLUMN senses INTEGER",
    "CREATE INDEX entity_by_reference ON entity (reference) WHERE reference IS NOT NULL",
    "CREATE INDEX reference_people ON reference (within) WHERE type = 'NORP'",
    # The words of names by their sounds, so that a name is found by any of them in any spelling.
    """CREATE TABLE name_word (
        sounds TEXT NOT NULL, name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
        PRIMARY KEY (sounds, name_id)) WITHOUT ROWID""",
    "CREATE INDEX name_word_by_name ON name_word (name_id)",
)

_FEEDS = (
    # AUTOINCREMENT as above. `source` is the first address, which the sources of its articles begin with.
    """CREATE TABLE feed (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL UNIQUE,
        url TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL DEFAULT '',
        found_title TEXT NOT NULL DEFAULT '',
        tags TEXT NOT NULL DEFAULT '[]',  -- JSON array of strings
        etag TEXT NOT NULL DEFAULT '',
        modified TEXT NOT NULL DEFAULT '',
        last_fetched TEXT NOT NULL DEFAULT '',
        last_status TEXT NOT NULL DEFAULT '',
        failures INTEGER NOT NULL DEFAULT 0,
        next_due TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0)""",
    # An entry whose id was changed is known by its address.
    "CREATE INDEX article_by_url ON article (url) WHERE url != ''",
)

_STORIES = (
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

migrations = Migrations("warreader.library")


@migrations()
def articles_and_names(db: Database) -> None:
    for statement in _ARTICLES_AND_NAMES:
        db.execute(statement)


@migrations()
def decisions(db: Database) -> None:
    for statement in _DECISIONS:
        db.execute(statement)
    # What an older version linked is doubtful by its score; surnames alone are told apart on linking only.
    db.execute(
        """INSERT INTO name_doubt SELECT "left", "right", l.mentions + r.mentions FROM name_link
        JOIN name AS l ON l.id = "left" JOIN name AS r ON r.id = "right" WHERE score BETWEEN 0.6 AND 0.7499"""
    )


@migrations()
def links_told(db: Database) -> None:
    for statement in _LINKS_TOLD:
        db.execute(statement)
    db.execute(
        """UPDATE name_role SET first = told.first, last = told.last FROM (
            SELECT name_id, text, outlet, min(day) AS first, max(day) AS last
            FROM role JOIN article ON article.id = article_id WHERE day > 0 GROUP BY name_id, text, outlet
        ) AS told WHERE told.name_id = name_role.name_id AND told.text = name_role.text
        AND told.outlet = name_role.outlet"""
    )
    names = db.execute("SELECT id, form FROM name").fetchall()
    words = [(sounds, name) for name, form in names for sounds in spoken(form)]
    db.conn.executemany("INSERT INTO name_word VALUES (?, ?)", words)


@migrations()
def feeds(db: Database) -> None:
    for statement in _FEEDS:
        db.execute(statement)


@migrations()
def stories(db: Database) -> None:
    for statement in _STORIES:
        db.execute(statement)


def migrate(connection: sqlite3.Connection, application_id: int, version: int) -> None:
    """Bring the schema to `version`, all or nothing; a process that waited here finds the work done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {application_id:d}")
        connection.execute(f"PRAGMA user_version = {version:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
