"""Folding for search: letters that FTS5's `remove_diacritics 2` leaves alone (strokes, Ł, Đ …), one to one.

One letter in, one letter out, so that an offset in the folded text is an offset in the text.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_STROKES = str.maketrans("ŁłØøĐđĦħŦŧıŊŋƏəʼ’‘", "LlOoDdHhTtiNnEe'''")


def unstroke(text: str) -> str:
    """`text` with its stroked letters plain; what the search index is filled with."""
    return text.translate(_STROKES)


class _Folded(dict[int, str]):
    """Code point to its folded letter; filled as letters are met, so that folding runs at C's speed."""

    def __missing__(self, point: int) -> str:
        # й and ё are letters of their own, but FTS5 folds them too; a search must agree with its index.
        letter = unicodedata.normalize("NFD", unstroke(chr(point)))[0].lower()
        self[point] = letter if len(letter) == 1 else chr(point)
        return self[point]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` in lower case without diacritics, of the same length: for finding a hit's place."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


_SPOKEN = 8
"""Words of a name by which it is found; more of them are a misread sentence."""


def spoken(words: str) -> tuple[str, ...]:
    """How each word sounds, every romanization and i, e and o held alike; a word's beginning sounds as in it.

    >>> spoken("Serhiy Haidai"), spoken("gaid")
    (('serhe', 'haedae'), ('haed',))
    """
    # Imported where it is needed: reading a library commonly wants none of the tables of sounds.
    from core.romanization import fold, loose

    return tuple(dict.fromkeys(loose(fold(word)) for word in _WORD.findall(words[:400])[:_SPOKEN]))
