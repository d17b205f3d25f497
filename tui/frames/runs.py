"""A screen as runs of text in one look: short enough for a file, and judged where it comes from one.

What a file says is drawn with the pen that draws every frame: nothing in it is a sequence, its letters are
letters that are seen, its looks a terminal's own. So one that others made or cut does nothing to a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.visible import visible
from tui.frames.looks import ANY, ATTRIBUTES, Cell, Look, Row, blank
from tui.frames.pen import Pen, Piece, Reach, write

Run = tuple[str, Look]
"""Cells of one row in one look, a character a column."""
Runs = list[list[Run]]
"""The rows of a screen."""

_HALF = "\0"
"""Stands for the right half of a wide character."""
_COLOUR = re.compile(r"[0-9]{1,3}(;[0-9]{1,3}){0,4}")
"""The parameters that set one (ECMA-48, 8.3.117; ITU-T T.416)."""


def runs(rows: Iterable[Row]) -> Runs | None:
    """A screen as runs; None where it is not known what stands in a cell, or it holds a letter with marks."""
    found: Runs = []
    for row in rows:
        of_row: list[Run] = []
        for cell in row:
            if cell is None or len(cell[0]) > 1:
                return None
            text, look = cell[0] or _HALF, cell[1]
            if of_row and of_row[-1][1].serves(look):
                of_row[-1] = (of_row[-1][0] + text, of_row[-1][1])
            else:
                of_row.append((text, look))
        found.append(of_row)
    return found


def rows(left: Runs) -> list[Row]:
    """The rows of cells that runs were made of."""
    return [[_cell(letter, look) for text, look in row for letter in text] for row in left]


def _cell(letter: str, look: Look) -> Cell:
    return blank(look) if letter == " " else (letter.replace(_HALF, ""), look)


def drawn(left: Runs) -> str:
    """What draws a screen on a terminal that shows nothing yet."""
    columns = sum(len(text) for text, _ in left[0])
    return write(list(_pieces(left)), Pen(), Reach(columns, erases=False))[0]


def _pieces(left: Runs) -> Iterator[Piece]:
    for y, row in enumerate(left):
        x = 0
        for text, look in row:
            yield Piece(y, x, text.replace(_HALF, ""), len(text), look)
            x += len(text)


def judged(found: Sequence[Sequence[tuple[str, list[int], str, str]]], columns: int, rows: int) -> Runs:
    """Runs as JSON gives them back, for a terminal of this size. Raises ValueError, TypeError."""
    left = [
        [(text, Look(tuple(on), foreground, background)) for text, on, foreground, background in row]
        for row in found
    ]
    if len(left) != rows or any(sum(len(text) for text, _ in row) != columns for row in left):
        raise ValueError("of another size")
    for text, look in {run for row in left for run in row}:
        bare = text.replace(_HALF, "")
        if visible(bare) != bare or not _is_look(look):
            raise ValueError("not of our making")
    return left


def _is_look(look: Look) -> bool:
    return (
        all(type(one) is int and 0 <= one < ATTRIBUTES for one in look.attributes)
        and (look.foreground == ANY or _COLOUR.fullmatch(look.foreground) is not None)
        and _COLOUR.fullmatch(look.background) is not None
    )
