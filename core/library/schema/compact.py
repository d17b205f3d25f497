"""Texts deflated, and what is told of mentions stored once: a quarter of a real library's file less."""

from __future__ import annotations

from sqlite_utils import Database

from core.library.packing import deflated

STATEMENTS = (
    # How mentions were found, of which there are far fewer ways than mentions.
    """CREATE TABLE mention_told (
        id INTEGER PRIMARY KEY, type TEXT NOT NULL, confidence REAL NOT NULL, found_by TEXT NOT NULL,
        note TEXT NOT NULL, boilerplate INTEGER NOT NULL,
        UNIQUE (note, type, found_by, confidence, boilerplate))""",
    """INSERT INTO mention_told (type, confidence, found_by, note, boilerplate)
        SELECT DISTINCT type, confidence, found_by, note, boilerplate FROM mention ORDER BY 4, 1, 3, 2, 5""",
    """CREATE TABLE mention_now (
        article_id INTEGER NOT NULL REFERENCES article,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        told INTEGER NOT NULL REFERENCES mention_told,
        name_id INTEGER REFERENCES name,  -- NULL in boilerplate
        day INTEGER NOT NULL,
        home INTEGER REFERENCES name,  -- the name that linking gave, where a decision put another
        PRIMARY KEY (article_id, start)) WITHOUT ROWID""",
    """INSERT INTO mention_now SELECT article_id, start, "end", mention_told.id, name_id, day, home
        FROM mention JOIN mention_told USING (note, type, found_by, confidence, boilerplate)
        ORDER BY article_id, start""",
    "DROP TABLE mention",
    "ALTER TABLE mention_now RENAME TO mention",
    "CREATE INDEX mention_newest_first ON mention (name_id, day DESC, article_id DESC, start)",
    "CREATE INDEX mention_by_home ON mention (home) WHERE home IS NOT NULL",
    # Read by Python as text: core.library.packing.
    """CREATE TABLE text_now (
        article_id INTEGER PRIMARY KEY REFERENCES article, text DEFLATED_BLOB NOT NULL)""",
    """CREATE TABLE told_now (
        figure_id INTEGER PRIMARY KEY REFERENCES figure ON DELETE CASCADE,
        told DEFLATED_BLOB NOT NULL, keys TEXT NOT NULL)""",
    # With four pieces of index to a level, as is usual, half of storing's time went into joining them.
    "INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8)",
)
THEN = (
    "DROP TABLE article_text",
    "ALTER TABLE text_now RENAME TO article_text",
    "DROP TABLE figure_told",
    "ALTER TABLE told_now RENAME TO figure_told",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    db.conn.executemany(
        "INSERT INTO text_now VALUES (?, ?)",
        ((one, deflated(text)) for one, text in db.execute("SELECT article_id, text FROM article_text")),
    )
    db.conn.executemany(
        "INSERT INTO told_now VALUES (?, ?, ?)",
        (
            (one, deflated(told), keys)
            for one, told, keys in db.execute("SELECT figure_id, told, keys FROM figure_told")
        ),
    )
    for statement in THEN:
        db.execute(statement)
