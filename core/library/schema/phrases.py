"""Why a quote, a figure or a date was read so, stored once; and the prints of articles packed."""

from __future__ import annotations

import json

from sqlite_utils import Database

from core.library.packing import deflated, pack

_TABLES = ("quote", "figure", "date_expression")
STATEMENTS = (
    # The connection itself remembers what it has yet to index.
    "DROP TABLE search_due",
    "CREATE TABLE phrase (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    f"""INSERT INTO phrase (text)
        {" UNION ".join(f"SELECT why FROM {table}" for table in _TABLES)} ORDER BY 1""",
    *(
        statement
        for table in _TABLES
        for statement in (
            f"ALTER TABLE {table} RENAME COLUMN why TO why_in_words",
            f"ALTER TABLE {table} ADD COLUMN why INTEGER REFERENCES phrase",
            f"UPDATE {table} SET why = (SELECT id FROM phrase WHERE text = why_in_words)",
            f"ALTER TABLE {table} DROP COLUMN why_in_words",
        )
    ),
    """CREATE TABLE print_now (
        article_id INTEGER PRIMARY KEY REFERENCES article,
        digest TEXT NOT NULL,
        samples INTEGER NOT NULL,
        sample BLOB NOT NULL,  -- 32-bit hashes, as core.library.packing packs them
        agency TEXT NOT NULL,
        features DEFLATED_BLOB NOT NULL)  -- JSON object: feature to weight""",
)
THEN = (
    "DROP TABLE article_print",
    "ALTER TABLE print_now RENAME TO article_print",
    "CREATE INDEX article_print_by_digest ON article_print (digest)",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    prints = db.execute("SELECT article_id, digest, samples, sample, agency, features FROM article_print")
    db.conn.executemany(
        "INSERT INTO print_now VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article, digest, samples, pack(json.loads(sample)), agency, deflated(features))
            for article, digest, samples, sample, agency, features in prints
        ),
    )
    for statement in THEN:
        db.execute(statement)
