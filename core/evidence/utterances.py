"""One utterance in several articles: the same words joined across translation, shortening and rewording.

A quotation looks up others by pairs of its rarest stems (`keys`), each candidate is scored on the words
they share, how rare these are, their order, the speaker and the dates (`likeness`), and what passes
`THRESHOLD` is linked. `join` does so for one quotation against a store, as the articles come; the links are
stored with the speakers for whom they hold, since who is one with whom may be decided anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Protocol

from rapidfuzz import fuzz

from core.evidence.wording import Stem, stems, weight, words
from core.statement import Holds

THRESHOLD = 0.72
"""From here on two quotations are one utterance; drawn pairs above it are read by eye in tests/eval."""
_RUN = 5
"""Words in a row, small ones too, that speak for one utterance though the rest of it differs."""
_DAYS = 3
_CHUNK = 14
"""Stems of one stretch; a shortened quote mostly keeps whole stretches."""
_PER_CHUNK = 6
_CHUNKS = 12
_RARE_PAIR = 8.5
"""Weight of two neighbouring stems that are a key: "better defend" is, "Russian people" is not."""
_LEAST_STEMS = 3
_TELLING = 11.0
"""Rarity of the shared stems, summed, from which they tell one speaker's utterance by themselves."""
_TELLING_ALONE = 22.0
"""The same where the speaker is not known to be one: of 45 pairs read at half of it, 12 of 24 were wrong."""
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
    """Blocking keys: pairs of a stretch's rarest stems, and of neighbours; none where too little is said."""
    found = stems(text)
    if len({stem.text for stem in found}) < _LEAST_STEMS:
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
    for other, candidate in store.candidates(found, said, CANDIDATES).items():
        if candidate.article != said.article and (holding := holds(said, candidate)) is not None:
            store.link(quote, other, holding)
    store.add(quote, said, found)


def holds(left: Said, right: Said) -> Holds | None:
    """Of which speakers it is true that two quotations are one utterance; None where of none.

    Their own speakers are left aside: who is one with whom may be decided anew.
    """
    found = None
    for holding, speakers in _SPEAKERS.items():
        one, other = (replace(said, speaker=by) for said, by in zip((left, right), speakers, strict=True))
        if likeness(one, other).score < THRESHOLD:
            return found
        found = holding
    return found


_SPEAKERS = {Holds.FOR_ONE: (1, 1), Holds.UNLESS_APART: (None, None), Holds.ALWAYS: (1, 2)}
"""Speakers that stand for each, the likeliest to be one utterance first."""


def likeness(left: Said, right: Said) -> Likeness:
    """How likely two quotations are one utterance, with the reasons."""
    shorter, longer = sorted((stems(left.text), stems(right.text)), key=len)
    longer = _nearest(shorter, longer)
    ours = {stem.text for stem in shorter}
    shared = ours & {stem.text for stem in longer}
    if len(shared) < _LEAST_STEMS:
        return Likeness(0.0)
    telling = sum(map(weight, shared))
    kept = telling / sum(map(weight, ours))
    order = fuzz.partial_ratio(_line(shorter), _line(longer)) / 100
    one_speaker = left.speaker is not None and left.speaker == right.speaker
    told = min(1.0, (telling / _TELLING) ** 0.5 if one_speaker else telling / _TELLING_ALONE)
    score = (0.55 * kept + 0.45 * order) * told
    reasons = [f"{round(100 * kept)} % of the shorter one's telling words stand in the other"]
    if order > 0.85:
        reasons.append("in the same order")
    if 0.35 < score < THRESHOLD and not _apart(left, right):
        run = _run(left.text, right.text)
        score += min(0.3, max(0.0, (run.telling - 4) / 18)) if run.words >= _RUN else 0.0
        reasons += [f"{run.words} words in a row alike"] if run.words >= _RUN else []
    score, about = _circumstances(score, left, right)
    return Likeness(max(0.0, min(1.0, score)), (*reasons, *about))


@dataclass(frozen=True, slots=True)
class _Row:
    words: int
    telling: float


def _run(left: str, right: str) -> _Row:
    """The longest row of words that stands in both: two sentences may begin apart and end alike."""
    ours, theirs = [word for word, _, _ in words(left)], [word for word, _, _ in words(right)]
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    row = " ".join(ours[match.a : match.a + match.size])
    return _Row(match.size, sum(weight(stem.text) for stem in stems(row)))


def _apart(left: Said, right: Said) -> bool:
    """Whether speakers or dates are known to differ so that a common turn of phrase joins nothing."""
    if left.speaker is not None and right.speaker is not None and left.speaker != right.speaker:
        return True
    if left.published is None or right.published is None:
        return False
    return abs((left.published - right.published).days) > _DAYS


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


def _circumstances(score: float, left: Said, right: Said) -> tuple[float, list[str]]:
    """What speaker and dates add to, or take from, the likeness of the words."""
    reasons: list[str] = []
    same = False
    if left.speaker is not None and right.speaker is not None:
        same = left.speaker == right.speaker
        score += 0.08 if same else -0.12
        reasons.append("the same speaker" if same else "given to different speakers")
    if left.published and right.published:
        days = abs((left.published - right.published).days)
        if days <= 2:
            score += 0.04
            reasons.append("on the same day" if days == 0 else "within two days")
        elif days > 10:
            score -= min(0.25, days / 200) if same else 0.2
            reasons.append(f"{days} days apart")
    return score, reasons


def _line(found: Sequence[Stem]) -> str:
    return " ".join(stem.text for stem in found)
