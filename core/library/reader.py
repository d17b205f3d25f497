"""The reader's own file: what was read, what was marked, and where one was. Apart from the library, which may
be shared and is never written by reading.

One file serves all libraries of a reader. What is said of an article is known by its source and follows it
into every library that has it. What belongs to one library is known by that library too, and shows in no
other: where one was, searches that were saved, how the list is arranged, notes on names that may be
anybody's. What an older version kept without saying of which library (the library is "" then) is given to
all that the reader had been in, or where these aren't known for certain shows in all, as it did.

SQLite keeps it whole over a crash, and lets two sessions of one person write beside each other. With its
rollback journal and not WAL: homes lie on network file systems, where WAL has no shared memory to work with;
writes are small and as rare as a keypress, and at rest the file is one, to be copied as it stands. A file
that can't be used (damaged, newer, locked, not writable) never keeps anybody from reading: then the session
goes on without it, on nothing but memory, and says why marks can't be kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from errno import EDQUOT, ENOSPC
from functools import cached_property
from os.path import isfile, realpath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from core.library import opening
from core.library.opening import LibraryError

if TYPE_CHECKING:
    from core.library.marking import Marks
    from core.library.searching_marks import Searches

_APPLICATION_ID = 0x57615253  # "WaRS"
_WAIT_SECONDS = 10.0
_PLACE = "place:"
_SAMPLE = f"sample-{'[0-9a-f]' * 12}.db"
_BEEN_IN = f"(SELECT DISTINCT known_as(substr(key, 7)) AS library FROM setting WHERE key LIKE '{_PLACE}/%')"
"""Libraries that an older version kept a place in; certain where all paths are whole, and one is a file's."""
_UNCERTAIN = f"""(NOT EXISTS (SELECT 1 FROM setting WHERE key LIKE '{_PLACE}/%' AND is_file(substr(key, 7)))
    OR EXISTS (SELECT 1 FROM setting WHERE key LIKE '{_PLACE}%' AND key NOT LIKE '{_PLACE}/%'))"""
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE IF NOT EXISTS read (source TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        f"PRAGMA application_id = {_APPLICATION_ID}",
    ),
    (
        # Articles as a citation names them: a mark outlives its article, and tells of it without the library.
        """CREATE TABLE cited (
            source TEXT PRIMARY KEY, headline TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL,
            url TEXT NOT NULL) WITHOUT ROWID""",
        # AUTOINCREMENT: an id that was handed out never comes to mean another mark.
        """CREATE TABLE mark (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            source TEXT NOT NULL DEFAULT '',
            text TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL,
            name TEXT NOT NULL DEFAULT '',  -- of an entity: JSON array, its name's identity
            label TEXT NOT NULL DEFAULT '',
            start INTEGER NOT NULL DEFAULT -1,
            "end" INTEGER NOT NULL DEFAULT -1,
            quote TEXT NOT NULL DEFAULT '',
            before TEXT NOT NULL DEFAULT '',
            after TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX mark_by_source ON mark (source, kind)",
        "CREATE UNIQUE INDEX mark_star ON mark (source) WHERE kind = 'star'",
        "CREATE UNIQUE INDEX mark_tag ON mark (text, source) WHERE kind = 'tag'",
        "CREATE UNIQUE INDEX mark_article ON mark (source) WHERE kind = 'article'",
        "CREATE UNIQUE INDEX mark_entity ON mark (name) WHERE kind = 'entity'",
        "CREATE UNIQUE INDEX mark_passage ON mark (source, start, quote) WHERE kind = 'passage'",
    ),
    ("CREATE TABLE search (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID",),
    (
        """CREATE TABLE search_now (
            library TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
            PRIMARY KEY (library, name)) WITHOUT ROWID""",
        f"INSERT INTO search_now SELECT library, name, query FROM search, {_BEEN_IN} WHERE NOT {_UNCERTAIN}",
        f"INSERT INTO search_now SELECT '', name, query FROM search WHERE {_UNCERTAIN}",
        "DROP TABLE search",
        "ALTER TABLE search_now RENAME TO search",
        f"""INSERT INTO setting SELECT 'article list ' || library, value FROM setting, {_BEEN_IN}
            WHERE key = 'article list' AND NOT {_UNCERTAIN}""",
        f"DELETE FROM setting WHERE key = 'article list' AND NOT {_UNCERTAIN}",
        # Where a mark was made; it shows where its article is, too.
        "ALTER TABLE mark ADD COLUMN library TEXT NOT NULL DEFAULT ''",
        "DROP INDEX mark_entity",
        "CREATE UNIQUE INDEX mark_entity ON mark (name, library) WHERE kind = 'entity'",
    ),
)
"""Statements that lead from each version to the next; once released they are never changed."""
VERSION = len(_MIGRATIONS)
_GET = "SELECT value FROM setting WHERE key = ?"
_SET = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"

Answer = TypeVar("Answer")


def known_as(library: Path) -> str:
    """A library as the reader's file knows it: its path behind all links; the sample is one in any build."""
    path = Path(realpath(library))
    return str(path.with_name("sample.db") if path.match(_SAMPLE) else path)


class ReaderState:
    """What one reader did with articles, which are known by their source.

    Every write is stored at once. Raises LibraryError where the file can't be used. One thread, one object.
    """

    def __init__(self, path: Path, library: str = "") -> None:
        self.path = path
        self.library = library
        """The library that is read, as `known_as` tells it; "" where none is."""
        self.trouble = ""
        """Why nothing is kept, where the session goes on without the file."""
        try:
            opening.create_file(path)
        except OSError as error:
            full = error.errno in (ENOSPC, EDQUOT)
            raise LibraryError(f"{path}: {_advice('full' if full else 'unable to open')}") from error
        with self._told():
            self._connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    def open(cls, path: Path, library: str = "") -> ReaderState:
        """The reader's file; where it can't be used, a session without it. `trouble` says why."""
        try:
            return cls(path, library)
        except LibraryError as error:
            return cls._without(path, library, str(error))

    @classmethod
    def _without(cls, path: Path, library: str, trouble: str) -> ReaderState:
        state = cls.__new__(cls)
        state.path = path
        state.library = library
        state._do_without(trouble)
        return state

    def _do_without(self, trouble: str) -> None:
        self.trouble = trouble
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._prepare()

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA trusted_schema = OFF")
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != _APPLICATION_ID:
            raise LibraryError(
                f"{self.path}: a database, but not of your marks. Move it away; nothing is marked."
            )
        if self._version() > VERSION:
            raise LibraryError(
                f"{self.path}: kept by a newer warreader (version {self._version()}; this one knows "
                f"{VERSION}). Update warreader; until then nothing is marked."
            )
        if self._version() < VERSION:
            self._connection.create_function("known_as", 1, lambda path: known_as(Path(path)))
            self._connection.create_function("is_file", 1, isfile)
            with self._transaction():
                for number in range(self._version(), VERSION):  # another session may have come first
                    for statement in _MIGRATIONS[number]:
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version = {number + 1:d}")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> ReaderState:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def marks(self) -> Marks:
        """Stars, tags, notes and passages. Imported when asked for: the first frame needs none."""
        from core.library.marking import Marks

        return Marks(self)

    @cached_property
    def searches(self) -> Searches:
        """Saved searches, and what searches ask of this file."""
        from core.library.searching_marks import Searches

        return Searches(self)

    def mark_read(self, source: str, read: bool = True) -> None:
        """Remember that an article was read, or forget it."""
        if read:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self.run("INSERT OR IGNORE INTO read (source, at) VALUES (?, ?)", source, now)
        else:
            self.run("DELETE FROM read WHERE source = ?", source)

    def read_among(self, sources: Iterable[str]) -> set[str]:
        """Which of these sources were read."""
        rows = self.run(
            "SELECT source FROM read WHERE source IN (SELECT value FROM json_each(?))",
            json.dumps(list(sources)),
        )
        return {row[0] for row in rows}

    def read_sources(self) -> set[str]:
        """All sources that were read."""
        return {row[0] for row in self.run("SELECT source FROM read")}

    def get(self, key: str, default: str = "") -> str:
        """What was stored under `key`."""
        rows = self.run(_GET, key)
        return rows[0][0] if rows else default

    def set(self, key: str, value: str) -> None:
        """Store a value under `key`, over the one before."""
        self.run(_SET, key, value)

    def change(self, key: str, new: Callable[[str], str]) -> None:
        """Store what `new` makes of the value under `key`; another session changes it before or after."""

        def read_and_write(connection: sqlite3.Connection) -> None:
            found = connection.execute(_GET, (key,)).fetchone()
            connection.execute(_SET, (key, new(found[0] if found else "")))

        self.ask(read_and_write, keep=not self.trouble)

    def run(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of one statement; for this room alone."""
        return self.ask(lambda connection: connection.execute(sql, values).fetchall())

    def ask(self, question: Callable[[sqlite3.Connection], Answer], *, keep: bool = False) -> Answer:
        """What a question to the file answers; with `keep` it writes, all or nothing, and must be kept.

        A file that turns out to be damaged is done without from here on. Raises LibraryError where what must
        be kept can't be.
        """
        if keep and self.trouble:
            raise LibraryError(self.trouble)
        try:
            with self._told():
                if not keep:
                    return question(self._connection)
                with self._transaction():
                    return question(self._connection)
        except LibraryError as error:
            if keep or self.trouble or not _is_damage(error.__cause__):
                raise
            self._connection.close()
            self._do_without(str(error))
            return question(self._connection)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's trouble with the file into what a reader can do about it."""
        try:
            yield
        except UnicodeDecodeError as error:  # of SQLite's complaint, which quotes a schema that is no text
            raise LibraryError(f"{self.path}: {_advice('malformed')}") from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise LibraryError(f"{self.path}: {_advice(str(error))}") from error


def _is_damage(cause: BaseException | None) -> bool:
    told = str(cause)
    return isinstance(cause, UnicodeDecodeError) or (
        isinstance(cause, sqlite3.DatabaseError)
        and ("malformed" in told or "not a database" in told or "no such" in told)
    )


def _advice(message: str) -> str:
    if "locked" in message or "busy" in message:
        return "another session is writing to your marks. Try again in a moment."
    if "malformed" in message or "not a database" in message or "no such" in message:
        return (
            "the file of your marks is damaged, and nothing is marked now. Restore a copy, or move it away "
            "to begin a new one."
        )
    if "full" in message:
        return "the disk is full: this was not kept. Make room and mark it again."
    if "readonly" in message or "unable to open" in message:
        return "the file of your marks can't be written. Check its permissions and its directory's."
    return f"your marks can't be used ({message})."
