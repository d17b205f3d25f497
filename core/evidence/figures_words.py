"""The words around a number: units, currencies, hedges, fates, and what is counted.

Data: the tables in `data/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from core.evidence.numbers import any_of
from core.romanization.tables import rows

_PACKAGE = "core.evidence"


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun counts."""

    unit: str
    """In a standard form."""
    kind: str
    """"person", "fate", "weapon", "place", "thing"; empty for a noun that the table does not know."""


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell for cell in row) for row in rows(_PACKAGE, name))


@cache
def stops() -> frozenset[str]:
    """Words that end a noun phrase."""
    return frozenset(word for (line,) in _table("stops.tsv") for word in line.split())


@cache
def passed_over() -> frozenset[str]:
    """Nouns whose numbers are no figures: durations, countries, sides."""
    return frozenset(word for line, _ in _table("passed_over.tsv") for word in line.split())


@cache
def _nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for unit, words, kind in _table("countables.tsv"):
        for word in words.split("|"):
            nouns.setdefault(word, Noun(unit, kind))
            if kind != "fate" and not word.endswith("s"):
                nouns.setdefault(word + "s", Noun(unit, kind))
    return nouns


@cache
def _plurals() -> frozenset[str]:
    """Words that stand for more than one as they are, without an s."""
    return frozenset(word for (line,) in _table("plurals.tsv") for word in line.split())


def noun(words: list[str]) -> Noun:
    """What the last of the words counts, by itself or with the one before it."""
    known = _nouns()
    last = words[-1].casefold()
    if len(words) > 1:
        both = known.get(f"{words[-2].casefold()} {last}")
        if both:
            return both
    found = known.get(last) or known.get(last.rpartition("-")[2])
    return found or Noun(singular(words[-1]), "")


def is_known(word: str) -> bool:
    """Whether the table lists the word, in the singular or plural."""
    return word.casefold() in _nouns()


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun: by its ending, or by the table."""
    lower = word.casefold()
    if lower in _plurals():
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(_NO_PLURAL)


_NO_PLURAL = ("ss", "us", "'s", "’s", "is", "ous", "wards")
"""Endings in s of what is no plural."""


def singular(word: str) -> str:
    """A plural's singular, by rule; what is written in capitals stays."""
    if word.isupper() or not word.endswith("s") or word.endswith("ss"):
        return word if not word.islower() else word.casefold()
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


@cache
def measures() -> dict[str, str]:
    """Spellings of units of measure, casefolded, with the standard form."""
    return {word.casefold(): unit for unit, words, _ in _table("units.tsv") for word in words.split("|")}


@cache
def currencies() -> dict[str, str]:
    """Names and codes of currencies that stand after a number, casefolded, with their codes."""
    found: dict[str, str] = {}
    for code, marks, words in _table("currencies.tsv"):
        for word in (*marks.split(), *words.split("|")):
            if word:
                found.setdefault(word.casefold(), code)
    return found


@cache
def measure_pattern() -> re.Pattern[str]:
    """A unit right after a number: group `unit`, `joined` where a hyphen joins them."""
    return re.compile(
        rf"(?:(?P<joined>[-\u2010\u2011])|[ \u00a0]|(?<=[0-9]))(?P<unit>{any_of(measures())})(?![\w²³])"
        rf"(?:[-\u2010](?:long|wide|deep|high|range|radius)\b)?",
        re.IGNORECASE,
    )


@cache
def currency_pattern() -> re.Pattern[str]:
    """The name of a currency after a number, "of" between them or a nationality."""
    return re.compile(
        rf"[ \u00a0-]?(?:of\s)?(?:(?:US|U\.S\.|American)\s)?(?P<name>{any_of(currencies())})"
        # Pounds "of" something are weighed.
        r"(?!\w)(?!(?<=ound)s?\sof\b|(?<=ounds)\sof\b)",
        re.IGNORECASE,
    )


RATE = re.compile(
    r"\s(?:per|an?|every|each)\s(?P<per>day|night|hour|minute|week|month|year|barrel|person|head|litre|liter)\b|/(?P<short>day|hour|month)\b"
)
"""What makes a number one of so many a day."""


