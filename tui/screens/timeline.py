"""Sentences of all outlets by the day that they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from core.library.statements.records import Filter, StatedDate
from tui.commands import Pane
from tui.reading import stated
from tui.reading.answers import Shelf
from tui.reading.blocks import Target
from tui.screens.dispatch import Doing, bindings
from tui.screens.stated import StatedScreen
from tui.widgets.statements import DateList

DAY, MONTH = 10, 7
"""How much of a value tells one from another."""


class Timeline(StatedScreen):
    """Dates, the earliest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.TIMELINE)
    panes = frozenset({Pane.TIMELINE})
    command = "timeline"
    what = "Timeline"

    def make_list(self) -> DateList:
        return DateList(id="statements")

    def first(self) -> int:
        """Of the chosen entity or place, where there is one."""
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
        """The first sentence that tells of the open article's day, or of a later one."""
        article = self.standing.article
        published = shelf.library.article_alone(article).published if article is not None else None
        return stated.days(shelf, self.wanted).on(published.isoformat()) if published else 0

    def target(self, record: StatedDate) -> Target:
        return Target(record.article, record.start, record.end)

    def open(self) -> None:
        if (record := self.moving.chosen) is not None:
            self.room.timeline_left = self.target(record), self.left
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
