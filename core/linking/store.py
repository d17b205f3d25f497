"""What linking needs of a library: names by blocking key, the links between them, and their clusters.

The library implements it in SQL and the tests in memory; linking imports neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from core.entity import LocalEntity, Name, NameLink


class NameStore(Protocol):
    """Names by id. An entity's id is the smallest id of its names."""

    def find(self, name: Name) -> int | None:
        """Id of this very name (by its identity), or None."""

    def add(self, name: Name, keys: Iterable[str]) -> int:
        """Store a new name under its keys as an entity of its own; its id is larger than all before."""

    def candidates(self, keys: Iterable[str]) -> Mapping[int, Name]:
        """Names that share at least one blocking key, by id."""

    def component(self, ids: Iterable[int]) -> tuple[Mapping[int, Name], list[NameLink]]:
        """All names reachable from these over links, and the links among them."""

    def add_links(self, links: Iterable[NameLink]) -> None:
        """Store links; a pair that is there already is replaced."""

    def remove_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Remove links by their names' ids, the smaller first."""

    def assign(self, entities: Mapping[int, int]) -> None:
        """Set the entity of each name: name id to entity id."""

    # What decisions on stored articles need besides.

    def mark(self, name_id: int, label: str, rank: int, hidden: bool) -> None:
        """Say what the entity of a name bears: a label (of several that of the highest rank), or that it is
        hidden; "" and False take it back.
        """

    def told(self, names: Iterable[int], sources: Iterable[str]) -> list[tuple[str, LocalEntity]]:
        """(source, entity) of stored articles, each entity under the name that linking gave its mentions.

        Those whose mentions linking gave one of these names, and all of the articles from these sources.
        """

    def retell(self, source: str, entities: Iterable[tuple[int, LocalEntity]]) -> None:
        """Give the mentions and roles of a stored article's entities other names, by id."""

    def forget(self, names: Iterable[int]) -> None:
        """Delete those of these names that no article uses, and that no mention would go back to."""
