"""A passage being selected: a span with one end that moves, by words, sentences or lines; pure.

The gates hold. │The bridge at Popasna is down.│ Nobody came.
                start                          end (moves; o makes start move)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from core.sentences import sentence_at
from tui.reading.spans import Span
from tui.reading.wrap import Line

Next = Callable[[str, int, bool], Span | None]
"""The first part of a text that ends after an offset (or with False: the last that begins before it)."""

_START, _SHOWN = itemgetter(0), itemgetter(1)
_WORD = re.compile(r"\S+")
_REACH = 2_000
"""How far a word is looked for backwards."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage [start, end) of a text."""

    start: int
    end: int
    at_end: bool = True
    """Whether the end moves, and not the start."""

    @property
    def moving(self) -> int:
        """The offset of the end that moves."""
        return self.end if self.at_end else self.start

    def turned(self) -> Selection:
        """The same passage with its other end to move."""
        return replace(self, at_end=not self.at_end)

    def moved(self, text: str, part: Next, on: bool) -> Selection:
        """With its end moved by one part on, or back; it never comes to nothing."""
        if self.at_end:
            if on:
                found = part(text, self.end, True)
            else:  # to the end of the part before the one that it ends in
                last = part(text, self.end, False)
                found = part(text, last[0], False) if last else None
            return replace(self, end=found[1]) if found and found[1] > self.start else self
        if on:
            first = part(text, self.start, True)
            found = part(text, first[1], True) if first else None
        else:
            found = part(text, self.start, False)
        return replace(self, start=found[0]) if found and found[0] < self.end else self


def word(text: str, offset: int, on: bool) -> Span | None:
    """The next word, or the one before.

    >>> word("The gates hold", 3, True), word("The gates hold", 10, False)
    ((4, 9), (4, 9))
    """
    if on:
        found = _WORD.search(text, offset)
        return found.span() if found else None
    low = max(0, offset - _REACH)
    return max((found.span() for found in _WORD.finditer(text, low, offset)), default=None)


def sentence(text: str, offset: int, on: bool) -> Span | None:
    """The next sentence, or the one before."""
    near = word(text, offset, on)
    if near is None:
        return None
    return sentence_at(text, near[0], near[0] + 1) if on else sentence_at(text, near[1] - 1, near[1])


def lines(laid: Sequence[Line]) -> Next:
    """The parts that the lines of a layout are; those without words are passed over."""

    def line(text: str, offset: int, on: bool) -> Span | None:
        index = bisect_right(laid, offset, key=_SHOWN) if on else bisect_left(laid, offset, key=_START) - 1
        while 0 <= index < len(laid):
            start, shown, _ = laid[index]
            if start < shown:
                return start, shown
            index += 1 if on else -1
        return None

    return line
