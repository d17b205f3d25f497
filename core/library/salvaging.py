"""What can be read of a damaged library, put into a new one.

Damage to indexes, counts, the search index and pages that nothing uses leaves every row of the other tables
to be read: of a copy of these all that stands in the file twice is made anew. Where rows are lost that stand
there once, articles are read one by one around the pages that can't be, to be added as from a source.

All of it is done with a copy (core.mending): the damaged file is never written to.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from core.article import Article
from core.library import articles, counted, opening
from core.library.health import Health

_MAGIC = b"SQLite format 3\0"
_HEAD = 100
"""Bytes of a file that tell what it is."""
_FARTHEST = 1_000_000
"""Ids that are looked for one by one between two pages that can't be read."""
_ANEW = frozenset(tally.table for tally in counted.TALLIES if tally.whole)
"""Tables that are counted anew."""
_KEPT = ("edit", "feed")
"""Tables that hang on no article's id."""


def copy_file(path: Path, target: Path) -> None:
    """Copy a library as its file and its log lie (0600); raises LibraryError."""
    for end in ("", "-wal"):
        if (source := opening.beside(path, end)).exists():
            copy_bytes(source, opening.beside(target, end))


def copy_bytes(path: Path, target: Path) -> None:
    """Copy a file as it lies to one that is not there yet (0600); raises LibraryError."""
    with opening.told_of_file(target), path.open("rb") as source:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as copy:
            shutil.copyfileobj(source, copy)


def straighten(path: Path) -> None:
    """Put right in the head of a library's file what follows from the file: its length, and no free pages.

    SQLite reads nothing of a file that is shorter than its head says, and what is free holds nothing.
    """
    with opening.told_of_file(path), path.open("r+b") as file:
        head = bytearray(file.read(_HEAD))
        if not _is_ours(head):
            return
        size = int.from_bytes(head[16:18])
        page = size if size in (512 << n for n in range(7)) else opening.PAGE_SIZE
        pages = max(-(-path.stat().st_size // page), min(int.from_bytes(head[28:32]), 1 << 24))
        head[:16], head[16:18] = _MAGIC, page.to_bytes(2)
        head[28:32], head[32:40] = pages.to_bytes(4), bytes(8)
        file.seek(0)
        file.write(head)
        file.truncate(pages * page)


def is_damage(error: opening.LibraryError, path: Path) -> bool:
    """Whether a library could not be opened or read since it is damaged."""
    if opening.DAMAGED in str(error):
        return True
    if "not a warreader library" not in str(error):
        return False
    with opening.told_of_file(path), path.open("rb") as file:
        return _is_ours(file.read(_HEAD))


def _is_ours(head: bytes | bytearray) -> bool:
    return len(head) == _HEAD and int.from_bytes(head[68:72]) == opening.APPLICATION_ID


def rows_anew(path: Path, target: Path) -> bool:
    """Make a library at `target` of the rows of the one at `path`, and of these its counts and search index.

    Whether all could be read and it is sound; raises LibraryError where not even the schema can be read.
    """
    if not _copy_rows(path, target):
        return False
    with closing(opening.connect(target)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            health = Health(connection, target)
            health.mend()
            connection.execute("COMMIT")
            return not health.examine()
        except (opening.LibraryError, sqlite3.IntegrityError):  # what is counted is missing
            return False


def _copy_rows(path: Path, target: Path) -> bool:
    """Copy the rows of all that is not counted; whether every one could be read."""
    with closing(_connect(path)) as source, closing(_new(target)) as new:
        tables = new.execute(
            """SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %'
            AND name NOT LIKE 'article_search%' AND name NOT LIKE '%sqlite!_%' ESCAPE '!'"""
        ).fetchall()
        whole = all(_copy(source, new, table) for (table,) in tables if table not in _ANEW)
        new.commit()
    return whole


def copy_kept(path: Path, target: Path) -> None:
    """Make a library at `target` with the edits and feeds that can be read, and no article."""
    with closing(_connect(path)) as source, closing(_new(target)) as new:
        for table in _KEPT:
            _copy(source, new, table)
        new.commit()


def read(path: Path) -> Iterator[Article | int]:
    """The articles that can be read, in the order in which they were added; of the others their ids."""
    with closing(opening.connect(path, read_only=True)) as connection:
        ids = {*_ids(connection, "article", "id"), *_ids(connection, "article_text", "article_id")}
        for one in sorted(ids):
            try:
                yield articles.article_alone(connection, one)
            except (sqlite3.DatabaseError, KeyError, ValueError, TypeError):
                yield one


def _connect(path: Path) -> sqlite3.Connection:
    """To read the rows of a library as they are stored; raises LibraryError."""
    opening.connect(path, read_only=True).close()
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _new(path: Path) -> sqlite3.Connection:
    opening.connect(path).close()
    return sqlite3.connect(path)


def _copy(source: sqlite3.Connection, new: sqlite3.Connection, table: str) -> bool:
    """Copy the rows of a table up to one that can't be read; whether there is none."""
    told = new.execute(f"PRAGMA table_info({table})").fetchall()
    columns = ", ".join(f'"{column[1]}"' for column in told)
    try:
        rows = source.execute(f"SELECT {columns} FROM {table} NOT INDEXED")
        new.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(told))})", rows)
    except sqlite3.DatabaseError:
        return False
    return True


def _ids(connection: sqlite3.Connection, table: str, key: str) -> Iterator[int]:
    """The ids of rows: up to a page that can't be read, down to one, and those between, one by one."""
    asked, edges = f"SELECT {key} FROM {table} NOT INDEXED", {"ASC": 0, "DESC": 0}
    for order in edges:
        try:
            for (one,) in connection.execute(f"{asked} ORDER BY {key} {order}"):
                edges[order] = one
                yield one
            return
        except sqlite3.DatabaseError:
            continue
    first, end = edges.values()
    for one in range(first + 1, min(end, first + _FARTHEST)):
        with suppress(sqlite3.DatabaseError):
            yield from (row[0] for row in connection.execute(f"{asked} WHERE {key} = ?", (one,)))
