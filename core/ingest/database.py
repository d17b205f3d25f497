"""SQLite databases: the rows of one table, by name or the likeliest (standard library).

The file's bytes are opened in memory: nothing is written beside it, nothing in it can be changed, and what
another program writes to it meanwhile does not matter. Views and triggers, which are code, are not looked at.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

from core.article import Article
from core.ingest import rows
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part

_MAGIC = b"SQLite format 3\0"
_SECONDS = 8.0
"""Of the processor, which telling the tables may take; the rows are read as they are asked for."""
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name LIMIT 1000"
)


def recognises(part: Part) -> bool:
    """Whether a part opens as an SQLite database does."""
    return part.data.startswith(_MAGIC)


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The articles of the rows of the table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            table, columns = _table(part, _opened(part, connection), options)
            yield from rows.articles(part, _rows(connection, table, columns), options, "sqlite")
        except sqlite3.Error as error:
            raise part.error(f"a damaged database ({error}). Save it anew and add that.") from error


def _opened(part: Part, connection: sqlite3.Connection) -> sqlite3.Connection:
    # Bytes 18 and 19 ask for a write-ahead log, which memory can't have.
    connection.deserialize(part.data[:18] + b"\1\1" + part.data[20:])
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    until = time.thread_time() + _SECONDS
    connection.set_progress_handler(lambda: int(time.thread_time() > until), 100_000)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _table(part: Part, connection: sqlite3.Connection, options: Options) -> tuple[str, list[str]]:
    """The table that was asked for, or that with the most known columns, and its columns."""
    tables = {name: _columns(connection, name) for (name,) in connection.execute(_TABLES)}
    if options.table:
        if options.table not in tables:
            raise part.error(f"no table {options.table!r}. It has {', '.join(list(tables)[:12]) or 'none'}.")
        return options.table, tables[options.table]
    with_text = [name for name, columns in tables.items() if "text" in rows.guess(columns, options.columns)]
    if not with_text:
        raise part.error(
            f"no table has a column of text: {', '.join(list(tables)[:12])}. Use --table and --map."
        )
    best = max(with_text, key=lambda name: (len(rows.guess(tables[name])), _count(connection, name)))
    return best, tables[best]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")]


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()
    return int(count)


def _rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[rows.Row]:
    connection.set_progress_handler(None, 0)
    named = ", ".join(map(_quoted, columns))
    for row in connection.execute(f"SELECT {named} FROM {_quoted(table)}"):
        yield dict(zip(columns, row, strict=True))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
