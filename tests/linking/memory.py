"""A NameStore in memory, as plain as can be: what the library's SQL must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.entity import LocalEntity, Name, NameLink

Identity = tuple[str, str, str, str, int]


class MemoryStore:
    """Names, keys, links and entities in dictionaries; articles as they are told now."""

    def __init__(self) -> None:
        self.names: dict[int, Name] = {}
        self.entities: dict[int, int] = {}
        self.links: dict[tuple[int, int], NameLink] = {}
        self.marks: dict[int, tuple[str, int, bool]] = {}
        self.articles: dict[str, list[tuple[int, LocalEntity]]] = {}
        self._last = 0
        self._ids: dict[Identity, int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._linked: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, name: Name) -> int | None:
        return self._ids.get(name.identity)

    def add(self, name: Name, keys: Iterable[str]) -> int:
        self._last = new = self._last + 1
        self.names[new] = name
        self.entities[new] = new
        self._ids[name.identity] = new
        for key in keys:
            self._by_key[key].append(new)
        return new

    def candidates(self, keys: Iterable[str]) -> Mapping[int, Name]:
        found = {one for key in keys for one in self._by_key.get(key, ())}
        return {one: self.names[one] for one in found if one in self.names}

    def component(self, ids: Iterable[int]) -> tuple[Mapping[int, Name], list[NameLink]]:
        reached: set[int] = set()
        waiting = [one for one in ids if one in self.names]
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

    def remove_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        for left, right in pairs:
            self.links.pop((left, right), None)
            self._linked[left].discard(right)
            self._linked[right].discard(left)

    def assign(self, entities: Mapping[int, int]) -> None:
        self.entities.update(entities)

    def mark(self, name_id: int, label: str, rank: int, hidden: bool) -> None:
        self.marks[name_id] = (label, rank, hidden)

    def told(self, names: Iterable[int], sources: Iterable[str]) -> list[tuple[str, LocalEntity]]:
        homes = {self.names[one] for one in names}
        wanted = set(sources)
        found: list[tuple[str, LocalEntity]] = []
        for source, entities in self.articles.items():
            grouped: dict[Name, list[LocalEntity]] = {}
            for _, entity in entities:
                grouped.setdefault(entity.home or entity.name, []).append(entity)
            found += [
                (source, _together(home, parts))
                for home, parts in grouped.items()
                if home in homes or source in wanted
            ]
        return found

    def retell(self, source: str, entities: Iterable[tuple[int, LocalEntity]]) -> None:
        new = list(entities)
        starts = {mention.start for _, entity in new for mention in entity.mentions}
        kept = [(one, e) for one, e in self.articles[source] if e.mentions[0].start not in starts]
        self.articles[source] = kept + new

    def forget(self, names: Iterable[int]) -> None:
        told = [pair for entities in self.articles.values() for pair in entities]
        used = {one for one, _ in told} | {self._ids[e.home.identity] for _, e in told if e.home}
        for one in set(names) - used:
            self.remove_links([(min(one, other), max(one, other)) for other in list(self._linked[one])])
            del self._ids[self.names.pop(one).identity], self.entities[one]

    def partition(self) -> set[frozenset[Identity]]:
        """The entities as sets of names, ids left out."""
        clusters: defaultdict[int, set[Identity]] = defaultdict(set)
        for one, entity in self.entities.items():
            clusters[entity].add(self.names[one].identity)
        return {frozenset(cluster) for cluster in clusters.values()}


def _together(home: Name, parts: list[LocalEntity]) -> LocalEntity:
    mentions = [mention._replace(type=home.type) for part in parts for mention in part.mentions]
    mentions.sort(key=lambda mention: mention.start)
    return LocalEntity(home, tuple(mentions), tuple(role for part in parts for role in part.roles))
