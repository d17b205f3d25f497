"""How many of what: figures with hedge and source, each beside what another article reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType

from core.library.statements.records import Filter
from tui.commands import Pane
from tui.reading import retold, stated
from tui.reading.answers import Shelf
from tui.reading.blocks import Target
from tui.reading.scope import narrowed
from tui.reading.stated import Counted
from tui.screens.dispatch import Doing, bindings
from tui.screens.stated import StatedScreen
from tui.widgets.statements import FigureList


class Figures(StatedScreen):
    """Figures."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.FIGURES)
    panes = frozenset({Pane.FIGURES})
    command = "figures"
    what = "Figures"
    switches = ("differing",)
    differing = False
    """Whether only those are shown that another article reports differently."""

    def make_list(self) -> FigureList:
        return FigureList(id="statements")

    def count(self, shelf: Shelf, wanted: Filter) -> int:
        return shelf.library.statements.figure_count(wanted)

    def page(self, shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[Counted]:
        return stated.figures(shelf, wanted, offset, limit)

    def nearest(self, shelf: Shelf) -> int:
        article = self.standing.article
        if article is None or self.at or self.turned_on:
            return 0
        return stated.figure_at(shelf, article, self.standing.offset)

    def target(self, record: Counted) -> Target:
        return Target(record.figure.article, record.figure.start, record.figure.end)

    @property
    def turned_on(self) -> str:
        return "reported differently alone" if self.differing else ""

    def narrow(self, wanted: Filter) -> Filter:
        return narrowed(wanted, differing=self.differing)

    def turn_differing(self) -> None:
        """Show only what is reported differently, or all again."""
        self.differing = not self.differing
        self.show_again()

    def look_elsewhere(self) -> None:
        """Show all figures about the same thing."""
        from tui.screens.beside import Beside

        record: Any = self.moving.chosen
        if record is None or not record.others:
            self.say("no other article gives a figure for the same thing")
            return
        ask = partial(retold.gather, figure=record.figure)
        self.app.push_screen(Beside(self.room, "Figures about the same thing", ask, retold.blocks))

    DOING: ClassVar[Mapping[str, Doing]] = {
        **StatedScreen.DOING,
        "elsewhere": lambda screen: screen.look_elsewhere(),
        "differing": lambda screen: screen.turn_differing(),
    }
