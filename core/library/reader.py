"""The reader's own file: what was read, and where one was. Apart from the library, which may be shared.

SQLite keeps it whole over a crash, and lets two sessions of one person write beside each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from core.library import opening

_APPLICATION_ID = 0x57615253  # "WaRS"
_VERSION = 1
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS read (source TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_VERSION}",
)


class ReaderState:
    """What one reader did with a library's articles, which are known by their source.

    Every write is stored at once. Raises LibraryError where the file can't be used. One thread, one object.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with opening.told(path), opening.told_of_file(path):
            opening.create_file(path)
            self._connection = sqlite3.connect(path, timeout=10.0, isolation_level=None)
        try:
            with opening.told(path):
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA trusted_schema = OFF")
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise opening.LibraryError(f"{self.path}: made by a newer warreader. Update warreader.")
        if version < _VERSION:
            self._connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA:
                self._connection.execute(statement)
            self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> ReaderState:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def mark_read(self, source: str, read: bool = True) -> None:
        """Remember that an article was read, or forget it."""
        if read:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._write("INSERT OR IGNORE INTO read (source, at) VALUES (?, ?)", source, now)
        else:
            self._write("DELETE FROM read WHERE source = ?", source)

    def read_among(self, sources: Iterable[str]) -> set[str]:
        """Which of these sources were read."""
        rows = self._read(
            "SELECT source FROM read WHERE source IN (SELECT value FROM json_each(?))",
            json.dumps(list(sources)),
        )
        return {row[0] for row in rows}

    def read_sources(self) -> set[str]:
        """All sources that were read."""
        return {row[0] for row in self._read("SELECT source FROM read")}

    def get(self, key: str, default: str = "") -> str:
        """What was stored under `key`."""
        rows = self._read("SELECT value FROM setting WHERE key = ?", key)
        return rows[0][0] if rows else default

    def set(self, key: str, value: str) -> None:
        """Store a value under `key`, over the one before."""
        self._write("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", key, value)

    def _read(self, sql: str, *values: str) -> list[tuple[str]]:
        with opening.told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _write(self, sql: str, *values: str) -> None:
        with opening.told(self.path):
            self._connection.execute(sql, values)
