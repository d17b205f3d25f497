"""What the index of entities shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.entity import EntityType
from core.library.records import EntitySummary, Sort
from tui.reading.answers import PAGE, Shelf

TYPES: tuple[EntityType | None, ...] = (None, *EntityType)
"""All types, and each alone."""
MOST = 200
"""Entities that are listed while one types."""
_PLURALS = {
    None: "all",
    EntityType.PERSON: "persons",
    EntityType.PLACE: "places",
    EntityType.ORG: "organisations",
    EntityType.WEAPON: "weapons",
    EntityType.NORP: "peoples",
    EntityType.EVENT: "events",
}


@dataclass(frozen=True, slots=True)
class Order:
    """Which entities are listed, and by what."""

    sort: Sort = Sort.MENTIONS
    kind: EntityType | None = None
    words: str = ""
    """Those alone that are called so."""

    def by(self, sort: Sort) -> Order:
        return replace(self, sort=sort)

    def of(self, kind: EntityType | None) -> Order:
        return replace(self, kind=kind)

    def called(self, words: str) -> Order:
        return replace(self, words=words.strip())


@dataclass(frozen=True, slots=True)
class Beginning:
    """The page of the index that the reader begins with."""

    count: int
    cursor: int
    offset: int
    """Place of the first of `entities`."""
    entities: Sequence[EntitySummary]


def begin(shelf: Shelf, order: Order, cursor: int = 0) -> Beginning:
    """How many there are and those about the cursor; of those called so, as many as are listed."""
    if order.words:
        found = shelf.library.entities_called(order.words, order.kind, MOST, sort=order.sort)
        return Beginning(len(found), min(cursor, max(0, len(found) - 1)), 0, found)
    count = shelf.library.entity_count(order.kind)
    cursor = min(cursor, max(0, count - 1))
    offset = cursor // PAGE * PAGE
    return Beginning(count, cursor, offset, page(shelf, order, offset, PAGE))


def page(shelf: Shelf, order: Order, offset: int, limit: int) -> list[EntitySummary]:
    """A page of the index that no words filter."""
    return shelf.library.entities(order.kind, offset, limit, sort=order.sort)


def nothing(order: Order) -> str:
    """Why nothing is listed, and the way out; commands in braces."""
    if order.words:
        return "nobody is called so: {filter} asks for other words"
    if order.kind is not None:
        return f"no {plural(order.kind)} are named here: {{type_next}} shows the next type, {{type_0}} all"
    return "nobody and nothing is named in this library yet"


def plural(kind: EntityType | None) -> str:
    """What the index calls a type."""
    return _PLURALS[kind]
