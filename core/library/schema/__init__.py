"""The library's schema: named, ordered migrations, applied in one transaction (sqlite-utils runs them).

Each module beside this one is one migration; once released it is never changed.

How the tables hang together: an article's mentions point to *names*, a name to an *entity* (the smallest id
of its names), so merging two entities touches rows of `name` alone. What the reader asks for most often (list
order, counts, spellings by outlet, roles) stands in small tables that storing an article adds to and updating
takes from; nothing of it is counted by scanning mentions.

Imported only when a library is made or migrated: importing sqlite_utils costs 300 ms.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from sqlite_utils import Database, Migrations

from core.library.schema import (
    articles_and_names,
    compact,
    days_shared,
    decisions,
    dense,
    differing,
    feeds,
    index_of_entities,
    labels,
    lean,
    links_told,
    phrases,
    posted,
    search,
    statements,
    stories,
    tallied,
    timelines,
    unresolved_dates,
)

MIGRATIONS = (
    articles_and_names,
    decisions,
    links_told,
    feeds,
    stories,
    statements,
    search,
    index_of_entities,
    compact,
    days_shared,
    unresolved_dates,
    phrases,
    tallied,
    timelines,
    differing,
    dense,
    posted,
    lean,
    labels,
)
"""In the order in which they are applied; a new one comes last, and opening.VERSION counts them."""

migrations = Migrations("warreader.library")
for module in MIGRATIONS:
    migrations(name=module.__name__.rpartition(".")[2])(module.apply)


def migrate(connection: sqlite3.Connection, application_id: int, version: int) -> None:
    """Bring the schema to `version`, all or nothing; a process that waited here finds the work done."""
    before = _pages(connection)
    connection.execute("PRAGMA temp_store = FILE")  # the sorting of a large table's index would fill memory
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
    if before:
        _give_back(connection)
    connection.execute("PRAGMA temp_store = MEMORY")


def _pages(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_count").fetchone()[0])


def _give_back(connection: sqlite3.Connection) -> None:
    """Make the file smaller where a migration left much of it free, and there is room to write it anew."""
    free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
    if 4 * free > _pages(connection):
        with suppress(sqlite3.OperationalError):  # somebody reads or writes, or the disk is full
            connection.execute("VACUUM")
