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
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from core.article import Article, Provenance
from core.library import articles, editing, opening, values
from core.library.health import MADE_ANEW, Health
from core.library.owing import Connection
from core.library.records import Edit

_MAGIC = b"SQLite format 3\0"
_HEAD = 100
"""Bytes of a file that tell what it is."""
_SEARCH = b"CREATE VIRTUAL TABLE article_search USING fts5("
_FARTHEST = 1_000_000
"""Ids that are looked for one by one between two pages that can't be read."""
_KEPT = {"feed": (4, "id"), "edit": (5, "source")}
"""Tables that hang on no article's id, with the version that brought them and what their rows lie by."""
_SOURCES = "SELECT source, id FROM article INDEXED BY sqlite_autoindex_article_1"
_UNTOLD = "kept, but not when it was updated, what its dateline says and where its details were taken from"
_TEXT_ALONE = "its text was kept; add it again to have its title, outlet and dates back"
_PART = "kept, but for what can't be read of it: {}; add it again to have that back"
_DISK = frozenset(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
)
"""Trouble of the file that is written, which no other way of reading the damaged one mends."""


def copy_file(path: Path, target: Path) -> None:
    """Copy a library as its file and its log lie (0600); raises LibraryError."""
    path = path.resolve()  # SQLite puts the log beside the file that a link leads to
    for end in ("", "-wal"):
        if (source := opening.beside(path, end)).exists():
            copy_bytes(source, opening.beside(target, end))


def copy_bytes(path: Path, target: Path) -> None:
    """Copy a file as it lies to one that is not there yet (0600): it is on the disk. Raises LibraryError."""
    with opening.told_of_file(target), path.open("rb") as source:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(handle)
        except BaseException:  # half of it would be taken for the whole
            target.unlink()
            raise


