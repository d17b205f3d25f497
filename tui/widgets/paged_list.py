"""A list of any length of which only the pages in view are fetched.

The list knows its count and asks for pages as they come near the view; until they arrive it draws empty
entries. Entries have the same number of lines each, so that a million of them need no measuring. A few lines
of another kind may stand above them, whose places are counted back from the first entry: -1 is the nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual.events import Click
from textual.message import Message

from tui.reading.answers import PAGE
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece

Record = TypeVar("Record")
BAR = "▎"
"""Stands at the left of an entry's lines under its first, which has the ground of the cursor."""
KEPT = 32
"""Pages kept in memory."""


class PagedList(LineView, Generic[Record]):
    """Entries of `rows` lines, one of them under the cursor."""

    @dataclass
    class Wanted(Message):
        """Entries that are in or near view are missing."""

        view: PagedList[Any]
        offset: int
        limit: int

        @property
        def control(self) -> PagedList[Any]:
            return self.view

    @dataclass
    class Followed(Message):
        """An entry was clicked."""

        view: PagedList[Any]

        @property
        def control(self) -> PagedList[Any]:
            return self.view

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self._pages: dict[int, Sequence[Record]] = {}
        self._asked: tuple[int, int] | None = None

    @property
    def heads(self) -> int:
        """How many lines that a cursor may rest on stand above the entries; a rule follows them."""
        return 0

    def head(self, index: int) -> list[Piece]:
        """One of them, from 0."""
        raise NotImplementedError

    @property
    def above(self) -> int:
        """Lines above the entries."""
        return self.heads + 1 if self.heads else 0

    def line_of(self, index: int) -> int:
        """The first line of an entry, or the line of a head."""
        return self.above + index * self.rows if index >= 0 else self.heads + index

    def at(self, line: int) -> int:
        """The entry on a line, or the head."""
        if line < self.above:
            return min(line, self.heads - 1) - self.heads
        return (line - self.above) // self.rows

    @property
    def length(self) -> int:
        """Lines in all."""
        return self.above + self.count * self.rows

    @property
    def rows(self) -> int:
        """Lines of one entry at the present width."""
        return 2

    def entry(self, index: int, row: int, record: Record) -> list[Piece]:
        """One line of one entry."""
        raise NotImplementedError

    @property
    def chosen(self) -> Record | None:
        """The record under the cursor, once it has arrived."""
        return self.record(self.cursor)

    def record(self, index: int) -> Record | None:
        """An entry's record, once it has arrived."""
        page = self._pages.get(index // PAGE, ())
        return page[index % PAGE] if 0 <= index % PAGE < len(page) else None

    def known(self) -> list[int]:
        """The entries whose records have arrived."""
        return [page * PAGE + at for page, records in self._pages.items() for at in range(len(records))]

    def reset(self, count: int, cursor: int = 0, offset: int = 0, records: Sequence[Record] = ()) -> None:
        """Show another list, of which one run of records, from a page's beginning, is already there."""
        self.count, self.cursor = count, cursor
        self._pages.clear()
        self._asked = None
        self._keep(offset, records)
        self.set_length(self.length)
        self._reveal(middle=True)
        self.refresh()
        self._want()

    @property
    def in_view(self) -> int:
        """How many entries fit into the view, begun ones included."""
        return self.height // self.rows + 2

    @property
    def eye(self) -> int:
        """The entry on which the eyes rest: the cursor's, or the first in view where that is out of sight."""
        first, cursor = max(0, self.top - self.above) // self.rows, self.cursor
        return cursor if first <= cursor < first + max(1, self.height // self.rows) else first

    def renew(self, count: int, cursor: int, anchor: int, offset: int, records: Sequence[Record]) -> None:
        """Show the list as it is now; the entry on which the eyes rest is `anchor` now, and stays there."""
        top = self.top + (anchor - self.eye) * self.rows
        self.count, self.cursor = count, max(-self.heads, min(count - 1, cursor))
        self._pages.clear()
        self._asked = None
        self._keep(offset, records)
        self.set_length(self.length)
        self.go_to_line(top)
        self.refresh()
        self._want()

    def fill(self, offset: int, records: Sequence[Record]) -> None:
        """Take records that were wanted; `offset` is a page's beginning."""
        self._keep(offset, records)
        self.refresh_span(self.line_of(offset), lines=len(records) * self.rows)

    def replace(self, index: int, record: Record) -> None:
        """Show another record in the place of one that is there."""
        if self.record(index) is not None:
            page = list(self._pages[index // PAGE])
            page[index % PAGE] = record
            self._pages[index // PAGE] = page
            self.refresh_entry(index)

    def put_cursor(self, index: int) -> None:
        """Move the cursor to an entry and bring it into view."""
        index = max(-self.heads, min(self.count - 1, index))
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            self.refresh_entry(before)
            self.refresh_entry(index)
        self._reveal()

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        entry, row = self.at(index), (index - self.above) % self.rows
        if entry >= self.count:
            return [], ()
        if self.heads <= index < self.above:
            return [("─" * self.width, ("rule",))], ()
        under: Marks = (("cursor" if self.active else "resting"),) if entry == self.cursor else ()
        if entry < 0:
            return self.head(index), under
        record = self.record(entry)
        if record is None:
            return [(" …" if row == 0 else "", ("quiet",))], under
        pieces = self.entry(entry, row, record)
        return (_barred(pieces, self.active), ()) if under and row else (pieces, under)

    def move(self, step: int) -> None:
        self.put_cursor(self.cursor + step)

    def turn(self, pages: float) -> None:
        there = self.cursor + round(pages * max(1, self.height // self.rows))
        self.put_cursor(there if self.cursor < 0 else max(0, there))

    def go_to_end(self, last: bool) -> None:
        self.put_cursor(self.count - 1 if last else 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def activate(self, active: bool) -> None:
        super().activate(active)
        self.refresh_entry(self.cursor)

    def on_resize(self) -> None:
        self.cursor = max(-self.heads, self.cursor)
        self.set_length(self.length)
        self._reveal()
        self._want()

    def on_click(self, event: Click) -> None:
        line = self.top + event.y
        if (entry := self.at(line)) < self.count and not self.heads <= line < self.above:
            self.put_cursor(entry)
            self.post_message(self.Followed(self))

    def _keep(self, offset: int, records: Sequence[Record]) -> None:
        for start in range(0, len(records), PAGE):
            self._pages[(offset + start) // PAGE] = records[start : start + PAGE]
        while len(self._pages) > KEPT:
            self._pages.pop(next(iter(self._pages)))

    def _want(self) -> None:
        """Ask for the pages that are missing in view and a screenful around it, unless that was asked."""
        first = max(0, (self.top - self.above - self.height) // self.rows)
        last = min(self.count - 1, (self.top - self.above + 2 * self.height) // self.rows)
        missing = [page for page in range(first // PAGE, last // PAGE + 1) if page not in self._pages]
        if missing and self.count:
            asked = (missing[0] * PAGE, (missing[-1] - missing[0] + 1) * PAGE)
            if asked != self._asked:
                self._asked = asked
                self.post_message(self.Wanted(self, *asked))

    def _reveal(self, middle: bool = False) -> None:
        """Scroll the cursor's entry into view, as little as possible or to the middle."""
        start = self.line_of(self.cursor) if self.cursor > 0 else 0  # with the first comes what is above
        end = self.line_of(self.cursor) + (self.rows if self.cursor >= 0 else 1)
        if not self.height or (self.top <= start and end <= self.top + self.height):
            return
        if middle:
            self.go_to_line(self.line_of(self.cursor) - self.height // self.rows // 2 * self.rows)
        else:
            self.go_to_line(start if start < self.top else end - self.height)

    def refresh_entry(self, index: int) -> None:
        """Draw an entry or a head again, if it is in view."""
        self.refresh_span(self.line_of(index), lines=self.rows if index >= 0 else 1)


def _barred(pieces: list[Piece], active: bool) -> list[Piece]:
    """A line under the first one of the cursor's entry, with a bar where it begins with a blank.

    A ground under all lines of two entries would be 660 bytes for a step among linked mentions, by a line
    that is slow; as it is they are 250.
    """
    if not pieces or not pieces[0][0].startswith(" "):
        return pieces
    (text, marks), *others = pieces
    return [(BAR, ("bar",) if active else ("rule",)), (text[1:], marks), *others]
