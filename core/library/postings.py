"""Which quotes and which articles have a key, 32 bits of a hash: packed, a quarter of what rows of them take.

A *posting* is the lower half of its key, the day of what has it (where the table is dated) and its id, the
highest byte first: bytes sort as the numbers do, by key, day and id. The postings of one upper half, a
*block*, lie sorted in one row, or in several when they are many; a row's `first` is no larger than any of its
postings, and empty in a block's first row. So looking up a key reads a row or two however many have it, and
whoever has a key nearest to a day is found without the others.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from core.library.packing import little

_MOST = 128
"""Postings of a row: a kilobyte, which is written anew with each that comes."""
_HALF = 16
_LOW = (1 << _HALF) - 1
_FIRST_DAY = date(1970, 1, 1).toordinal() - 1
_LAST_ID = (1 << 32) - 1
LAST_DAY = (1 << 16) - 1
"""As postings have it: in 2149."""


class Posting(NamedTuple):
    key: int
    day: int
    """As `day_of` gives it; 0 in tables that are not dated."""
    id: int


def hashed(key: str) -> int:
    """A key in 32 bits: what shares one with another by chance only costs a look."""
    return crc32(key.encode())


def day_of(day: int) -> int:
    """A proleptic ordinal as two bytes hold it; 0 where undated or before 1970."""
    return min(max(day - _FIRST_DAY, 0), LAST_DAY)


def blocks(keys: Iterable[int]) -> bytes:
    """In which blocks postings with these keys lie, two bytes each."""
    return little(array("H", sorted({key >> _HALF for key in keys}))).tobytes()


def in_order(held: bytes, width: int) -> bool:
    """Whether a row holds postings of so many bytes, each of them once."""
    told = _split(held, width)
    return bool(held) and len(held) % width == 0 and told == sorted(set(told))


def _split(held: bytes, width: int) -> list[bytes]:
    return [held[at : at + width] for at in range(0, len(held), width)]


@dataclass(frozen=True, slots=True)
class Postings:
    """A table of postings. What writes wants the caller's transaction."""

    table: str
    dated: bool = True

    @property
    def width(self) -> int:
        """Bytes of a posting."""
        return 8 if self.dated else 6

    def put(self, connection: sqlite3.Connection, postings: Iterable[Posting]) -> None:
        """Add postings; those that are there already stay."""
        for posting in sorted(postings):
            block, packed = posting.key >> _HALF, self._packed(posting)
            row = self._row(connection, block, packed)
            if row is None:
                self._insert(connection, block, b"", packed)
                continue
            first, held = row
            at = self._place(held, packed)
            if held[at : at + self.width] != packed:
                self._keep(connection, block, first, held[:at] + packed + held[at:])

    def take(self, connection: sqlite3.Connection, blocks: bytes, ids: Iterable[int]) -> None:
        """Take off all postings of these ids, which lie in these blocks."""
        gone = {one.to_bytes(4, "big") for one in ids}
        for block in little(array("H", blocks)):
            for first, held in connection.execute(
                f"SELECT first, postings FROM {self.table} WHERE block = ?", (block,)
            ).fetchall():
                if not any(one in held for one in gone):
                    continue
                kept = b"".join(one for one in _split(held, self.width) if one[-4:] not in gone)
                if kept != held:
                    self._keep(connection, block, first, kept)

    def since(self, connection: sqlite3.Connection, key: int, day: int = 0) -> Iterator[tuple[int, int]]:
        """(day, id) of what has a key, from a day on, the earliest first."""
        block, low, width = key >> _HALF, (key & _LOW).to_bytes(2, "big"), self.width
        start = self._packed(Posting(key, day, 0))
        first, held = self._row(connection, block, start) or (b"", b"")
        at = self._place(held, start)
        while held[at : at + 2] == low:
            yield self._told(held[at : at + width])
            at += width
        if at < len(held):
            return
        end = self._packed(Posting(key, LAST_DAY, _LAST_ID))
        for (held,) in connection.execute(
            f"SELECT postings FROM {self.table} WHERE block = ? AND first > ? AND first <= ? ORDER BY first",
            (block, first, end),
        ):
            for one in _split(held, width):
                if one[:2] != low:
                    return
                yield self._told(one)

    def until(self, connection: sqlite3.Connection, key: int, day: int) -> Iterator[tuple[int, int]]:
        """(day, id) of what has a key, from a day back, the latest first."""
        low = (key & _LOW).to_bytes(2, "big")
        end = self._packed(Posting(key, day, _LAST_ID))
        rows = connection.execute(
            f"SELECT postings FROM {self.table} WHERE block = ? AND first <= ? ORDER BY first DESC",
            (key >> _HALF, end),
        )
        for (held,) in rows:
            at = self._place(held, end + b"\0") - self.width
            while at >= 0:
                if held[at : at + 2] != low:
                    return
                yield self._told(held[at : at + self.width])
                at -= self.width

    def all(self, connection: sqlite3.Connection) -> Iterator[Posting]:
        """Every posting, by key, day and id; raises sqlite3.DatabaseError where a row holds none."""
        rows = connection.execute(f"SELECT block, first, postings FROM {self.table} ORDER BY block, first")
        for block, first, held in rows:
            if not in_order(held, self.width) or first > held:
                raise sqlite3.DatabaseError(f"malformed postings in {self.table}")
            for one in _split(held, self.width):
                yield Posting(block << _HALF | int.from_bytes(one[:2], "big"), *self._told(one))

    def fill(self, connection: sqlite3.Connection, postings: Iterable[Posting]) -> None:
        """Fill the table, which is empty, with postings that come in order, each of them once."""
        for block, several in groupby(postings, key=lambda posting: posting.key >> _HALF):
            held = b"".join(map(self._packed, several))
            step = _MOST * self.width
            for at in range(0, len(held), step):
                first = held[at : at + self.width] if at else b""
                self._insert(connection, block, first, held[at : at + step])

    def _row(self, connection: sqlite3.Connection, block: int, packed: bytes) -> tuple[bytes, bytes] | None:
        """The row that a posting lies in or would lie in: its first, and what it holds."""
        row: tuple[bytes, bytes] | None = connection.execute(
            f"""SELECT first, postings FROM {self.table} WHERE block = ? AND first <= ?
            ORDER BY first DESC LIMIT 1""",
            (block, packed),
        ).fetchone()
        return row

    def _packed(self, posting: Posting) -> bytes:
        key, day, one = posting
        if self.dated:
            return ((key & _LOW) << 48 | day << 32 | one).to_bytes(8, "big")
        return ((key & _LOW) << 32 | one).to_bytes(6, "big")

    def _told(self, packed: bytes) -> tuple[int, int]:
        return int.from_bytes(packed[2:-4], "big"), int.from_bytes(packed[-4:], "big")

    def _place(self, held: bytes, packed: bytes) -> int:
        """Where the first posting that is no smaller begins."""
        width = self.width
        return width * bisect_left(
            range(len(held) // width), packed, key=lambda at: held[width * at : width * (at + 1)]
        )

    def _keep(self, connection: sqlite3.Connection, block: int, first: bytes, held: bytes) -> None:
        """Put other postings into a row; too many become two rows, and none is no row."""
        middle = len(held) // self.width // 2 * self.width
        if len(held) > _MOST * self.width:
            self._insert(connection, block, held[middle : middle + self.width], held[middle:])
            held = held[:middle]
        if held:
            connection.execute(
                f"UPDATE {self.table} SET postings = ? WHERE block = ? AND first = ?", (held, block, first)
            )
        else:
            connection.execute(f"DELETE FROM {self.table} WHERE block = ? AND first = ?", (block, first))

    def _insert(self, connection: sqlite3.Connection, block: int, first: bytes, held: bytes) -> None:
        connection.execute(f"INSERT INTO {self.table} VALUES (?, ?, ?)", (block, first, held))


QUOTES = Postings("quote_posting")
"""Direct quotes by their blocking keys."""
SAMPLES = Postings("sample_posting", dated=False)
"""Articles by the samples of their text."""
FEATURES = Postings("feature_posting")
"""Articles by what stories share."""
