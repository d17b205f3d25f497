"""From links to entities: a function of the names and links alone, never of the order in which they came.

Links are taken strongest first, ties broken by the names themselves; two clusters are joined unless a name of
one contradicts a name of the other. So a chain of likenesses never joins two who contradict each other.
Partial names (a surname alone, a place not resolved) come last: one joins a cluster only where all its links
lead to that one cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from core.entity import EntityType, Name, NameLink
from core.linking.decisions import Address, Rulings
from core.linking.matching import THRESHOLD, conflicting
from core.names.persons import parse

Content = tuple[str, str, str, str, int]
Conflict = Callable[[int, int], bool]


class Clusters:
    """Disjoint clusters of ids that grow by joining, unless two of their names contradict each other."""

    def __init__(self, ids: Iterable[int], conflict: Conflict) -> None:
        self._members: dict[int, list[int]] = {one: [one] for one in ids}
        self._cluster: dict[int, int] = {one: one for one in self._members}
        self.conflict = conflict

    def of(self, one: int) -> int:
        """The cluster of a name."""
        return self._cluster[one]

    def members(self, cluster: int) -> list[int]:
        """The names of a cluster."""
        return self._members[cluster]

    def join(self, left: int, right: int) -> bool:
        """Join the clusters of two names; False where a name of one contradicts a name of the other."""
        a, b = self._cluster[left], self._cluster[right]
        if a == b:
            return True
        if any(self.conflict(x, y) for x in self._members[a] for y in self._members[b]):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for one in self._members[b]:
            self._cluster[one] = a
        self._members[a] += self._members.pop(b)
        return True

    def entities(self) -> dict[int, int]:
        """Entity id of each name: the smallest id of its cluster."""
        smallest = {cluster: min(members) for cluster, members in self._members.items()}
        return {one: smallest[cluster] for one, cluster in self._cluster.items()}


def is_partial(name: Name) -> bool:
    """Whether a name may be several entities': a surname alone, or a place that is not resolved."""
    if name.reference is not None:
        return False
    return name.type is EntityType.PLACE or (name.type is EntityType.PERSON and parse(name.form).bare)


def cluster(
    names: Mapping[int, Name], links: Iterable[NameLink], rulings: Rulings | None = None
) -> dict[int, int]:
    """Return the entity id of each name of a component, given all links within it.

    What readers decided comes first and wins over every score.
    """
    ruled = rulings or Rulings()
    addresses = {one: Address.of(name) for one, name in names.items()}

    def conflict(a: int, b: int) -> bool:
        return frozenset((addresses[a], addresses[b])) in ruled.different

    clusters = Clusters(names, conflict)
    _join_decided(clusters, addresses, ruled)
    decided = {one: tuple(clusters.members(clusters.of(one))) for one in names}

    def at_odds(a: int, b: int) -> bool:
        # Whom a reader merged contradicts only what contradicts all of it: its parts bring their own along.
        return conflict(a, b) or all(conflicting(names[x], names[y]) for x in decided[a] for y in decided[b])

    clusters.conflict = at_odds
    free = [link for link in links if link.score >= THRESHOLD and not _apart(link, addresses, ruled)]
    partial = [link for link in free if is_partial(names[link.left]) != is_partial(names[link.right])]
    whole = [link for link in free if is_partial(names[link.left]) == is_partial(names[link.right])]
    for link in _in_order(names, whole):
        clusters.join(link.left, link.right)
    _join_partial(clusters, names, partial)
    return clusters.entities()


def _apart(link: NameLink, addresses: Mapping[int, Address], rulings: Rulings) -> bool:
    """Whether no score may join the two: one was split off, or is of another type since."""
    ends = (addresses[link.left], addresses[link.right])
    return any(end in rulings.apart or end in rulings.types for end in ends)


def _join_decided(clusters: Clusters, addresses: Mapping[int, Address], rulings: Rulings) -> None:
    """Join what readers merged; "not the same" wins over a merge that only others' merges imply."""
    ids = {address: one for one, address in addresses.items()}
    for first, second in sorted(tuple(sorted(pair)) for pair in rulings.same):
        if first in ids and second in ids:
            clusters.join(ids[first], ids[second])


def _in_order(names: Mapping[int, Name], links: Iterable[NameLink]) -> list[NameLink]:
    def rank(link: NameLink) -> tuple[float, Content, Content]:
        first, second = sorted((names[link.left].identity, names[link.right].identity))
        return (-link.score, first, second)

    return sorted(links, key=rank)


def _join_partial(clusters: Clusters, names: Mapping[int, Name], links: list[NameLink]) -> None:
    """Join each cluster of partial names to the one cluster of whole names that it leads to, if it is one."""
    leads: dict[int, set[int]] = defaultdict(set)
    for link in links:
        part, whole = sorted((link.left, link.right), key=lambda one: not is_partial(names[one]))
        leads[clusters.of(part)].add(clusters.of(whole))
    joins = [
        (_first(names, clusters.members(part)), _first(names, clusters.members(next(iter(whole)))))
        for part, whole in leads.items()
        if len(whole) == 1
    ]
    for part_name, whole_name in sorted(joins, key=lambda join: [names[one].identity for one in join]):
        clusters.join(part_name, whole_name)


def _first(names: Mapping[int, Name], members: Iterable[int]) -> int:
    return min(members, key=lambda one: names[one].identity)
