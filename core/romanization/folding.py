"""Folds a form to how it sounds, so that every romanization of one Slavic name comes out alike.

A form passes in this order: letters beyond ASCII become what a reader of English would write; chunks of
letters become classes of sound, as the orthography at hand spells them (`ou` is one vowel in French, `ch` is
kh in German); glides before vowels, doubled letters and the many ends of adjectives (-iy, -yi, -yy, -ii, -y)
collapse. Hayday, Haidai, Gaidai and Гайдай all fold to "haidai".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from core.romanization.tables import rows

LONGEST = 80
"""Letters of a token that are read; longer "words" are noise, and no name differs only after these."""
_GLIDE = re.compile(r"i+(?=[aeou])")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_LOOSE = str.maketrans("io", "ee")


@dataclass(frozen=True, slots=True)
class _Orthography:
    """How one press spells sounds: chunks of ASCII letters to classes."""

    name: str
    marker: re.Pattern[str] | None
    """What a form must contain to be spelt this way; None for the first, which is always tried."""
    chunk: re.Pattern[str]
    classes: dict[str, str]

    def read(self, text: str) -> str:
        return self.chunk.sub(lambda match: self.classes[match[0]], text)


@cache
def _orthographies() -> tuple[_Orthography, ...]:
    chunks: dict[str, dict[str, str]] = {}
    markers: dict[str, str] = {}
    for name, marker, chunk, sound in rows(__package__, "orthographies.tsv"):
        chunks.setdefault(name, {})[chunk] = sound
        markers[name] = markers.get(name) or marker
    return tuple(
        _Orthography(
            name,
            re.compile(markers[name]) if markers[name] else None,
            re.compile("|".join(sorted(table, key=lambda chunk: (-len(chunk), chunk)))),
            table,
        )
        for name, table in chunks.items()
    )


@cache
def _letters() -> dict[str, str]:
    """Every letter of the tables: Cyrillic to classes, Latin beyond ASCII to ASCII."""
    names = ("latin_letters.tsv", "cyrillic_letters.tsv")
    return {row[0]: row[1] for name in names for row in rows(__package__, name)}


def plain(token: str) -> str:
    """Lower-case ASCII letters and digits of a Latin token; Cyrillic letters become classes of sound."""
    if token.isascii() and token.isalnum():
        return token[:LONGEST].lower()
    letters = _letters()
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", token[:LONGEST]).casefold():
        known = letters.get(letter)
        if known is None:
            known = "".join(c for c in unicodedata.normalize("NFKD", letter) if c.isalnum())
        out.append(known)
    return "".join(out)


def is_cyrillic(text: str) -> bool:
    """Whether a text holds a Cyrillic letter."""
    return any("Ѐ" <= letter <= "ӿ" for letter in text)


@lru_cache(maxsize=5_000)
def folds(token: str) -> tuple[str, ...]:
    """Return how one token may sound, the likeliest reading (English, or Cyrillic itself) first.

    Empty for a token without letters or digits (emoji, punctuation).
    """
    text = plain(token)
    if not text:
        return ()
    if is_cyrillic(token):
        return (_settle(text),)
    read = (o.read(text) for o in _orthographies() if o.marker is None or o.marker.search(text))
    return tuple(dict.fromkeys(_settle(sounds) for sounds in read))


def fold(token: str) -> str:
    """The likeliest of `folds`, or an empty string."""
    return next(iter(folds(token)), "")


def _settle(sounds: str) -> str:
    return _GLIDE.sub("", _REPEATED.sub(r"\1", sounds.replace("y", "i"))) or sounds


@lru_cache(maxsize=5_000)
def loose(sounds: str) -> str:
    """Merge i, e and o, which Ukrainian and Russian exchange in one root (Rivne/Rovno, Bila/Belaya)."""
    return _REPEATED.sub(r"\1", sounds.translate(_LOOSE))


@lru_cache(maxsize=5_000)
def skeleton(sounds: str) -> str:
    """The comparison key of folded sounds: their consonants in alphabetical order.

    Vowels are what spellings change most, and order is what typists change most ("Dontesk").
    """
    return "".join(sorted(_VOWELS.sub("", sounds.replace("T", "ts")))) or sounds
