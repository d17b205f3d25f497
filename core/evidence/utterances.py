"""One utterance in several articles: the same words joined across translation, shortening and rewording.

A quotation looks up others by pairs of its rarest stems (`keys`), each candidate is scored on the words
they share, how rare these are, their order, the speaker and the dates (`likeness`), and what passes
`THRESHOLD` is linked. `join` does so for one quotation against a store, as the articles come; the links are
stored with the speakers for whom they hold, since who is one with whom may be decided anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Protocol

from rapidfuzz import fuzz

from core.evidence.wording import Stem, stems, weight, words
from core.statement import Holds

THRESHOLD = 0.72
"""From here on two quotations are one utterance; drawn pairs above it are read by eye in tests/eval."""
_KEYS_FOR_ONE = 2
"""Keys that two must share where the speaker alone makes them one: of ten with one, eight were wrong."""
_RUN = 5
"""Words in a row, small ones too, that speak for one utterance though the rest of it differs."""
_DAYS = 3
_SOON = 3
"""Days within which a speaker's few telling words are the same utterance; later they are said once more."""
_CHUNK = 14
"""Stems of one stretch; a shortened quote mostly keeps whole stretches."""
_PER_CHUNK = 6
_CHUNKS = 12
_RARE_PAIR = 8.5
"""Weight of two neighbouring stems that are a key: "better defend" is, "Russian people" is not."""
_LEAST_STEMS = 3
_LEAST_KEPT = 0.54
"""The part of the shorter one's telling words that must stand in the other, whatever else speaks for it."""
_FEW_STEMS = 4
"""So many shared stems tell an utterance only word for word and of these days, unless it is one speaker's."""
_VERBATIM = 0.8
"""The part of the shorter one's words that must then stand in a row in the other."""
_TITLE = re.compile(r"\W*(?:(?:[A-Z][\w’'.]*|\d+|a|an|and|at|for|from|in|of|on|or|the|to|w|with)\b\W*){2,9}")
_TELLING = 11.0
"""Rarity of the shared stems, summed, from which they tell one speaker's utterance by themselves."""
_TELLING_ALONE = 22.0
"""The same where the speaker is not known to be one: of 45 pairs read at half of it, 12 of 24 were wrong."""
_OF_FEWEST = 0.45
"""How far, and in which order, the fewest stems must be kept that stand in no row: one says two things of one
investigation."""
_TELLING_OF_TWO = 40.0
"""The same where the speakers are known to be two, unless it is word for word: they speak of one topic."""
_WORD_FOR_WORD = 0.9
"""The part of the telling words that two of whom nobody is known as the speaker should keep."""
_IN_A_ROW = 0.4
"""The part of the shared stems' rarity that a row of words must have: "since the start of the" has none."""
CANDIDATES = 50
"""Quotations that one is compared with at most, those that share most keys."""


@dataclass(frozen=True, slots=True)
class Said:
    """A direct quotation as utterances are joined by it."""

    article: int
    text: str
    speaker: int | None = None
    """The library's id of the speaker; None where nobody is known."""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two quotations are: a score from 0 to 1, and why, in a reader's words."""

    score: float
    reasons: tuple[str, ...] = ()


class QuoteStore(Protocol):
    """Quotations by id, found by key; the library keeps them in SQL and the tests in memory."""

    def candidates(self, keys: Iterable[str], said: Said, limit: int) -> Mapping[int, Said]:
        """Those that share most keys, at most `limit`, by id, without their speakers."""

    def add(self, quote: int, said: Said, keys: Iterable[str]) -> None:
        """Let a quotation be found by its keys."""

    def link(self, left: int, right: int, holds: Holds) -> None:
        """Note that two quotations are one utterance, and of which speakers that is true."""


