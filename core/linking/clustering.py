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
_SURE = 0.85
"""Score from which a name counts as known as what the other was resolved to."""


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

    What readers decided comes first and wins over every score; whom a reader merged brings along whom scores
    join to either, were they ever so unlike each other.
    """
    ruled = rulings or Rulings()
    addresses = {one: Address.of(name) for one, name in names.items()}

    def parted(a: int, b: int) -> bool:
        return frozenset((addresses[a], addresses[b])) in ruled.different

    free = [link for link in links if link.score >= THRESHOLD and not _decided(link, addresses, ruled)]
    partial = [link for link in free if is_partial(names[link.left]) != is_partial(names[link.right])]
    equals = [link for link in free if is_partial(names[link.left]) == is_partial(names[link.right])]
    whole = _in_order(names, equals)
    known = _known(names, whole)

    def at_odds(a: int, b: int) -> bool:
        return known[a] != known[b] if known[a] and known[b] else conflicting(names[a], names[b])

    clusters = Clusters(names, parted)
    _join_decided(clusters, addresses, ruled)
    merged = {one: tuple(clusters.members(clusters.of(one))) for one in names}

    def opposed(a: int, b: int) -> bool:
        return at_odds(a, b) or any(parted(x, y) for x in merged[a] for y in merged[b])

    alike = Clusters(names, opposed if ruled.different else at_odds)
    for link in whole:
        alike.join(link.left, link.right)
    for link in whole:
        if alike.of(link.left) == alike.of(link.right):
            clusters.join(link.left, link.right)
    mixed = _mixed(clusters, alike, addresses, ruled)

    def wholly(a: int, b: int) -> bool:
        # Two misspellings need not be like each other where both are like the one that they lead to.
        return parted(a, b) or (
            not mixed & {a, b} and not (is_partial(names[a]) and is_partial(names[b])) and at_odds(a, b)
        )

    clusters.conflict = wholly
    _join_partial(clusters, names, partial)
    return clusters.entities()


def _known(names: Mapping[int, Name], whole: Iterable[NameLink]) -> dict[int, str]:
    """The reference of each name: its own, else the only one that resolved names surely like it have; or "".

    Slips are like the name that they miss, not like each other: "Volodymy Zelenskyy" is no "Zelenksyy". And
    "Abrams tanks" are like "Abrams", not like the label "M1 Abrams" that it is known under.
    """
    own = {one: name.reference.id if name.reference else "" for one, name in names.items()}
    alike: dict[int, set[str]] = defaultdict(set)
    for link in whole:
        if link.score >= _SURE:
            alike[link.left].add(own[link.right])
            alike[link.right].add(own[link.left])
    led = {one: found - {""} for one, found in alike.items()}
    return {one: own[one] or ("".join(led[one]) if len(led.get(one, ())) == 1 else "") for one in names}


def _mixed(
    clusters: Clusters, alike: Clusters, addresses: Mapping[int, Address], rulings: Rulings
) -> set[int]:
    """Names in clusters that decisions alone hold together, whose parts may contradict each other."""
    merged = {address for pair in rulings.same for address in pair}
    held = {clusters.of(one) for one, address in addresses.items() if address in merged}
    return {
        one
        for cluster in held
        if len({alike.of(member) for member in clusters.members(cluster)}) > 1
        for one in clusters.members(cluster)
    }


def _decided(link: NameLink, addresses: Mapping[int, Address], rulings: Rulings) -> bool:
    """Whether no score counts: a reader decided on the two, split one off, or gave it another type."""
    ends = (addresses[link.left], addresses[link.right])
    return rulings.decides(frozenset(ends)) or any(
        end in rulings.apart or end in rulings.types for end in ends
    )


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
