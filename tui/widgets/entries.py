"""The lines of a dossier, one of them under the cursor: what it names can be followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.events import Click
from textual.message import Message

from tui.reading.dossier import Entry, Target
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece, cut

MEASURE = 100
MARGIN = 3


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
        self.cursor = 0

    def on_resize(self) -> None:
        self.show(self.cursor)

    def show(self, cursor: int) -> None:
        """Lay the lines out again, and put the cursor on one."""
        self._entries = self._lay(max(20, min(MEASURE, self.width - 2 * MARGIN)))
        self.cursor = max(0, min(len(self._entries) - 1, cursor))
        self.set_length(len(self._entries) + 1)
        self._reveal()
        self.refresh()

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= len(self._entries):
            return [], ()
        under: Marks = ("cursor",) if index == self.cursor else ()
        sign = "▸" if self._entries[index].target is not None and under else " "
        return [(f" {sign} ", ()), *cut(self._entries[index].line, self.width - MARGIN)], under

    @property
    def target(self) -> Target:
        """Where the line under the cursor leads."""
        return self._entries[self.cursor].target if self._entries else None

    @property
    def section(self) -> str:
        """The section that the cursor is in."""
        return next((one.section for one in reversed(self._entries[: self.cursor + 1]) if one.section), "")

    def next_section(self, by: int) -> None:
        """Put the cursor on the title of the next section, or of this one or the one before."""
        titles = [at for at, entry in enumerate(self._entries) if entry.section]
        ahead = [at for at in titles if (at > self.cursor if by > 0 else at < self.cursor)]
        if ahead:
            at = ahead[0] if by > 0 else ahead[-1]
            self.put_cursor(at)
            self.go_to_line(at)

    def put_cursor(self, index: int) -> None:
        """Put the cursor on a line that says something, as near as there is one the same way."""
        last = len(self._entries) - 1
        step = 1 if index >= self.cursor else -1
        index = max(0, min(last, index))
        while 0 < index < last and not self._entries[index].line:
            index += step
        before, self.cursor = self.cursor, index
        for line in (before, index):
            self.refresh_span(line)
        self._reveal()
        self.post_message(self.Moved())

    def move(self, step: int) -> None:
        self.put_cursor(self.cursor + step)

    def turn(self, pages: float) -> None:
        self.put_cursor(self.cursor + round(pages * max(1, self.height - 1)))

    def go_to_end(self, last: bool) -> None:
        self.put_cursor(len(self._entries) - 1 if last else 0)

    def on_click(self, event: Click) -> None:
        if (line := self.top + event.y) < len(self._entries):
            self.put_cursor(line)
            if self.target is not None:
                self.post_message(self.Followed())

    def _reveal(self) -> None:
        if self.height and not self.top <= self.cursor < self.top + self.height:
            self.go_to_line(self.cursor if self.cursor < self.top else self.cursor - self.height + 1)
