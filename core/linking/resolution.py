"""Resolves places: which of the references that a form may stand for an article means.

Words beside the mention tell the kind ("Luhansk region", "the city of", "Kharkiv mayor"); the article's other
places tell which of many: what contains it or lies near it; else population decides, if it can.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from core.entity import Mention, Reference
from core.linking.kinds import place_kind
from core.names import places
from core.names.tables import place_kinds
from core.romanization import fold
from core.romanization.tables import rows

_NEAR = 60
_CITYWARD = re.compile(
    r"\b(?:city|town|village|settlement|hamlet|mayor|outskirts|suburbs?|cent(?:re|er)) of\s+(?:the\s+)?$",
    re.I,
)
_REGIONWARD = re.compile(
    r"\b(?:regions?|oblasts?|provinces?|governor|administration) of\s+(?:the\s+)?"
    r"(?:[A-Z]\w+\s+and\s+)?$",
    re.I,
)
_MAYOR = re.compile(r"^(?:['’]s)?\s+(?:mayor|city|downtown|metro)\b", re.I)
_REGIONAL = re.compile(r"^(?:['’]s)?\s+(?:regional|oblast|governor|gov|region)\b", re.I)
_PEOPLES = r"(?:[Pp]eople['’]s )?"
_LISTED = re.compile(
    r"^(?:\s*,?\s*(?:and|or|,)\s+[A-Z][\w’'-]+)+\s+" + _PEOPLES +
    r"(?P<noun>[Rr]egions|[Oo]blasts|[Pp]rovinces|[Dd]istricts|[Rr]epublics)\b"
)  # fmt: skip
_NOUN = re.compile(
    r"^(?:['’]s)?\s+(?:\(\w+\)\s+)?(?:nuclear power |nuclear |power |border )?"
    + _PEOPLES
    + r"(?P<noun>[a-zA-Z]+)"
)
_AND = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s*")
_RIVER = re.compile(r"\b(?:the\s+)?river\s+$", re.I)
_ARTICLE = re.compile(r"\bthe\s+$", re.I)
_LOOSE_KINDS = frozenset({"oblast", "raion", "republic", "peninsula", "hromada", "city"})
"""Kinds whose class nouns are said of much else too ("the Donbas region", "Hirske district")."""
_EARTH_KM = 6371.0
_REACH_KM = 120.0
_CERTAIN = 0.35
"""By how much the best sense must lead among places that nobody outside has heard of."""
_KNOWN = 20_000
"""Inhabitants from which a place is meant when nothing points elsewhere."""


def cue(text: str, mention: Mention) -> str:
    """The kind that a mention or the words beside it tell, "" where they tell none."""
    own = places.parse(mention.form).kind
    if own:
        return own
    after = text[mention.end : mention.end + _NEAR]
    before = text[max(0, mention.start - _NEAR) : mention.start]
    listed = _LISTED.match(after)
    if listed:
        return place_kinds()[listed["noun"].lower()]
    if _MAYOR.match(after) or _CITYWARD.search(before):
        return "city"
    if _REGIONAL.match(after) or _REGIONWARD.search(before):
        return "oblast"
    if _RIVER.search(before):
        return "river"
    noun = _NOUN.match(after)
    kind = place_kinds().get(noun["noun"].lower(), "") if noun else ""
    if not kind and _ARTICLE.search(before) and any(place_kind(r) == "river" for r in mention.references):
        return "river"  # rivers take the article, settlements do not
    return kind


@cache
def _regions_first() -> frozenset[str]:
    """Sounds of names that mean the region where nothing tells."""
    return frozenset(fold(name) for name, *_ in rows("core.linking", "bare_regions.tsv"))


def resolve(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, str, Reference | None]]:
    """Return each place mention with its kind ("" for a settlement or unknown) and its reference, if any."""
    kinds = _kinds(text, mentions)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        groups[_sounds(mention), kinds[index]].append(index)
    pools = {
        group: _pool(kinds[members[0]], [mentions[index] for index in members])
        for group, members in groups.items()
    }
    chosen: dict[tuple[str, str], Reference | None] = {}
    for _round in range(2):  # the second round stands on what the first one settled
        anchors = _anchors(pools, chosen)
        chosen = {group: _choose(pool, anchors) for group, pool in pools.items()}
    found: list[tuple[Mention, str, Reference | None]] = []
    for index, mention in enumerate(mentions):
        reference = chosen[_sounds(mention), kinds[index]]
        found.append((mention, kinds[index], reference))
    return found


def _sounds(mention: Mention) -> str:
    return " ".join(fold(word) for word in places.parse(mention.form).words)


def _kinds(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Kinds by cue; a mention without one means the settlement, unless the name is commonly the region's."""
    cues = [cue(text, mention) for mention in mentions]
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, kind in zip(mentions, cues, strict=True):
        told[_sounds(mention)][kind] += 1
    kinds = [
        kind or _bare_kind(mention, told[_sounds(mention)])
        for mention, kind in zip(mentions, cues, strict=True)
    ]
    return _shared(text, mentions, kinds)


