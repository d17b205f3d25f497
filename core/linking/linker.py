"""Joins one article's entities to those of the library, over a `NameStore`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.article import Article
from core.entity import Annotation, LocalEntity, Name, NameLink
from core.linking.blocking import keys
from core.linking.clustering import cluster
from core.linking.coreference import local_entities
from core.linking.matching import DOUBTFUL, explain
from core.linking.store import NameStore


class Linker:
    """Finds or adds the names of an article, compares the new ones, and clusters anew what they touch."""

    def __init__(self, store: NameStore) -> None:
        self._store = store

    def link(self, article: Article, annotation: Annotation) -> tuple[tuple[int, LocalEntity], ...]:
        """Return (name id, local entity) for each entity of an article, in the order of the text.

        New names, the links between names and the entities that they make are written to the store.
        """
        entities = local_entities(article.text, annotation.mentions)
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
            component, within = self._store.component(touched)
            self._store.assign(cluster(component, within))
        return ids

    def _add(self, name: Name) -> tuple[int, list[NameLink]]:
        own = keys(name)
        candidates = self._store.candidates(own.sought)
        added = self._store.add(name, own.stored)
        return added, list(_links(added, name, candidates))


def _links(added: int, name: Name, candidates: Mapping[int, Name]) -> Iterable[NameLink]:
    for other, candidate in sorted(candidates.items()):
        match = explain(candidate, name)
        if match.score >= DOUBTFUL:
            yield NameLink(min(other, added), max(other, added), match.score, match.reasons)


def _identity(name: Name) -> tuple[str, str, str]:
    return (name.type.value, name.form, name.reference.id if name.reference else "")
