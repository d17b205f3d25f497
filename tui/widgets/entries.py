"""The lines of a dossier, one of them under the cursor: what it names can be followed.

In a wide view they stand in two columns, read one after the other, where they are more than it holds in one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from tui.reading.dossier import Entry, Target
from tui.reading.find import find
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece, cut

MEASURE = 100
MARGIN = 3
WIDE = 160
"""Cells from which on there may be two columns."""


class Entries(LineView):
    """Entries that are laid out for the width at hand."""

    @dataclass
    class Followed(Message):
        """A line that leads somewhere was clicked."""

    @dataclass
    class Moved(Message):
        """The cursor is on another line."""

    def __init__(self, lay: Callable[[int], Sequence[Entry]], *, id: str) -> None:
        super().__init__(id=id)
        self._lay = lay
        self._entries: Sequence[Entry] = ()
        self._split = 0
        """Index of the second column's first entry; how many entries there are where there is one column."""
        self.cursor = 0
        """Index of the entry under the cursor."""

    def on_resize(self) -> None:
        self.show(self.cursor)

    def show(self, cursor: int) -> None:
        """Lay the lines out again, and put the cursor on one."""
        self._entries = self._laid(self.width)
        self._split = len(self._entries)
        if self.width >= WIDE and len(self._entries) >= self.height:
            self._entries = self._laid(self.width // 2)
            titles = (at for at, entry in enumerate(self._entries) if at and entry.section)
            self._split = min(titles, key=lambda at: abs(2 * at - len(self._entries)), default=self._split)
        self.cursor = max(0, min(len(self._entries) - 1, cursor))
        self.set_length(max(self._split, len(self._entries) - self._split) + 1)
        self._reveal()
        self.refresh()

    def _laid(self, width: int) -> Sequence[Entry]:
        return self._lay(max(20, min(MEASURE, width - 2 * MARGIN)))

    def _row(self, index: int) -> int:
        """The line on which an entry stands."""
        return index if index < self._split else index - self._split

    def _beside(self, row: int) -> list[int | None]:
        """The entries on a line, None in a column that ends above it."""
        ends = [self._split, len(self._entries)] if self._split < len(self._entries) else [self._split]
        return [at if at < end else None for at, end in zip((row, self._split + row), ends, strict=False)]

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        beside = self._beside(index)
        pieces = [piece for at in beside for piece in self._drawn(at, self.width // len(beside))]
        return pieces, ("cursor",) if beside == [self.cursor] else ()

    def _drawn(self, at: int | None, width: int) -> list[Piece]:
        """An entry in a column of a width."""
        if at is None:
            return [(" " * width, ())]
        under: Marks = ("cursor",) if at == self.cursor else ()
        sign = "▸" if self._entries[at].target is not None and under else " "
        words = cut(self._entries[at].line, width - MARGIN)
        pad = width - MARGIN - sum(cell_len(text) for text, _ in words)
        return [(f" {sign} ", under), *((text, under + marks) for text, marks in words), (" " * pad, under)]

    @property
    def target(self) -> Target:
        """Where the line under the cursor leads."""
        return self._entries[self.cursor].target if self._entries else None

    @property
    def section(self) -> str:
        """The section that the cursor is in."""
        return next((one.section for one in reversed(self._entries[: self.cursor + 1]) if one.section), "")

    def next_with(self, words: str, start: int) -> int | None:
        """The first entry from one on that has words, round to those before it; None where there is none."""
        count = len(self._entries)
        order: list[int] = [*range(start, count), *range(min(start, count))]
        for at in order:
            if find("".join(text for text, _ in self._entries[at].line), words):
                return at
        return None

    def next_section(self, by: int) -> None:
        """Put the cursor on the title of the next section, or of this one or the one before."""
        titles = [at for at, entry in enumerate(self._entries) if entry.section]
        ahead = [at for at in titles if (at > self.cursor if by > 0 else at < self.cursor)]
        if ahead:
            at = ahead[0] if by > 0 else ahead[-1]
            self.put_cursor(at)
            self.go_to_line(self._row(at))

    def put_cursor(self, index: int) -> None:
        """Put the cursor on a line that says something, as near as there is one the same way."""
        last = len(self._entries) - 1
        step = 1 if index >= self.cursor else -1
        index = max(0, min(last, index))
        while 0 < index < last and not self._entries[index].line:
            index += step
        before, self.cursor = self.cursor, index
        for at in (before, index):
            self.refresh_span(self._row(at))
        self._reveal()
        self.post_message(self.Moved())

    def move(self, step: int) -> None:
        self.put_cursor(self.cursor + step)

    def turn(self, pages: float) -> None:
        self.put_cursor(self.cursor + round(pages * max(1, self.height - 1)))

    def go_to_end(self, last: bool) -> None:
        self.put_cursor(len(self._entries) - 1 if last else 0)

    def on_click(self, event: Click) -> None:
        beside = self._beside(self.top + event.y)
        at = beside[min(event.x * len(beside) // max(1, self.width), len(beside) - 1)]
        if at is not None:
            self.put_cursor(at)
            if self.target is not None:
                self.post_message(self.Followed())

    def _reveal(self) -> None:
        row = self._row(self.cursor)
        if self.height and not self.top <= row < self.top + self.height:
            self.go_to_line(row if row < self.top else row - self.height + 1)
