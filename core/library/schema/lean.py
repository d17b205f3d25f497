"""Outlets by number, keys by hash, what is told again and again once, and no count by name and day."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from core.library.packing import pack
from core.library.postings import hashed

STATEMENTS = (
    "CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "INSERT INTO outlet (name) SELECT outlet FROM article UNION SELECT outlet FROM name_form ORDER BY 1",
    """CREATE TABLE form_now (
        name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE, form TEXT NOT NULL,
        outlet INTEGER NOT NULL REFERENCES outlet, mentions INTEGER NOT NULL,
        PRIMARY KEY (name_id, form, outlet)) WITHOUT ROWID""",
    """INSERT INTO form_now SELECT name_id, form, outlet.id, mentions
        FROM name_form JOIN outlet ON outlet.name = outlet""",
    "DROP TABLE name_form",
    "ALTER TABLE form_now RENAME TO name_form",
    "CREATE INDEX name_form_by_form ON name_form (form COLLATE NOCASE)",
    # The articles of a name tell its days; of who is named often core.library.subjects keeps them.
    "DROP TABLE name_day",
    # Hashes; a name tells its own, by which its rows are found when it goes.
    "ALTER TABLE name ADD COLUMN keys BLOB NOT NULL DEFAULT x''",
    """CREATE TABLE key_now (
        key INTEGER NOT NULL, name_id INTEGER NOT NULL, PRIMARY KEY (key, name_id)) WITHOUT ROWID""",
    "INSERT INTO key_now SELECT DISTINCT hashed(key), name_id FROM name_key ORDER BY 1, 2",
    """CREATE TABLE told_now (
        figure_id INTEGER PRIMARY KEY REFERENCES figure ON DELETE CASCADE,
        told DEFLATED_BLOB NOT NULL, keys BLOB NOT NULL)""",
    """CREATE TABLE figure_key_now (
        key INTEGER NOT NULL, figure_id INTEGER NOT NULL, PRIMARY KEY (key, figure_id)) WITHOUT ROWID""",
    "INSERT INTO figure_key_now SELECT DISTINCT hashed(key), figure_id FROM figure_key ORDER BY 1, 2",
    # Where what an article tells of itself was taken (JSON): a few phrases.
    "INSERT OR IGNORE INTO phrase (text) SELECT DISTINCT origins FROM article_told ORDER BY 1",
    "ALTER TABLE article_told RENAME COLUMN origins TO in_words",
    "ALTER TABLE article_told ADD COLUMN origins INTEGER REFERENCES phrase",
    "UPDATE article_told SET origins = (SELECT id FROM phrase WHERE text = in_words)",
    "ALTER TABLE article_told DROP COLUMN in_words",
)
THEN = (
    "DROP TABLE name_key",
    "ALTER TABLE key_now RENAME TO name_key",
    "DROP TABLE figure_told",
    "ALTER TABLE told_now RENAME TO figure_told",
    "DROP TABLE figure_key",
    "ALTER TABLE figure_key_now RENAME TO figure_key",
    # Nobody asks for what has nobody as its source; a speaker's quotes of one day are soon sorted.
    "DROP INDEX quote_by_name",
    "CREATE INDEX quote_by_name ON quote (name_id, day DESC) WHERE name_id IS NOT NULL",
    "DROP INDEX figure_by_source",
    "CREATE INDEX figure_by_source ON figure (name_id) WHERE name_id IS NOT NULL",
    # The end of an address tells it from others.
    "DROP INDEX article_by_url",
    "CREATE INDEX article_by_url ON article (substr(url, -16)) WHERE url != ''",
)


def apply(db: Database) -> None:
    db.conn.create_function("hashed", 1, hashed, deterministic=True)
    for statement in STATEMENTS:
        db.execute(statement)
    keys = db.execute("SELECT DISTINCT name_id, hashed(key) FROM name_key ORDER BY 1")
    db.conn.executemany(
        "UPDATE name SET keys = ? WHERE id = ?",
        ((pack(key for _, key in several), name) for name, several in groupby(keys, key=itemgetter(0))),
    )
    db.conn.executemany(
        "INSERT INTO told_now VALUES (?, ?, ?)",
        (
            (figure, told, pack({hashed(key) for key in json.loads(keys)}))
            for figure, told, keys in db.execute("SELECT figure_id, +told, keys FROM figure_told")
        ),
    )
    for statement in THEN:
        db.execute(statement)
