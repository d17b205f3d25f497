"""Is a library sound? Examined from the file's pages up to the counts, and mended where that can be done.

SQLite looks after its pages and references. What stands in the file twice (the search index and the texts,
counts and what they count) is compared by making it anew beside the kept one; what was made anew is then
also what mends it. Where what stands there once is damaged, core.mending puts what can be read in its place.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic

from core.library import counted, indexing, opening, posted, values
from core.library.postings import FEATURES

_MOST_TOLD = 5
"""Of one kind of fault so many are told one by one."""
_PATIENCE = 10.0
"""Seconds that a look may take when something has gone wrong, before it counts as having found nothing."""

_BESIDE = ("article_text", "article_told", "story_member")
"""Tables with one row for each article."""

MADE_ANEW = frozenset(tally.table for tally in counted.TALLIES if tally.whole) | {FEATURES.table}
"""Tables that mending makes anew of what others hold."""

_NOT_AN_ENTITY = """SELECT entity_id FROM name GROUP BY 1
    HAVING entity_id <> min(id) OR entity_id NOT IN (SELECT id FROM entity)
    UNION SELECT id FROM entity WHERE id NOT IN (SELECT entity_id FROM name)"""

_UNTOLD = "SELECT count(*) FROM temp.mention WHERE told NOT IN (SELECT id FROM mention_told)"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a library that is not as it should be."""

    check: str
    """What was looked at: pages, schema, references, values, articles, entities, search index, a count …"""
    told: str
    mendable: bool
    """Whether Health.mend makes it right; else core.mending must."""


class Health:
    """Examines, mends and copies a library."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        counted.prepare(connection)
        posted.prepare(connection)
        values.prepare(connection)

    def examine(self, quick: bool = False) -> list[Fault]:
        """Every fault; a quick look leaves out what makes things anew. Raises LibraryError."""
        found: list[Fault] = []
        with opening.told(self._path):
            try:
                found.extend(_examine(self._connection, quick))
            except (sqlite3.DatabaseError, *opening.UNFORESEEN):
                if not found:  # what was seen tells why no more can be
                    raise
        return found

    def mend(self) -> None:
        """Make what indexes and counts anew, inside the caller's transaction; raises LibraryError.

        What is told as mendable may still be more than that: doubles, where an index was that forbids them.
        """
        with opening.told(self._path):
            try:
                self._mend()
            except opening.UNFORESEEN as error:
                raise opening.LibraryError(f"{self._path}: {opening.DAMAGED}") from error

    def _mend(self) -> None:
        for _, _, sql in _gone(self._connection):
            self._connection.execute(sql)
        self._connection.execute("INSERT INTO article_search (article_search) VALUES ('delete-all')")
        indexing.fill(self._connection, "article_search")
        counted.lay_out(self._connection)
        for tally in counted.TALLIES:
            counted.mend(self._connection, tally)
        posted.mend(self._connection)

    def backup(self, target: Path) -> None:
        """Copy the library to a file at `target` (0600), as it stands at one moment; raises LibraryError.

        In one step: it reads a snapshot and holds nobody up, while a copy in several steps begins anew
        whenever somebody writes. What is at `target` is replaced when the copy is whole.
        """
        unfinished = target.with_name(target.name + ".unfinished")
        with opening.told(target), opening.told_of_file(target):
            try:
                unfinished.unlink(missing_ok=True)
                os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                with closing(sqlite3.connect(unfinished)) as copy:
                    self._connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file: nothing is left beside it
                unfinished.replace(target)
            finally:
                unfinished.unlink(missing_ok=True)


def version(path: Path) -> int:
    """The version of the library's schema, which may be an older one; raises LibraryError."""
    with closing(opening.connect(path, read_only=True, older=True)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def copy_as_it_is(path: Path, target: Path) -> None:
    """Copy a library of whatever version, as Health.backup does; raises LibraryError."""
    with closing(opening.connect(path, read_only=True, older=True)) as connection:
        Health(connection, path).backup(target)


def is_damaged(path: Path) -> bool:
    """Whether a quick look at a library finds it damaged; False where that would take long."""
    end = monotonic() + _PATIENCE
    try:
        with closing(opening.connect(path, read_only=True)) as connection:
            connection.set_progress_handler(lambda: monotonic() > end, 100_000)
            return bool(Health(connection, path).examine(quick=True))
    except opening.LibraryError as error:
        return opening.DAMAGED in str(error)


def pages(path: Path) -> list[Fault]:
    """The pages of a library of whatever version that are torn; raises LibraryError."""
    with closing(opening.connect(path, read_only=True, older=True)) as connection, opening.told(path):
        return list(_pages(connection, quick=True))


def _pages(connection: sqlite3.Connection, quick: bool) -> Iterator[Fault]:
    for (line,) in connection.execute(
        f"PRAGMA {'quick_check' if quick else 'integrity_check'}({_MOST_TOLD})"
    ):
        for told in line.split("\n") if line != "ok" else ():
            if not told.startswith("***"):  # which names the database
                yield Fault("pages", f"damaged (SQLite says: {told})", False)


@cache
def _schema() -> dict[str, tuple[str, str]]:
    """By name, whether something of a new library is a table or an index, and its SQL."""
    from core.library import schema  # imports sqlite_utils

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        schema.migrate(new, opening.APPLICATION_ID, opening.VERSION)
        made = new.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: (kind, sql) for name, kind, sql in made}


