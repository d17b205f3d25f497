"""A reader opens the map: steps from place to place, moves, zooms, filters, and leaves for what is there."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_typed_ahead import type_at_once
from tests.map.reports import build
from tui import themes
from tui.app import WarReaderApp
from tui.map.view import UKRAINE, View
from tui.screens.dossier import DossierScreen
from tui.screens.map import MapScreen

SIZES = ((80, 24), (120, 40), (200, 60))


@pytest.fixture
def places_path(tmp_path: Path) -> Path:
    """A library whose places have coordinates."""
    return build(tmp_path / "places.db")


def labels(reader: Any) -> list[str]:
    return [place.label for place in reader.app.screen.moving.places]


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_shows_ukraine_and_what_is_mentioned(
    story: Any, places_path: Path, size: tuple[int, int]
) -> None:
    async with story(size=size, path=places_path) as reader:
        await reader.press("P")
        assert isinstance(reader.app.screen, MapScreen)
        assert "Places of the library  5 places" in reader.seen("#title")
        drawn = reader.seen("#map")
        assert "● Kyiv" in drawn and "Sievierodonetsk" in drawn and "∙ Sevastopol" in drawn
        assert "◇ Lviv" in drawn and "Black Sea" in drawn, "what is not mentioned is there to find one's way"
        assert any("⠀" < letter <= "⣿" for letter in drawn)
        assert all(len(line) <= size[0] for line in reader.seen().split("\n"))
        footer = reader.seen("#footer")
        assert "line" not in footer and ("south/north" in footer) == (size[0] >= 120), "the map's own words"
        await reader.press("q")
        assert reader.app.screen is reader.room


async def test_places_are_a_key_apart_the_most_mentioned_first(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P", "enter")
        assert "no place is chosen yet: Tab steps to one" in reader.seen("#footer")
        await reader.press("tab")
        assert "Kyiv capital, 5 mentions · 50.45° N 30.52° E · 1/5" in reader.seen("#tabs")
        await reader.press("n")
        assert "Sievierodonetsk city, 2 mentions" in reader.seen("#tabs")
        await reader.press("N", "shift+tab")
        assert "1 mention · " in reader.seen("#tabs") and "5/5" in reader.seen("#tabs")
        await reader.press("tab")
        assert "1/5" in reader.seen("#tabs"), "after the last comes the first"


async def test_the_map_moves_and_zooms_and_comes_back(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P")
        map = reader.app.screen.moving
        whole = View.of(UKRAINE, map.width, map.height)
        assert map.view == whole
        await reader.press("l", "j", "right", "down")
        assert map.view.longitude > whole.longitude and map.view.latitude < whole.latitude
        await reader.press("h", "k", "left", "up")
        assert map.view.longitude == pytest.approx(whole.longitude)
        await reader.press("tab", "+", "+")
        kyiv = map.view.cell(30.52, 50.45)
        assert map.view.scale == pytest.approx(whole.scale / 2)
        assert abs(kyiv[0] - map.width / 2) <= 1 and abs(kyiv[1] - map.height / 2) <= 1
        await reader.press("-", "0")
        assert map.view == whole
        await reader.press(*["-"] * 20)
        assert map.view.scale <= View.of(UKRAINE, map.width, map.height).scale * 4
        await reader.press(*["+"] * 30)
        assert map.view.scale == 0.002


async def test_a_place_out_of_sight_is_brought_into_view(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P", "tab", *["+"] * 6)
        await reader.press("n")
        assert "Sievierodonetsk" in reader.seen("#map") and "Kyiv" not in reader.seen("#map")


async def test_a_place_opens_its_dossier_and_the_dossier_its_place(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P", "tab", "n", "enter")
        assert isinstance(reader.app.screen, DossierScreen) and "Sievierodonetsk" in reader.seen("#title")
        await reader.press("P")
        assert isinstance(reader.app.screen, MapScreen), "the same map, and not another over it"
        assert len([one for one in reader.app.screen_stack if isinstance(one, MapScreen)]) == 1
        assert "Sievierodonetsk city" in reader.seen("#tabs")
        await reader.press("q")
        assert reader.app.screen is reader.room


async def test_what_is_typed_before_the_places_are_there_is_meant_for_them(
    story: Any, places_path: Path
) -> None:
    async with story(path=places_path) as reader:
        await type_at_once(reader, "P", "tab", "enter")
        assert isinstance(reader.app.screen, DossierScreen) and "Dossier  Kyiv" in reader.seen("#title")


async def test_from_a_place_to_its_mentions(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P", "shift+tab", "o")
        assert reader.app.screen is reader.room
        assert reader.headline == "In the harbour" and reader.chosen == "Sevastopol"


async def test_a_person_shows_the_places_named_with_it(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("J", "enter", "e", "e", "D")
        assert "Haidai" in reader.seen("#title")
        await reader.press("P")
        assert "Places named with Haidai  3 places" in reader.seen("#title")
        assert labels(reader) == ["Kyiv", "Sievierodonetsk", "Luhansk"]
        await reader.press("tab")
        assert "Kyiv capital, 2 articles" in reader.seen("#tabs")
        await reader.press("1")
        assert len(labels(reader)) == 5 and "Kyiv" in reader.seen("#tabs"), "the chosen place stays chosen"
        await reader.press("2")
        assert len(labels(reader)) == 3


async def test_the_map_of_a_search_and_of_the_article(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P", "3")
        assert "nothing was searched for yet" in reader.seen("#footer")
        await reader.press("4")
        assert "Places in “In the harbour”" in reader.seen("#title") and labels(reader) == ["Sevastopol"]
        await reader.press("q", "F", *"guns", "enter", "P", "3")
        assert "Places in what guns finds  2 places, 1 more outside the map" in reader.seen("#title")
        assert labels(reader) == ["Kyiv", "Kharkiv"]
        await reader.press("4")
        assert "“Guns at night”" in reader.seen("#title")


async def test_what_lies_elsewhere_is_told(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("I", "/", *"washington", "enter", "P")
        assert "Washington lies outside the map, at 38.90° N 77.04° W" in reader.seen("#footer")


async def test_a_click_chooses_a_place_and_another_opens_it(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P")
        map = reader.app.screen.moving
        await reader.pilot.click("#map", offset=map.view.cell(36.25, 49.98))
        await reader.settle()
        assert "Kharkiv city" in reader.seen("#tabs")
        await reader.pilot.click("#map", offset=map.view.cell(36.25, 49.98))
        await reader.settle()
        assert isinstance(reader.app.screen, DossierScreen) and "Kharkiv" in reader.seen("#title")


async def test_a_smaller_terminal_still_shows_what_was_in_view(story: Any, places_path: Path) -> None:
    async with story(path=places_path) as reader:
        await reader.press("P")
        for size in ((80, 24), (20, 5), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
        assert "● Kyiv" in reader.seen("#map")


async def test_the_map_is_ascii_where_the_locale_is(
    story: Any, places_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("NO_COLOR", "1")
    async with story(path=places_path) as reader:
        await reader.press("P")
        map = reader.app.screen.moving
        drawn = "\n".join("".join(text for text, _ in map.line(row)[0]) for row in range(map.height))
        await reader.press("tab")
        assert "50.45  N 30.52  E" in reader.seen("#tabs")
        assert "@ Kyiv" in drawn and "+ Lviv" in drawn and "?" not in drawn
        assert not any("⠀" <= letter <= "⣿" for letter in drawn) and drawn.count("/") + drawn.count("\\") > 20


async def test_a_library_without_places_has_a_map(story: Any) -> None:
    async with story() as reader:
        await reader.press("P", "tab", "+", "g", "G")
        assert "0 places" in reader.seen("#title") and "UKRAINE" in reader.seen("#map")


SHOTS = [
    *product(((80, 24), (120, 40), (200, 60)), (themes.DARK.name, themes.LIGHT.name)),
    ((120, 40), "warreader-mono"),
]


@pytest.mark.parametrize(("size", "theme"), SHOTS, ids=[f"{w}x{h}-{theme}" for (w, h), theme in SHOTS])
def test_the_map_looks_as_it_should(
    places_path: Path, tmp_path: Path, reader_of: Any, snap_compare: Any, size: tuple[int, int], theme: str
) -> None:
    app = WarReaderApp(places_path, tmp_path / "reader.db")
    app.theme = theme

    async def walk(pilot: Any) -> None:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press("P", "tab", "tab")

    assert snap_compare(app, terminal_size=size, run_before=walk)
