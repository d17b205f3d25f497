"""What a reader decided, and links that a reader should look at."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
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


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    # What an older version linked is doubtful by its score; surnames alone are told apart on linking only.
    db.execute(
        """INSERT INTO name_doubt SELECT "left", "right", l.mentions + r.mentions FROM name_link
        JOIN name AS l ON l.id = "left" JOIN name AS r ON r.id = "right" WHERE score BETWEEN 0.6 AND 0.7499"""
    )
