"""The dossier of an entity on its own screen, and a walk from one to the next.

Where one has been stands in the stops: going back comes to the same line. Following a line to an article
leaves them on the room's trail, so that going back there opens the dossier again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.entity import EntityType
from tui.commands import Here, Need, Pane
from tui.reading import answers, card, dossier
from tui.reading.answers import Shelf
from tui.reading.dossier import Entry, File
from tui.reading.left_off import Over
from tui.reading.trail import Place, Stop
from tui.screens.asking import AskingScreen
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.widgets.entries import Entries
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from core.library import Library
    from tui.screens.reading_room import ReadingRoom


class DossierScreen(AskingScreen):
    """One dossier at a time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.DOSSIER)
    panes = frozenset({Pane.DOSSIER})
    AWAITED = "file"

    def __init__(self, room: ReadingRoom, stops: Sequence[Stop]) -> None:
        super().__init__(room.desk)
        self._room = room
        self._stops = list(stops)
        self._at = len(self._stops) - 1
        self._file: File | None = None
        self._words = ""
        """What was looked for last."""
        self._stands = False
        """Whether what is shown is the present stop's, and the cursor where one left it."""

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Entries(self._lay, id="lines")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.open_stop()

    def here(self) -> Here:
        has = {
            Need.TARGET: self._file is not None and self.moving.target is not None,
            Need.LISTED: self._file is not None,
            Need.AHEAD: self._at < len(self._stops) - 1,
        }
        return Here(Pane.DOSSIER, frozenset(need for need, there in has.items() if there))

    @property
    def moving(self) -> Entries:
        return self.query_one(Entries)

    def _lay(self, width: int) -> Sequence[Entry]:
        return dossier.entries(self._file, width, not _unicode()) if self._file is not None else ()

    @work(exclusive=True, group="file")
    async def open_stop(self) -> None:
        """Show the dossier of the present stop where one left it; its top as soon as that is there."""
        stop = self._stops[self._at]
        self._stands = False
        file = await self.ask(lambda shelf: dossier.begin(shelf.library, stop.entity))
        for part in dossier.PARTS:
            if not stop.line:
                self._show(file)
            file = await self.ask(partial(_with, part, file))
        self._show(file)

    def _show(self, file: File) -> None:
        cursor = self.moving.cursor if self._stands else self._stops[self._at].line
        self._file, self._stands = file, True
        self.moving.show(cursor)
        self.show_words()
        self.take_ahead()

    @property
    def arriving(self) -> bool:
        return super().arriving and not self._stands

    def show_words(self) -> None:
        if self._file is not None:
            where = f"{self._at + 1}/{len(self._stops)} " if len(self._stops) > 1 else ""
            self.query_one("#title", Row).show(
                [Part(" Dossier ", "name"), Part(f" {self._file.entity.label}", "strong")],
                [Part(f"{self.moving.section}  {where}", "quiet")],
            )
        super().show_words()

    @property
    def _stood(self) -> tuple[Stop, ...]:
        """The dossiers on the way here, the present one last."""
        return tuple(self._stops[: self._at + 1])

    @property
    def stood(self) -> Over:
        stops = self._stood
        return Over("dossier", tuple(stop.line for stop in stops), tuple(stop.entity for stop in stops))

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> DossierScreen:
        """Open it as it stood."""
        return cls(room, [Stop(*stop) for stop in zip(over.entities, over.values, strict=True)])

    @on(Entries.Moved)
    def _moved(self) -> None:
        self._keep_line()
        self.show_words()

    @on(Entries.Followed)
    def _pressed(self) -> None:
        self.action_run("follow_line")

    def follow(self) -> None:
        """Open what the line under the cursor leads to."""
        target = self.moving.target
        self._keep_line()
        if isinstance(target, Place):
            leave_for(self._room, target, self._stood)
        elif target is not None:
            self._stops[self._at + 1 :] = [Stop(target)]
            self._at += 1
            self.open_stop()

    def go(self, by: int) -> None:
        """Go to the dossier before or after; before the first one is where one came from."""
        self._keep_line()
        if self._at + by < 0:
            self.dismiss()
        else:
            self._at = min(len(self._stops) - 1, self._at + by)
            self.open_stop()

    def _keep_line(self) -> None:
        self._stops[self._at] = self._stops[self._at]._replace(line=self.moving.cursor)

    def ask_words(self) -> None:
        """Ask for words, and go to the next line that has them as they are typed."""
        from tui.screens.prompt import Prompt

        before = self.moving.cursor

        def typed(words: str) -> None:
            at = self.moving.next_with(words, before)
            self.moving.put_cursor(before if at is None else at)

        def finish(words: str | None) -> None:
            if words is None:
                self.moving.put_cursor(before)
                return
            self._words = words or self._words
            start = before if words else before + 1
            if (at := self.moving.next_with(self._words, start)) is not None:
                self.moving.put_cursor(at)
            elif self._words:
                self.say(f"“{self._words}” does not stand here")

        self.app.push_screen(Prompt("/", typed), finish)

    def show_why(self) -> None:
        """Lay the reasons that join its spellings over the dossier."""
        from tui.screens.sheet import Sheet

        entity = self._stops[self._at].entity

        async def show() -> None:
            lay = partial(card.why, await self.ask(lambda shelf: answers.why_at_all(shelf, entity)))
            self.app.push_screen(Sheet("Why these spellings are one entity", lay))

        self.work_on(show())

    def open_mentions(self) -> None:
        """Leave for the newest article that mentions it."""
        entity = self._stops[self._at].entity
        self._keep_line()

        async def leave() -> None:
            for one in await self.ask(lambda shelf: shelf.library.articles_naming(entity, 0, 1)):
                leave_for(self._room, Place(one.summary.id, one.start, entity), self._stood)

        self.work_on(leave())

    def open_stated(self, kind: str) -> None:
        """List its quotes, the figures about it, or its timeline."""
        from tui.reading.scope import Standing
        from tui.screens.room_evidence import LISTS

        self._keep_line()
        standing = Standing(None, entity=self._stops[self._at].entity)
        self.app.push_screen(LISTS[kind]()(self._room, standing))

    def open_map(self) -> None:
        """Show its place on the map; of what is no place, the places that are named with it."""
        from tui.screens import map

        if self._file is not None:
            entity = self._file.entity
            map.open_map(self._room, entity.id, company=entity.type is not EntityType.PLACE)

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "find_line": lambda screen: screen.ask_words(),
        "index": lambda screen: open_index(screen._room),
        "follow_line": lambda screen: screen.follow(),
        "next_section": lambda screen: screen.moving.next_section(1),
        "previous_section": lambda screen: screen.moving.next_section(-1),
        "dossier_back": lambda screen: screen.go(-1),
        "dossier_forward": lambda screen: screen.go(1),
        "dossier_why": lambda screen: screen.show_why(),
        "dossier_quotes": lambda screen: screen.open_stated("quotes"),
        "dossier_timeline": lambda screen: screen.open_stated("timeline"),
        "dossier_figures": lambda screen: screen.open_stated("figures"),
        "linked_mentions": lambda screen: screen.open_mentions(),
        "map": lambda screen: screen.open_map(),
        "leave": lambda screen: screen.dismiss(),
    }


