"""The lines between oblasts: found in a tiny country, as the package has them, and as they are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tui.map.build import divisions as made_of
from tui.map.drawing import DIVISION, draw
from tui.map.oblasts import Settlement, borders
from tui.map.outlines import DATA, HOME, Stretch, divisions, inside, stretches, towns
from tui.map.view import SHRINK, UKRAINE, View

FINE = 0.02
"""Degrees of latitude in a cell of the raster on which oblasts are looked at."""


def within(longitude: float, latitude: float) -> bool:
    """A tiny country."""
    return 30.1 < longitude < 31.9 and 48.1 < latitude < 49.9


def villages(**filed: str) -> list[Settlement]:
    """One every twentieth of a degree, West or East of 31°, and South of 48.6°; some filed elsewhere."""
    settled = []
    for x in range(40):
        for y in range(40):
            oblast = "South" if y < 12 else "West" if x < 20 else "East"
            settled.append(Settlement(30.025 + x / 20, 48.025 + y / 20, filed.get(f"v{x}_{y}", oblast)))
    return settled


def test_a_line_runs_between_the_settlements_of_two_and_ends_at_a_third_or_at_the_border() -> None:
    found = dict(borders(villages(), within))
    assert set(found) == {("East", "West"), ("East", "South"), ("South", "West")}
    between = found["East", "West"]
    assert all(abs(longitude - 31) <= 0.031 for longitude, _ in between)
    ends = sorted((between[0], between[-1]), key=lambda end: end[1])
    assert ends[1][1] == pytest.approx(49.9, abs=0.002)
    for other in (found["East", "South"], found["South", "West"]):
        assert ends[0] in (other[0], other[-1]), "where three meet, their lines do"
        assert all(abs(latitude - 48.6) <= 0.021 for _, latitude in other)


@pytest.mark.parametrize("stray", [("v8_28",), ("v8_28", "v9_28", "v8_29", "v9_29")])
def test_a_settlement_filed_wrongly_is_outvoted_and_no_oblast_has_a_second_piece(
    stray: tuple[str, ...],
) -> None:
    assert list(borders(villages(**dict.fromkeys(stray, "East")), within)) == list(
        borders(villages(), within)
    )


def test_an_oblast_within_another_has_a_ring() -> None:
    city = {f"v{x}_{y}": "City" for x in range(26, 31) for y in range(20, 26)}
    ring = dict(borders(villages(**city), within))["City", "East"]
    assert ring[0] == ring[-1] and len(ring) > 20


def walls(lines: tuple[Stretch, ...]) -> Iterator[tuple[int, int]]:
    for line in lines:
        for start, end in pairwise(line.points):
            steps = math.ceil(math.dist(start, end) / FINE * 2)
            for at in range(steps + 1):
                yield cell(*(a + (b - a) * at / steps for a, b in zip(start, end, strict=True)))


def cell(longitude: float, latitude: float) -> tuple[int, int]:
    return math.floor((longitude - UKRAINE.west) * SHRINK / FINE), math.floor(latitude / FINE)


AREAS = {
    "Kharkiv": 31415, "Odesa": 33310, "Dnipro": 31914, "Donetsk": 26517, "Lviv": 21833, "Zaporizhzhya": 27180,
    "Mykolayiv": 24598, "Vinnytsya": 26513, "Luhansk": 26684, "Simferopol": 26081, "Chernihiv": 31865,
    "Poltava": 28748, "Khmelnytskyi": 20645, "Cherkasy": 20900, "Chernivtsi": 8097, "Zhytomyr": 29832,
    "Sumy": 23834, "Rivne": 20047, "Ivano-Frankivsk": 13900, "Ternopil": 13823, "Kropyvnytskyi": 24588,
    "Lutsk": 20144, "Uzhhorod": 12777, "Kherson": 28461,
}  # fmt: skip
"""Square kilometres of oblasts by their centres, as the State Statistics Service of Ukraine gives them."""


def beside(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    return {near for x, y in cells for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))} - cells


def filled(start: tuple[int, int], bounds: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The cells that are reached without crossing a line."""
    reached: set[tuple[int, int]] = set()
    new = {start}
    while new:
        reached |= new
        assert len(reached) < 100_000, "it runs out"
        new = beside(new) - bounds - reached
    return reached


def square_kilometres(cells: set[tuple[int, int]]) -> float:
    return sum(math.cos(math.radians(y * FINE)) for _, y in cells) * (111.2 * FINE) ** 2 / SHRINK


def test_every_oblast_is_enclosed_and_about_as_large_as_it_is() -> None:
    bounds = set(walls((*stretches(), *divisions())))
    centres = {
        town.name: cell(town.longitude, town.latitude)
        for town in towns()
        if inside(HOME, town.longitude, town.latitude)
    }
    assert centres.keys() - AREAS.keys() == {"Kyiv", "Sevastopol", "UKRAINE"}
    del centres["UKRAINE"]
    for name, start in centres.items():
        reached = filled(start, bounds)
        assert [other for other, there in centres.items() if there in reached] == [name]
        # Half of what the lines take up is its own; the official figures count estuaries in.
        area = square_kilometres(reached) + square_kilometres(beside(reached)) / 2
        assert name not in AREAS or area == pytest.approx(AREAS[name], rel=0.08)


def test_every_line_parts_two_oblasts_within_ukraine() -> None:
    names = {name for line in divisions() for name in line.countries}
    assert len(names) == 27 and {"Crimea", "Sevastopol", "Kyiv City", "Kyiv Oblast", "Luhansk"} <= names
    assert all(len(line.countries) == 2 for line in divisions())
    assert all(inside(HOME, *point) for line in divisions() for point in line.points[1:-1])
    assert (DATA / "oblasts.tsv").stat().st_size <= 40_000


def test_the_lines_are_those_that_geonames_gives() -> None:
    source = Path(__file__).parents[2].parent / "shared/gazetteer/geonames_ua.tsv"
    if not source.exists():
        pytest.skip("GeoNames' table of Ukraine is not at hand")
    assert list(made_of(source)) == (DATA / "oblasts.tsv").read_text("utf-8").splitlines()[1:]


def between(view: View) -> dict[tuple[int, int], int]:
    """The cells in the middle of a view where only lines between oblasts are."""
    drawn = draw(view)
    return {
        (row, column): bits
        for (row, column), (bits, mark) in drawn.items()
        if mark == DIVISION and inside(HOME, *view.place(column, row))
    }


@pytest.mark.parametrize(
    ("size", "nearer", "parted"), [((118, 37), 0, True), ((78, 21), 0, False), ((78, 21), 1, True)]
)
def test_oblasts_are_parted_where_there_is_room(size: tuple[int, int], nearer: int, parted: bool) -> None:
    cells = between(View.of(UKRAINE, *size).zoomed(nearer))
    assert (len(cells) > 100) == parted
    assert sum(bits.bit_count() for bits in cells.values()) <= 1.3 * len(cells), "they are dotted"


def test_dots_move_with_the_map() -> None:
    view = View.of(UKRAINE, 118, 37).zoomed(2)
    before, after = between(view), between(view.moved(4, 2))
    same = {(row - 2, column - 4): bits for (row, column), bits in before.items() if row >= 2 and column >= 4}
    assert len(same) > 200 and same.items() <= after.items()