def _gone(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(name, table or index, SQL) of what a library should have and has not."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return ((name, *told) for name, told in _schema().items() if name not in there)


def _examine(connection: sqlite3.Connection, quick: bool) -> Iterator[Fault]:
    yield from _pages(connection, quick)
    tables = False
    for name, kind, _ in _gone(connection):
        tables = tables or kind == "table"
        yield Fault("schema", f"the {kind} {name} is gone", kind == "index")
    if tables:  # which all that follows would ask
        return
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD):
        yield Fault("references", f"row {row} of {table} points to a {parent} that is not there", False)
    strange = list(values.strange(connection))
    for table, rows in strange:
        yield Fault(
            "values", f"rows of {table} that hold what no warreader stores: {rows:,}", table in MADE_ANEW
        )
    yield from _halves(connection)
    # What is garbled can't be counted anew.
    if not quick and all(table in MADE_ANEW for table, _ in strange):
        yield from _search(connection)
        counted.lay_out(connection)
        if lost := connection.execute(_UNTOLD).fetchone()[0]:
            yield Fault("references", f"mentions that nobody knows how they were found: {lost:,}", False)
        for tally in counted.TALLIES:
            if differing := counted.differing(connection, tally):
                yield Fault(tally.what, f"rows that differ from a recount: {differing:,}", True)
        for told, times in posted.faults(connection):
            if times:
                yield Fault("postings", f"{told}: {times:,}", True)


def _halves(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Articles and entities of which a part is missing."""
    for table in _BESIDE:
        for (article,) in connection.execute(
            f"SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM {table})"
        ).fetchmany(_MOST_TOLD):
            yield Fault("articles", f"article {article} has no {table.replace('_', ' ')}", False)
    for (entity,) in connection.execute(_NOT_AN_ENTITY).fetchmany(_MOST_TOLD):
        yield Fault("entities", f"entity {entity} and its names do not agree", False)


def _search(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare the index with one that is made anew: by article its lengths, by word how often it stands."""
    connection.execute("PRAGMA temp_store = FILE")  # a third of the texts' size, too much for memory
    for table in ("words_kept", "words_made", "again"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    sql = "SELECT sql FROM sqlite_master WHERE name = 'article_search'"
    made = str(connection.execute(sql).fetchone()[0])
    connection.execute(made.replace("article_search", "temp.again", 1))
    indexing.fill(connection, "temp.again")
    kept, made = (f"SELECT id, sz FROM {table}_docsize" for table in ("article_search", "temp.again"))
    if wrong := counted.differ(connection, "id", kept, made):
        yield Fault("search index", f"articles that are not in it as they are: {wrong:,}", True)
    for words, schema, table in (("words_kept", "main", "article_search"), ("words_made", "temp", "again")):
        connection.execute(f"CREATE VIRTUAL TABLE temp.{words} USING fts5vocab({schema}, {table}, row)")
    kept, made = (f"SELECT term, doc, cnt FROM temp.words_{which}" for which in ("kept", "made"))
    if wrong := counted.differ(connection, "term", kept, made):
        yield Fault("search index", f"words that lead elsewhere than to where they stand: {wrong:,}", True)
