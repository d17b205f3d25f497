"""What a terminal can move by itself: rows up and down, and the rest of rows to the left and right.

Nothing here needs to be right about what the reader did: a move is only a guess, which is applied to the
shadow of the terminal, and the difference to what shall be shown is sent after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from typing import NamedTuple

from tui.frames.cells import Patch
from tui.frames.looks import Row

_WORTH = 4
"""Rows that a move must have to be worth a try."""
_FARTHEST = 8
"""Columns that a row may move by."""
_SAMPLE = 6
"""Rows from which the columns are guessed: trying all of them would take 4 ms."""


class Scroll(NamedTuple):
    """Rows [top, bottom) that move up, down where `by` is negative, in columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int
    by: int

    @property
    def touched(self) -> Iterable[int]:
        """The rows that it changes."""
        return range(self.top, self.bottom)

    def sequence(self, columns: int) -> str:
        """What has the terminal do it; left and right margins (DECSLRM) are set where it needs them."""
        up = f"\x1b[{abs(self.by) if abs(self.by) > 1 else ''}{'S' if self.by > 0 else 'T'}"
        rows = f"\x1b[{self.top + 1};{self.bottom}r{up}\x1b[r"
        if self.right - self.left == columns:
            return rows
        return f"\x1b[?69h\x1b[{self.left + 1};{self.right}s{rows}\x1b[?69l"

    def apply(self, rows: list[Row]) -> None:
        """Do the same to the shadow; what comes in is not known."""
        part = slice(self.left, self.right)
        before = [row[part] for row in rows[self.top : self.bottom]]
        for y in range(self.top, self.bottom):
            there = y - self.top + self.by
            rows[y][part] = before[there] if 0 <= there < len(before) else [None] * (self.right - self.left)


class Slide(NamedTuple):
    """Rows that move to the left from a column on; to the right where `by` is negative."""

    ys: tuple[int, ...]
    left: int
    by: int

    @property
    def touched(self) -> Iterable[int]:
        """The rows that it changes."""
        return self.ys

    def sequence(self, columns: int) -> str:
        """What has the terminal do it: characters deleted, or inserted (DCH, ICH)."""
        step = f"\x1b[{abs(self.by) if abs(self.by) > 1 else ''}{'P' if self.by > 0 else '@'}"
        out: list[str] = []
        last = None
        for y in self.ys:
            near = last is not None and y == last + 1
            out.append(("\v" if near else f"\x1b[{y + 1};{self.left + 1}H") + step)
            last = y
        return "".join(out)

    def apply(self, rows: list[Row]) -> None:
        """Do the same to the shadow; what comes in is not known."""
        for y in self.ys:
            kept = rows[y][self.left :]
            blank: Row = [None] * abs(self.by)
            rows[y][self.left :] = (
                [*kept[self.by :], *blank] if self.by > 0 else [*blank, *kept[: len(kept) + self.by]]
            )


def guesses(
    parts: Sequence[Patch], rows: Sequence[Row], wanted: dict[int, Row], margins: bool
) -> Iterator[Scroll | Slide]:
    """Moves that could bring the rows nearer to what is wanted of them."""
    areas: dict[tuple[int, int], list[int]] = {}
    for patch in parts:
        areas.setdefault((patch.x, patch.x + len(patch.cells)), []).append(patch.y)
    for (left, right), ys in areas.items():
        top, bottom = min(ys), max(ys) + 1
        if len(ys) < _WORTH:
            continue
        by = _scrolled(left, right, range(top, bottom), rows, wanted)
        if by:
            yield Scroll(top, bottom, *((left, right) if margins else (0, len(rows[0]))), by)
        elif right + 1 >= len(rows[0]):
            yield from _slid(left, sorted(ys), rows, wanted)


def _scrolled(left: int, right: int, ys: range, rows: Sequence[Row], wanted: dict[int, Row]) -> int:
    """By how far most rows of an area moved up; 0 where they did not. Some may not have been drawn again."""

    def shall(y: int) -> Row:
        return wanted.get(y, rows[y])[left:right]

    was: dict[tuple[object, ...], list[int]] = {}
    for y in ys:
        was.setdefault(tuple(rows[y][left:right]), []).append(y)
    far = Counter(there - y for y in ys for there in was.get(tuple(shall(y)), ())[:_WORTH])
    stayed = far.pop(0, 0)
    by, moved = max(far.items(), key=lambda found: found[1], default=(0, 0))
    return by if moved >= stayed + _WORTH else 0


def _slid(left: int, ys: Sequence[int], rows: Sequence[Row], wanted: dict[int, Row]) -> Iterator[Slide]:
    """The rows that moved by most columns."""
    changed = [y for y in ys if rows[y] != wanted[y] and all(cell is None or cell[0] for cell in rows[y])]
    busy = sorted(changed, key=lambda y: sum(cell is not None and cell[0] != " " for cell in wanted[y]))
    far = [by for by in range(-_FARTHEST, _FARTHEST + 1) if by]

    def kept(y: int, by: int) -> int:
        old, new = rows[y][left:], wanted[y][left:]
        return sum(map(eq, old[max(0, by) :], new[max(0, -by) :]))

    sample = busy[-_SAMPLE:]
    if len(sample) >= _WORTH:
        by = max(far, key=lambda by: sum(kept(y, by) for y in sample))
        # Going there and moving takes up to twelve bytes; a cell that need not be sent spares one or more.
        if worth := tuple(y for y in changed if kept(y, by) - kept(y, 0) > _WORTH):
            yield Slide(worth, left, by)
