"""Utterances out of links between quotes.

Links alone would chain: a long quotation holds two sentences that other articles quote each by itself, and
all would be one. Quotes are gathered along their links, the likest in length and nearest in time first, and
two gatherings become one only where more than half of the pairs between them are linked: of pairs that were
joined by a chain alone, four of five were wrong. What comes out hangs on the quotes, not on their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Joined(NamedTuple):
    """What grouping knows of a quote."""

    length: int
    """Of its words in characters."""
    day: int
    place: tuple[str, int]
    """Its article's source and its start."""


def utterances(quotes: Mapping[int, Joined], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The smallest id of each quote's group, by id.

    >>> quotes = {one: Joined(50, 1, ("a", one)) for one in (1, 2, 3, 4)}
    >>> utterances(quotes, [(1, 2), (3, 4), (2, 3)])
    {1: 1, 2: 1, 3: 3, 4: 3}
    """
    first = {}
    for part, pairs in _parts(quotes, links):
        # All with all, as copies are, are one however they are gathered.
        whole = 2 * len(pairs) == len(part) * (len(part) - 1)
        for group in [part] if whole else _gathered({one: quotes[one] for one in part}, pairs):
            first.update(dict.fromkeys(group, min(group)))
    return {one: first[one] for one in quotes}


def _gathered(quotes: Mapping[int, Joined], links: Sequence[tuple[int, int]]) -> Iterable[list[int]]:
    group = {one: one for one in quotes}
    members = {one: [one] for one in quotes}
    linked: dict[int, Counter[int]] = {one: Counter() for one in quotes}
    for left, right in links:
        linked[left][right] += 1
        linked[right][left] += 1
    for left, right in sorted(links, key=lambda pair: _distance(quotes[pair[0]], quotes[pair[1]])):
        one, other = sorted((group[left], group[right]), key=lambda a: len(members[a]))
        if one == other or 2 * linked[one][other] <= len(members[one]) * len(members[other]):
            continue
        for quote in members[one]:
            group[quote] = other
        members[other] += members.pop(one)
        for third, pairs in linked.pop(one).items():
            del linked[third][one]
            if third != other:
                linked[other][third] += pairs
                linked[third][other] += pairs
    return members.values()


def _parts(
    quotes: Iterable[int], links: Iterable[tuple[int, int]]
) -> Iterable[tuple[list[int], list[tuple[int, int]]]]:
    """What links hold together, directly or over others, with those links."""
    held: dict[int, tuple[list[int], list[tuple[int, int]]]] = {one: ([one], []) for one in quotes}
    for left, right in links:
        small, large = sorted((held[left], held[right]), key=lambda part: len(part[0]))
        if small is not large:
            large[0].extend(small[0])
            large[1].extend(small[1])
            held.update(dict.fromkeys(small[0], large))
        large[1].append((left, right))
    return {id(part): part for part in held.values()}.values()


def _distance(left: Joined, right: Joined) -> tuple[object, ...]:
    """Smaller for the likelier pair, and never the same for two pairs."""
    return (
        abs(left.length - right.length),
        abs(left.day - right.day),
        -min(left.length, right.length),
        *sorted((left.place, right.place)),
    )
