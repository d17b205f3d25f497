"""The mentions of articles: those of one in a blob, and beside them which names stand in which articles.

A row for each mention, and another in an index of its name, took an eighth of a library and most of the time
of storing. They are read and written by the article, 70 at once, and asked for by name: so an article's are
one blob (5 bytes each), and an index holds each name of it once.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from core.library.packing import little

_WIDTHS = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32))
_LARGEST = 1 << 26
"""Bytes of an article's mentions: no text has more of them."""


class Spot(NamedTuple):
    """A mention as it is stored; its form is the text's own slice."""

    start: int
    end: int
    told: int
    """Number in mention_told: its type, and how it was found."""
    name: int | None
    """Id of its name; None in boilerplate."""
    home: int | None = None
    """The name that linking gave it, where a decision put another."""


def packed(spots: Iterable[Spot]) -> bytes:
    """Mentions as they are stored: column by column, the starts as steps, in numbers as wide as they need."""
    ordered = sorted(spots, key=lambda spot: spot.start)
    columns = (
        [start - before for before, start in pairwise([0, *(spot.start for spot in ordered)])],
        [spot.end - spot.start for spot in ordered],
        [spot.told for spot in ordered],
        [spot.name or 0 for spot in ordered],
        [spot.home or 0 for spot in ordered],
    )
    return zlib.compress(_numbers("I", [len(ordered)]) + b"".join(map(_column, columns)), 1)


def _column(numbers: list[int]) -> bytes:
    width = next(code for code, above in _WIDTHS if max(numbers, default=0) < above)
    return width.encode() + _numbers(width, numbers)


def _numbers(width: str, numbers: list[int]) -> bytes:
    return little(array(width, numbers)).tobytes()


@lru_cache(maxsize=64)  # a page of figures asks for an article's with each of them
def unpacked(blob: bytes) -> tuple[Spot, ...]:
    """The mentions in such a blob, in order; raises sqlite3.DatabaseError where it is none."""
    try:
        return _spots(blob)
    except (zlib.error, ValueError, UnicodeDecodeError, OverflowError) as error:
        raise sqlite3.DatabaseError(f"malformed mentions: {error}") from error


def _spots(blob: bytes) -> tuple[Spot, ...]:
    reader = zlib.decompressobj()
    told = reader.decompress(blob, _LARGEST)
    (many,), at = little(array("I", told[:4])), 4
    columns = []
    for _ in Spot._fields:
        if (width := told[at : at + 1].decode()) not in dict(_WIDTHS):
            raise ValueError("a column is missing")
        numbers = array(width)
        end = at + 1 + many * numbers.itemsize
        numbers.frombytes(told[at + 1 : end])
        columns.append(little(numbers))
        at = end
    if not reader.eof or at != len(told):
        raise ValueError("they have no end")
    steps, lengths, how, names, homes = columns
    starts = list(accumulate(steps))
    known = ([number or None for number in column] for column in (names, homes))
    return tuple(map(Spot, starts, map(add, starts, lengths), how, *known))


def of(connection: sqlite3.Connection, article_id: int) -> tuple[Spot, ...]:
    """The mentions of an article in the order of the text; none of one that is not there."""
    row = connection.execute(
        "SELECT spots FROM article_mentions WHERE article_id = ?", (article_id,)
    ).fetchone()
    return unpacked(row[0]) if row else ()


def named(connection: sqlite3.Connection, article_id: int) -> list[tuple[int, Spot]]:
    """(name, mention) of an article in the order of the text, those in boilerplate left out."""
    return [(spot.name, spot) for spot in of(connection, article_id) if spot.name is not None]


def teach(connection: sqlite3.Connection) -> None:
    """Let SQL ask which names stand between two offsets: names_within(spots, start, end), as JSON."""
    connection.create_function("names_within", 3, _within, deterministic=True)


def _within(blob: bytes, start: int, end: int) -> str:
    return json.dumps([spot.name for spot in unpacked(blob) if spot.name and start <= spot.start < end])


def put(connection: sqlite3.Connection, article_id: int, day: int, spots: Collection[Spot]) -> None:
    """Store the mentions of an article that has none; `day` is the article's."""
    if not spots:
        return
    connection.execute("INSERT INTO article_mentions VALUES (?, ?)", (article_id, packed(spots)))
    times = Counter(spot.name for spot in spots if spot.name is not None)
    connection.executemany(
        "INSERT INTO name_article VALUES (?, ?, ?, ?)",
        [(name, day, article_id, many) for name, many in sorted(times.items())],
    )
    connection.executemany(
        "INSERT INTO home_article VALUES (?, ?)",
        [(home, article_id) for home in {spot.home for spot in spots} - {None}],
    )


def forget(connection: sqlite3.Connection, article_id: int) -> tuple[Spot, ...]:
    """Take off the mentions of an article, and return them."""
    spots = of(connection, article_id)
    (day,) = connection.execute("SELECT day FROM article WHERE id = ?", (article_id,)).fetchone()
    connection.executemany(
        "DELETE FROM name_article WHERE name_id = ? AND day = ? AND article_id = ?",
        [(name, day, article_id) for name in {spot.name for spot in spots}],
    )
    connection.executemany(
        "DELETE FROM home_article WHERE name_id = ? AND article_id = ?",
        [(home, article_id) for home in {spot.home for spot in spots}],
    )
    connection.execute("DELETE FROM article_mentions WHERE article_id = ?", (article_id,))
    return spots
