"""Words of a text with their offsets, and the keys under which names are looked up.

Two keys: `fold` forgets case, diacritics and apostrophes; `skeleton` forgets also what romanizations of
Ukrainian and Russian disagree on (y/i/yi, h/g/kh, ie/ye/e, ou/u, w/v, double letters), so that a gazetteer
that lists Sievierodonetsk finds Syevyerodonetsk. Cyrillic is romanized first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"[^\W\d_]{2,}(?:['’ʼ`´′][^\W\d_]+)*"  # nearly every word, so it is tried first
    r"|(?:[^\W\d_]\.){2,}"  # U.S., J.D.
    r"|(?:[^\W\d_]\.)+[^\W\d_]\b"  # U.S without its last stop
    r"|[^\W\d_]+(?:['’ʼ`´′][^\W\d_]+)*"  # letters, with apostrophes inside: Mar'inka, O'Brien
    r"|\d+"
)
_POSSESSIVE = frozenset(apostrophe + s for apostrophe in "'’ʼ`´′" for s in "sS")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´′ʹ.")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z"}
    | {"и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p"}
    | {"р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh"}
    | {"щ": "shch", "ь": "", "ы": "y", "э": "e", "ю": "iu", "я": "ia", "ё": "e", "ъ": "", "ў": "u"}
)
_SKELETON = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"shch|sch(?=[aeiouy])|szcz|sc(?=h)", "sc"),
        (r"ch|cz|tch", "c"),
        (r"sh|sz", "s"),
        (r"zh", "z"),
        (r"kh|g", "h"),
        (r"ts|tz", "c"),
        (r"ck", "k"),
        (r"w", "v"),
        (r"ou|[iyj]u", "u"),
        (r"[iyj]+a", "a"),
        (r"[iyj]+e", "e"),
        (r"[iyj]+o", "o"),
        (r"[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)


class Word(NamedTuple):
    """One word: letters or digits; a possessive ending stands outside."""

    start: int
    end: int
    text: str


_word = tuple.__new__
"""Half of what `Word(…)` costs, which is a fifth of what reading a text's words does."""


def words_of(text: str) -> list[Word]:
    """All words of `text` in order."""
    found = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        if word[-2:] in _POSSESSIVE:
            word = word[:-2]
        found.append(_word(Word, (start, start + len(word), word)))
    return found


@lru_cache(maxsize=8_192)
def fold(name: str) -> str:
    """Lower case without diacritics and apostrophes; Cyrillic romanized: "Łódź" -> "lodz"."""
    lowered = name.lower().translate(_APOSTROPHES)
    if lowered.isascii():
        return lowered
    composed = lowered.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))


@lru_cache(maxsize=8_192)
def skeleton(folded: str) -> str:
    """What the romanizations of a folded name agree on: "syevyerodonetsk" -> "severodoneck"."""
    for pattern, put in _SKELETON:
        folded = pattern.sub(put, folded)
    return folded
