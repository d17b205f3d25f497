"""The lines between oblasts, found from the settlements on either side (GeoNames, CC BY 4.0).

Natural Earth's countries at 1:50m have no oblasts, and outlines under the ODbL (geoBoundaries) are not to be
passed on with ours. But GeoNames says of 33,000 settlements to which oblast they belong, and a border runs
between neighbours of two. In a raster each cell falls to the oblast that the settlements around it vote for,
the nearest most by far (inverse distance weighting, Shepard 1968), so that one that is filed wrongly is
outvoted. Each oblast is one piece: what lies apart from its largest falls to the next best. Kyiv and
Sevastopol, which belong to none, count as oblasts.

Measured against geoBoundaries' ADM1 within Ukraine, by points half a kilometre apart: these lines as they are
in the package lie 1.0 km from those on average and 95 in 100 points within 2.7 km; those, which wind more and
have exclaves, 1.5 and 4.2 km from these. The farthest points lie on water and sand, where nobody lives.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tui.map.view import SHRINK, UKRAINE

Point = tuple[float, float]
Node = tuple[int, int]
"""A corner of cells: its column and row."""
Votes = NDArray[np.float64]
"""By oblast, row and column; the first oblast is nobody's."""
Owners = NDArray[np.intp]
"""By row, from the south, and column."""
_CELL = 0.02
"""Degrees of latitude, and as long to the east: 2.2 km."""
_REACH = 0.4
"""Degrees within which settlements vote: no place of Ukraine is farther from all of them."""
_NEAR = 0.04
"""Degrees below which being nearer counts for little, about what lies between two villages."""
_WEST, _SOUTH = UKRAINE.west - 1, UKRAINE.south - 1
_WIDE, _HIGH = (
    round((UKRAINE.east + 1 - _WEST) * SHRINK / _CELL),
    round((UKRAINE.north + 1 - _SOUTH) / _CELL),
)
"""Cells of the raster, which reaches a degree beyond Ukraine."""
_NOBODY = 1e-9
"""The vote of the sea."""
_HALVINGS = 5
"""Of a step that crosses the outline, to find where: to 0.1 km."""


class Settlement(NamedTuple):
    longitude: float
    latitude: float
    oblast: str


def settlements(ukraine: Path) -> list[Settlement]:
    """The populated places of a table from GeoNames that say where they belong."""
    with ukraine.open(encoding="utf-8", newline="") as lines:
        return [
            Settlement(float(row["lon"]), float(row["lat"]), row["admin1_name"])
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["fclass"] == "P" and row["admin1_name"]
        ]


def borders(
    settled: Sequence[Settlement], is_inside: Callable[[float, float], bool]
) -> Iterator[tuple[tuple[str, str], list[Point]]]:
    """Two neighbours and a line between them, for every such line as far as it lies inside."""
    names = sorted({one.oblast for one in settled})
    for (one, other), chain in _chains(_whole(_votes(settled, names))):
        for piece in _kept([_place(*corner) for corner in _middles(chain)], is_inside):
            yield (names[one - 1], names[other - 1]), piece


def _place(column: float, row: float) -> Point:
    """The longitude and latitude of a corner of cells."""
    return _WEST + column * _CELL / SHRINK, _SOUTH + row * _CELL


def _votes(settled: Iterable[Settlement], names: Sequence[str]) -> Votes:
    """What each cell has of votes for nobody and for every oblast."""
    votes = np.zeros((len(names) + 1, _HIGH, _WIDE))
    votes[0] = _NOBODY
    reach = round(_REACH / _CELL)
    for longitude, latitude, oblast in settled:
        x, y = (longitude - _WEST) * SHRINK / _CELL - 0.5, (latitude - _SOUTH) / _CELL - 0.5
        across = slice(max(0, round(x) - reach), round(x) + reach + 1)
        up = slice(max(0, round(y) - reach), round(y) + reach + 1)
        box = votes[names.index(oblast) + 1, up, across]
        rows, columns = up.start + np.arange(box.shape[0]), across.start + np.arange(box.shape[1])
        apart = (rows[:, None] - y) ** 2 + (columns - x) ** 2 + (_NEAR / _CELL) ** 2
        box += 1 / (apart * apart * apart)
    return votes


def _whole(votes: Votes) -> Owners:
    """Whose each cell is, with every oblast in one piece."""
    while True:
        owners: Owners = votes.argmax(axis=0)
        lost = False
        for owner, pieces in _pieces(owners).items():
            for piece in sorted(pieces, key=len)[:-1] if owner else ():
                votes[owner][tuple(np.array(piece).T)] = 0
                lost = True
        if not lost:
            return owners


def _pieces(owners: Owners) -> dict[int, list[list[Node]]]:
    """The cells of each owner, by what hangs together."""
    left = {
        (row, column): owner for row, line in enumerate(owners.tolist()) for column, owner in enumerate(line)
    }
    pieces: dict[int, list[list[Node]]] = defaultdict(list)
    while left:
        start, owner = left.popitem()
        piece = [start]
        for row, column in piece:
            for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if left.get(near) == owner:
                    del left[near]
                    piece.append(near)
        pieces[owner].append(piece)
    return pieces


def _chains(owners: Owners) -> Iterator[tuple[tuple[int, int], list[Node]]]:
    """Two oblasts and a line between their cells, whole as far as no third or the sea comes to it."""
    sides: dict[Node, dict[Node, tuple[int, int]]] = defaultdict(dict)
    for upright in (False, True):
        one, other = (owners[:, :-1], owners[:, 1:]) if upright else (owners[:-1], owners[1:])
        for row, column in np.argwhere((one != other) & (one > 0) & (other > 0)).tolist():
            start = (column + 1, row) if upright else (column, row + 1)
            end = column + 1, row + 1
            here, there = int(one[row, column]), int(other[row, column])
            sides[start][end] = sides[end][start] = min(here, there), max(here, there)
    ends = {node for node, there in sides.items() if len(there) != 2 or len(set(there.values())) == 2}
    for start in (*sorted(ends), *sides):  # a ring has no end, and begins anywhere
        while sides[start]:
            chain = [start]
            while len(chain) == 1 or (chain[-1] not in ends and chain[-1] != start):
                after, pair = sides[chain[-1]].popitem()
                del sides[after][chain[-1]]
                chain.append(after)
            yield pair, chain


def _middles(chain: Sequence[Node]) -> list[Point]:
    """A line by the middles of its steps, which makes a slope of stairs, between its own ends."""
    middles = [((x + next_x) / 2, (y + next_y) / 2) for (x, y), (next_x, next_y) in pairwise(chain)]
    if chain[0] == chain[-1]:
        return [*middles, middles[0]]
    return [chain[0], *middles, chain[-1]]


def _kept(points: Sequence[Point], is_inside: Callable[[float, float], bool]) -> Iterator[list[Point]]:
    """The pieces of a line that lie inside."""
    whether = [is_inside(*point) for point in points]
    piece = [points[0]] if whether[0] else []
    for (start, end), (was, now) in zip(pairwise(points), pairwise(whether), strict=True):
        if was != now:
            inner, outer = (end, start) if now else (start, end)
            for _ in range(_HALVINGS):
                middle = (inner[0] + outer[0]) / 2, (inner[1] + outer[1]) / 2
                inner, outer = (middle, outer) if is_inside(*middle) else (inner, middle)
            piece.append(inner)
        if now:
            piece.append(end)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece
