"""A list of what articles state: of the article, its story, an entity, a search, an outlet, or everything.

What a kind of list shows and asks for is its own; of what it is, and how it is moved in and left, is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult

from core.library.statements.records import Filter
from tui.commands import Here, Need
from tui.reading.answers import PAGE, Shelf
from tui.reading.blocks import Target
from tui.reading.left_off import Over
from tui.reading.phrases import joined
from tui.reading.scope import Left, Scope, Standing, scopes
from tui.screens.asking import ANYTIME, AskingScreen
from tui.screens.dispatch import MOVING
from tui.widgets.paged_list import PagedList
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


class StatedScreen(AskingScreen):
    """A title, the list, and the keys."""

    command: ClassVar[str]
    """The id of the one that opens it."""
    what: ClassVar[str]
    """What the list is of, in a word."""
    speaking: ClassVar[bool] = False
    """Whether the chosen entity is wanted as a speaker."""

    switches: ClassVar[tuple[str, ...]] = ()
    """Attributes that narrow the list beside its scope: True, False or None."""
    AWAITED = "list"
    ANYTIME = ANYTIME | {"scope", "scope_back", "unverified", "kinds", "differing"}

    def __init__(self, room: ReadingRoom, standing: Standing, left: Left | None = None) -> None:
        """`left` is how it was left, to begin there."""
        super().__init__(room.desk)
        self.room = room
        self.standing = standing
        self._left = left
        self.scopes: list[Scope] = []
        self.at = 0
        """Place of the present scope."""

    def make_list(self) -> PagedList[Any]:
        """The list widget, with the id "statements"."""
        raise NotImplementedError

    def count(self, shelf: Shelf, wanted: Filter) -> int:
        """How many entries the list has."""
        raise NotImplementedError

    def page(self, shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[Any]:
        """A page of them."""
        raise NotImplementedError

    def first(self) -> int:
        """The place of the scope that is shown at first."""
        return 0

    def nearest(self, shelf: Shelf) -> int:
        """The entry of the present scope at which the list begins: the one where the reader is."""
        raise NotImplementedError

    def target(self, record: Any) -> Target:
        """Where an entry stands."""
        raise NotImplementedError

    @property
    def turned_on(self) -> str:
        """What narrows the list beside its scope, in words."""
        return ""

    def narrow(self, wanted: Filter) -> Filter:
        """The filter of a scope, with what was turned on beside it."""
        return wanted

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield self.make_list()
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.moving.activate(True)
        self.begin()

    def here(self) -> Here:
        return Here(next(iter(self.panes)), frozenset({Need.STATEMENT} if self.moving.count else ()))

    @property
    def moving(self) -> PagedList[Any]:
        return self.query_one("#statements", PagedList)

    @property
    def wanted(self) -> Filter:
        """What the list shows."""
        return self.narrow(self.scopes[self.at].wanted)

    @work(exclusive=True, group="list")
    async def begin(self) -> None:
        """Show the list as it was left, or its nearest scope at the place where the reader is."""
        standing, speaking, left = self.standing, self.speaking, self._left
        self.scopes = await self.ask(lambda shelf: scopes(shelf, standing, speaking=speaking))
        names = [scope.name for scope in self.scopes]
        if left is not None and left.scope in names:
            self.at = names.index(left.scope)
            await self.show(left.cursor)
        else:
            self.at = self.first()
            await self.show(await self.ask(self.nearest))

    @work(exclusive=True, group="list")
    async def show_again(self) -> None:
        """Show the list of another scope, or narrowed."""
        await self.show(await self.ask(self.nearest))

    async def show(self, cursor: int) -> None:
        """Fetch how many there are and those about the cursor."""
        wanted = self.wanted
        self.workers.cancel_group(self, "lines")

        def look(shelf: Shelf) -> tuple[int, int, list[Any]]:
            total = self.count(shelf, wanted)
            at = max(0, min(total - 1, cursor))
            return total, at, self.page(shelf, wanted, at // PAGE * PAGE, PAGE) if total else []

        total, at, records = await self.ask(look)
        self.moving.reset(total, at, at // PAGE * PAGE, records)
        self.show_words()

    def show_words(self) -> None:
        if self.scopes:
            total = self.moving.count
            where = f"{self.moving.cursor + 1:,}/{total:,} " if total else "none "
            words = joined(self.scopes[self.at].name, self.turned_on)
            parts = [Part(f" {self.what} ", "name"), Part(f" {words}", "strong")]
            if not total:
                parts.append(Part(f"  {self.keys.told(Need.STATEMENT.value)}", "quiet"))
            self.query_one("#title", Row).show(parts, [Part(where, "quiet")])
        super().show_words()

    @on(PagedList.Wanted)
    def _wanted(self, wanted: PagedList.Wanted) -> None:
        self.fetch(wanted.offset, wanted.limit)

    @on(PagedList.Followed)
    def _pressed(self) -> None:
        self.action_run("open_statement")

    @work(exclusive=True, group="lines")
    async def fetch(self, offset: int, limit: int) -> None:
        """Fetch entries that come into view."""
        wanted = self.wanted
        self.moving.fill(offset, await self.ask(lambda shelf: self.page(shelf, wanted, offset, limit)))

    @property
    def left(self) -> Left:
        """How the list stands now."""
        return Left(self.standing, self.scopes[self.at].name, self.moving.cursor)

    @property
    def stood(self) -> Over | None:
        if not self.scopes:
            return None
        standing, left = self.standing, self.left
        switched = (getattr(self, name) for name in self.switches)
        values = (standing.article, bool(standing.found), left.scope, left.cursor, *switched)
        return Over(self.command, values, (standing.entity,) if standing.entity is not None else ())

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> StatedScreen:
        article, searched, scope, cursor, *switched = over.values
        found, words = (room.sought.found, room.sought.text) if searched else ((), "")
        standing = Standing(article, 0, next(iter(over.entities), None), found, words)
        screen = cls(room, standing, Left(standing, str(scope), int(cursor)))
        for name, value in zip(cls.switches, switched, strict=True):
            if value not in (True, False, None):
                raise ValueError(value)
            setattr(screen, name, value)
        return screen

    def turn_scope(self, by: int) -> None:
        """Make it a list of something else."""
        if self.scopes:
            self.at = (self.at + by) % len(self.scopes)
            self.show_again()

    def open(self) -> None:
        """Leave for the article, at the words."""
        from tui.screens.room_evidence import open_words

        if (record := self.moving.chosen) is not None:
            open_words(self.room, self.target(record))

    DOING: ClassVar[Mapping[str, Callable[[Any], None]]] = {
        **MOVING,
        "open_statement": lambda screen: screen.open(),
        "scope": lambda screen: screen.turn_scope(1),
        "scope_back": lambda screen: screen.turn_scope(-1),
        "leave": lambda screen: screen.dismiss(),
    }
