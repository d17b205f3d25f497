"""The telling words of a quotation: stems with their places, how rare each is, and which words stand for one.

Stems are cut by a few endings: enough that "defends" meets "defended", and small words tell nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from core.evidence.tables import PACKAGE, function_words
from core.romanization.tables import rows

_TOKEN = re.compile(r"\w+(?:[’']\w+)*")
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:ations?|ingly|edly|ments?|ness|ings?|ies|ied|ily|ers?|ed|es|ly|al|s|e|y|’s|'s)$"
)
_RAREST = 2.0
"""Occurrences in 10,000 quotations that a stem beyond the table is taken to have."""
LONGEST = 4000
"""Characters of a quotation that are read; a longer one is a document, and its head tells it."""


@dataclass(frozen=True, slots=True)
class Stem:
    """One telling word."""

    text: str
    start: int
    """Where its word begins in the quotation."""
    end: int


@cache
def _synonyms() -> dict[str, str]:
    return {stem: line.split()[0] for (line,) in rows(PACKAGE, "synonyms.tsv") for stem in line.split()}


@cache
def _frequencies() -> dict[str, float]:
    return {stem: float(count) for stem, count in rows(PACKAGE, "quoted_stems.tsv")}


def words(text: str) -> list[tuple[str, int, int]]:
    """Every word of a quotation, folded to lower case without accents, with its place; bounded by LONGEST."""
    return [(_folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text[:LONGEST])]


@lru_cache(maxsize=1 << 13)  # one quotation meets many candidates
def stems(text: str) -> tuple[Stem, ...]:
    """The telling words of a quotation in order, each as the stem that stands for it and its synonyms.

    Small words tell nothing, nor do set phrases ("special military operation").
    """
    found = _all_stems(text)
    table = _set_phrases()
    left: list[Stem] = []
    at = 0
    while at < len(found):
        length = next(
            (
                len(phrase)
                for phrase in table.get(found[at].text, ())
                if phrase == tuple(stem.text for stem in found[at : at + len(phrase)])
            ),
            0,
        )
        left += [] if length else [found[at]]
        at += length or 1
    return tuple(left)


def _all_stems(text: str) -> list[Stem]:
    small = function_words("small")
    return [
        Stem(stem, start, end)
        for word, start, end in words(text)
        if word not in small and len(word) > 1 and (stem := stem_of(word))
    ]


@cache
def _set_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Set phrases in stems by their first one, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for (line,) in rows(PACKAGE, "set_phrases.tsv"):
        phrase = tuple(stem.text for stem in _all_stems(line))
        found.setdefault(phrase[0], []).append(phrase)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


@lru_cache(maxsize=1 << 13)
def stem_of(word: str) -> str:
    """The stem of a folded word, or that of the word which stands for it."""
    table = _synonyms()
    stem = word
    for _ in range(2):
        if stem in table:
            return table[stem]
        stem = _ENDINGS.sub("", stem)
    if stem[-1:] == stem[-2:-1] and len(stem) > 3:
        stem = stem[:-1]
    return table.get(stem, stem)


@lru_cache(maxsize=1 << 13)
def weight(stem: str) -> float:
    """How much a stem tells: the logarithm of how few quotations hold it, from 0 to about 8."""
    return math.log(10_000 / max(_RAREST, _frequencies().get(stem, _RAREST)))


@lru_cache(maxsize=1 << 13)
def _folded(word: str) -> str:
    if word.isascii() and "'" not in word:
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").removesuffix("'s").replace("'", ""))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()
