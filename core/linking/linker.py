"""Joins one article's entities to those of the library, over a `NameStore`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.article import Article
from core.entity import Annotation, LocalEntity, Name, NameLink, Reference
from core.linking.blocking import keys
from core.linking.clustering import cluster
from core.linking.coreference import local_entities
from core.linking.decisions import Address, Rulings
from core.linking.matching import DOUBTFUL, explain
from core.linking.store import NameStore
from core.names import Match


class Linker:
    """Finds or adds the names of an article, compares the new ones, and clusters anew what they touch."""

    def __init__(self, store: NameStore, rulings: Rulings | None = None) -> None:
        self._store = store
        self._rulings = rulings or Rulings()

    def link(self, article: Article, annotation: Annotation) -> tuple[tuple[int, LocalEntity], ...]:
        """Return (name id, local entity) for each entity of an article, in the order of the text.

        New names, the links between names and the entities that they make are written to the store.
        """
        found = local_entities(article.text, annotation.mentions)
        entities = [replace(entity, name=self._rulings.retyped(entity.name)) for entity in found]
        ids = self.add_names(entity.name for entity in entities)
        return tuple((ids[_identity(entity.name)], entity) for entity in entities)

    def add_names(self, names: Iterable[Name]) -> dict[tuple[str, str, str], int]:
        """Find or add names, link the new ones, cluster what they touch; ids by type, form, reference."""
        ids: dict[tuple[str, str, str], int] = {}
        touched: list[int] = []
        links: list[NameLink] = []
        for name in names:
            identity = _identity(name)
            if identity in ids:
                continue
            known = self._store.find(name)
            if known is None:
                known, found = self._add(name)
                touched.append(known)
                links += found
            ids[identity] = known
        self._store.add_links(links)
        if links:
            self._cluster(touched)
        return ids

    def decide(self, rulings: Rulings) -> None:
        """Take new rulings in force and cluster anew what they, and those before them, touch.

        Names that are in no article any more, or not yet, are passed over: their rulings wait for them.
        """
        before, self._rulings = self._rulings, rulings
        addressed = {a for ruled in (before, rulings) for a in _addressed(ruled)}
        known = {a: found for a in sorted(addressed) if (found := self._find(a)) is not None}
        pairs = {tuple(sorted(pair)) for pair in before.same | rulings.same}
        self._store.add_links(
            self._ruled_link(known[first], known[second], first, second)
            for first, second in sorted(pairs)
            if first in known and second in known
        )
        if known:
            self._cluster(sorted(known.values()))

    def _cluster(self, touched: Iterable[int]) -> None:
        component, within = self._store.component(touched)
        self._store.assign(cluster(component, within, self._rulings))

    def _find(self, address: Address) -> int | None:
        return self._store.find(_name(address))

    def _ruled_link(self, left: int, right: int, first: Address, second: Address) -> NameLink:
        """The link of two names that a reader merged, or the plain one again once that is undone."""
        if frozenset((first, second)) in self._rulings.same:
            match = Match(1.0, ("a reader decided so",))
        else:
            match = explain(_name(first), _name(second))
        return NameLink(min(left, right), max(left, right), match.score, match.reasons)

    def _add(self, name: Name) -> tuple[int, list[NameLink]]:
        own = keys(name)
        candidates = self._store.candidates(own.sought)
        added = self._store.add(name, own.stored)
        links = list(_links(added, name, candidates))
        address = Address.of(name)
        for other in self._rulings.partners(address):
            if (known := self._find(other)) is not None:
                links.append(self._ruled_link(known, added, other, address))
        return added, links


def _addressed(rulings: Rulings) -> set[Address]:
    pairs = rulings.same | rulings.different
    return {address for pair in pairs for address in pair} | rulings.apart


def _name(address: Address) -> Name:
    reference = Reference(address.reference, address.type, address.form) if address.reference else None
    return Name(address.type, address.form, reference)


def _links(added: int, name: Name, candidates: Mapping[int, Name]) -> Iterable[NameLink]:
    for other, candidate in sorted(candidates.items()):
        match = explain(candidate, name)
        if match.score >= DOUBTFUL:
            yield NameLink(min(other, added), max(other, added), match.score, match.reasons)


def _identity(name: Name) -> tuple[str, str, str]:
    return (name.type.value, name.form, name.reference.id if name.reference else "")
