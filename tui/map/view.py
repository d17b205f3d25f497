"""A view of the map: which piece of the world the cells show, and which cell a place falls in.

Equirectangular, with degrees of longitude shrunk as at 49° N, the middle of Ukraine: shapes are true there,
and at 44° and 53° off by a tenth. A cell holds 2 by 4 dots, on most terminals as wide as they are high.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from core.library.places import Box

WINDOW = Box(14, 43, 50, 60)
"""What there are outlines of: Ukraine and its neighbours."""
UKRAINE = Box(22, 44.2, 40.4, 52.5)
SHRINK = math.cos(math.radians(49))
ACROSS, DOWN = 2, 4
"""Dots of a cell."""
STEP = 2**0.5
"""What one step of zooming multiplies by."""
_NEAREST = 0.002
"""Degrees a dot: the coast of the outlines is drawn by points five times as far apart."""


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the world in so many cells."""

    longitude: float
    """Of the middle, as is `latitude`."""
    latitude: float
    scale: float
    """Degrees of latitude in a dot."""
    width: int
    height: int

    @classmethod
    def of(cls, box: Box, width: int, height: int) -> View:
        """The nearest view that shows all of a box."""
        width, height = max(1, width), max(1, height)
        scale = max(
            (box.east - box.west) * SHRINK / (width * ACROSS), (box.north - box.south) / (height * DOWN)
        )
        return cls((box.west + box.east) / 2, (box.south + box.north) / 2, scale, width, height)

    def dot(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place falls, in dots from the upper left corner."""
        return (
            (longitude - self.longitude) * SHRINK / self.scale + self.width * ACROSS / 2,
            (self.latitude - latitude) / self.scale + self.height * DOWN / 2,
        )

    def cell(self, longitude: float, latitude: float) -> tuple[int, int]:
        """The column and row of the cell that a place falls in; it may lie outside the view."""
        across, down = self.dot(longitude, latitude)
        return math.floor(across / ACROSS), math.floor(down / DOWN)

    def place(self, column: float, row: float) -> tuple[float, float]:
        """The longitude and latitude of the middle of a cell."""
        across, down = (column + 0.5) * ACROSS, (row + 0.5) * DOWN
        return (
            self.longitude + (across - self.width * ACROSS / 2) * self.scale / SHRINK,
            self.latitude - (down - self.height * DOWN / 2) * self.scale,
        )

    @property
    def box(self) -> Box:
        """What the view shows."""
        west, north = self.place(-0.5, -0.5)
        east, south = self.place(self.width - 0.5, self.height - 0.5)
        return Box(west, south, east, north)

    def at(self, longitude: float, latitude: float) -> View:
        """The same with another middle, which stays in the window."""
        return replace(
            self,
            longitude=min(max(longitude, WINDOW.west), WINDOW.east),
            latitude=min(max(latitude, WINDOW.south), WINDOW.north),
        )

    def moved(self, columns: int, rows: int) -> View:
        """The same so many cells further to the right and down."""
        return self.at(*self.place((self.width - 1) / 2 + columns, (self.height - 1) / 2 + rows))

    def zoomed(self, steps: float) -> View:
        """Nearer by so many steps, or farther; never farther than the whole window."""
        farthest = View.of(WINDOW, self.width, self.height).scale
        return replace(self, scale=max(_NEAREST, min(farthest, self.scale / STEP**steps)))

    def showing(self, longitude: float, latitude: float) -> View:
        """The same where a place is well in view, else moved as little as brings it there, by whole cells.

        What stays in view is found again by the eye, and is mostly moved by the terminal itself.
        """
        column, row = self.cell(longitude, latitude)
        if 2 <= column < self.width - 2 and 1 <= row < self.height - 1:
            return self
        return self.moved(_beyond(column, self.width), _beyond(row, self.height))


def _beyond(cell: int, cells: int) -> int:
    """How far a cell lies outside the middle three quarters of so many cells: less than none before them."""
    margin = cells // 8
    return min(0, cell - margin) + max(0, cell - (cells - 1 - margin))


def clip(
    line: tuple[float, float, float, float], left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float] | None:
    """The piece of a line (x, y, x, y) within bounds, or None (Liang and Barsky 1984)."""
    x, y, across, down = line[0], line[1], line[2] - line[0], line[3] - line[1]
    begin, end = 0.0, 1.0
    for towards, room in ((-across, x - left), (across, right - x), (-down, y - top), (down, bottom - y)):
        if towards == 0:
            if room < 0:
                return None
        elif towards < 0:
            begin = max(begin, room / towards)
        else:
            end = min(end, room / towards)
    if begin > end:
        return None
    return x + begin * across, y + begin * down, x + end * across, y + end * down