def straighten(path: Path) -> None:
    """Put right in the head of a library's file what follows from the file: its length, and no free pages.

    SQLite reads nothing of a file that is shorter than its head says, and what is free holds nothing. Longer
    than it is it grows by what its log holds alone. A head that is gone altogether is that of a new library.
    """
    with opening.told_of_file(path), path.open("r+b") as file:
        head = bytearray(file.read(_HEAD))
        if not _is_ours(head):
            if not _holds_ours(file):
                return
            head = bytearray(_new_head(path.parent))
        size = int.from_bytes(head[16:18])
        page = size if size in (512 << n for n in range(7)) else opening.PAGE_SIZE
        pages, log = -(-path.stat().st_size // page), opening.beside(path, "-wal")
        logged = log.stat().st_size // page if log.exists() else 0
        pages = max(pages, min(int.from_bytes(head[28:32]), pages + logged))
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
        return _is_ours(file.read(_HEAD)) or _holds_ours(file)


def _is_ours(head: bytes | bytearray) -> bool:
    return len(head) == _HEAD and int.from_bytes(head[68:72]) == opening.APPLICATION_ID


def _holds_ours(file: BinaryIO) -> bool:
    """Whether there is anywhere in a file what a library's schema begins its search index with."""
    if not os.fstat(file.fileno()).st_size:
        return False
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return data.find(_SEARCH) >= 0


def _new_head(directory: Path) -> bytes:
    with TemporaryDirectory(dir=directory) as room:
        opening.connect(new := Path(room, "new.db")).close()
        return new.read_bytes()[:_HEAD]


def rows_anew(path: Path, target: Path) -> bool:
    """Make a library at `target` of the rows of the one at `path`, and of these its counts and search index.

    Whether all could be read and it is sound; raises LibraryError where not even the schema can be read.
    """
    if not _copy_rows(path, target):
        return False
    with closing(opening.connect(target)) as connection:
        try:
            with opening.told(target):
                connection.execute("BEGIN IMMEDIATE")
                health = Health(connection, target)
                health.mend()
                connection.execute("COMMIT")
                return not health.examine()
        except (opening.LibraryError, *opening.UNFORESEEN) as error:  # what is counted is missing or garbled
            if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in _DISK:
                raise
            return False


def _copy_rows(path: Path, target: Path) -> bool:
    """Copy the rows of all that is not counted; whether every one could be read."""
    with closing(_connect(path)) as source, closing(_new(target)) as new, opening.told(target):
        tables = new.execute(
            """SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %'
            AND name NOT LIKE 'article_search%' AND name NOT LIKE '%sqlite!_%' ESCAPE '!'"""
        ).fetchall()
        whole = all(_copy(source, new, table) for (table,) in tables if table not in MADE_ANEW)
        new.commit()
    return whole


def copy_kept(path: Path, target: Path) -> list[str]:
    """Make a library at `target` with the edits and feeds that can be read, and no article.

    Of one of whatever version; returns the tables of which rows can't be read. Raises LibraryError.
    """
    with closing(_connect(path)) as source, closing(_new(target)) as new, opening.told(target):
        source.text_factory = _in_letters
        (version,) = source.execute("PRAGMA user_version").fetchone()
        values.prepare(new)
        unfit = values.unfit(new)
        torn = list[str]()
        for table, (since, key) in _KEPT.items():
            whole = since > version or _copy_around(source, new, table, key)
            if new.execute(f"DELETE FROM {table} WHERE {unfit[table]}").rowcount or not whole:
                torn.append(table)
        new.commit()
    return torn


def _copy_around(source: sqlite3.Connection, new: sqlite3.Connection, table: str, key: str) -> bool:
    """Copy the rows of a table up to a page that can't be read, down to one, and those between by their keys.

    Whether there is no such page and every row could be stored.
    """
    for order in ("ASC", "DESC"):
        if _copy(source, new, table, f"ORDER BY {key} {order}", verb="INSERT OR IGNORE"):
            return order == "ASC"
    for one in _keys(source, table):
        _copy(source, new, table, f"WHERE {key} = ?", (one,), verb="INSERT OR IGNORE")
    return False


def _keys(connection: sqlite3.Connection, table: str) -> Iterator[int | str]:
    """What rows of a table of _KEPT may lie by: what was given out, or what an index tells of articles."""
    if table == "feed":
        yield from range(1, 1 + (_last(connection, table) or _FARTHEST))
        return
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            for source, _ in connection.execute(f"{_SOURCES} ORDER BY source {order}"):
                yield source
            return


Lost = tuple[str, str]
"""An article, and what of it can't be read."""


def read(path: Path, edited: Mapping[str, list[Edit]]) -> Iterator[Article | Lost]:
    """The articles that can be read, as their sources told them, and what can't be read of which.

    Of a library of whatever version, in the order in which they were added; `edited` are the edits, by
    source, that are put into them again. Raises LibraryError at once where it can't be opened.
    """
    return _read(opening.connect(path, read_only=True, older=True), edited)


def _read(connection: Connection, edited: Mapping[str, list[Edit]]) -> Iterator[Article | Lost]:
    with closing(connection):
        connection.text_factory = _in_letters
        last = _last(connection, "article")
        found, lost = _ids(connection, "article", "id", last)
        texts, without = _ids(connection, "article_text", "article_id", last)
        gone = (texts | lost & without) - found
        sources = _sources(connection, gone)
        for one in sorted(found | gone):
            for told in _article(connection, one, sources.get(one, "")):
                if isinstance(told, Article):
                    with suppress(Exception):  # an edit that can't be taken back stays in it
                        told = editing.as_told(told, edited.get(told.provenance.source, ()))
                yield told


def _sources(connection: Connection, ids: set[int]) -> dict[int, str]:
    """The sources of articles whose rows can't be read: the index that holds each source once tells them."""
    told = dict[int, str]()
    for order in ("ASC", "DESC") if ids else ():
        with suppress(sqlite3.DatabaseError):
            rows = connection.execute(f"{_SOURCES} ORDER BY source {order}")
            told.update((one, source) for source, one in rows if one in ids)
    return told


def _article(connection: Connection, one: int, source: str) -> Iterator[Article | Lost]:
    """One article, whose trouble is no other's; where its row can't be read, its source is told."""
    article, lost = None, "can't be read any more"
    with suppress(Exception):
        article, lost = _as_far(connection, one, source)
    if article:
        yield article
    if lost:
        yield _named(connection, one, source), lost


def _as_far(connection: Connection, one: int, source: str) -> tuple[Article, str]:
    """An article as far as it can be read, and in words what of it can't; raises where its text can't be."""
    if not source:
        with suppress(Exception):
            listed = _in_words(articles.article_listed(connection, one))
            with suppress(Exception):
                return _in_words(articles.with_told(connection, one, listed)), ""
            return listed, _UNTOLD
    return _by_field(connection, one, source)


def _by_field(connection: Connection, one: int, source: str) -> tuple[Article, str]:
    """An article of which the text is left, with what else is. Its source, read again, has another digest."""
    (text,) = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (one,)).fetchone()
    found, unread = dict[str, Any](), list[str]()
    for field, (column, of_stored) in _STORED.items():
        try:
            told = connection.execute(f"SELECT {column} FROM article WHERE id = ?", (one,)).fetchone()
            found[field] = of_stored(told[0])
        except Exception:
            unread.append(field)
    known = found.pop("source", source) or _sources(connection, {one}).get(one, f"article {one}")
    origin = Provenance(known, "", found.pop("added", datetime.now(UTC)))
    article = Article(text, origin, **found)
    if not found:
        return article, _TEXT_ALONE
    try:
        article = _in_words(articles.with_told(connection, one, article))
    except Exception:
        unread.append("updated")
    return article, _PART.format(", ".join(unread)) if unread else ""


