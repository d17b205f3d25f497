"""The index of entities: everybody and everything that is named, filtered as one types, by type, sorted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.entity import EntityType
from core.library.records import Sort
from tui.commands import Here, Need, Pane
from tui.reading import entity_index
from tui.reading.entity_index import TYPES, Order
from tui.reading.left_off import Over
from tui.reading.trail import Place, Stop
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.screens.patience import PatientScreen
from tui.widgets.entity_list import EntityList, headings
from tui.widgets.paged_list import PagedList
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


class IndexScreen(PatientScreen):
    """A list of any length, one line an entity."""

    AWAITED = "index"
    ANYTIME = PatientScreen.ANYTIME | {"leave"}

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.INDEX)
    panes = frozenset({Pane.INDEX})

    def __init__(self, room: ReadingRoom, order: Order | None = None, cursor: int = 0) -> None:
        super().__init__(room.desk)
        self._room = room
        self._order = order or Order()
        self._begin = cursor

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Row(id="tabs")
        yield Row(id="heads")
        yield EntityList(id="entities")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.query_one("#tabs").display = True
        self.moving.activate(True)
        self.put_in_order(self._order, self._begin)

    def here(self) -> Here:
        return Here(Pane.INDEX, frozenset({Need.LISTED} if self.moving.count else ()))

    @property
    def moving(self) -> EntityList:
        return self.query_one(EntityList)

    @property
    def stood(self) -> Over:
        order, cursor = self._order, self.moving.cursor if self.children else self._begin
        return Over("index", (order.sort, order.kind, order.words, cursor))

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> IndexScreen:
        """Open it as it stood."""
        sort, kind, words, cursor = over.values
        return cls(room, Order(Sort(sort), EntityType(kind) if kind else None, str(words)), int(cursor))

    @work(exclusive=True, group="index")
    async def put_in_order(self, order: Order, cursor: int = 0) -> None:
        """Show the index in an order, from its beginning or from a place in it."""
        self._order = order
        self.workers.cancel_group(self, "lines")  # of the order before
        found = await self.ask(lambda shelf: entity_index.begin(shelf, order, cursor))
        self.moving.sort = order.sort
        self.moving.reset(found.count, found.cursor, found.offset, found.entities)
        self.say("" if found.count else self.keys.told(entity_index.nothing(order)))
        self.show_words()

    @on(PagedList.Wanted)
    def _wanted(self, wanted: PagedList.Wanted) -> None:
        if not self._order.words:
            self.fetch(wanted.offset, wanted.limit)

    @work(exclusive=True, group="lines")
    async def fetch(self, offset: int, limit: int) -> None:
        """Fill missing entries."""
        order = self._order
        found = await self.ask(lambda shelf: entity_index.page(shelf, order, offset, limit))
        self.moving.fill(offset, found)

    @on(PagedList.Followed)
    def _pressed(self) -> None:
        self.action_run("open_dossier")

    def lacking(self, need: Need) -> str:
        return entity_index.nothing(self._order) if need is Need.LISTED else super().lacking(need)

    def show_words(self) -> None:
        order, shown = self._order, self.moving
        words = f" called “{order.words}”" if order.words else ""
        at = f"{shown.cursor + 1 if shown.count else 0:,}/{shown.count:,}"
        more = "+" if order.words and shown.count >= entity_index.MOST else ""
        self.query_one("#title", Row).show(
            [Part(" Index of entities ", "name"), Part(f" {words.strip()}", "strong")],
            [Part(f"{at}{more} ", "quiet")],
        )
        tabs = []
        lead = " " if self.size.width > 84 else ""  # at 80 columns all of them just fit without
        for number, kind in enumerate(TYPES):
            mark = "on" if kind is order.kind else "tab"
            tabs += [Part(f"{lead}{number} {entity_index.plural(kind)} ", mark, f"type_{number}"), Part(" ")]
        self.query_one("#tabs", Row).show(tabs)
        self.query_one("#heads", Row).show([Part(headings(shown.width, order.sort), "quiet")])
        super().show_words()

    def choose_type(self, kind: EntityType | None) -> None:
        """Show one type alone, or all."""
        self.put_in_order(self._order.of(kind))

    def step_type(self, by: int) -> None:
        self.choose_type(TYPES[(TYPES.index(self._order.kind) + by) % len(TYPES)])

    def step_sort(self, by: int) -> None:
        sorts = list(Sort)
        self.put_in_order(self._order.by(sorts[(sorts.index(self._order.sort) + by) % len(sorts)]))

    def ask_words(self) -> None:
        """Open the prompt, and show what fits while one types."""
        from tui.screens.prompt import Prompt

        def finish(words: str | None) -> None:
            if words is None:
                self.put_in_order(self._order.called(""))

        def typed(words: str) -> None:
            self.put_in_order(self._order.called(words))

        self.app.push_screen(Prompt("/", typed, self._order.words), finish)

    def open_dossier(self) -> None:
        """Open the dossier of the entity under the cursor."""
        from tui.screens.dossier import DossierScreen

        if (entity := self.moving.chosen) is not None:
            self.app.push_screen(DossierScreen(self._room, [Stop(entity.id)]))

    def open_mentions(self) -> None:
        """Leave for the newest article that mentions the entity under the cursor."""
        from tui.screens.dossier import leave_for

        if (entity := self.moving.chosen) is not None:
            number = entity.id

            async def go() -> None:
                passage = (await self.ask(lambda shelf: shelf.library.passages(number, 0, 1)))[0]
                leave_for(self._room, Place(passage.article, passage.start, number), ())

            self.work_on(go())

    def open_map(self) -> None:
        """Show the place of the entity under the cursor on the map, or the places that are named with it."""
        from tui.screens import map

        entity = self.moving.chosen
        number = entity.id if entity is not None else None
        company = entity is not None and entity.type is not EntityType.PLACE
        map.open_map(self._room, number, company)

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "open_dossier": lambda screen: screen.open_dossier(),
        "linked_mentions": lambda screen: screen.open_mentions(),
        "filter": lambda screen: screen.ask_words(),
        "sort": lambda screen: screen.step_sort(1),
        "sort_back": lambda screen: screen.step_sort(-1),
        "type_next": lambda screen: screen.step_type(1),
        "type_back": lambda screen: screen.step_type(-1),
        **{
            f"type_{number}": lambda screen, kind=kind: screen.choose_type(kind)  # type: ignore[misc]
            for number, kind in enumerate(TYPES)
        },
        "map": lambda screen: screen.open_map(),
        "leave": lambda screen: screen.dismiss(),
    }
