"""The map on its own screen: the places that the library names, or an entity's articles, a search's, one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from core.library.places import LocatedPlace
from tui.commands import Here, Need, Pane
from tui.reading import places
from tui.reading.left_off import Over
from tui.reading.places import Filter, Shown, Wanted
from tui.reading.trail import Place, Stop
from tui.screens.asking import ANYTIME, AskingScreen
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.widgets.map_view import COLUMNS, MapView
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

_TABS = {Filter.ALL: "all", Filter.ENTITY: "entity", Filter.SEARCH: "search", Filter.ARTICLE: "article"}


class Left(NamedTuple):
    """How the map was left."""

    longitude: float
    latitude: float
    scale: float
    chosen: int | None
    """The entity of the chosen place."""


class MapScreen(AskingScreen):
    """Ukraine and its neighbours, and the places of one filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.MAP)
    panes = frozenset({Pane.MAP})
    AWAITED = "map"
    ANYTIME = ANYTIME | {f"map_{filter.name.lower()}" for filter in Filter}

    def __init__(self, room: ReadingRoom, wanted: Wanted, left: Left | None = None) -> None:
        """`left` is how it was left, to begin there."""
        super().__init__(room.desk)
        self._room = room
        self._wanted = wanted
        self._left = left
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Row(id="tabs")
        yield MapView(id="map")
        yield Row(id="footer")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#tabs").display = True
        self.moving.activate(True)
        if self._left is None:
            self.centre(self._wanted)
        else:
            self.come_back(self._left)

    def here(self) -> Here:
        has = {
            Need.SPOT: self.moving.place is not None,
            Need.SOUGHT: self._wanted.has(Filter.SEARCH),
            Need.ENTITY: self._wanted.has(Filter.ENTITY),
            Need.ARTICLE: self._wanted.has(Filter.ARTICLE),
        }
        return Here(Pane.MAP, frozenset(need for need, there in has.items() if there))

    @property
    def moving(self) -> MapView:
        return self.query_one(MapView)

    @work(exclusive=True, group="map")
    async def centre(self, wanted: Wanted) -> None:
        """Show what is wanted, with its entity chosen where that is a place on the map."""
        entity = wanted.entity
        found = (
            await self.ask(lambda shelf: places.whereabouts(shelf, entity)) if entity is not None else None
        )
        await self._show(wanted, found.entity if found is not None else None)
        if found is not None and not places.is_inside(found):
            self.say(f"{found.label} lies outside the map, at {_degrees(found)}")

    @work(exclusive=True, group="map")
    async def come_back(self, left: Left) -> None:
        """Show what was shown when it was left, with the same piece of the world in view."""
        await self._show(self._wanted, left.chosen)
        self.moving.look(left.longitude, left.latitude, left.scale)

    @property
    def stood(self) -> Over | None:
        view, place, wanted = self.moving.view, self.moving.place, self._wanted
        if self._shown is None or view is None:
            return None
        left = Left(view.longitude, view.latitude, view.scale, place.entity if place is not None else None)
        return Over("map", (wanted.filter, *left), (wanted.entity,) if wanted.entity is not None else ())

    @classmethod
    def again(cls, room: ReadingRoom, over: Over) -> MapScreen:
        """Open it as it stood."""
        filter, longitude, latitude, scale, chosen = over.values
        left = Left(float(longitude), float(latitude), float(scale), chosen)
        return cls(room, _wanted(room, Filter(filter), next(iter(over.entities), None)), left)

    @work(exclusive=True, group="map")
    async def filter(self, filter: Filter) -> None:
        """Show the places of another filter; the chosen one stays so where it is among them."""
        place = self.moving.place
        await self._show(replace(self._wanted, filter=filter), place.entity if place is not None else None)

    async def _show(self, wanted: Wanted, entity: int | None) -> None:
        self._wanted = wanted
        self._shown = await self.ask(lambda shelf: places.gather(shelf, wanted))
        found = self._shown.places
        self.moving.show(found, next((at for at, one in enumerate(found) if one.entity == entity), None))
        self.show_words()

    def show_words(self) -> None:
        if (shown := self._shown) is not None:
            count = len(shown.places)
            more = "+" if count >= places.MOST else ""
            outside = f", {shown.outside:,} more outside the map" if shown.outside else ""
            told = f"  {count:,}{more} {'place' if count == 1 else 'places'}{outside}"
            self.query_one("#title", Row).show(
                [Part(" Map ", "name"), Part(f" Places {shown.title}", "strong"), Part(told, "quiet")]
            )
            tabs = []
            for filter, name in _TABS.items():
                if self._wanted.has(filter):
                    mark = "on" if filter is self._wanted.filter else "tab"
                    tabs += [Part(f" {filter.value} {name} ", mark, f"map_{filter.name.lower()}"), Part(" ")]
            self.query_one("#tabs", Row).show(tabs, self._chosen(shown))
        super().show_words()

    def _chosen(self, shown: Shown) -> list[Part]:
        """What is said of the chosen place."""
        place, at = self.moving.place, self.moving.chosen
        if place is None or at is None:
            return []
        unit = shown.unit.removesuffix("s") if place.times == 1 else shown.unit
        told = (
            f" {place.kind}, {place.times:,} {unit} · {_degrees(place)} · {at + 1:,}/{len(shown.places):,} "
        )
        return [Part(place.label, "strong"), Part(told, "quiet")]

    @on(MapView.Picked)
    def _picked(self, picked: MapView.Picked) -> None:
        if picked.again:
            self.action_run("open_place")
        else:
            self.moving.choose(picked.place)
            self.show_words()

    def open_dossier(self) -> None:
        """Open the dossier of the chosen place."""
        from tui.screens.dossier import DossierScreen

        if (place := self.moving.place) is not None:
            self.app.push_screen(DossierScreen(self._room, [Stop(place.entity)]))

    def open_mentions(self) -> None:
        """Leave for the newest article that mentions the chosen place."""
        from tui.screens.dossier import leave_for

        if (place := self.moving.place) is not None:
            number = place.entity

            async def go() -> None:
                passage = (await self.ask(lambda shelf: shelf.library.passages(number, 0, 1)))[0]
                leave_for(self._room, Place(passage.article, passage.start, number), ())

            self.work_on(go())

    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "map_left": lambda screen: screen.moving.pan(-COLUMNS, 0),
        "map_right": lambda screen: screen.moving.pan(COLUMNS, 0),
        "map_nearer": lambda screen: screen.moving.zoom(1),
        "map_farther": lambda screen: screen.moving.zoom(-1),
        "map_whole": lambda screen: screen.moving.whole(),
        "next_place": lambda screen: screen.moving.step(1),
        "previous_place": lambda screen: screen.moving.step(-1),
        "open_place": lambda screen: screen.open_dossier(),
        "place_mentions": lambda screen: screen.open_mentions(),
        "map_all": lambda screen: screen.filter(Filter.ALL),
        "map_entity": lambda screen: screen.filter(Filter.ENTITY),
        "map_search": lambda screen: screen.filter(Filter.SEARCH),
        "map_article": lambda screen: screen.filter(Filter.ARTICLE),
        "leave": lambda screen: screen.dismiss(),
    }


