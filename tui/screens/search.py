"""The search through the library: hits from the first letters on, each in its sentence.

What is typed is read at once, and asked for a moment later; a newer question stops the older. The first hits
stand within the moment, the others come in runs, and only those in view are looked up.
"""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Key, Paste
from textual.widgets import Input, Label
from textual.worker import get_current_worker

from core.library.indexing import NEWEST
from core.query import QueryError, parse
from core.query.scanning import LONGEST
from core.visible import visible
from tui.commands import Here, Need, Pane
from tui.reading import searching
from tui.reading.left_off import Over
from tui.reading.phrases import joined
from tui.reading.searching import Asked, Sought
from tui.screens.asking import AskingScreen
from tui.screens.dispatch import MOVING, Doing, bindings, tell
from tui.widgets.hits import HitList
from tui.widgets.line_view import LineView
from tui.widgets.paged_list import PagedList
from tui.widgets.row import Part, Row
from tui.widgets.typed import TypedLine

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

SETTLED = 0.06
"""Seconds without a key until what was typed is asked for."""
OF_HITS = frozenset(
    {"open_hit", "next_hit", "previous_hit", "hits_down", "hits_up", "rank_hits", "list_hits"}
)
"""Commands that are meant for what is typed, not for what was found before."""
_SIGN = " F "
_HOW = 'words, "a phrase", himar*, person:haidai, outlet:wire, before:2022-07, is:unread, -not, OR, brackets'


