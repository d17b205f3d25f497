"""Who says what: quotes and claims with their speakers, and from there the same words in other outlets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType

from core.library.statements.records import Filter
from tui.commands import Pane
from tui.reading import stated, wordings
from tui.reading.answers import Shelf
from tui.reading.blocks import Target
from tui.reading.phrases import joined
from tui.reading.scope import narrowed
from tui.reading.stated import Said
from tui.screens.dispatch import Doing, bindings
from tui.screens.stated import StatedScreen
from tui.widgets.statements import QuoteList

_KINDS = {None: "", True: "quotes alone", False: "claims alone"}


class Quotes(StatedScreen):
    """Quotes and claims."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.QUOTES)
    panes = frozenset({Pane.QUOTES})
    command = "quotes"
    what = "Quotes and claims"
    speaking = True
    switches = ("unverified", "direct")
    unverified = False
    """Whether only what could not be verified is shown."""
    direct: bool | None = None
    """Whether only quotes are shown, or only claims."""

    def make_list(self) -> QuoteList:
        return QuoteList(id="statements")

    def count(self, shelf: Shelf, wanted: Filter) -> int:
        return shelf.library.statements.quote_count(wanted)

    def page(self, shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[Said]:
        return stated.quotes(shelf, wanted, offset, limit)

    def nearest(self, shelf: Shelf) -> int:
        article = self.standing.article
        if article is None or self.at or self.turned_on:
            return 0
        return stated.quote_at(shelf, article, self.standing.offset)

    def target(self, record: Said) -> Target:
        return Target(record.quote.article, record.quote.start, record.quote.end)

    @property
    def turned_on(self) -> str:
        return joined(_KINDS[self.direct], "unverified alone" if self.unverified else "")

    def narrow(self, wanted: Filter) -> Filter:
        return narrowed(wanted, unverified=self.unverified, direct=self.direct)

    def turn_unverified(self) -> None:
        """Show only what could not be verified, or all again."""
        self.unverified = not self.unverified
        self.show_again()

    def turn_kinds(self) -> None:
        """Show quotes alone, claims alone, or both."""
        kinds = list(_KINDS)
        self.direct = kinds[(kinds.index(self.direct) + 1) % len(kinds)]
        self.show_again()

    def look_elsewhere(self) -> None:
        """Show all wordings of the quote under the cursor."""
        from tui.screens.beside import Beside

        record: Any = self.moving.chosen
        if record is None or record.quote.utterance is None:
            self.say("no other article has these words")
            return
        quote = record.quote
        ask = partial(wordings.gather, quote=quote)
        self.app.push_screen(Beside(self.room, "The same quote elsewhere", ask, wordings.blocks))

    DOING: ClassVar[Mapping[str, Doing]] = {
        **StatedScreen.DOING,
        "elsewhere": lambda screen: screen.look_elsewhere(),
        "unverified": lambda screen: screen.turn_unverified(),
        "kinds": lambda screen: screen.turn_kinds(),
    }
