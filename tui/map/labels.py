"""Signs and names over the outlines: the most mentioned places first, and no name over another.

A place's sign stands in its cell, its name to the right of it or else to the left. What finds no room goes
without a name, and without a sign where a better-known place has the cell; zooming makes room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import floor, log

from rich.cells import cell_len

from core.library.places import LocatedPlace
from core.visible import visible
from tui.map.drawing import Cells, sign
from tui.map.outlines import towns
from tui.map.view import ACROSS, DOWN, SHRINK, View
from tui.reading.spans import Marks
from tui.reading.wrap import cells

Piece = tuple[str, Marks]
_SIGNS, _PLAIN_SIGNS = "∙•●", ".o@"
"""Of a place by how much it is mentioned, the least first."""
_AREAS = frozenset(("country", "oblast", "raion", "region", "sea", "peninsula"))
"""Kinds of places whose coordinates are but the middle of them: their sign is hollow."""
_CENTRES = {True: {"capital": "◆", "centre": "◇"}, False: {"capital": "#", "centre": "+"}}
_CELLS_A_NAME = 45
"""Cells of the map for each name that is put on it: with more of them the outline is lost."""


@dataclass(slots=True)
class Layer:
    """What lies over the outlines."""

    view: View
    cells: dict[tuple[int, int], tuple[str, Marks]] = field(default_factory=dict)
    """(row, column) -> a character of one cell, or the first of a wide one; "" follows it."""
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    """(row, column) -> the index of the place whose sign or name stands there."""

    def put(self, row: int, column: int, text: str, marks: Marks, place: int | None = None) -> bool:
        """Write over cells that are free and in view; whether they were."""
        letters = _letters(text)
        if not 0 <= row < self.view.height or column < 0 or column + len(letters) > self.view.width:
            return False
        for at in range(column, column + len(letters)):
            if (row, at) in self.cells:
                return False
        for at, letter in enumerate(letters, start=column):
            self.cells[row, at] = letter, marks
            if place is not None:
                self.places[row, at] = place
        return True


def lay(view: View, places: Sequence[LocatedPlace], chosen: int | None, braille: bool) -> Layer:
    """Signs and names of places in a view, then as far as there is room those of countries and centres."""
    layer = Layer(view)
    names = max(6, view.width * view.height // _CELLS_A_NAME)
    most = max((place.times for place in places), default=1)
    first = [] if chosen is None else [chosen]
    named: set[str] = set()
    # Written out: asking the view for each place takes three times as long.
    left, top = view.dot(0, 0)
    east, north = SHRINK / view.scale, 1 / view.scale
    for index in (*first, *(index for index in range(len(places)) if index != chosen)):
        place = places[index]
        column = floor((left + place.longitude * east) / ACROSS)
        row = floor((top - place.latitude * north) / DOWN)
        if not (0 <= row < view.height and 0 <= column < view.width):
            continue
        marks: Marks = ("chosen",) if index == chosen else ("place",)
        shape = ("○" if braille else "0") if place.kind in _AREAS else _sign(place.times, most, braille)
        if not layer.put(row, column, shape, marks, index):
            continue
        if names > 0 and _name(layer, row, column, visible(place.label), marks, index):
            named.add(place.label.casefold())
            names -= 1
    for town in towns():
        column, row = view.cell(town.longitude, town.latitude)
        if town.name.casefold() in named:
            continue
        if town.kind in ("country", "sea"):
            layer.put(row, column - len(town.name) // 2, town.name, ("quiet",))
        elif layer.put(row, column, _CENTRES[braille][town.kind], ("quiet",)):
            _name(layer, row, column, town.name, ("quiet",), None)
    return layer


def _name(layer: Layer, row: int, column: int, name: str, marks: Marks, place: int | None) -> bool:
    """Put a name beside a sign, to the right or else to the left; whether there was room."""
    return layer.put(row, column + 1, f" {name}", marks, place) or layer.put(
        row, column - cell_len(name) - 1, f"{name} ", marks, place
    )


def _sign(times: int, most: int, braille: bool) -> str:
    """A place's sign: the largest for the upper third of the most mentioned one's logarithm, and so on."""
    signs = _SIGNS if braille else _PLAIN_SIGNS
    return signs[min(2, int(3 * log(max(1, times)) / log(most)))] if most > 1 else signs[1]


def rows(view: View, outlines: Cells, layer: Layer, braille: bool) -> list[list[Piece]]:
    """Every row of the view as pieces, the layer over the outlines."""
    drawn = {where: (sign(bits, braille), (mark,)) for where, (bits, mark) in outlines.items()}
    made: list[list[Piece]] = [[] for _ in range(view.height)]
    ends = [0] * view.height
    for (row, column), (text, marks) in sorted({**drawn, **layer.cells}.items()):
        pieces = made[row]
        if column > ends[row]:
            pieces.append((" " * (column - ends[row]), ()))
        if pieces and pieces[-1][1] == marks:
            pieces[-1] = pieces[-1][0] + text, marks
        else:
            pieces.append((text, marks))
        ends[row] = column + 1
    return [[*pieces, (" " * (view.width - end), ())] for pieces, end in zip(made, ends, strict=True)]


@lru_cache(maxsize=8192)
def _letters(text: str) -> list[str]:
    """What is drawn in each cell of a text: after the first cell of a wide character nothing."""
    return [letter if at == 0 else "" for letter, at in cells(text)]
