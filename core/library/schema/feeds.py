"""The feeds that a reader follows."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
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


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
