"""Sentences of all outlets by the day that they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from core.library.statements.records import Filter, StatedDate
from tui.commands import Pane
from tui.reading import stated
from tui.reading.answers import Shelf
from tui.reading.blocks import Target
from tui.reading.scope import Left, Standing
from tui.screens.dispatch import Doing, bindings
from tui.screens.stated import StatedScreen
from tui.widgets.statements import DateList

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

DAY, MONTH = 10, 7
"""How much of a value tells one from another."""


class Timeline(StatedScreen):
    """Dates, the earliest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.TIMELINE)
    panes = frozenset({Pane.TIMELINE})
    what = "Timeline"

    def __init__(self, room: ReadingRoom, standing: Standing, left: Left | None = None) -> None:
        """`left` is where it was left, to begin there."""
        super().__init__(room, standing)
        self._left = left

    def make_list(self) -> DateList:
        return DateList(id="statements")

    def first(self) -> int:
        """Of the chosen entity or place, where there is one."""
        if self._left is not None:
            return self._left.at
        named = [s.wanted.entity is not None or s.wanted.place is not None for s in self.scopes]
        return named.index(True) if True in named else 0

    async def show(self, cursor: int) -> None:
        wanted = self.wanted
        self.query_one(DateList).days = await self.ask(lambda shelf: stated.days(shelf, wanted))
        await super().show(cursor)

    def count(self, shelf: Shelf, wanted: Filter) -> int:
        return self.query_one(DateList).days.total

    def page(self, shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
        return stated.dates(shelf, wanted, offset, limit)

    def nearest(self, shelf: Shelf) -> int:
        """Where it was left, or the first sentence that tells of the open article's day, or a later one."""
        if self._left is not None:
            left, self._left = self._left, None
            return left.cursor
        article = self.standing.article
        published = shelf.library.article(article).article.published if article is not None else None
        return stated.days(shelf, self.wanted).on(published.isoformat()) if published else 0

    def target(self, record: StatedDate) -> Target:
        return Target(record.article, record.start, record.end)

    def open(self) -> None:
        if (record := self.moving.chosen) is not None:
            left = Left(self.target(record), self.standing, self.at, self.moving.cursor)
            self.room.timeline_left = left
        super().open()

    def step(self, by: int, length: int) -> None:
        """Go to the next day or month, or the one before."""
        shown = self.query_one(DateList)
        at = shown.days.step(shown.cursor, by, length)
        if at is not None:
            shown.put_cursor(at)
            shown.go_to_line(at * shown.rows)

    DOING: ClassVar[Mapping[str, Doing]] = {
        **StatedScreen.DOING,
        "next_part": lambda screen: screen.step(1, DAY),
        "previous_part": lambda screen: screen.step(-1, DAY),
        "next_month": lambda screen: screen.step(1, MONTH),
        "previous_month": lambda screen: screen.step(-1, MONTH),
    }
