"""What the map asks of a library: the places of one filter, as a frozen record."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import IntEnum

from core.entity import EntityType
from core.library.indexing import ID
from core.library.places import LocatedPlace, Places
from tui.map.view import WINDOW
from tui.reading.answers import Shelf

MOST = 3_000
"""Places of the whole library at most, those with most mentions: more than there are cells to put them in."""


class Filter(IntEnum):
    """Which places are on the map."""

    ALL = 1
    ENTITY = 2
    SEARCH = 3
    ARTICLE = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is there to filter by."""

    filter: Filter = Filter.ALL
    entity: int | None = None
    query: str = ""
    keys: array[int] | None = None
    """Of the articles that a search found, in the order of the list; None without a search."""
    article: int | None = None
    headline: str = ""

    def has(self, filter: Filter) -> bool:
        """Whether there is what a filter filters by."""
        found = {Filter.ENTITY: self.entity, Filter.SEARCH: self.keys, Filter.ARTICLE: self.article}
        return filter is Filter.ALL or found[filter] is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """The places on the map, most often named first."""

    title: str
    unit: str
    """What their figure counts."""
    places: tuple[LocatedPlace, ...]
    outside: int
    """How many more lie outside the map."""


def gather(shelf: Shelf, wanted: Wanted) -> Shown:
    """The places of a filter; raises KeyError where what it filters by is gone."""
    places = Places(shelf.library)
    if wanted.filter is Filter.ENTITY and wanted.entity is not None:
        title = f"named with {shelf.library.entity(wanted.entity).label}"
        return _shown(title, "articles", places.named_with(wanted.entity))
    if wanted.filter is Filter.SEARCH and wanted.keys is not None:
        found = places.of_articles(key & ID for key in wanted.keys)
        return _shown(f"in what {wanted.query or 'the search'} finds", "articles", found)
    if wanted.filter is Filter.ARTICLE and wanted.article is not None:
        return _shown(f"in “{wanted.headline}”", "mentions", places.of_article(wanted.article))
    return Shown("of the library", "mentions", tuple(places.mentioned(WINDOW, 0, MOST)), 0)


def whereabouts(shelf: Shelf, entity: int) -> LocatedPlace | None:
    """Where an entity lies; None for what is no place, and for a place of which that is not known."""
    one = shelf.library.entity(entity)
    if one.type is not EntityType.PLACE or one.latitude is None or one.longitude is None:
        return None
    return LocatedPlace(one.id, one.label, one.description, one.latitude, one.longitude, one.mentions)


def is_inside(place: LocatedPlace) -> bool:
    """Whether a place lies on the map."""
    return WINDOW.west <= place.longitude <= WINDOW.east and WINDOW.south <= place.latitude <= WINDOW.north


def _shown(title: str, unit: str, found: list[LocatedPlace]) -> Shown:
    inside = tuple(filter(is_inside, found))
    return Shown(title, unit, inside, len(found) - len(inside))
