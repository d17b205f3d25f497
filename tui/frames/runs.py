"""A screen as runs of text in one look: short enough for a file, and judged where it comes from one.

What a file says is drawn with the pen that draws every frame: nothing in it is a sequence, its letters are
letters that are seen, its looks a terminal's own. So one that others made or cut does nothing to a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.visible import visible
from tui.frames.looks import ANY, ATTRIBUTES, Cell, Look, Row, blank, is_doubtful
from tui.frames.pen import Pen, Piece, Reach, whole, write

Run = tuple[str, Look]
"""Cells of one row in one look: a column is a character, with those that are joined to it."""
Runs = list[list[Run]]
"""The rows of a screen."""

_HALF = "\0"
"""Stands for the right half of a wide character."""
_JOINED = "\1"
"""Stands before a character that takes no column of its own."""
_CELL = re.compile("[^\1](?:\1[^\1])*", re.DOTALL)
_COLOUR = re.compile(r"[0-9]{1,3}(;[0-9]{1,3}){0,4}")
"""The parameters that set one (ECMA-48, 8.3.117; ITU-T T.416)."""


def runs(rows: Iterable[Row]) -> Runs | None:
    """A screen as runs; None where it is not known what stands in a cell."""
    found: Runs = []
    for row in rows:
        of_row: list[Run] = []
        for cell in row:
            if cell is None:
                return None
            text, look = _JOINED.join(cell[0]) or _HALF, cell[1]
            if of_row and of_row[-1][1].serves(look):
                of_row[-1] = (of_row[-1][0] + text, of_row[-1][1])
            else:
                of_row.append((text, look))
        found.append(of_row)
    return found


def rows(left: Runs) -> list[Row]:
    """The rows of cells that runs were made of."""
    return [_row(row) for row in left]


def _row(row: list[Run]) -> Row:
    return [_cell(letter, look) for text, look in row for letter in _CELL.findall(text)]


def _columns(row: list[Run]) -> int:
    return sum(len(_CELL.findall(text)) for text, _ in row)


def _cell(letter: str, look: Look) -> Cell:
    return blank(look) if letter == " " else (_bare(letter), look)


def _bare(text: str) -> str:
    """As the terminal is sent it."""
    return text.replace(_HALF, "").replace(_JOINED, "")


def unsure(left: Runs) -> set[int]:
    """The rows in which characters of doubtful width stand."""
    return {y for y, row in enumerate(left) if any(map(_is_unsure, {one for text, _ in row for one in text}))}


def _is_unsure(letter: str) -> bool:
    return letter == _JOINED or (letter != _HALF and is_doubtful(letter))


def drawn(left: Runs) -> str:
    """What draws a screen on a terminal that shows nothing yet."""
    sequence, pen, doubtful = "", Pen(), unsure(left)
    for y in sorted(doubtful):
        told, pen = whole(y, _row(left[y]), pen)
        sequence += told
    sure = [piece for y, row in enumerate(left) if y not in doubtful for piece in _pieces(y, row)]
    return sequence + write(sure, pen, Reach(_columns(left[0]), erases=False))[0]


def _pieces(y: int, row: list[Run]) -> Iterator[Piece]:
    x = 0
    for text, look in row:
        yield Piece(y, x, _bare(text), len(text), look)
        x += len(text)


def judged(found: Sequence[Sequence[tuple[str, list[int], str, str]]], columns: int, rows: int) -> Runs:
    """Runs as JSON gives them back, for a terminal of this size. Raises ValueError, TypeError."""
    left = [
        [(text, Look(tuple(on), foreground, background)) for text, on, foreground, background in row]
        for row in found
    ]
    if len(left) != rows or any(_columns(row) != columns for row in left):
        raise ValueError("of another size")
    for text, look in {run for row in left for run in row}:
        bare = _bare(text)
        if visible(bare) != bare or not _is_look(look):
            raise ValueError("not of our making")
    return left


def _is_look(look: Look) -> bool:
    return (
        all(type(one) is int and 0 <= one < ATTRIBUTES for one in look.attributes)
        and (look.foreground == ANY or _COLOUR.fullmatch(look.foreground) is not None)
        and _COLOUR.fullmatch(look.background) is not None
    )