def open_map(room: ReadingRoom, entity: int | None, company: bool = False) -> None:
    """Open the map with an entity's place chosen, or come back to the map that lies below.

    With `company` it shows the places that are named with the entity.
    """
    wanted = _wanted(room, Filter.ENTITY if company else Filter.ALL, entity)
    below = next((one for one in room.app.screen_stack if isinstance(one, MapScreen)), None)
    if below is None:
        room.app.push_screen(MapScreen(room, wanted))
        return
    while room.app.screen is not below:
        room.app.pop_screen()
    below.centre(wanted)


def _wanted(room: ReadingRoom, filter: Filter, entity: int | None) -> Wanted:
    """What there is to filter by in the room, and by which of it; by none where that is not there."""
    page, sought, only = room.page, room.sought, room.arranged.only
    query, keys = (only.name, only.keys) if only is not None else (sought.text, sought.keys)
    wanted = Wanted(
        filter,
        entity,
        query,
        keys or None,
        page.id if page is not None else None,
        page.headline if page is not None else "",
    )
    return wanted if wanted.has(filter) else replace(wanted, filter=Filter.ALL)


def _degrees(place: LocatedPlace) -> str:
    """Coordinates as maps print them."""
    north, east = "N" if place.latitude >= 0 else "S", "E" if place.longitude >= 0 else "W"
    return f"{abs(place.latitude):.2f}° {north} {abs(place.longitude):.2f}° {east}"
