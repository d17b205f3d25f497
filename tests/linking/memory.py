"""A NameStore in memory, as plain as can be: what the library's SQL must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.entity import Name, NameLink


class MemoryStore:
    """Names, keys, links and entities in dictionaries."""

    def __init__(self) -> None:
        self.names: dict[int, Name] = {}
        self.entities: dict[int, int] = {}
        self.links: dict[tuple[int, int], NameLink] = {}
        self._ids: dict[tuple[str, str, str], int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._linked: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, name: Name) -> int | None:
        return self._ids.get(identity(name))

    def add(self, name: Name, keys: Iterable[str]) -> int:
        new = len(self.names) + 1
        self.names[new] = name
        self.entities[new] = new
        self._ids[identity(name)] = new
        for key in keys:
            self._by_key[key].append(new)
        return new

    def candidates(self, keys: Iterable[str]) -> Mapping[int, Name]:
        return {one: self.names[one] for key in keys for one in self._by_key.get(key, ())}

    def component(self, ids: Iterable[int]) -> tuple[Mapping[int, Name], list[NameLink]]:
        reached: set[int] = set()
        waiting = list(ids)
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting.extend(self._linked[one])
        links = [
            self.links[min(a, b), max(a, b)]
            for a in sorted(reached)
            for b in sorted(self._linked[a])
            if a < b
        ]
        return {one: self.names[one] for one in sorted(reached)}, links

    def add_links(self, links: Iterable[NameLink]) -> None:
        for link in links:
            self.links[link.left, link.right] = link
            self._linked[link.left].add(link.right)
            self._linked[link.right].add(link.left)

    def assign(self, entities: Mapping[int, int]) -> None:
        self.entities.update(entities)

    def partition(self) -> set[frozenset[tuple[str, str, str]]]:
        """The entities as sets of names, ids left out."""
        clusters: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
        for one, entity in self.entities.items():
            clusters[entity].add(identity(self.names[one]))
        return {frozenset(cluster) for cluster in clusters.values()}


def identity(name: Name) -> tuple[str, str, str]:
    """What makes two names one: type, form, reference."""
    return (name.type.value, name.form, name.reference.id if name.reference else "")
