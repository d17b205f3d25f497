"""Lines in cells: each cell of the view with the dots that outlines leave in it.

Braille where the terminal has it; else an ASCII sign that leans as the dots do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil

from tui.map.outlines import HOME, Stretch, divisions, stretches
from tui.map.view import ACROSS, DOWN, SHRINK, View, clip

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a Braille sign, by row and column (Unicode, chapter 21)."""
DIVISION, COAST, BORDER, OWN = "quiet", "quiet", "rule", "strong"
"""Marks of lines: between oblasts, coasts, borders between neighbours, and Ukraine's own outline over all."""
_ORDER = (BORDER, COAST, OWN)
_DIVIDED = 0.07
"""Degrees a dot from which on oblasts are parted: they are some twelve cells wide then."""
_GAP = 3
"""One in so many dots between oblasts is set, which is fainter than borders without any colour too."""

Dot = tuple[int, int]
"""Its column and row, from the upper left corner of the view."""
Drawn = Callable[[Sequence[tuple[float, float]], int, int], Iterable[Dot]]
Cells = dict[tuple[int, int], tuple[int, str]]
"""(row, column) -> the dots that are set, as bits of a Braille sign, and the mark of the line."""


def draw(view: View) -> Cells:
    """The outlines in a view; of two lines in a cell it is the later in the order that gives the mark."""
    cells: Cells = {}
    if view.scale <= _DIVIDED:
        _set(view, divisions(), DIVISION, cells, _dotted)
    for mark in _ORDER:
        _set(view, [stretch for stretch in stretches() if _mark(stretch) == mark], mark, cells, _traced)
    return cells


def _set(view: View, lines: Iterable[Stretch], mark: str, cells: Cells, drawn: Drawn) -> None:
    """Set the dots of the lines in view."""
    shown = view.box
    dots: set[Dot] = set()
    left, top = view.dot(0, 0)
    # Written out: asking the view for each point takes three times as long.
    east, north = SHRINK / view.scale, 1 / view.scale
    for line in lines:
        box = line.box
        apart = (
            box.east < shown.west
            or box.west > shown.east
            or box.north < shown.south
            or box.south > shown.north
        )
        if not apart:
            points = [
                (left + longitude * east, top - latitude * north) for longitude, latitude in line.points
            ]
            dots.update(drawn(points, view.width * ACROSS - 1, view.height * DOWN - 1))
    for across, down in dots:
        where = down // DOWN, across // ACROSS
        bits, _ = cells.get(where, (0, mark))
        cells[where] = bits | _BITS[down % DOWN][across % ACROSS], mark


def _mark(stretch: Stretch) -> str:
    if HOME in stretch.countries:
        return OWN
    return COAST if len(stretch.countries) == 1 else BORDER


def _traced(points: Sequence[tuple[float, float]], right: int, bottom: int) -> Iterator[Dot]:
    """The dots of a line that lie in view."""
    for (x, y), (last_x, last_y) in pairwise(points):
        if not (0 <= x <= right and 0 <= y <= bottom and 0 <= last_x <= right and 0 <= last_y <= bottom):
            kept = clip((x, y, last_x, last_y), 0, 0, right, bottom)
            if kept is None:
                continue
            x, y, last_x, last_y = kept
        steps = ceil(max(abs(last_x - x), abs(last_y - y))) or 1
        across, down = (last_x - x) / steps, (last_y - y) / steps
        for at in range(steps + 1):
            yield int(x + across * at), int(y + down * at)


def _dotted(points: Sequence[tuple[float, float]], right: int, bottom: int) -> Iterator[Dot]:
    """Every so many of a line's dots, if in view; counted from its beginning, so that they move with it."""
    run = 0.0
    for (x, y), (next_x, next_y) in pairwise(points):
        across, down = next_x - x, next_y - y
        length = max(abs(across), abs(down))
        for at in range(ceil(run / _GAP), int((run + length) / _GAP) + 1):
            part = (at * _GAP - run) / length
            dot = int(x + across * part), int(y + down * part)
            if 0 <= dot[0] <= right and 0 <= dot[1] <= bottom:
                yield dot
        run += length


@cache
def sign(bits: int, braille: bool) -> str:
    """A cell's dots as one character.

    >>> [sign(bits, False) for bits in (0x09, 0xC0, 0x47, 0x8A | 0x04, 0x11, 0x01)]
    ["'", '_', '|', '/', "\\\\", "'"]
    """
    if braille:
        return chr(0x2800 + bits)
    left, right = ([row for row in range(DOWN) if bits & _BITS[row][column]] for column in range(ACROSS))
    rows = sorted({*left, *right})
    if left and right:
        lean = sum(right) / len(right) - sum(left) / len(left)
        if lean:
            return "\\" if lean > 0 else "/"
        if len(rows) > 2:
            return "|"
        return "'--_"[rows[0]]
    return "|" if len(rows) > 2 else "''.."[rows[0]]
