"""Where places fall in cells, and what is drawn there."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.library.places import LocatedPlace
from tui.map.drawing import draw, sign
from tui.map.labels import lay, rows
from tui.map.view import SHRINK, UKRAINE, WINDOW, View, clip

SIZES = ((78, 21), (118, 37), (198, 57))
VIEWS = st.builds(
    lambda lon, lat, scale, width, height: View(lon, lat, scale, width, height),
    st.floats(WINDOW.west, WINDOW.east),
    st.floats(WINDOW.south, WINDOW.north),
    st.floats(0.002, 0.3),
    st.integers(1, 250),
    st.integers(1, 80),
)


@given(VIEWS, st.data())
def test_the_middle_of_a_cell_falls_in_that_cell(view: View, data: st.DataObject) -> None:
    cell = data.draw(st.tuples(st.integers(0, view.width - 1), st.integers(0, view.height - 1)))
    assert view.cell(*view.place(*cell)) == cell


@given(VIEWS, st.floats(14, 50), st.floats(43, 60))
def test_a_place_lies_in_the_cell_that_it_falls_in(view: View, longitude: float, latitude: float) -> None:
    back = view.place(*view.cell(longitude, latitude))
    assert abs(back[0] - longitude) <= view.scale / SHRINK * 1.001
    assert abs(back[1] - latitude) <= view.scale * 2.001


@given(VIEWS, st.integers(-60, 60), st.integers(-30, 30), st.integers(-20, 20))
def test_moving_and_zooming_never_leave_the_map(view: View, columns: int, down: int, steps: int) -> None:
    there = view.moved(columns, down).zoomed(steps)
    assert WINDOW.west <= there.longitude <= WINDOW.east and WINDOW.south <= there.latitude <= WINDOW.north
    assert 0.002 <= there.scale <= max(0.002, View.of(WINDOW, view.width, view.height).scale)


@given(VIEWS, st.floats(14, 50), st.floats(43, 60))
def test_a_place_is_brought_into_view_and_no_farther(view: View, longitude: float, latitude: float) -> None:
    assume(view.width >= 10 and view.height >= 8)
    (column, row), there = view.cell(longitude, latitude), view.showing(longitude, latitude)
    shown = there.cell(longitude, latitude)
    assert 0 <= shown[0] < view.width and 0 <= shown[1] < view.height
    if 2 <= column < view.width - 2 and 1 <= row < view.height - 1:
        assert there == view
    else:  # a cell more is what rounding may do
        assert abs(shown[0] - column) <= max(0, abs(column - view.width // 2) - view.width // 4) + 1
        assert abs(shown[1] - row) <= max(0, abs(row - view.height // 2) - view.height // 4) + 1


def test_a_kilometre_is_as_long_either_way_in_the_middle_of_ukraine() -> None:
    view = View.of(UKRAINE, 120, 37)
    (x, y), (east, _), (_, north) = view.dot(31, 49), view.dot(32, 49), view.dot(31, 50)
    assert math.isclose((east - x) / math.cos(math.radians(49)), y - north)


@pytest.mark.parametrize("size", SIZES)
def test_all_of_ukraine_is_in_view_at_any_size(size: tuple[int, int]) -> None:
    view = View.of(UKRAINE, *size)
    for place in ((22.14, 48.4), (40.2, 49.3), (33.7, 44.4), (34.0, 52.35)):
        column, row = view.cell(*place)
        assert 0 <= column < size[0] and 0 <= row < size[1]


@given(*(st.floats(-50, 50) for _ in range(4)))
def test_what_is_clipped_lies_within_and_on_the_line(x: float, y: float, to_x: float, to_y: float) -> None:
    kept = clip((x, y, to_x, to_y), 0, 0, 10, 10)
    if kept is None:
        assert not any(0 < v < 10 and 0 < w < 10 for v, w in ((x, y), (to_x, to_y)))
        return
    for across, down in (kept[:2], kept[2:]):
        assert -1e-6 <= across <= 10 + 1e-6 and -1e-6 <= down <= 10 + 1e-6
        assert abs((across - x) * (to_y - y) - (down - y) * (to_x - x)) <= 1e-6


@given(VIEWS)
def test_nothing_is_drawn_outside_the_view(view: View) -> None:
    assert all(0 <= row < view.height and 0 <= column < view.width for row, column in draw(view))


PLACES = [
    LocatedPlace(1, "Kyiv", "capital", 50.45, 30.52, 90),
    LocatedPlace(2, "東\x1b[31m Kyiv", "city", 50.46, 30.9, 40),
    LocatedPlace(3, "Vyshneve", "town", 50.39, 30.37, 1),
    LocatedPlace(4, "Uzhhorod", "city", 48.62, 22.3, 1),
]


@pytest.mark.parametrize("braille", [True, False])
@pytest.mark.parametrize("size", [(1, 1), (20, 5), *SIZES])
def test_rows_fill_the_view_whatever_is_on_it(size: tuple[int, int], braille: bool) -> None:
    from rich.cells import cell_len

    view = View.of(UKRAINE, *size)
    drawn = rows(view, draw(view), lay(view, PLACES, 1, braille), braille)
    lines = ["".join(text for text, _ in row) for row in drawn]
    assert [cell_len(line) for line in lines] == [size[0]] * size[1]
    assert "\x1b" not in "".join(lines)
    assert braille or all(line.replace("東", "").replace("␛", "").replace("ș", "").replace("ă", "").isascii()
                          for line in lines)  # fmt: skip


def test_the_most_mentioned_place_has_its_name_and_no_name_lies_over_another() -> None:
    view = View.of(UKRAINE, 118, 37)
    layer = lay(view, PLACES, None, True)
    drawn = "\n".join("".join(text for text, _ in row) for row in rows(view, {}, layer, True))
    assert "● Kyiv" in drawn and "∙ Uzhhorod" in drawn
    nearer = view.at(30.52, 50.45).zoomed(8)
    drawn = "\n".join(
        "".join(text for text, _ in row) for row in rows(nearer, {}, lay(nearer, PLACES, None, True), True)
    )
    assert "∙ Vyshneve" in drawn and "● Kyiv" in drawn


def test_dots_lean_as_lines_do_in_ascii() -> None:
    assert [sign(bits, False) for bits in (0x00 | 0x01, 0xC0, 0x47, 0x11, 0x0A)] == ["'", "_", "|", "\\", "/"]
    assert sign(0xFF, True) == "⣿"
