"""Finding words in one text, as a reader types them."""

from __future__ import annotations

import re

from tui.reading.spans import Span

_ALIKE = ("'’‘ʼ`′", '"“”„«»', "-‐‑–—")
"""Characters that keyboards give for one another: one typed finds all."""


def find(text: str, words: str) -> list[Span]:
    """Where words stand in a text, as spans in order; none for blank words.

    Capitals among the words are minded, all-lower-case words find either. White space finds any white space.

    >>> find("The city’s Mayor, the mayor", "mayor")
    [(11, 16), (22, 27)]
    >>> find("The city’s Mayor", "City's")
    []
    """
    if not words.strip():
        return []
    flags = re.NOFLAG if any(letter.isupper() for letter in words) else re.IGNORECASE
    pattern = r"\s+".join("".join(map(_any_of, word)) for word in words.split())
    return [match.span() for match in re.finditer(pattern, text, flags)]


def _any_of(letter: str) -> str:
    for alike in _ALIKE:
        if letter in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(letter)
