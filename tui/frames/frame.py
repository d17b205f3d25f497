"""A shadow of what the terminal shows, and the difference to what it shall show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from rich.color import ColorSystem
from textual._compositor import CompositorUpdate

from tui.frames.cells import Cell, Look, Patch, Row, patches, turn

_NEAR = 5
"""Cells that are cheaper sent again than jumped over: a jump costs four bytes and more."""
_FARTHEST, _WORTH, _NEARLY_ALL = 4, 4, 0.9
"""Rows that a scroll may move by; rows that it must spare; share of the columns that must move with it
in a terminal without left and right margins."""


class Scroll(NamedTuple):
    """A part of the screen whose rows the terminal itself can move."""

    top: int
    bottom: int
    left: int
    right: int
    """Rows [top, bottom) and columns [left, right)."""
    by: int
    """Rows that they move up; down where negative."""


class Frame:
    """What the terminal shows, and the way from there to what it shall show."""

    def __init__(self, margins: bool = False) -> None:
        """For a terminal that knows left and right margins (DECLRMM), or one that scrolls whole rows."""
        self._margins = margins
        self._rows: list[Row] = []
        self._unsure: set[int] = set()
        """Rows that held characters of doubtful width: sent whole, as what follows them may stand off."""
        self._size = (0, 0)

    def forget(self) -> None:
        """The terminal may show anything now: the next update is sent whole."""
        self._size = (0, 0)

    def difference(self, update: CompositorUpdate, size: tuple[int, int], system: ColorSystem) -> str:
        """Take in an update to a terminal of (columns, rows), and return what brings the terminal there."""
        if size != self._size:
            self._size = size
            self._rows = [[None] * size[0] for _ in range(size[1])]
            self._unsure.clear()
        parts = [patch for patch in patches(update, system) if 0 <= patch.y < size[1]]
        wanted = {patch.y: list(self._rows[patch.y]) for patch in parts}
        for y, x, cells, sure in parts:
            wanted[y][x : x + len(cells)] = cells[: max(0, size[0] - x)]
            if not sure:
                self._unsure.add(y)
        pen = _Pen()
        self._scroll(pen, parts, wanted)
        for y, row in sorted(wanted.items()):
            old, self._rows[y] = self._rows[y], row
            if old != row:
                for start, end in _known(row) if y in self._unsure else _runs(old, row):
                    pen.draw(y, start, row[start:end])
                    if y in self._unsure:
                        pen.lose()
        return pen.finish()

    def _scroll(self, pen: _Pen, parts: list[Patch], wanted: dict[int, Row]) -> None:
        """Have the terminal move rows where that leaves less to send."""
        for area in _areas(parts, self._margins, self._size[0]):
            if self._unsure.isdisjoint(range(area.top, area.bottom)) and (by := self._moved(area, wanted)):
                for y in range(area.top, area.bottom):
                    wanted.setdefault(y, list(self._rows[y]))
                pen.scroll(area._replace(by=by), self._size[0])
                self._move(area._replace(by=by))

    def _moved(self, area: Scroll, wanted: dict[int, Row]) -> int:
        """How far rows of an area moved, where most of them did; else 0."""

        def kept(by: int) -> int:
            rows = range(max(area.top, area.top - by), min(area.bottom, area.bottom - by))
            part = slice(area.left, area.right)
            return sum(y in wanted and wanted[y][part] == self._rows[y + by][part] for y in rows)

        best = max((by for far in range(1, _FARTHEST + 1) for by in (far, -far)), key=kept)
        gain = kept(best) - kept(0)
        return best if gain >= _WORTH and 2 * kept(best) > area.bottom - area.top else 0

    def _move(self, area: Scroll) -> None:
        part = slice(area.left, area.right)
        before = [row[part] for row in self._rows[area.top : area.bottom]]
        for y in range(area.top, area.bottom):
            there = y - area.top + area.by
            blank: Row = [None] * (area.right - area.left)
            self._rows[y][part] = before[there] if 0 <= there < len(before) else blank


def _areas(parts: list[Patch], margins: bool, columns: int) -> Iterator[Scroll]:
    """The parts of the screen that an update draws and that the terminal could scroll."""
    rows: dict[tuple[int, int], list[int]] = {}
    for patch in parts:
        rows.setdefault((patch.x, patch.x + len(patch.cells)), []).append(patch.y)
    for (left, right), ys in rows.items():
        if len(ys) < _WORTH or len(ys) != max(ys) - min(ys) + 1:
            continue
        if margins:
            yield Scroll(min(ys), max(ys) + 1, left, right, 0)
        elif right - left >= _NEARLY_ALL * columns:
            yield Scroll(min(ys), max(ys) + 1, 0, columns, 0)


def _known(row: Row) -> Iterator[tuple[int, int]]:
    """Ranges of columns of which it is known what stands there."""
    start = 0
    for known, cells in groupby(row, key=lambda cell: cell is not None):
        end = start + len(list(cells))
        if known:
            yield start, end
        start = end


def _runs(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """Ranges of columns to send again, those that lie near each other in one."""
    changed = [place for place, (was, cell) in enumerate(zip(old, new, strict=True)) if was != cell]
    start = end = changed[0]
    for place in changed:
        between = new[end:place]
        if place - end > _NEAR or len({cell and cell[1] for cell in between}) > 1:
            yield _whole(new, start, end + 1)
            start = place
        end = place
    yield _whole(new, start, end + 1)


def _whole(row: Row, start: int, end: int) -> tuple[int, int]:
    """The range widened so that no wide character is cut."""
    while start and _is_half(row[start]):
        start -= 1
    while end < len(row) and _is_half(row[end]):
        end += 1
    return start, end


def _is_half(cell: Cell | None) -> bool:
    return cell is not None and not cell[0]


class _Pen:
    """Writes runs of cells, remembering where the cursor stands and which look is set."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._look = Look()
        self._at: tuple[int, int] | None = None

    def draw(self, y: int, x: int, cells: Row) -> None:
        self._move(y, x)
        for text, look in filter(None, cells):
            if look != self._look:
                self._out.append(turn(self._look, look))
                self._look = look
            self._out.append(text)
        self._at = (y, x + len(cells))

    def scroll(self, area: Scroll, columns: int) -> None:
        """Move the rows of an area; what comes in is blank."""
        inner = area.right - area.left < columns
        self._out.append(f"\x1b[?69h\x1b[{area.left + 1};{area.right}s" if inner else "")
        self._out.append(
            f"\x1b[{area.top + 1};{area.bottom}r\x1b[{abs(area.by)}{'S' if area.by > 0 else 'T'}\x1b[r"
        )
        self._out.append("\x1b[?69l" if inner else "")
        self.lose()

    def lose(self) -> None:
        """Where the cursor stands is not sure any more."""
        self._at = None

    def _move(self, y: int, x: int) -> None:
        if self._at is not None and self._at[0] == y and x >= self._at[1]:
            if x > self._at[1]:
                self._out.append(f"\x1b[{x - self._at[1]}C")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H")

    def finish(self) -> str:
        """All that was written, with the look reset."""
        if self._look != Look():
            self._out.append("\x1b[0m")
        return "".join(self._out)
