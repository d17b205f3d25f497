"""Figures about the same thing, side by side: "reported differently" where both can't hold, never "wrong".

Two figures are about the same thing where the unit is one, the nearest place named is one, their articles lie
within a week and no days that they name part them, and their passages tell that the event is one: by words
that tell one event from another, or by a place that is seldom named, on one day. Whether they differ is told
by their ranges: "at least 10" and "12" agree, "up to" and "at least" bound one side, "about" gives ten per
cent either way, and a rounded number what was rounded off. Candidates come by blocking keys, so that no
library is compared with itself.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.article import Article
from core.entity import EntityType, LocalEntity
from core.evidence import figures_words
from core.sentences import sentence_at
from core.statement import DateExpression, Figure

DAYS = 6
"""How far apart two articles on the same thing may be published."""
_ALIKE = 0.2
"""The part of the shorter passage's telling words that the other must share."""
_ALIKE_IN_COUNTRY = 0.6
"""The same where a country is all that places them."""
_SHARED = 2
"""And how many at least; twice as many where no fate is told."""
_SOON = 3
"""Days between articles that share one telling word beside a place that is seldom named."""
_LOOSE = 0.10
"""How far "about" reaches, either way."""
_ROUND = 1_000
"""From here on a number without a hedge may be rounded: "1.4 million" and "1.45 million" do not differ."""
_APART = 3.0
"""Values whose ratio is beyond this are of two things: of 32 pairs read, none such was right."""
_LEAD = 2
"""How many sentences before a figure's own in its paragraph still tell what it is about."""
_SHARES = frozenset(figures_words.measures().values())
_PART = re.compile(r"\smore\b|\sof\s(?:them|those|these|whom|which|the|its|their)\b")
_MORE = re.compile(
    r"\b(?:another|additional|further|more|extra|first|last|new)\s(?:\w+\s)?$|\s(?:more|additional|extra|new|other)\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE = frozenset({"country", "continent", "bloc"})
"""Kinds of places too wide to say that two figures are about one thing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure where an article tells it, with what its sentence says beside it."""

    article: str
    """The article's source."""
    outlet: str
    published: date | None
    figure: Figure
    words: frozenset[str]
    """The passage's telling words, cut to their stems."""
    own: frozenset[str]
    """Those that stand in the figure's own sentence."""
    places: frozenset[str]
    """The key of the place named nearest to the figure; a country's only where no other is named."""
    days: frozenset[str] = frozenset()
    """Days that it names, in ISO 8601."""
    beside: tuple[Figure, ...] = ()
    """The article's other figures of this unit, of its sentence or beside its place."""
    wide: bool = False
    """The place is a country: only many shared words then tell that two figures are about one thing."""
    months: frozenset[str] = frozenset()
    """Months that its own sentence names."""

    @property
    def group(self) -> str:
        """Which people it counts, where not just anybody."""
        return figures_words.group(self.figure.text, self.figure.unit)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures about the same thing."""

    differs: bool
    """Reported differently: no value lies in both ranges."""
    reasons: tuple[str, ...]
    """Why they are about the same thing, and why they differ or don't, in a reader's words."""


class FigureStore(Protocol):
    """Keeps figures by their blocking keys."""

    def candidates(self, keys: Iterable[str], limit: int) -> Mapping[int, Told]:
        """At most `limit` figures, by id, that share one of the keys."""


def told(
    article: Article,
    figures: Sequence[Figure],
    dates: Sequence[DateExpression],
    entities: Sequence[LocalEntity],
) -> Iterator[Told]:
    """The article's figures that can be compared: those that count something in all, beside a place."""
    places = _Places(entities)
    for figure in figures:
        if figure.boilerplate or not _is_comparable(article.text, figure):
            continue
        first, last = sentence_at(article.text, figure.start, figure.end)
        lead = _lead(article.text, first)
        near = places.nearest(figure.start, first, last) or places.nearest(figure.start, lead, first)
        wide = not near
        near = near or places.country(figure.start, first, last)
        if not near:
            continue
        days = {d.value for d in dates if lead <= d.start < last and len(d.value) == 10}
        months = {d.value for d in dates if first <= d.start < last and len(d.value) == 7}
        beside = [
            f
            for f in figures
            if f.unit == figure.unit
            and f != figure
            and (first <= f.start < last or near <= places.around(article.text, f))
        ]
        # Of people to whom nothing is told to have happened only the sentence itself says who they are.
        begin = lead if figures_words.is_fated(figure.unit) else first
        yield Told(
            article.provenance.source,
            article.outlet,
            article.published,
            figure,
            _telling(article.text[begin:last]) - places.stems,
            _telling(article.text[first:last]) - places.stems,
            near,
            frozenset(days),
            tuple(beside),
            wide,
            frozenset(months),
        )


class _Places:
    """The places of one article, countries apart."""

    def __init__(self, entities: Sequence[LocalEntity]) -> None:
        named = [entity for entity in entities if entity.name.type is EntityType.PLACE]
        self.at, self.countries = (
            sorted(
                (mention.start, _key(entity))
                for entity in named
                if (_kind(entity) in _WIDE) is wide
                for mention in entity.mentions
            )
            for wide in (False, True)
        )
        self.stems = frozenset(
            word.casefold()[:6] for e in named for m in e.mentions for word in _WORD.findall(m.form)
        )

    def nearest(self, to: int, first: int, last: int) -> frozenset[str]:
        """The key of the place named nearest to an offset in [first, last); empty where none is."""
        return _nearest(self.at, to, first, last)

    def around(self, text: str, figure: Figure) -> frozenset[str]:
        """The keys of the places that a figure's passage names."""
        first, last = sentence_at(text, figure.start, figure.end)
        return _nearest(self.at, figure.start, _lead(text, first), last, most=len(self.at))

    def country(self, to: int, first: int, last: int) -> frozenset[str]:
        """The same for the countries."""
        return _nearest(self.countries, to, first, last)


def _nearest(
    places: Sequence[tuple[int, str]], to: int, first: int, last: int, most: int = 1
) -> frozenset[str]:
    within = places[bisect_left(places, (first, "")) : bisect_left(places, (last, ""))]
    return frozenset(key for _, key in sorted(within, key=lambda place: abs(place[0] - to))[:most])


def _is_comparable(text: str, figure: Figure) -> bool:
    """Whether the unit says what is counted, in all.

    A share, a length or a rate alone doesn't, nor people of whom nothing is told, nor a part of some number.
    """
    if figure.unit in _SHARES or " per " in figure.unit or figures_words.is_of_people(figure.unit):
        return False
    part = _PART.match(text, figure.end) or _PART.search(figure.text) or _MORE.search(figure.text)
    return not part and not _MORE.search(text[max(0, figure.start - 16) : figure.start])


def keys(figure: Told) -> frozenset[str]:
    """Blocking keys: the unit with each place, in the window of days of publication and the next one."""
    if figure.published is None:
        return frozenset()
    window = figure.published.toordinal() // (DAYS + 1)
    return frozenset(
        f"{figure.figure.unit}|{place}|{at}" for place in figure.places for at in (window, window + 1)
    )


def compare(left: Told, right: Told) -> Compared | None:
    """Whether two articles' figures are about the same thing, and if so whether they differ."""
    if left.article == right.article or left.figure.unit != right.figure.unit:
        return None
    if left.group != right.group or not left.places & right.places or not _near(left, right):
        return None
    if _far_apart(left.figure, right.figure) or not (why := _of_one_event(left, right)):
        return None
    reasons = (f"both count {left.figure.unit}", why)
    differs = not _meet(left.figure, right.figure)
    if differs and any(
        _meet(one, other)
        for one, others in ((left.figure, right.beside), (right.figure, left.beside))
        for other in others
    ):
        return None  # the other article tells this one too
    return Compared(differs, (*reasons, "their ranges do not meet" if differs else "their ranges meet"))


def _of_one_event(left: Told, right: Told) -> str:
    """Why two passages tell of one event, in a reader's words; empty where nothing says so."""
    fated = figures_words.befalls_people(left.figure.unit)
    shared, fewer = left.words & right.words, min(len(left.words), len(right.words))
    if (
        fated
        and not (left.places & right.places) & figures_words.common_places()
        and not (left.wide or right.wide)
    ):
        # 97 such pairs of the corpus differ; of 42 read, one was of two events.
        if left.days & right.days:
            return f"both tell of {min(left.days & right.days)} in a place seldom named"
        if shared and _apart(left, right) <= _SOON:
            return f"of the same days, in a place seldom named, of “{min(shared)}…” both"
    needed = _SHARED * (1 if figures_words.is_fated(left.figure.unit) else 2)
    part = _ALIKE
    if left.wide or right.wide:
        needed, part = 2 * _SHARED, _ALIKE_IN_COUNTRY
    if not (left.own & right.words and right.own & left.words):
        return ""
    enough = len(shared) >= max(needed, part * fewer)
    return f"{len(shared)} of {fewer} telling words shared" if enough else ""


def compared(figure: Told, store: FigureStore, limit: int = 200) -> dict[int, Compared]:
    """What the library's figures about the same thing come to, by their ids."""
    found = ((id_, compare(figure, other)) for id_, other in store.candidates(keys(figure), limit).items())
    return {id_: result for id_, result in found if result is not None}


def _meet(left: Figure, right: Figure) -> bool:
    """Whether one value lies in both ranges."""
    low, high = bounds(left)
    other_low, other_high = bounds(right)
    return low <= other_high and other_low <= high


def _far_apart(left: Figure, right: Figure) -> bool:
    low, high = sorted((left.value, right.value))
    return not _meet(left, right) and high > _APART * low


def bounds(figure: Figure) -> tuple[float, float]:
    """The range in which a figure says that the number lies, its hedge taken at its word."""
    low, high = figure.value, figure.upper if figure.upper is not None else figure.value
    if figure.vague:
        return low, low * 100
    match figures_words.meaning_of_hedge(figure.hedge):
        case "above":
            return low, math.inf
        case "below":
            return 0.0, high
        case "about":
            return low * (1 - _LOOSE), high * (1 + _LOOSE)
    return low - _rounding(low), high + _rounding(high)


def _rounding(value: float) -> float:
    """Half of the last place that is written: of "2,000" 500, of "1.45 million" 5,000, of "2,187" nothing."""
    digits = f"{value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10**zeros / 2 if value >= _ROUND and zeros > 1 else 0.0


def _apart(left: Told, right: Told) -> float:
    """Days between the articles."""
    if left.published is None or right.published is None:
        return math.inf
    return abs((left.published - right.published).days)


def _near(left: Told, right: Told) -> bool:
    if left.published is None or right.published is None:
        return False
    if _apart(left, right) > (DAYS if figures_words.befalls_people(left.figure.unit) else 0):
        return False  # what is planned, sent or shot down changes from day to day
    for one, other in ((left, right), (right, left)):
        if one.days and other.published and min(one.days) > other.published.isoformat():
            return False  # it had not happened yet
        if one.months and other.published and max(one.months) < other.published.isoformat()[:7]:
            return False  # one tells of an earlier month
    # Two sentences that both name days tell of one day only where they name one in common.
    return not left.days or not right.days or bool(left.days & right.days)


def _lead(text: str, first: int) -> int:
    """Where the sentences before begin, as far as they stand in the same paragraph."""
    for _ in range(_LEAD):
        before = len(text[max(0, first - 8) : first].rstrip()) + max(0, first - 8)
        if before <= 0 or "\n\n" in text[before:first] or not text[before - 1].strip():
            break
        first = sentence_at(text, before - 1, before)[0]
    return first


def _telling(passage: str) -> frozenset[str]:
    """Stems of the passage's words that can tell one event from another."""
    stems = {word.casefold()[:6] for word in _WORD.findall(passage)}
    return frozenset(stems - figures_words.commonplaces())


def _key(entity: LocalEntity) -> str:
    return entity.name.reference.id if entity.name.reference else entity.name.form.casefold()


def _kind(entity: LocalEntity) -> str:
    return entity.name.reference.kind if entity.name.reference else ""