@cache
def _hedges() -> dict[str, str]:
    return {words: meaning for words, meaning in _table("hedges.tsv")}


def meaning_of_hedge(hedge: str) -> str:
    """ "about", "below", "above", "exact"; empty for no hedge."""
    return _hedges().get(" ".join(hedge.casefold().split()), "")


@cache
def hedge_pattern() -> re.Pattern[str]:
    """A hedge that ends where a number begins."""
    return re.compile(
        rf"\b(?P<hedge>{any_of(_hedges())})\s(?:(?:the|another|an additional|a further)\s)?$", re.IGNORECASE
    )


@cache
def _fates() -> dict[str, str]:
    return {word: fate for fate, words in _table("fates.tsv") for word in words.split("|")}


def fate(word: str) -> str:
    """What befell those counted: "killed", "wounded" …"""
    return _fates()[" ".join(word.casefold().split())]


@cache
def designated() -> re.Pattern[str]:
    """What makes the digits after it a name; ends where they begin."""
    listed = {word: "" for (line,) in _table("designators.tsv") for word in line.split()}
    return re.compile(rf"(?:\b(?:{any_of(listed)})[ -]|\#)$")


def is_fated(unit: str) -> bool:
    """Whether a unit says what befell those counted."""
    return unit.rpartition(" ")[2] in set(_fates().values())


def befalls_people(unit: str) -> bool:
    """Whether a unit says what befell people: a drone is "destroyed", a person is not."""
    of, _, fate = unit.rpartition(" ")
    return is_fated(unit) and fate not in ("destroyed", "damaged") and of in _people()


@cache
def _people() -> frozenset[str]:
    return frozenset(unit for unit, _, kind in _table("countables.tsv") if kind == "person")


def is_of_people(unit: str) -> bool:
    """Whether a unit counts people of whom no fate is told."""
    return unit in _people()


@cache
def _anybody() -> frozenset[str]:
    return frozenset(word for (line,) in _table("anybody.tsv") for word in line.split())


def group(text: str, unit: str) -> str:
    """Which people a figure's text counts ("journalist"); empty for anybody, and where its unit says it."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    nouns = [word for word in words if is_known(word) and word not in _fates()]
    if not nouns or not unit.startswith("person ") or nouns[-1] in _anybody():
        return ""
    return singular(nouns[-1])


@cache
def common_places() -> frozenset[str]:
    """Keys of places that are named too often to tell one event from another."""
    return frozenset(key for key, _ in _table("common_places.tsv"))


@cache
def commonplaces() -> frozenset[str]:
    """Stems of words that tell no event from another: the commonest, and those of fates."""
    common = {stem for (line,) in _table("commonplaces.tsv") for stem in line.split()}
    return frozenset(common | {word[:6] for word in _fates()})


@cache
def _small_words(side: str) -> tuple[str, ...]:
    return tuple(word for at, listed in _table("fate_links.tsv") if at == side for word in listed.split("|"))


@cache
def fate_after() -> re.Pattern[str]:
    """A fate told right after what is counted."""
    between = "|".join(_small_words("after"))
    including = r"(?:,?\s(?:including|among them)[^,.;:!?\n]{1,60}(?:,|(?=\s(?:was|were|have|had))))?"
    return re.compile(
        rf"{including}(?:\s(?:{between}))" + r"{0,4}\s(?P<fate>" + any_of(_fates()) + r")\b", re.IGNORECASE
    )


@cache
def fate_before() -> re.Pattern[str]:
    """A fate told right before a number, hedges and a few small words between them."""
    hedged = {word for hedge in _hedges() for word in hedge.split()}
    between = any_of(dict.fromkeys(hedged | set(_small_words("before")), ""))
    return re.compile(
        rf"\b(?P<fate>{any_of(_fates())})(?P<and>\s(?:and|or)\s\w+)?\s(?:(?:{between})\s)" + r"{0,5}$",
        re.IGNORECASE,
    )
