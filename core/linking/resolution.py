"""Resolves places: which of the references that a form may stand for an article means.

Words beside the mention tell the kind ("Luhansk region", "the city of", "Kharkiv mayor"); the article's other
places tell which of many: what contains it or lies near it; else population decides, if it can.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from core.entity import FoundBy, Mention, Reference
from core.linking.kinds import place_kind
from core.names import THRESHOLD, places
from core.names.tables import place_kinds
from core.romanization import fold
from core.romanization.tables import rows

_NEAR = 60
_CITYWARD = re.compile(
    r"\b(?<!capital )(?<!largest )(?<!main )"
    r"(?:city|town|village|settlement|hamlet|mayor|outskirts|suburbs?|cent(?:re|er)) of\s+(?:the\s+)?$",
    re.I,
)
_LIST = r"(?:[A-Z][\w’'-]+(?:\s*,\s*(?:and\s+)?|\s+and\s+))*"
_REGIONWARD = re.compile(
    r"\b(?:(?:[Rr]egion|[Oo]blast|[Pp]rovince|[Gg]overnor|[Aa]dministration) of\s+(?:the\s+)?"
    r"|(?:[Rr]egions|[Oo]blasts|[Pp]rovinces|[Tt]erritories)(?:\s+of|\s*[–—:-]|,?\s+including)\s+(?:the\s+)?)"
    + _LIST + "$"
)  # fmt: skip
_TOWNWARD = re.compile(
    r"\b(?:[Cc]ities\s+(?:of|like|such as|including)\s+" + _LIST
    + r"|(?:[Nn]ear|[Oo]utside|[Cc]entral|[Dd]owntown)\s+"
    r"|(?:km|kilomet(?:er|re)s|miles)\s+(?:\w+\s+){0,2}(?:of|from)\s+)$"
)  # fmt: skip
_TOWNSHIP = re.compile(
    r"^(?:['’]s)?\s+(?:[A-Z]\w+\s+district|(?:[\w-]+\s+){0,2}(?:airport|streets?|suburbs?|outskirts|hospital)\b)"
)
"""What stands before and behind the names of towns alone: nothing is near a region. Of 26 mentions that these
made the cities Donetsk and Luhansk, in 500 articles, 25 were."""
_MAYOR = re.compile(r"^(?:['’]s)?\s+(?:mayor|city|downtown|metro)\b", re.I)
_REGIONAL = re.compile(r"^(?:['’]s)?\s+(?:regional|oblast|governor|gov|region)\b", re.I)
_PEOPLES = r"(?:[Pp]eople['’]s )?"
_LISTED = re.compile(
    r"^(?:\s*,?\s*(?:and|or|,)\s+[A-Z][\w’'-]+)+\s+" + _PEOPLES +
    r"(?P<noun>[Rr]egions|[Oo]blasts|[Pp]rovinces|[Dd]istricts|[Rr]epublics|(?:nuclear )?(?:power )?plants)\b"
)  # fmt: skip
_NOUN = re.compile(
    r"^(?:['’]s)?\s+(?:\(\w+\)\s+)?(?:nuclear power |nuclear |power |border )?"
    + _PEOPLES
    + r"(?P<noun>[a-zA-Z]+)"
)
_AND = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s*")
_NUCLEAR = re.compile(r"^\s+nuclear (?:site|facility|reactor|complex|station|leak)\b", re.I)
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
_LISTED_FAME = 10_000_000
"""Inhabitants that a place listed by hand counts as: lists hold what the news means by a name."""
_BEARS = 0.6
"""What bearing the name now is worth over having borne it once (Stavropol over Tolyatti)."""
_CLOSE = 1.3
"""Nearness to a place named straight beside, some 50 km, that settles what the whole article does not."""
_FAME = 0.5
_FAME_ONCE = 0.2
"""What tenfold fame is worth to a place that bears the name, and to one that bore it once: whoever writes
"Oleksandrivka" means one of the villages, not Donetsk."""


class _Sense(NamedTuple):
    """One of the places that a name may mean."""

    reference: Reference
    fame: int
    """Inhabitants, or what counts as many."""
    weight: float


def cue(text: str, mention: Mention) -> str:
    """The kind that a mention or the words beside it tell, "" where they tell none."""
    own = places.parse(mention.form).kind
    if own:
        return own
    after = text[mention.end : mention.end + _NEAR]
    before = text[max(0, mention.start - _NEAR) : mention.start]
    listed = _LISTED.match(after)
    if listed:
        return place_kinds()[listed["noun"].lower().split()[-1]]
    if _NUCLEAR.match(after) and all(place_kind(r) != "country" for r in mention.references):
        return "plant"
    if _MAYOR.match(after) or _CITYWARD.search(before):
        return "city"
    if _REGIONAL.match(after) or _REGIONWARD.search(before):
        return "oblast"
    if _RIVER.search(before):
        return "river"
    noun = _NOUN.match(after)
    kind = place_kinds().get(noun["noun"].lower(), "") if noun else ""
    if kind and mention.references and place_kind(mention.references[0]) == "country":
        return ""  # "Ukraine's power plants" are no plant of that name
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
        group: _senses(kinds[members[0]], [mentions[index] for index in members])
        for group, members in groups.items()
    }
    chosen: dict[tuple[str, str], Reference | None] = {}
    beside = _beside(mentions, groups)
    for _round in range(2):  # the second round stands on what the first one settled
        anchors = _anchors(pools, chosen)
        chosen = {
            group: _choose(senses, anchors)
            or _choose(senses, {one: anchors[one] for one in beside[group] if one in anchors}, _CLOSE)
            for group, senses in pools.items()
        }
    found: list[tuple[Mention, str, Reference | None]] = []
    for index, mention in enumerate(mentions):
        reference = chosen[_sounds(mention), kinds[index]]
        found.append((mention, kinds[index], reference))
    return found


def _beside(
    mentions: Sequence[Mention], groups: Mapping[tuple[str, str], Sequence[int]]
) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The groups named straight beside each: a report on a front has some place near any Pishchane."""
    of = {index: group for group, members in groups.items() for index in members}

    def close(left: int, right: int) -> bool:
        first, second = sorted((left, right))
        return first >= 0 and second < len(mentions) and mentions[second].start - mentions[first].end < _NEAR

    return {
        group: sorted({of[i + step] for i in members for step in (-1, 1) if close(i, i + step)} - {group})
        for group, members in groups.items()
    }


