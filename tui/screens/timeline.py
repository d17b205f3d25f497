"""Sentences of all outlets by the day that they tell of."""

from __future__ import annotations

import re
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

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
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
            self._go_to(at)

    def _go_to(self, at: int) -> None:
        shown = self.query_one(DateList)
        shown.put_cursor(at)
        shown.go_to_line(at * shown.rows)
        self.show_words()

    def ask_day(self) -> None:
        """Ask for a day, and go there as it is typed; left without one, the list is where it was."""
        from tui.screens.prompt import Prompt

        shown = self.query_one(DateList)
        before = shown.cursor

        def typed(words: str) -> None:
            self._go_to(shown.days.on(words.strip()) if words.strip() else before)

        def finish(words: str | None) -> None:
            if words is None:
                self._go_to(before)
            elif not _DAY.fullmatch(words.strip()):
                self.say("a day is written 2022-06-12, a month 2022-06, a year 2022")
            elif not shown.days.values[shown.days.at(shown.cursor)].startswith(words.strip()):
                self.say(f"nothing is told of {words.strip()}; this is what comes next")

        self.app.push_screen(Prompt("To the day:", typed), finish)

    DOING: ClassVar[Mapping[str, Doing]] = {
        **StatedScreen.DOING,
        "day": lambda screen: screen.ask_day(),
        "next_part": lambda screen: screen.step(1, DAY),
        "previous_part": lambda screen: screen.step(-1, DAY),
        "next_month": lambda screen: screen.step(1, MONTH),
        "previous_month": lambda screen: screen.step(-1, MONTH),
    }
