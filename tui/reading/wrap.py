"""Text into lines of a given width, with the way from an offset to its line and back.

Widths are terminal cells as rich measures them, so that a line is as wide here as where it is drawn. Lines
part the text: every offset lies on exactly one line, and the lines joined are the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, overload

from rich.cells import cell_len, get_character_cell_size

_PARAGRAPH_END = re.compile(r"\r\n|\r|\n")
_ODD = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0400-\u0482\u2010-\u2027\u2030-\u205e]")
"""Characters that may be wider or narrower than one cell: a slice without any is measured by its length."""
_JOINER = "\u200d"
_COMPOSING = re.compile("[\u200d\ufe0f]")
"""Characters that change the width of others."""
_CHARACTERS_PER_CELL = 4
"""A line takes no more characters than this times its width, or a pile of marks would have no end."""


class Line(NamedTuple):
    """One line: `text[start:shown]` is drawn, `text[shown:end]` is white space that its break swallows."""

    start: int
    shown: int
    end: int


class Layout(Sequence[Line]):
    """The lines of one text at one width: where each begins is kept, the rest told when asked for."""

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self.text = text
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        start = self._starts[index]
        after = index + 1 if index >= 0 else len(self) + index + 1
        end = self._starts[after] if after < len(self) else len(self.text)
        return Line(start, _trimmed(self.text, start, end), end)

    def line_of(self, offset: int) -> int:
        """Index of the line on which an offset lies; offsets beyond the text lie on the last line.

        >>> wrap("The river Donets", 10).line_of(10)
        1
        """
        return max(0, bisect_right(self._starts, offset) - 1)

    def column_of(self, offset: int) -> int:
        """Cells on its line before an offset."""
        line = self[self.line_of(offset)]
        return cell_len(self.text[line.start : min(offset, line.shown)])

    def offset_at(self, index: int, column: int) -> int | None:
        """Offset of the character in a cell of a line, or None beyond the words."""
        if not 0 <= index < len(self) or column < 0:
            return None
        line = self[index]
        for start, _, cells in _clusters(self.text, line.start, line.shown):
            if column < cells:
                return start
            column -= cells
        return None


def wrap(text: str, width: int, *, apart: bool = False) -> Layout:
    """Break a text into lines of at most `width` cells, at spaces where there are any.

    With `apart`, a paragraph that took several lines and is followed by the next one without an empty line
    is set apart by a line of no characters: many sources end a paragraph with a single newline.

    >>> [line[:2] for line in wrap("The river Donets", 10)]
    [(0, 9), (10, 16)]
    """
    starts: list[int] = []
    position, width = 0, max(1, width)
    while position < len(text):
        end = _PARAGRAPH_END.search(text, position)
        stop, after = end.span() if end else (len(text), len(text))
        first = len(starts)
        if stop == position:
            starts.append(position)
        elif _ODD.search(text, position, stop):
            starts += _paragraph(text, position, stop, width)
        else:
            starts += [line.start() for line in _plain(width).finditer(text, position, stop)]
        position = after
        if apart and len(starts) - first > 1 and position < len(text) and text[position] not in "\r\n":
            starts.append(position)
    return Layout(text, starts)


@lru_cache
def _plain(width: int) -> re.Pattern[str]:
    """A line where every character takes one cell: five times as fast as the same said in Python."""
    return re.compile(rf".{{1,{width}}}(?: +|\Z|(?<=—))|.{{{width}}}")


def _paragraph(text: str, start: int, stop: int, width: int) -> Iterator[int]:
    """Where the lines of a paragraph begin that is not empty."""
    while True:
        yield start
        reach = _reach(text, start, stop, width)
        if reach == stop:
            return
        if text[reach] != " ":
            space = text.rfind(" ", start, reach)
            dash = text.rfind("—", start, reach) + 1
            reach = max(space, dash) if max(space, dash) > start else reach
        while reach < stop and text[reach] == " ":
            reach += 1
        if reach == stop:
            return
        start = reach


def _reach(text: str, start: int, stop: int, width: int) -> int:
    """Where the characters end that fit into `width` cells; at least one character, so that work goes on."""
    if not _ODD.search(text, start, min(stop, start + width + 1)):
        return min(stop, start + width)
    limit = min(stop, start + width * _CHARACTERS_PER_CELL)
    for end in (min(limit, start + width + 1), limit):
        if _COMPOSING.search(text, start, end):
            break
        taken = list(accumulate(map(get_character_cell_size, text[start:end])))
        fit = bisect_right(taken, width)
        if 0 < fit < len(taken) or (fit and end == limit):
            return start + fit
    reach, room = start, width
    for _, end, cells in _clusters(text, start, limit):
        if cells > room and reach > start:
            break
        reach, room = end, room - cells
    return reach


def cells(text: str) -> list[tuple[str, int]]:
    """What stands in each cell of a line: a character with the marks on it, and which of its cells it is.

    >>> cells("й漢")
    [('й', 0), ('漢', 0), ('漢', 1)]
    """
    if not _ODD.search(text):
        return [(letter, 0) for letter in text]
    return [(text[a:b], at) for a, b, wide in _clusters(text, 0, len(text)) for at in range(wide)]


def _clusters(text: str, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, cells) of each character with the marks that stand on it, which must not be parted."""
    while start < stop:
        end = start + 1
        while end < stop and (cell_len(text[end]) == 0 or text[end - 1] == _JOINER):
            end += 1
        yield start, end, cell_len(text[start:end])
        start = end


def _trimmed(text: str, start: int, stop: int) -> int:
    """`stop` without the white space before it."""
    while stop > start and text[stop - 1] in " \t\r\n":
        stop -= 1
    return stop
