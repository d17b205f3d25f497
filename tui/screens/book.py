"""The reader's marks on a screen of their own: filtered, followed, changed, deleted and brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.marks import Mark, MarkKind, tag_of
from tui.commands import Here, Need, Pane
from tui.reading import marking, quoting
from tui.reading.answers import PAGE
from tui.reading.left_off import Over
from tui.reading.phrases import count, joined
from tui.screens import room_copying, room_marks
from tui.screens.asking import CHANGE
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.screens.patience import PatientScreen
from tui.widgets.mark_list import MarkList
from tui.widgets.paged_list import PagedList
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

KINDS: tuple[tuple[str, tuple[MarkKind, ...]], ...] = (
    ("all", tuple(MarkKind)),
    ("stars", (MarkKind.STAR,)),
    ("tags", (MarkKind.TAG,)),
    ("notes", (MarkKind.ARTICLE, MarkKind.ENTITY)),
    ("passages", (MarkKind.PASSAGE,)),
)


class Book(PatientScreen):
    """A list of marks; what is chosen there is gone to in the reading room."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.BOOK)
    panes = frozenset({Pane.BOOK})

    def __init__(self, room: ReadingRoom) -> None:
        super().__init__(room.desk)
        self._room = room
        self._kind = 0
        self._tag = ""
        self._deleted: list[Mark] = []
        self._begin = 0
        self._both: set[str] = set()
        """Sources of what was marked in other libraries and is in this one too, as the list was filled."""

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield MarkList(id="marks")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.moving.activate(True)
        self.fill()

    def here(self) -> Here:
        has = {Need.MARK: self.moving.chosen is not None, Need.DELETED: bool(self._deleted)}
        return Here(Pane.BOOK, frozenset(need for need, there in has.items() if there))

    @property
    def moving(self) -> MarkList:
        return self.query_one(MarkList)

    @property
    def stood(self) -> Over:
        return Over("book", (self._kind, self._tag, self.moving.cursor if self.children else self._begin))

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> Book:
        """Open it as it stood."""
        book = cls(room)
        kind, tag, cursor = over.values
        book._kind, book._tag, book._begin = range(len(KINDS)).index(kind), str(tag), int(cursor)
        return book

    @work(group=CHANGE)
    async def fill(self) -> None:
        """Show the marks of the chosen kind and tag as they are now."""
        begin, self._begin = self._begin, 0
        await self._fill(begin)

    async def _fill(self, cursor: int = 0) -> None:
        (name, kinds), tag = KINDS[self._kind], self._tag
        offset = cursor // PAGE * PAGE
        self.workers.cancel_group(self, "listed")  # of the list as it was
        total, found, self._both = await self.ask(lambda shelf: marking.book(shelf, kinds, tag, offset, PAGE))
        self.moving.reset(total, max(0, min(total - 1, cursor)), offset, found)
        told = joined("Your marks", name, f"#{tag}" if tag else "", count(total, "mark"))
        self.query_one("#title", Row).show([Part(f" {told}", "name")])
        if not total and not self._deleted:
            self.say(
                self.keys.told(
                    "nothing marked: {star} stars, {tag} tags, {note} notes, {select} selects a passage"
                )
            )
        self.show_words()

    @on(PagedList.Wanted)
    @work(exclusive=True, group="listed")
    async def _wanted(self, wanted: PagedList.Wanted) -> None:
        of = KINDS[self._kind][1], self._tag, self._both
        marks = await self.ask(lambda shelf: shelf.state.marks.listed(wanted.offset, wanted.limit, *of))
        self.moving.fill(wanted.offset, marks)

    @on(PagedList.Followed)
    def _pressed(self) -> None:
        self.action_run("go_to_mark")

    def turn_kind(self) -> None:
        """Show the next kind of marks."""
        self._kind = (self._kind + 1) % len(KINDS)
        self.fill()

    def choose_tag(self) -> None:
        """Ask under which tag; nothing typed shows all."""
        from tui.screens.picker import Picker

        async def find(words: str) -> Sequence[tuple[str, int]]:
            known = await self.ask(lambda shelf: shelf.state.marks.tags(self._both))
            return [("", 0), *(one for one in known if one[0].startswith(tag_of(words)))][bool(words) :]

        def picked(chosen: tuple[str, int] | None) -> None:
            if chosen is not None:
                self._tag = chosen[0]
                self.fill()

        def words(one: tuple[str, int]) -> str:
            return f"#{one[0]}  {count(one[1], 'article')}" if one[0] else "every tag, and none"

        self.app.push_screen(Picker("Marks on articles under the tag:", find, words), picked)

    @work(group=CHANGE)
    async def go(self) -> None:
        """Leave for where the mark is."""
        if (mark := self.moving.chosen) is None:
            return
        place = await self.ask(lambda shelf: marking.place_of(shelf, mark))
        if place is None:
            self.say("that is not in this library")
            return
        self.leave()
        self._room.open_place(place)
        self._room.go_to_pane(Pane.TEXT)
        if mark.anchor is not None and place.start is None:
            self._room.say("the passage no longer stands in the article; your list still has its words")

    def edit(self) -> None:
        """Write the note of a mark anew."""
        from tui.screens.note import Note

        mark = self.moving.chosen
        if mark is None or mark.kind in (MarkKind.STAR, MarkKind.TAG):
            self.say("stars and tags bear no note")
            return

        def written(words: str | None) -> None:
            if words is not None:
                self._do(mark._replace(text=words), mark.text)

        self.app.push_screen(Note(quoting.titled(mark), mark.text), written)

    @work(group=CHANGE)
    async def _do(self, mark: Mark, was: str) -> None:
        now = await self.change(lambda shelf: marking.keep(shelf, mark, was))
        self._shown(now)
        await self._fill()
        self.say(now.said if now else "kept")

    @work(group=CHANGE)
    async def delete(self) -> None:
        """Delete the mark under the cursor; it can be brought back until the list is left."""
        if (mark := self.moving.chosen) is not None:
            now = await self.change(lambda shelf: marking.remove(shelf, mark))
            self._deleted.append(mark)
            self._shown(now)
            await self._fill(self.moving.cursor)
            self.say(self.keys.told("deleted · {undelete_mark} brings it back"))

    @work(group=CHANGE)
    async def bring_back(self) -> None:
        """Keep again what was deleted last."""
        mark = self._deleted.pop()
        now = await self.change(lambda shelf: marking.put_back(shelf, mark))
        self._shown(now)
        await self._fill(self.moving.cursor)
        self.say("brought back")

    def _shown(self, now: marking.Marked | None) -> None:
        if now is not None:
            room_marks.show(self._room, now)

    def copy(self) -> None:
        """Copy the passage or note with where it stands."""
        if (mark := self.moving.chosen) is not None:
            room_copying.copy(self, quoting.as_copied(mark))

    def leave(self) -> None:
        self.dismiss()

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "kind": lambda screen: screen.turn_kind(),
        "of_tag": lambda screen: screen.choose_tag(),
        "go_to_mark": lambda screen: screen.go(),
        "edit_mark": lambda screen: screen.edit(),
        "delete_mark": lambda screen: screen.delete(),
        "undelete_mark": lambda screen: screen.bring_back(),
        "copy_mark": lambda screen: screen.copy(),
        "leave": lambda screen: screen.leave(),
    }
