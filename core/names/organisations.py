"""Compares names of organisations: words that tell them apart, abbreviations, and whose ministry it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.names.match import UNLIKE, Match
from core.names.reasons import words_alike
from core.names.tables import countries, organisation_words, seats, state_words
from core.names.tokens import Likeness, Why, compare_words

_WORDS = re.compile(r"[^\W_]+(?:\.[^\W_])*")
_POSSESSIVE = re.compile(r"['’]s\b")
_STOP = frozenset({"the", "of", "for", "and", "on", "in", "de", "la", "a", "s", "to", "et", "des", "du"})
_ISE = re.compile(r"(?<=\w{3})is(e[ds]?|ing|ations?)$")
"""British ends of words that Americans write with a z: "Motorised", "organisation"."""
_MOST = 16
_LETTERS = 4
"""Letters of a word that may be an abbreviation, in whatever case it stands."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name in parts."""

    words: tuple[str, ...]
    """The words that tell it apart, alike ones made one, lower-case, sorted."""
    country: str
    """ISO code of the country in the name, or empty."""
    initials: str
    """Capital initials of a name of two words or more, class nouns included; else empty."""
    first: str
    """The first telling word."""
    last: str
    """The last telling word."""
    abbreviation: str
    """The form itself, undotted, where it is an abbreviation; else empty."""

    @property
    def state(self) -> bool:
        """Whether it is a body that every state has one of, so that only the country tells it apart."""
        return _is_state(self.words)

    @property
    def anonymous(self) -> bool:
        """Whether nothing but a country could tell which it is: "defence ministry"."""
        return not self.country and self.state and "" not in _parts(self.words)


@lru_cache(maxsize=5_000)
def _parts(words: tuple[str, ...]) -> frozenset[str]:
    """What the words are of a body that every state has one of; "" for any that is none of these."""
    return frozenset(state_words().get(word, "") for word in words)


def _is_state(words: tuple[str, ...]) -> bool:
    parts = _parts(words)
    return "sovereign" in parts or ("body" in parts and parts <= {"body", "portfolio"})


@lru_cache(maxsize=5_000)
def parse(form: str) -> Organisation:
    """Take a form apart: "Ukraine's Defense Ministry" is defence, ministry, of UA."""
    written = _WORDS.findall(_POSSESSIVE.sub("", form[:400]))[:_MOST]
    lower = [_ISE.sub(r"iz\1", word.lower().replace(".", "")) for word in written]
    country, kept = _country(written, lower)
    telling = _meant(kept)
    if all(len(word) == 1 or state_words().get(word) == "portfolio" for word in telling):
        telling = [word for word in kept if word not in _STOP]  # "Group B", "Agency for National Security"
    significant = [w for w in written if w.lower() not in _STOP]
    initials = "".join(w[0] for w in significant).upper() if len(significant) > 1 else ""
    bare = form.strip().replace(".", "").replace("/", "").replace("-", "")
    short = bare if 2 <= len(bare) <= 6 and bare.isalpha() and bare[:-1].isupper() else ""
    words = telling or kept
    first, last = (words[0], words[-1]) if words else ("", "")
    return Organisation(tuple(sorted(set(words))), country, initials, first, last, short.upper())


def _meant(words: list[str]) -> list[str]:
    """What words mean, those that tell nothing apart left out."""
    meanings = organisation_words()
    return [meaning for word in words for meaning in meanings.get(word, (word,))]


def _country(written: list[str], lower: list[str]) -> tuple[str, list[str]]:
    """Find a country among the words; the words without it (all of them where nothing else is left).

    A capital stands for its country before a body that states have: not in "Washington University".
    """
    for size in (2, 1):
        for start in range(len(lower) - size + 1):
            code = _code(written[start : start + size])
            rest = lower[:start] + lower[start + size :]
            seat = " ".join(lower[start : start + size]) in seats()
            if code and rest and (not seat or _is_state(tuple(sorted(set(_meant(rest)))))):
                return code, rest
    return "", lower


def _code(words: list[str]) -> str:
    """The country that capitalised words name ("us" is a pronoun, "US" a country); else ""."""
    text = " ".join(words).replace(".", "")
    proper = text[:1].isupper() and (len(text) != 2 or text.isupper())
    return countries().get(text.lower(), "") if proper else ""


def compare(left: str, right: str) -> Match:
    """Compare two forms of organisations' names."""
    a, b = parse(left), parse(right)
    if a.country != b.country and a.country and b.country:
        return Match(0.0, (f"{left} and {right} are two countries' bodies",))
    if match := _abbreviates(a, b, left, right) or _abbreviates(b, a, right, left):
        return match
    found = _words(a, b)
    if a.country != b.country and (a.state or b.state):
        return Match(found.score * 0.7, ("one of the two does not say whose it is",))
    if a.country != b.country:
        return Match(found.score * 0.75, found.reasons)
    return found


def tells_nobody(form: str) -> bool:
    """Whether a name is every country's, so that it tells nobody beyond its article: "defence ministry"."""
    return parse(form).anonymous


def initials_alone(left: str, right: str) -> str:
    """The letters that alone join two names, where one is an abbreviation and the other is not; else ""."""
    ours, theirs = parse(left).abbreviation, parse(right).abbreviation
    return "" if ours and theirs else ours or theirs


def _abbreviates(short: Organisation, full: Organisation, left: str, right: str) -> Match | None:
    if len(short.abbreviation) >= 3 and short.abbreviation == full.initials:
        return Match(0.9, (f"{left} is short for {right}",))
    return None


def _words(a: Organisation, b: Organisation) -> Match:
    if not a.words or not b.words:
        return UNLIKE
    if a.words == b.words:
        whose = " and the same country" if a.country and a.country == b.country else ""
        return Match(0.97, (f"the same words{whose}",))
    if len(a.words) != len(b.words):
        return _glued(a, b)
    aligned = _align(a.words, b.words)
    score = min(found.score for _x, _y, found in aligned)
    return Match(score, words_alike(aligned) if score else ())


def _glued(a: Organisation, b: Organisation) -> Match:
    if "".join(a.words) == "".join(b.words):
        return Match(0.9, ("the same letters, spaced differently",))
    return UNLIKE


def _align(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[str, str, Likeness]]:
    """Pair each word that only one of the names has with its likest of the other's, each used once."""
    free = [word for word in right if word not in left]
    aligned = []
    for word in left:
        if word in right:
            continue
        other = max(free, key=lambda candidate: (_alike(word, candidate).score, candidate))
        free.remove(other)
        aligned.append((word, other, _alike(word, other)))
    return aligned


def _alike(left: str, right: str) -> Likeness:
    found = compare_words(left, right)
    if min(len(left), len(right)) <= _LETTERS and found.why is not Why.SAME:
        return Likeness(0.0, Why.NOTHING)  # an abbreviation with one letter more is another one: TAS, TASS
    # Common words are spelt alike everywhere: a slip between two makes two words ("council", "counsel").
    return found if found.why in (Why.SAME, Why.SOUNDS) else Likeness(found.score * 0.85, found.why)
