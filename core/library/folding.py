"""Folding for search: letters that FTS5's `remove_diacritics 2` leaves alone (strokes, Ł, Đ …), one to one.

One letter in, one letter out, so that an offset in the folded text is an offset in the text.
"""

from __future__ import annotations

import unicodedata

_STROKES = str.maketrans("ŁłØøĐđĦħŦŧıŊŋƏəʼ’‘", "LlOoDdHhTtiNnEe'''")


def unstroke(text: str) -> str:
    """`text` with its stroked letters plain; what the search index is filled with."""
    return text.translate(_STROKES)


def fold(text: str) -> str:
    """`text` in lower case without diacritics, of the same length: for finding a hit's place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold, unstroke(text)))


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    # й and ё are letters of their own, but FTS5 folds them too; a search must agree with its index.
    lowered = unicodedata.normalize("NFD", letter)[0].lower()
    return lowered if len(lowered) == 1 else letter