def _shared(text: str, mentions: Sequence[Mention], kinds: list[str]) -> list[str]:
    """Spread "region" over a list: in "Donetsk, Luhansk and Kherson" all are what one of them is."""
    places_ = range(len(mentions) - 1)
    for left, right in [*((i, i + 1) for i in places_), *((i + 1, i) for i in reversed(places_))]:
        first, second = sorted((left, right))
        between = text[mentions[first].end : mentions[second].start]
        regional = any(place_kind(r) == "oblast" for r in mentions[right].references)
        if kinds[left] == "oblast" and not kinds[right] and regional and _AND.fullmatch(between):
            kinds[right] = "oblast"
    return kinds


def _bare_kind(mention: Mention, told: Counter[str]) -> str:
    if _sounds(mention) in _regions_first() and not told["city"]:
        return "oblast"
    return ""


def _pool(kind: str, mentions: Iterable[Mention]) -> list[Reference]:
    """References of the told kind; all of them where none is told, or told loosely of another kind."""
    references = {r.id: r for mention in mentions for r in mention.references}
    everything = list(references.values())
    if kind:
        exact = [r for r in everything if place_kind(r) == kind]
        loose = kind in _LOOSE_KINDS and (
            kind != "republic" or all(place_kind(r) != "city" for r in everything)
        )
        return exact or (everything if loose else [])
    capitals = {one for r in everything if place_kind(r) == "city" for one in r.within}
    return [r for r in everything if r.id not in capitals] or everything


def _anchors(
    pools: dict[tuple[str, str], list[Reference]], chosen: dict[tuple[str, str], Reference | None]
) -> dict[tuple[str, str], Reference]:
    """What the article surely speaks of: names of one sense, and what the round before settled."""
    certain = {group: pool[0] for group, pool in pools.items() if len(pool) == 1}
    return certain | {group: reference for group, reference in chosen.items() if reference is not None}


def _choose(pool: list[Reference], anchors: dict[tuple[str, str], Reference]) -> Reference | None:
    if len(pool) <= 1:
        return pool[0] if pool else None
    others = [anchor for anchor in anchors.values() if anchor not in pool]
    scores = sorted(
        ((_score(r, rank, others), -rank, r.id) for rank, r in enumerate(pool)),
        reverse=True,
    )
    best = pool[-scores[0][1]]
    unsure = scores[0][0] - scores[1][0] < _CERTAIN
    rival = pool[-scores[1][1]]
    if (
        unsure
        and max(best.population, rival.population) < _KNOWN
        and place_kind(best) == place_kind(rival) == "city"
    ):
        return None
    return best


def _score(reference: Reference, rank: int, anchors: Iterable[Reference]) -> float:
    """Fame, the list's own order, and how well a sense sits among the article's other places."""
    score = 0.5 * math.log10(reference.population + 10) - 0.25 * min(rank, 4)
    if place_kind(reference) == "country":
        score += 3.0
    near = 0.0
    for anchor in anchors:
        if anchor.id in reference.within[:2]:
            near = max(near, 2.0)
        elif anchor.id in reference.within:
            near = max(near, 0.7)
        elif reference.id not in anchor.within:
            near = max(near, 2.0 * math.exp(-distance(reference, anchor) / _REACH_KM))
    return score + near


def distance(left: Reference, right: Reference) -> float:
    """Great-circle distance in kilometres; infinite where coordinates are missing (haversine formula)."""
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return math.inf
    a, b = math.radians(left.latitude or 0.0), math.radians(right.latitude or 0.0)
    along = math.radians((right.longitude or 0.0) - (left.longitude or 0.0))
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(along / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