def _named(connection: Connection, one: int, source: str) -> str:
    """An article's number, and its source where that can be read: from there it can be added again."""
    with suppress(sqlite3.DatabaseError, TypeError):
        told = connection.execute("SELECT source FROM article WHERE id = ?", (one,)).fetchone()
        source = source or told[0]
    return f"article {one} ({source})" if source else f"article {one}"


def _in_words(article: Article) -> Article:
    """An article in which each text is one: a byte that changes makes a BLOB of it. Raises TypeError."""
    words = {
        field.name: _word(getattr(article, field.name)) for field in fields(article) if field.type == "str"
    }
    return replace(article, **words)  # type: ignore[arg-type]  # these are the fields that hold a text


def _word(stored: object) -> str:
    if isinstance(stored, bytes):
        return _in_letters(stored)
    if isinstance(stored, str):
        return stored
    raise TypeError(f"{type(stored)} where a text should be")


def _in_letters(text: bytes) -> str:
    """What can be read of a text: a byte that changes costs no more than the letter it was of."""
    return text.decode("utf-8", "replace")


_STORED: dict[str, tuple[str, Callable[[Any], object]]] = {
    **{one: (one, _word) for one in ("source", "title", "outlet", "byline", "dateline", "language", "url")},
    "published": ("day", articles.published),
    "added": ("added", datetime.fromisoformat),
}
"""What the list holds of an article, where and how."""


def _connect(path: Path) -> sqlite3.Connection:
    """To read the rows of a library of whatever version as they are stored; raises LibraryError."""
    opening.connect(path, read_only=True, older=True).close()
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _new(path: Path) -> sqlite3.Connection:
    opening.connect(path).close()
    return sqlite3.connect(path)


def _copy(
    source: sqlite3.Connection,
    new: sqlite3.Connection,
    table: str,
    which: str = "NOT INDEXED",
    given: tuple[object, ...] = (),
    verb: str = "INSERT",
) -> bool:
    """Copy the rows of a table up to one that can't be read or stored; whether there is none.

    Raises sqlite3.DatabaseError where the new file can't be written.
    """
    told = new.execute(f"PRAGMA table_info({table})").fetchall()
    columns = ", ".join(f'"{column[1]}"' for column in told)
    read, torn = 0, False

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal read, torn
        try:
            for row in source.execute(f"SELECT {columns} FROM {table} {which}", given):
                read += 1
                yield row
        except sqlite3.DatabaseError:
            torn = True

    try:
        stored = new.executemany(
            f"{verb} INTO {table} ({columns}) VALUES ({', '.join('?' * len(told))})", rows()
        )
    except sqlite3.IntegrityError:
        return False
    return not torn and stored.rowcount == read


def _last(connection: sqlite3.Connection, table: str) -> int:
    """The highest id that was given to a row of a table; 0 where that can't be read."""
    with suppress(sqlite3.DatabaseError, TypeError, ValueError):
        told = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        return int(told.fetchone()[0])
    return 0


def _ids(connection: sqlite3.Connection, table: str, key: str, last: int) -> tuple[set[int], set[int]]:
    """The ids of rows, and those up to `last` of which a page that can't be read hides whether there are any.

    Up to a page that can't be read, down to one, and those between, one by one.
    """
    asked = f"SELECT {key} FROM {table} NOT INDEXED"
    found, lost, edges = set[int](), set[int](), list[int]()
    for order in ("ASC", "DESC"):
        edges.append(0)
        try:
            for (edges[-1],) in connection.execute(f"{asked} ORDER BY {key} {order}"):
                found.add(edges[-1])
            return found, lost
        except sqlite3.DatabaseError:
            continue
    first, end = edges
    farthest = first + _FARTHEST
    end = end or (last + 1 if last else farthest)
    for one in range(first + 1, min(end, farthest)):
        try:
            found.update(row[0] for row in connection.execute(f"{asked} WHERE {key} = ?", (one,)))
        except sqlite3.DatabaseError:
            if one <= last:
                lost.add(one)
    return found, lost