class Search(AskingScreen):
    """A line to type on, and what it finds."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.SEARCH)
    panes = frozenset({Pane.SEARCH})

    def __init__(
        self, room: ReadingRoom, sought: Sought, story: int | None, on_left: Callable[[str], None]
    ) -> None:
        """`sought` is the search that was left; `on_left` is told by which command this one is left."""
        super().__init__(room.desk)
        self.sought = sought
        self.asked: Asked | None = None
        """What the hits that stand here were found by."""
        self._meant = ""
        """Whom its entity terms mean."""
        self._story = story
        self._on_left = on_left
        self._seeking = False
        """Whether the first hits of what is typed are on their way."""
        self._looked_up = False
        """Whether the hits in view stand there, or could not be looked up."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="query"):
            yield Label(_SIGN, markup=False)
            # What is typed takes the place of the last words.
            words = TypedLine(self.sought.text, compact=True, max_length=LONGEST)
            words.cursor_blink = False  # a blinking cursor writes to the terminal for ever
            yield words
        yield Row(id="wrong")
        yield Row(id="told")
        yield HitList(id="hits")
        yield Row(id="footer")

    def on_mount(self) -> None:
        super().on_mount()
        self.hits = self.query_one(HitList)
        self.hits.activate(True)
        self.query_one(Input).focus()
        self._tell(_HOW)
        if self.sought.asked is not None:
            self._show()
            self.run_worker(self._tell_meant(self.sought.asked), group="search")

    @property
    def stood(self) -> Over:
        return Over("search", (0 if self.sought.ranked or not self.children else self.hits.cursor,))

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> Search:
        """Open it as it stood, on what was found again."""
        from tui.screens.room_search import screen_of

        (cursor,) = over.values
        room.sought.cursor = int(cursor)
        return screen_of(room, room.sought.asked.story if room.sought.asked else None)

    def here(self) -> Here:
        return Here(Pane.SEARCH, frozenset({Need.HIT} if self.hits.count else ()))

    def awaits(self, event: Key | Paste) -> bool:
        given = self.bound(event)
        coming = bool(self.hits.count) and self.hits.chosen is None and not self._looked_up
        return (
            super().awaits(event)
            or (self._seeking and bool(given & OF_HITS))
            or (coming and "open_hit" in given)
        )

    @property
    def moving(self) -> LineView:
        return self.hits

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self.sought.text and self.sought.asked is not None:
            return
        self.sought.text = event.value
        self.workers.cancel_group(self, "search")
        self._seeking = False
        try:
            asked = Asked(parse(event.value), self._story)
        except QueryError as error:
            self._wrong(error)
        else:
            self.query_one("#wrong", Row).show([])
            self._seeking = True
            self.seek(asked)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_run("open_hit")

    @on(PagedList.Wanted)
    def _wanted(self, wanted: PagedList.Wanted) -> None:
        self.fetch(wanted.offset, wanted.limit)

    @on(PagedList.Followed)
    def _pressed(self) -> None:
        self.action_run("open_hit")

    @work(exclusive=True, group="search")
    async def seek(self, asked: Asked) -> None:
        """Find from the newest on: the first hits at once, then the others."""
        await asyncio.sleep(SETTLED)
        try:
            found = await self.ask(lambda shelf: searching.run(shelf, asked, NEWEST, first=True))
        except QueryError as error:
            self._seeking = False
            self._wrong(error)
            return
        self._take(asked, found.keys, found.below)
        self._seeking = False
        self.take_ahead()
        await self._tell_meant(asked)
        await self._go_on(asked)

    def _take(self, asked: Asked | None, keys: Iterable[int] = (), below: int | None = None) -> None:
        """Show what a question found so far, or with None nothing."""
        sought = self.sought
        sought.asked, sought.cursor, sought.ranked = asked, 0, False
        sought.keys, sought.below = array("q", keys), below
        self._meant = ""
        self._show()

    async def _tell_meant(self, asked: Asked) -> None:
        """Say whom the entity terms mean, once the first hits stand there."""
        self._meant = await self.ask(lambda shelf: searching.meant(shelf, asked))
        self._count()

    async def _go_on(self, asked: Asked) -> None:
        """Find the rest, in runs."""
        sought = self.sought
        while (below := sought.below) is not None:
            run = await self.ask(partial(searching.run, asked=asked, below=below, first=False))
            sought.keys.extend(run.keys)
            sought.below = run.below
            self.hits.grow(len(sought.keys))
            self._count()

    @work(exclusive=True, group="lines")
    async def fetch(self, offset: int, limit: int) -> None:
        """Look up hits that come into view."""
        asked, keys = self.sought.asked, self.sought.keys[offset : offset + limit]
        if asked is None:
            return
        try:
            self.hits.fill(offset, await self.ask(lambda shelf: searching.lines(shelf, asked, keys)))
        finally:
            if not get_current_worker().is_cancelled:  # else others are looked up in their place
                self._looked_up = True

    @work(exclusive=True, group="search")
    async def rank(self) -> None:
        """Order what was found by how well it fits, or by the day again; it must all be found first."""
        asked, sought = self.sought.asked, self.sought
        if asked is None:
            return
        self._tell("ordering …")
        await self._go_on(asked)
        keys = sought.keys
        if sought.ranked:
            sought.keys = array("q", sorted(keys, reverse=True))
        else:
            sought.keys = await self.ask(lambda shelf: searching.best(shelf, asked, keys))
        sought.ranked, sought.cursor = not sought.ranked, 0
        self._show()

    @work(exclusive=True, group="search")
    async def take_all(self) -> None:
        """Find all there is, and leave with it for the article list."""
        if self.sought.asked is not None:
            self._tell("finding all …")
            await self._go_on(self.sought.asked)
            self.leave("list_hits")

    def leave(self, by: str) -> None:
        """Close the screen; what was found is there when it opens again."""
        self.sought.cursor = self.hits.cursor
        if self.sought.below is not None and self.sought.asked is not None:
            self.sought.asked = None  # it was not found to its end, and is put anew
        self.dismiss()
        self._on_left(by)

    def _show(self) -> None:
        sought = self.sought
        self.asked = sought.asked
        self.workers.cancel_group(self, "lines")  # of what was found before
        self._looked_up = False
        self.hits.reset(len(sought.keys), min(sought.cursor, max(0, len(sought.keys) - 1)))
        self._count()
        self.show_words()

    def _count(self) -> None:
        order = "best first" if self.sought.ranked else "newest first"
        noun = "article" if self.sought.count == "1" else "articles"
        self._tell(joined(f"{self.sought.count} {noun}", order, visible(self._meant)))

    def _tell(self, words: str) -> None:
        self.query_one("#told", Row).show([Part(f" {words}", "quiet")])

    def _wrong(self, error: QueryError) -> None:
        """Show under the words where they are wrong, and why; by wrong ones nothing is found."""
        self._take(None)
        text = self.sought.text
        if not text.strip():
            self.query_one("#wrong", Row).show([])
            self._tell(_HOW)
            return
        before = len(_SIGN) + cell_len(text[: error.start]) - round(self.query_one(Input).scroll_x)
        marks = "^" * max(1, cell_len(text[error.start : error.end]))
        self.query_one("#wrong", Row).show([Part(" " * before), Part(marks, "notice")])
        tell(self.query_one("#told", Row), str(error), self.app.size)

    DOING: ClassVar[Mapping[str, Doing]] = {
        "open_hit": lambda screen: screen.leave("open_hit"),
        "list_hits": lambda screen: screen.take_all(),
        "save_search": lambda screen: screen.leave("save_search"),
        "leave_search": lambda screen: screen.leave("leave_search"),
        "next_hit": lambda screen: screen.hits.move(1),
        "previous_hit": lambda screen: screen.hits.move(-1),
        "hits_down": lambda screen: screen.hits.turn(1),
        "hits_up": lambda screen: screen.hits.turn(-1),
        "rank_hits": lambda screen: screen.rank(),
        "search_help": lambda screen: screen.show_help(),
        "palette": MOVING["palette"],
    }
