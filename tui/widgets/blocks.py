"""Blocks with one cell of them under the cursor: what it tells can be opened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from tui.reading.blocks import GUTTER, Block, Cell, Target
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece, cut


class BlockList(LineView):
    """Blocks that are laid out for the width at hand; the cursor passes over those that lead nowhere."""

    @dataclass
    class Followed(Message):
        """A cell that leads somewhere was clicked."""

    def __init__(self, lay: Callable[[int], Sequence[Block]], *, id: str) -> None:
        super().__init__(id=id)
        self._lay = lay
        self._blocks: Sequence[Block] = ()
        self._starts: list[int] = []
        self.cursor = 0
        """Index of the block under the cursor."""
        self.column = 0

    def on_resize(self) -> None:
        self.lay_anew()

    def lay_anew(self) -> None:
        """Lay the blocks out again, after what they tell or the width has changed."""
        target = self.target
        self._blocks = self._lay(self.width)
        self._starts = list(accumulate((block.height for block in self._blocks), initial=0))
        self.set_length(self._starts[-1] + 1)
        same = (at for at, block in enumerate(self._blocks) if target and _holds(block, target))
        at = next(same, None)
        self.cursor = self._nearest(0, 1) if at is None else at
        if at is not None:
            self._reveal()
        self.refresh()

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= self._starts[-1] if self._starts else True:
            return [], ()
        at = bisect_right(self._starts, index) - 1
        block, row = self._blocks[at], index - self._starts[at]
        here = self._column_of(block) if at == self.cursor else None
        found: list[Piece] = []
        for number, (width, cell) in enumerate(zip(self._widths(block), block.cells, strict=True)):
            under: Marks = ("cursor",) if number == here else ()
            sign = "▸" if number == here and row == 0 else " "
            words = cut(cell.lines[row], width - GUTTER) if cell and row < len(cell.lines) else []
            pad = width - GUTTER - sum(cell_len(text) for text, _ in words)
            found += [(f"{sign} ", under), *((text, under + marks) for text, marks in words)]
            found.append((" " * pad, under))
        return found, ()

    @property
    def target(self) -> Target | None:
        """Where the cell under the cursor leads."""
        if not 0 <= self.cursor < len(self._blocks):
            return None
        block = self._blocks[self.cursor]
        cell = block.cells[self._column_of(block)]
        return cell.target if cell else None

    @property
    def section(self) -> str:
        """The section that the cursor is in."""
        before = reversed(self._blocks[: self.cursor + 1])
        return next((block.section for block in before if block.section), "")

    def next_part(self, by: int) -> None:
        """Put the cursor into the next section, or to the beginning of this one, then of the one before."""
        heads = [(at, self._nearest(at, 1)) for at, block in enumerate(self._blocks) if block.section]
        ahead = [one for one in heads if (one[1] > self.cursor if by > 0 else one[1] < self.cursor)]
        if ahead:
            head, at = ahead[0] if by > 0 else ahead[-1]
            self._put_cursor(at)
            self.go_to_line(self._starts[head])

    def next_column(self, by: int) -> None:
        """Put the cursor on the next cell of its block that leads somewhere."""
        if not self._blocks:
            return
        cells = self._blocks[self.cursor].cells
        at = self._column_of(self._blocks[self.cursor]) + by
        while 0 <= at < len(cells):
            if cells[at] is not None and cells[at].target is not None:  # type: ignore[union-attr]
                self.column = at
                break
            at += by
        self._refresh_block(self.cursor)

    def move(self, step: int) -> None:
        at = self.cursor
        for _ in range(abs(step)):
            at = self._nearest(at + (1 if step > 0 else -1), 1 if step > 0 else -1, at)
        if at == self.cursor:  # the first words and the last ones lead nowhere, and are to be read too
            self.go_to_line(self.top + step)
        self._put_cursor(at, reveal=at != self.cursor)

    def turn(self, pages: float) -> None:
        line = self._starts[self.cursor] + round(pages * max(1, self.height - 1)) if self._starts else 0
        at = max(0, min(len(self._blocks) - 1, bisect_right(self._starts, max(0, line)) - 1))
        self.go_to_line(self.top + round(pages * max(1, self.height - 1)))
        self._put_cursor(self._nearest(at, 1 if pages > 0 else -1, self.cursor))

    def go_to_end(self, last: bool) -> None:
        at = self._nearest(len(self._blocks) - 1, -1) if last else self._nearest(0, 1)
        self._put_cursor(at)
        super().go_to_end(last)

    def on_click(self, event: Click) -> None:
        line = self.top + event.y
        if not self._starts or line >= self._starts[-1]:
            return
        at, left = bisect_right(self._starts, line) - 1, 0
        for number, width in enumerate(self._widths(self._blocks[at])):
            cell = self._blocks[at].cells[number]
            if left <= event.x < left + width and cell is not None and cell.target is not None:
                self.column = number
                self._put_cursor(at)
                self.post_message(self.Followed())
            left += width

    def _widths(self, block: Block) -> list[int]:
        number = len(block.cells)
        return [self.width // number] * (number - 1) + [self.width - self.width // number * (number - 1)]

    def _column_of(self, block: Block) -> int:
        """The column that is under the cursor: the chosen one, or the nearest that leads anywhere."""
        there = [at for at, cell in enumerate(block.cells) if cell is not None and cell.target is not None]
        return min(there, key=lambda at: abs(at - self.column), default=0)

    def _nearest(self, at: int, step: int, otherwise: int = 0) -> int:
        """The first block from `at` on, forward or back, that leads somewhere."""
        while 0 <= at < len(self._blocks):
            if any(cell is not None and cell.target is not None for cell in self._blocks[at].cells):
                return at
            at += step
        return otherwise

    def _put_cursor(self, at: int, reveal: bool = True) -> None:
        before, self.cursor = self.cursor, at
        self._refresh_block(before)
        self._refresh_block(at)
        if reveal:
            self._reveal()

    def _refresh_block(self, at: int) -> None:
        if 0 <= at < len(self._blocks):
            self.refresh_span(self._starts[at], lines=self._blocks[at].height)

    def _reveal(self) -> None:
        if not self.height or not self._blocks:
            return
        start, end = self._starts[self.cursor], self._starts[self.cursor + 1]
        if start < self.top or end - start > self.height:
            self.go_to_line(start)
        elif end > self.top + self.height:
            self.go_to_line(end - self.height)


def _holds(block: Block, target: Target) -> bool:
    return any(isinstance(cell, Cell) and cell.target == target for cell in block.cells)