def keys(text: str) -> frozenset[str]:
    """Blocking keys: pairs of a stretch's rarest stems, and of neighbours.

    None where too little is said, nor of what is quoted because it is a title ("Good Morning").
    """
    found = stems(text)
    if _TITLE.fullmatch(text) or len({stem.text for stem in found}) < _LEAST_STEMS:
        return frozenset()
    result: set[str] = set()
    for at in range(0, min(len(found), _CHUNK * _CHUNKS), _CHUNK):
        chunk = {stem.text for stem in found[at : at + _CHUNK]}
        rarest = sorted(chunk, key=lambda stem: (-weight(stem), stem))[:_PER_CHUNK]
        result.update(f"{a} {b}" for a, b in combinations(sorted(rarest), 2))
    for one, other in pairwise(stem.text for stem in found[: _CHUNK * _CHUNKS]):
        if one != other and weight(one) + weight(other) >= _RARE_PAIR:
            result.add(" ".join(sorted((one, other))))
    return frozenset(result)


def join(store: QuoteStore, quote: int, said: Said) -> None:
    """Add a quotation to the store and link it with those that are the same utterance."""
    found = keys(said.text)
    if not found:
        return
    judged: dict[tuple[str, date | None], Holds | None] = {}  # of a wire story's copies all quote the same
    for other, candidate in store.candidates(found, said, CANDIDATES).items():
        if candidate.article == said.article:
            continue
        told = candidate.text, candidate.published
        if told not in judged:
            judged[told] = holds(said, candidate)
        if (holding := judged[told]) is not None:
            store.link(quote, other, holding)
    store.add(quote, said, found)


def holds(left: Said, right: Said) -> Holds | None:
    """Of which speakers it is true that two quotations are one utterance; None where of none.

    Their own speakers are left aside: who is one with whom may be decided anew.
    """
    overlap, found = _overlap(left.text, right.text), None
    if overlap is None:
        return None
    days, near = _days(left, right), _near(left, right)
    for holding, one_speaker in ((Holds.FOR_ONE, True), (Holds.UNLESS_APART, None), (Holds.ALWAYS, False)):
        if _judged(overlap, one_speaker, days, near).score < THRESHOLD:
            break
        found = holding
    if found is Holds.FOR_ONE and len(keys(left.text) & keys(right.text)) < _KEYS_FOR_ONE:
        return None
    return found


def likeness(left: Said, right: Said) -> Likeness:
    """How likely two quotations are one utterance, with the reasons."""
    overlap = _overlap(left.text, right.text)
    known = left.speaker is not None and right.speaker is not None
    one_speaker = left.speaker == right.speaker if known else None
    if overlap is None:
        return Likeness(0.0)
    return _judged(overlap, one_speaker, _days(left, right), _near(left, right))


@dataclass(frozen=True, slots=True)
class _Overlap:
    """What two quotations share in words."""

    left: str
    right: str
    telling: float
    """Rarity of the shared stems, summed."""
    kept: float
    """The part of the shorter one's telling words that the other has."""
    order: float
    """How far they stand in one order, from 0 to 1."""
    stems: int
    """How many they share."""


def _overlap(left: str, right: str) -> _Overlap | None:
    """None where they share too little to be one utterance."""
    shorter, longer = sorted((stems(left), stems(right)), key=len)
    ours = {stem.text for stem in shorter}
    if len(ours.intersection(stem.text for stem in longer)) < _LEAST_STEMS:
        return None
    longer = _nearest(shorter, longer)
    shared = ours.intersection(stem.text for stem in longer)
    if len(shared) < _LEAST_STEMS:
        return None
    telling, whole = sum(map(weight, shared)), sum(map(weight, ours))
    if telling < _LEAST_KEPT * whole:
        return None
    order = fuzz.partial_ratio(_line(shorter), _line(longer)) / 100
    return _Overlap(left, right, telling, telling / whole, order, len(shared))


