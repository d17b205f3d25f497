"""Text into lines of a given width, with the way from an offset to its line and back.

Widths are terminal cells as rich measures them, so that a line is as wide here as where it is drawn. Lines
part the text: every offset lies on exactly one line, and the lines joined are the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

_PARAGRAPH_END = re.compile(r"\r\n|\r|\n")
_ODD = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0400-\u0482\u2010-\u2027\u2030-\u205e]")
"""Characters that may be wider or narrower than one cell: a slice without any is measured by its length."""
_JOINER = "\u200d"
_CHARACTERS_PER_CELL = 4
"""A line takes no more characters than this times its width, or a pile of marks would have no end."""


class Line(NamedTuple):
    """One line: `text[start:shown]` is drawn, `text[shown:end]` is white space that its break swallows."""

    start: int
    shown: int
    end: int


class Layout:
    """The lines of one text at one width."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self._starts = [line.start for line in lines]

    def __len__(self) -> int:
        return len(self.lines)

    def line_of(self, offset: int) -> int:
        """Index of the line on which an offset lies; offsets beyond the text lie on the last line.

        >>> wrap("The river Donets", 10).line_of(10)
        1
        """
        return max(0, bisect_right(self._starts, offset) - 1)

    def column_of(self, offset: int) -> int:
        """Cells on its line before an offset."""
        line = self.lines[self.line_of(offset)]
        return cell_len(self.text[line.start : min(offset, line.shown)])

    def offset_at(self, index: int, column: int) -> int | None:
        """Offset of the character in a cell of a line, or None beyond the words."""
        if not 0 <= index < len(self.lines) or column < 0:
            return None
        line = self.lines[index]
        for start, _, cells in _clusters(self.text, line.start, line.shown):
            if column < cells:
                return start
            column -= cells
        return None


def wrap(text: str, width: int, *, apart: bool = False) -> Layout:
    """Break a text into lines of at most `width` cells, at spaces where there are any.

    With `apart`, a paragraph that took several lines and is followed by the next one without an empty line
    is set apart by a line of no characters: many sources end a paragraph with a single newline.

    >>> [line[:2] for line in wrap("The river Donets", 10).lines]
    [(0, 9), (10, 16)]
    """
    lines: list[Line] = []
    position, width = 0, max(1, width)
    while position < len(text):
        end = _PARAGRAPH_END.search(text, position)
        stop, after = end.span() if end else (len(text), len(text))
        first = len(lines)
        lines.extend(_paragraph(text, position, stop, width))
        lines[-1] = lines[-1]._replace(end=after)
        position = after
        if apart and len(lines) - first > 1 and position < len(text) and text[position] not in "\r\n":
            lines.append(Line(position, position, position))
    return Layout(text, lines)


def _paragraph(text: str, start: int, stop: int, width: int) -> Iterator[Line]:
    """The lines of one paragraph; an empty paragraph is one empty line."""
    while True:
        reach = _reach(text, start, stop, width)
        if reach == stop:
            yield Line(start, _trimmed(text, start, stop), stop)
            return
        if text[reach] != " ":
            space = text.rfind(" ", start, reach)
            dash = text.rfind("—", start, reach) + 1
            reach = max(space, dash) if max(space, dash) > start else reach
        after = reach
        while after < stop and text[after] == " ":
            after += 1
        yield Line(start, _trimmed(text, start, reach), after)
        if after == stop:
            return
        start = after


def _reach(text: str, start: int, stop: int, width: int) -> int:
    """Where the characters end that fit into `width` cells; at least one character, so that work goes on."""
    if not _ODD.search(text, start, min(stop, start + width + 1)):
        return min(stop, start + width)
    reach, room = start, width
    limit = min(stop, start + width * _CHARACTERS_PER_CELL)
    for _, end, cells in _clusters(text, start, limit):
        if cells > room and reach > start:
            break
        reach, room = end, room - cells
    return reach


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
    while stop > start and text[stop - 1] in " \t\r":
        stop -= 1
    return stop
