"""What linking needs of a library: names by blocking key, the links between them, and their clusters.

The library implements it in SQL and the tests in memory; linking imports neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from core.entity import Name, NameLink


class NameStore(Protocol):
    """Names by id. An entity's id is the smallest id of its names."""

    def find(self, name: Name) -> int | None:
        """Id of this very name (type, form and reference id), or None."""

    def add(self, name: Name, keys: Iterable[str]) -> int:
        """Store a new name under its keys as an entity of its own; its id is larger than all before."""

    def candidates(self, keys: Iterable[str]) -> Mapping[int, Name]:
        """Names that share at least one blocking key, by id."""

    def component(self, ids: Iterable[int]) -> tuple[Mapping[int, Name], list[NameLink]]:
        """All names reachable from these over links, and the links among them."""

    def add_links(self, links: Iterable[NameLink]) -> None:
        """Store links; a pair that is there already is replaced."""

    def assign(self, entities: Mapping[int, int]) -> None:
        """Set the entity of each name: name id to entity id."""