def _judged(overlap: _Overlap, one_speaker: bool | None, days: int | None, near: bool) -> Likeness:
    """The likeness, given whether the speaker is known to be one, or two, and how many days lie between."""
    soon = one_speaker is True and near
    strewn = overlap.stems <= _LEAST_STEMS and overlap.kept * overlap.order < _OF_FEWEST
    if strewn and _run(overlap.left, overlap.right).words < _RUN:
        return Likeness(0.0)
    if soon:
        told = min(1.0, (overlap.telling / _TELLING) ** 0.5)
    else:
        told = min(1.0, overlap.telling / _TELLING_ALONE)
    score = (0.55 * overlap.kept + 0.45 * overlap.order) * told
    if not soon and overlap.stems <= _FEW_STEMS:
        run = _run(overlap.left, overlap.right)
        telling = run.telling >= _IN_A_ROW * overlap.telling or run.words >= _VERBATIM * run.of
        if one_speaker is False or not near or run.words < min(_RUN, _VERBATIM * run.of) or not telling:
            return Likeness(0.0)
    if one_speaker is False and overlap.telling < _TELLING_OF_TWO:
        run = _run(overlap.left, overlap.right)
        if run.words < _VERBATIM * run.of:
            return Likeness(0.0)
    row = 0.0
    reasons = [f"{round(100 * overlap.kept)} % of the shorter one's telling words stand in the other"]
    if overlap.order > 0.85:
        reasons.append("in the same order")
    # A common turn of phrase joins nothing where speakers or dates are known to differ.
    if 0.35 < score < THRESHOLD and one_speaker is not False and (days is None or days <= _DAYS):
        run = _run(overlap.left, overlap.right)
        part = run.telling * overlap.kept / overlap.telling  # a long one's topic is a row of words, too
        row = part * min(0.6, max(0.0, (run.telling - 4) / 10)) if run.words >= _RUN else 0.0
        score += row
        reasons += [f"{run.words} words in a row alike"] if run.words >= _RUN else []
    if one_speaker is None:
        score -= 0.05 if overlap.kept < _WORD_FOR_WORD and not row else 0.0
    else:
        score += 0.08 if soon else -0.12 if one_speaker is False else 0.0
        reasons.append("the same speaker" if one_speaker else "given to different speakers")
    if days is not None and days <= 2:
        score += 0.04
        reasons.append("on the same day" if days == 0 else "within two days")
    elif days is not None and days > 10:
        score -= min(0.25, days / 200) if one_speaker else 0.2
        reasons.append(f"{days} days apart")
    return Likeness(max(0.0, min(1.0, score)), tuple(reasons))


def _days(left: Said, right: Said) -> int | None:
    """How many days lie between them; None where one is undated."""
    if left.published is None or right.published is None:
        return None
    return abs((left.published - right.published).days)


def _near(left: Said, right: Said) -> bool:
    """Whether they are of the same days, or both undated."""
    return (left.published is None) == (right.published is None) and (_days(left, right) or 0) <= _SOON


@dataclass(frozen=True, slots=True)
class _Row:
    words: int
    of: int
    """Words that the shorter one has."""
    telling: float


@lru_cache(maxsize=4)  # asked for each kind of speakers
def _run(left: str, right: str) -> _Row:
    """The longest row of words that stands in both: two sentences may begin apart and end alike."""
    ours, theirs = [word for word, _, _ in words(left)], [word for word, _, _ in words(right)]
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    row = " ".join(ours[match.a : match.a + match.size])
    return _Row(match.size, min(len(ours), len(theirs)), sum(weight(stem.text) for stem in stems(row)))


def _nearest(shorter: tuple[Stem, ...], longer: tuple[Stem, ...]) -> tuple[Stem, ...]:
    """The stretch of a longer quotation that holds most of a shorter one: strewn words tell nothing."""
    width = 2 * len(shorter) + 4
    if len(longer) <= width:
        return longer
    wanted = {stem.text for stem in shorter}
    counts: Counter[str] = Counter()
    best = (0.0, 0)
    held = 0.0
    for at, stem in enumerate(longer):
        if stem.text in wanted:
            counts[stem.text] += 1
            held += weight(stem.text) * (counts[stem.text] == 1)
        if at >= width and (left := longer[at - width].text) in wanted:
            counts[left] -= 1
            held -= weight(left) * (counts[left] == 0)
        best = max(best, (held, -at))
    last = -best[1] + 1
    return longer[max(0, last - width) : last]


def _line(found: Sequence[Stem]) -> str:
    return " ".join(stem.text for stem in found)