def _with(part: Callable[[Library, File], File], file: File, shelf: Shelf) -> File:
    return part(shelf.library, file)


def leave_for(room: ReadingRoom, place: Place, stops: Sequence[Stop]) -> None:
    """Leave every screen over the room for a place in an article; the trail keeps the dossiers."""
    while room.app.screen is not room:
        room.app.pop_screen()

    async def go() -> None:
        opened = await room.ask(lambda shelf: answers.open_article(shelf, place))
        if room.place is not None:
            room.trail = room.trail.amend(room.place._replace(dossiers=tuple(stops)))
        room.trail = room.trail.visit(place)
        room.show_page(opened, place, visit=False)
        room.go_to_pane(Pane.TEXT)

    room.work_anew(go, "article")


def open_dossier(room: ReadingRoom) -> None:
    """Open the dossier of the chosen entity."""
    entity = room.dossier.entity.id if room.pane is Pane.MENTIONS and room.dossier else room.entity
    if entity is not None:
        room.app.push_screen(DossierScreen(room, [Stop(entity)]))


def open_index(room: ReadingRoom) -> None:
    """Open the index of entities, or come back to it where it lies below."""
    from tui.screens.index import IndexScreen

    room.app.push_screen(IndexScreen(room))


def _unicode() -> bool:
    """Whether the locale writes more than ASCII, as far as it says anything."""
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "UTF-8")
    return "utf" in told.lower() or told.startswith("C.")