def _sounds(mention: Mention) -> str:
    return _heard(mention.form)


@lru_cache(maxsize=5_000)
def _heard(form: str) -> str:
    return " ".join(fold(word) for word in places.parse(form).words)


def _kinds(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Kinds by cue; a mention without one means the settlement, unless the name is commonly the region's."""
    cues = [cue(text, mention) for mention in mentions]
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, kind in zip(mentions, cues, strict=True):
        told[_sounds(mention)][kind] += 1
    kinds = [
        kind or _bare_kind(text, mention, told[_sounds(mention)])
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


def _bare_kind(text: str, mention: Mention, told: Counter[str]) -> str:
    if _sounds(mention) not in _regions_first():
        return ""
    before, after = (
        text[max(0, mention.start - _NEAR) : mention.start],
        text[mention.end : mention.end + _NEAR],
    )
    if _TOWNWARD.search(before) or _TOWNSHIP.match(after):
        return "city"
    return "" if told["city"] else "oblast"


def _pool(kind: str, mentions: Sequence[Mention]) -> list[Reference]:
    """References of the told kind; all of them where none is told, or told loosely of another kind."""
    references = {r.id: r for mention in mentions for r in mention.references}
    everything = list(references.values())
    if kind:
        if whole := _listed_whole(mentions, kind):
            return whole
        exact = [r for r in everything if place_kind(r) == kind]
        loose = kind in _LOOSE_KINDS and (
            kind != "republic" or all(place_kind(r) != "city" for r in everything)
        )
        return exact or (everything if loose else [])
    capitals = {one for r in everything if place_kind(r) == "city" for one in r.within}
    cities = any(place_kind(r) == "city" and r.population >= _KNOWN for r in everything)
    named = [r for r in everything if not (cities and place_kind(r) in ("river", "raion"))]
    return [r for r in named if r.id not in capitals] or everything


def senses(kind: str, mentions: Sequence[Mention]) -> int:
    """How many places of the gazetteer mentions of this kind may mean; 0 where it has none."""
    return len(_pool(kind, mentions))


def _listed_whole(mentions: Iterable[Mention], kind: str) -> list[Reference]:
    """What is listed under a name with its class noun ("Crimean Peninsula" is Crimea)."""
    whole = (m for m in mentions if m.found_by is FoundBy.LEXICON and places.parse(m.form).kind == kind)
    return list({m.references[0].id: m.references[0] for m in whole if m.references}.values())


def _senses(kind: str, mentions: Sequence[Mention]) -> list[_Sense]:
    """The references that are left, each with the weight that it has before the other places are seen."""
    listed = {m.references[0].id for m in mentions if m.references and m.found_by is FoundBy.LEXICON}
    forms = {mention.form for mention in mentions}
    pool = _pool(kind, mentions)
    bearers = {one.id for one in pool if _bears(one, forms)}
    known = bearers | listed | _at_home(pool, bearers)
    return [_sense(rank, one, one.id in listed, one.id in known) for rank, one in enumerate(pool)]


def _at_home(pool: Sequence[Reference], bearers: Container[str]) -> set[str]:
    """The town of Ukraine that bore a name once, and is larger than all others that bear or bore it.

    Reports of 2014 that write "Krasnoarmeisk" mean Pokrovsk, not a town near Saratov; but where a village of
    Ukraine bears the name, whoever writes it means that.
    """
    towns = [one for one in pool if one.kind == "city" and "country:UA" in one.within]
    if not towns or any(one.id in bearers for one in pool if "country:UA" in one.within):
        return set()
    largest = max(towns, key=lambda one: one.population)
    fit = largest.population >= max(_KNOWN, *(one.population for one in pool if place_kind(one) == "city"))
    return {largest.id} if fit else set()


def _sense(rank: int, reference: Reference, listed: bool, bears: bool) -> _Sense:
    fame = max(reference.population, _LISTED_FAME if listed else 0)
    weight = (_FAME if bears else _FAME_ONCE) * math.log10(fame + 10) + (_BEARS if bears else 0.0)
    weight += (3.0 if place_kind(reference) == "country" else 0.0) - 0.25 * min(rank, 4)
    return _Sense(reference, fame, weight)


def _bears(reference: Reference, forms: Iterable[str]) -> bool:
    """Whether a place bears one of the names now, in any spelling."""
    return any(places.compare_forms(reference.label, form).score >= THRESHOLD for form in forms)


def _anchors(
    pools: dict[tuple[str, str], list[_Sense]], chosen: dict[tuple[str, str], Reference | None]
) -> dict[tuple[str, str], Reference]:
    """What the article surely speaks of: names of one sense, and what the round before settled."""
    certain = {group: senses[0].reference for group, senses in pools.items() if len(senses) == 1}
    return certain | {group: reference for group, reference in chosen.items() if reference is not None}


def _choose(
    senses: list[_Sense], anchors: dict[tuple[str, str], Reference], least: float = 0.0
) -> Reference | None:
    """The sense that leads clearly, if one does and sits at least so well among what surely is spoken of."""
    if len(senses) <= 1:
        return senses[0].reference if senses else None
    pool = {sense.reference.id for sense in senses}
    others = [anchor for anchor in anchors.values() if anchor.id not in pool]
    ranked = sorted(
        ((sense.weight + _nearness(sense.reference, others), -rank) for rank, sense in enumerate(senses)),
        reverse=True,
    )
    best, rival = senses[-ranked[0][1]], senses[-ranked[1][1]]
    if least and _nearness(best.reference, [one for one in others if place_kind(one) == "city"]) < least:
        return None
    unsure = ranked[0][0] - ranked[1][0] < _CERTAIN
    settlements = place_kind(best.reference) == place_kind(rival.reference) == "city"
    return None if unsure and settlements and max(best.fame, rival.fame) < _KNOWN else best.reference


def _nearness(reference: Reference, anchors: Iterable[Reference]) -> float:
    """How well a sense sits among the article's other places, 0 to 2.

    Its country says little: an article that names the US and Ukraine both does not mean Odessa, Texas.
    """
    near = 0.0
    for anchor in anchors:
        if anchor.id in reference.within:
            close = anchor.id in reference.within[:2] and place_kind(anchor) != "country"
            near = max(near, 2.0 if close else 0.7)
        elif reference.id not in anchor.within:
            near = max(near, 2.0 * math.exp(-distance(reference, anchor) / _REACH_KM))
    return near


def distance(left: Reference, right: Reference) -> float:
    """Great-circle distance in kilometres; infinite where coordinates are missing (haversine formula)."""
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return math.inf
    a, b = math.radians(left.latitude or 0.0), math.radians(right.latitude or 0.0)
    along = math.radians((right.longitude or 0.0) - (left.longitude or 0.0))
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(along / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
