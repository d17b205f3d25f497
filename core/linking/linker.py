"""Joins one article's entities to those of the library, over a `NameStore`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.article import Article
from core.entity import Annotation, EntityType, LocalEntity, Name, NameLink
from core.linking.blocking import keys
from core.linking.clustering import cluster, is_partial
from core.linking.coreference import local_entities
from core.linking.decisions import Address, Mark, Pair, Rulings
from core.linking.matching import DOUBTFUL, THRESHOLD, explain
from core.linking.parting import bound, parted, typed
from core.linking.store import NameStore
from core.names import Match

DECIDED = ("a reader decided so",)
"""The reason of a link that stands by decision: of score 1, or of 0 where it parts two names."""
Identity = tuple[str, str, str, str, int]


class Linker:
    """Finds or adds the names of an article, compares the new ones, and clusters anew what they touch."""

    def __init__(self, store: NameStore, rulings: Rulings | None = None) -> None:
        """Over a store into which these rulings, by default none, have been taken in."""
        self._store = store
        self._rule(rulings or Rulings())

    def _rule(self, rulings: Rulings) -> None:
        self._rulings, self._marks, self._partners = rulings, rulings.marks(), rulings.partners()

    def link(self, article: Article, annotation: Annotation) -> tuple[tuple[int, LocalEntity], ...]:
        """Return (name id, local entity) for each entity of an article, in the order of the text.

        New names, the links between names and the entities that they make are written to the store.
        """
        source = article.provenance.source
        local = annotation.entities
        if local is None:
            local = tuple(local_entities(article.text, annotation.mentions))
        found = [bound(entity, source) for entity in local]
        entities = [part for entity in found for part in parted(entity, source, self._rulings)]
        ids = self.add_names(_names(entities))
        return tuple((ids[entity.name.identity], typed(entity)) for entity in entities)

    def add_names(self, names: Iterable[Name]) -> dict[Identity, int]:
        """Find or add names, link the new ones, cluster what they touch; ids by the names' identities."""
        ids: dict[Identity, int] = {}
        touched: list[int] = []
        links: list[NameLink] = []
        for name in names:
            if name.identity in ids:
                continue
            known = self._store.find(name)
            if known is None:
                known, found = self._add(name)
                touched.append(known)
                links += found
            ids[name.identity] = known
        self._store.add_links(links)
        if links:
            self._cluster(touched)
        return ids

    def decide(self, rulings: Rulings) -> None:
        """Take new rulings in force: what they treat otherwise than those before is done anew.

        Names that are in no article any more, or not yet, are passed over: their rulings wait for them.
        """
        before, marks = self._rulings, self._marks
        self._rule(rulings)
        unused = self._retell(before)
        known = {
            a: found
            for a in sorted(before.changes(rulings))
            if (found := self._store.find(a.name)) is not None
        }
        self._link_anew([pair for pair in before.turned(rulings) if pair <= known.keys()], known)
        self._forget_and_cluster(unused, known.values())
        for address in sorted(marks.keys() | self._marks.keys()):
            if marks.get(address) != self._marks.get(address):
                self._mark(self._store.find(address.name), address)

    def _link_anew(self, pairs: Iterable[Pair], known: Mapping[Address, int]) -> None:
        """Link pairs that are decided now, or were until now and are left to their likeness again."""
        names = self._store.component(known.values())[0] if known else {}
        links = [
            self._link(known[first], known[second], names[known[first]], names[known[second]])
            for first, second in sorted(tuple(sorted(pair)) for pair in pairs)
        ]
        self._store.add_links(link for link in links if link.reasons == DECIDED or link.score >= DOUBTFUL)
        self._store.remove_links(
            (link.left, link.right) for link in links if link.reasons != DECIDED and link.score < DOUBTFUL
        )

    def _retell(self, before: Rulings) -> set[int]:
        """Name the mentions of stored articles as the rulings want; the names that they may leave unused."""
        retyped = before.retypes(self._rulings)
        homes = {found for a in retyped if (found := self._store.find(a.name)) is not None}
        sources = {a.article for a in retyped | (before.apart ^ self._rulings.apart) if a.article}
        left: set[int] = set()
        for source, entity in self._store.told(homes, sources) if homes or sources else ():
            old = _names(parted(entity, source, before))
            left |= {known for name in old if (known := self._store.find(name)) is not None}
            parts = parted(entity, source, self._rulings)
            ids = self.add_names(_names(parts))
            self._store.retell(source, [(ids[part.name.identity], typed(part)) for part in parts])
        return left

    def _forget_and_cluster(self, unused: set[int], touched: Iterable[int]) -> None:
        """Cluster what names touch, after those that are unused are gone."""
        around = set(self._store.component(unused)[0]) if unused else set()
        self._store.forget(unused)
        there = sorted(around | set(touched))
        if there:
            self._cluster(there)

    def _cluster(self, touched: Iterable[int]) -> None:
        component, within = self._store.component(touched)
        self._store.assign(cluster(component, within, self._rulings))

    def _link(self, left: int, right: int, first: Name, second: Name) -> NameLink:
        """The link of two names: as a reader decided, or else as they compare."""
        pair = frozenset((Address.of(first), Address.of(second)))
        if self._rulings.decides(pair):
            return NameLink(min(left, right), max(left, right), float(pair in self._rulings.same), DECIDED)
        return _compared(left, right, first, second)

    def _add(self, name: Name) -> tuple[int, list[NameLink]]:
        address = Address.of(name)
        # What a reader split off is compared with nothing: only decisions join it again.
        own = keys(name) if not name.article else None
        candidates = self._store.candidates(own.sought) if own else {}
        added = self._store.add(name, own.stored if own else ())
        if address in self._marks:
            self._mark(added, address)
        partners = {
            known: other.name
            for other in self._partners.get(address, ())
            if (known := self._store.find(other.name)) is not None
        }
        links = [self._link(other, added, one, name) for other, one in sorted(partners.items())]
        for other, one in sorted(candidates.items()):
            if other not in partners and (link := _compared(other, added, one, name)).score >= DOUBTFUL:
                links.append(link)
        return added, links

    def _mark(self, name_id: int | None, address: Address) -> None:
        if name_id is not None:
            mark = self._marks.get(address, Mark())
            self._store.mark(name_id, mark.label, mark.rank, mark.hidden)


def _names(entities: Iterable[LocalEntity]) -> Iterator[Name]:
    """The names of an article's entities, and those that readers' decisions took their place from."""
    for entity in entities:
        yield entity.name
        if entity.home is not None:
            yield entity.home


def _compared(left: int, right: int, first: Name, second: Name) -> NameLink:
    """The link that likeness alone draws between two names."""
    match = explain(first, second)
    doubtful = _doubtful(match, first, second)
    return NameLink(min(left, right), max(left, right), match.score, match.reasons, doubtful)


def _doubtful(match: Match, left: Name, right: Name) -> bool:
    """Whether a reader should look: a weak likeness, or a surname alone that was taken for a person's."""
    if match.score < THRESHOLD:
        return match.score >= DOUBTFUL
    return left.type is EntityType.PERSON and is_partial(left) != is_partial(right)
