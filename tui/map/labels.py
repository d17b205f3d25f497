"""Signs and names over the outlines: the most mentioned places first, and no name over another.

A place's sign stands in its cell, its name to the right of it or else to the left. What finds no room goes
without a name, and without a sign where a better-known place has the cell; zooming makes room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from rich.cells import cell_len

from core.library.places import LocatedPlace
from core.visible import visible
from tui.map.drawing import Cells, sign
from tui.map.outlines import towns
from tui.map.view import View
from tui.reading.spans import Marks

Piece = tuple[str, Marks]
_SIGNS, _PLAIN_SIGNS = "∙•●", ".o@"
"""Of a place by how much it is mentioned, the least first."""
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
        letters = _cells(text)
        where = [(row, column + at) for at in range(len(letters))]
        free = 0 <= row < self.view.height and column >= 0 and column + len(letters) <= self.view.width
        if not free or any(cell in self.cells for cell in where):
            return False
        for cell, letter in zip(where, letters, strict=True):
            self.cells[cell] = letter, marks
            if place is not None:
                self.places[cell] = place
        return True


def lay(view: View, places: Sequence[LocatedPlace], chosen: int | None, braille: bool) -> Layer:
    """Signs and names of places in a view, then as far as there is room those of countries and centres."""
    layer = Layer(view)
    names = max(6, view.width * view.height // _CELLS_A_NAME)
    most = max((place.times for place in places), default=1)
    first = [] if chosen is None else [chosen]
    named: set[str] = set()
    for index in (*first, *(index for index in range(len(places)) if index != chosen)):
        place = places[index]
        column, row = view.cell(place.longitude, place.latitude)
        marks: Marks = ("chosen",) if index == chosen else ("place",)
        if not layer.put(row, column, _sign(place.times, most, braille), marks, index):
            continue
        if names > 0 and _name(layer, row, column, visible(place.label), marks, index):
            named.add(place.label)
            names -= 1
    for town in towns():
        column, row = view.cell(town.longitude, town.latitude)
        if town.kind in ("country", "sea"):
            layer.put(row, column - len(town.name) // 2, town.name, ("quiet",))
        elif town.name not in named and layer.put(row, column, _CENTRES[braille][town.kind], ("quiet",)):
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
    return [_row(view, outlines, layer, row, braille) for row in range(view.height)]


def _row(view: View, outlines: Cells, layer: Layer, row: int, braille: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for column in range(view.width):
        where = row, column
        if where in layer.cells:
            text, marks = layer.cells[where]
        elif where in outlines:
            bits, mark = outlines[where]
            text, marks = sign(bits, braille), (mark,)
        else:
            text, marks = " ", ()
        if pieces and pieces[-1][1] == marks:
            pieces[-1] = pieces[-1][0] + text, marks
        else:
            pieces.append((text, marks))
    return pieces


def _cells(text: str) -> list[str]:
    """A text's cells; a wide character fills two, the second empty, and a mark joins the one before."""
    cells: list[str] = []
    for letter in text:
        width = cell_len(letter)
        if width == 0 and cells:
            cells[-1] += letter
        elif width:
            cells += [letter, *[""] * (width - 1)]
    return cells
