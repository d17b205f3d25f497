"""Compares names of places: one kind, the same words in the same order, over languages and renamings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from core.names.match import DOUBTFUL, UNLIKE, Match
from core.names.reasons import words_alike
from core.names.tables import PACKAGE, countries, place_kinds
from core.names.tokens import Likeness, Why, compare_words, likeness
from core.romanization import folds, loose
from core.romanization.tables import rows

_WORDS = re.compile(r"[^\s\-‐–.,;:()\[\]\"“”„«»/|]+")
_DULL = frozenset(
    {
        "people's",
        "people’s",
        "peoples",
        "the",
        "of",
        "de",
        "la",
        "nuclear",
        "power",
        "thermal",
        "hydroelectric",
        "city",
    }
)
_MOST = 8
_SLIP = 0.7
"""Score of a slip other than two letters that changed places: many villages differ by one letter."""
_TELLING = 5
"""Sounds from which a name tells a renamed place though its vowels are heard loosely."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place's name in parts."""

    words: tuple[str, ...]
    kind: str
    """The kind that a class noun tells ("oblast", "river" …), "city" for settlements, "" for none."""


_FORMAL = re.compile(r"(?:[A-Z][a-z]+ ){0,2}(?:Republic|Kingdom) of (?:the )?(?P<country>[A-Z][\w ]+)")
"""What a state calls itself: "Republic of Poland", "Hashemite Kingdom of Jordan"."""


@cache
def shortened() -> dict[str, str]:
    """The states of the USA by what the press writes for them, without stops: "Calif", "NJ"."""
    return {short: full for short, full, *_ in rows(PACKAGE, "shortened_places.tsv")}


def full(form: str) -> str:
    """What a form with a stop, or in capitals, is short for ("Calif.", "N.J.", "OH"); "" for any other."""
    return shortened().get(form.replace(".", ""), "") if form.endswith(".") or form.isupper() else ""


@lru_cache(maxsize=5_000)
def parse(form: str) -> Place:
    """Take a form apart: "Luhansk Oblast" is the word Luhansk of kind oblast, "N.J." New Jersey."""
    if state := full(form):
        return Place(tuple(state.split()), "oblast")
    if (formal := _FORMAL.fullmatch(form)) and formal["country"].lower() in countries():
        return Place(tuple(formal["country"].split()), "country")
    words = _WORDS.findall(form[:400])[:_MOST]
    kinds = place_kinds()
    kind = next((kinds[word.lower()] for word in reversed(words) if word.lower() in kinds), "")
    telling = tuple(w for w in words if w.lower() not in kinds and w.lower() not in _DULL)
    return Place(telling or tuple(words), kind)


@cache
def _pairs() -> dict[str, frozenset[int]]:
    """Rows of the table of pairs by the sounds of the words in them."""
    groups: dict[str, set[int]] = {}
    for number, (line, *_rest) in enumerate(rows(PACKAGE, "place_pairs.tsv")):
        for word in line.split():
            for sounds in folds(word)[:1]:
                groups.setdefault(sounds, set()).add(number)
    return {sounds: frozenset(numbers) for sounds, numbers in groups.items()}


@cache
def _renamed() -> dict[tuple[str, ...], frozenset[int]]:
    """Rows of the tables of renamings by the sounds of a whole name, i, e and o held alike but in short ones.

    Kobo in Ethiopia is not Kyiv, which Greeks call Kiebo.
    """
    groups: dict[tuple[str, ...], set[int]] = {}
    tables = (rows(PACKAGE, name) for name in ("renamed_places.tsv", "renamed_places_geonames.tsv"))
    for number, (line, *_rest) in enumerate(chain.from_iterable(tables)):
        for name in line.split(";"):
            loosened = sounds(name)
            short = sum(map(len, loosened)) < _TELLING
            groups.setdefault(_exact(name) if short else loosened, set()).add(number)
    return {heard: frozenset(numbers) for heard, numbers in groups.items()}


def sounds(form: str) -> tuple[str, ...]:
    """The sounds of a form's words, i, e and o held alike."""
    return tuple(_rooted(heard) for word in parse(form).words for heard in folds(word)[:1])


def _exact(form: str) -> tuple[str, ...]:
    return tuple(heard for word in parse(form).words for heard in folds(word)[:1])


def renamings(form: str) -> frozenset[int]:
    """Rows of the table of renamed places that name this one; two names that share a row are one place."""
    table = _renamed()
    return table.get(sounds(form), frozenset()) | table.get(_exact(form), frozenset())


def pairs(word: str) -> frozenset[int]:
    """Rows of the table of pairs that hold a word of a place's name."""
    table = _pairs()
    return frozenset().union(*(table.get(sounds, frozenset()) for sounds in folds(word)))


def _rooted(sounds: str) -> str:
    """Bare the root: Ukrainian and Russian exchange i, e and o, and end adjectives in -a or -aya."""
    return loose(sounds[:-1] if sounds.endswith("aa") else sounds)


@lru_cache(maxsize=4_000)
def _alike(left: str, right: str) -> Likeness:
    found = compare_words(left, right)
    if found.why in (Why.SAME, Why.SOUNDS):
        return found
    if pairs(left) & pairs(right):
        return likeness(Why.PLACE)
    if {_rooted(sounds) for sounds in folds(left)} & {_rooted(sounds) for sounds in folds(right)}:
        return likeness(Why.ROOTS)
    if found.why is Why.MISSPELT and sorted(left.lower()) != sorted(right.lower()):
        return Likeness(_SLIP, found.why)
    return found


def compatible(left: str, right: str) -> bool:
    """Whether two kinds may be one place: a settlement may go without its class noun, others may not."""
    return (left or "city") == (right or "city")


def compare(left: str, right: str, left_kind: str = "", right_kind: str = "") -> Match:
    """Compare two forms of places' names; a kind that is known overrides what the form's class noun tells."""
    a, b = parse(left), parse(right)
    if not compatible(left_kind or a.kind, right_kind or b.kind):
        return Match(0.0, (f"{left} and {right} are places of different kinds",))
    found = compare_forms(left, right)
    if found.score < 0.85 and renamings(left) & renamings(right):
        return Match(0.85, (f"{left} and {right} are names of one place, now or once",))
    return found


@lru_cache(maxsize=5_000)  # most articles name the same places
def compare_forms(left: str, right: str) -> Match:
    """Compare the words of two forms by rule alone, without kinds and known renamings."""
    a, b = parse(left), parse(right)
    if len(a.words) != len(b.words):
        return _glued(a, b)
    aligned = [(x, y, _alike(x, y)) for x, y in zip(a.words, b.words, strict=True)]
    score = min((found.score for _x, _y, found in aligned), default=0.0)
    if score >= DOUBTFUL and (short := next((one for one in (left, right) if full(one)), "")):
        return Match(score, (f"{short} is short for {full(short)}",))
    return Match(score, words_alike(aligned) if score >= DOUBTFUL else ())


def _glued(a: Place, b: Place) -> Match:
    """One word or two: Novograd Volynsky, Bilhorod Dnistrovskyi, Chasivyar; but W.Va. is not Va."""
    left, right = "".join(a.words), "".join(b.words)
    found = _alike(left, right)
    if min(len(left), len(right)) >= _TELLING and found.why in (Why.SAME, Why.SOUNDS, Why.ROOTS):
        return Match(min(found.score, 0.9), ("the same letters, spaced differently",))
    return UNLIKE
