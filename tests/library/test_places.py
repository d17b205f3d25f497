"""What the map asks of a library: places with coordinates, of everything, of an entity, of articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import Library
from core.library.places import Box, LocatedPlace, Places
from tests.map.reports import build

EUROPE, WORLD = Box(14, 43, 50, 60), Box(-180, -90, 180, 90)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(build(tmp_path / "war.db")) as opened:
        yield opened


def told(places: list[LocatedPlace]) -> list[tuple[str, int]]:
    return [(place.label, place.times) for place in places]


def test_places_of_the_library_come_by_mentions_and_by_page(library: Library) -> None:
    places = Places(library)
    assert told(places.mentioned(EUROPE, 0, 10)) == [
        ("Kyiv", 5), ("Sievierodonetsk", 2), ("Luhansk", 1), ("Kharkiv", 1), ("Sevastopol", 1)
    ]  # fmt: skip
    assert told(places.mentioned(WORLD, 1, 2)) == [("Sievierodonetsk", 2), ("Luhansk", 1)]
    assert "Washington" in dict(told(places.mentioned(WORLD, 0, 10)))
    kyiv = places.mentioned(EUROPE, 0, 1)[0]
    assert (kyiv.latitude, kyiv.longitude, kyiv.kind) == (50.45, 30.52, "capital")


def test_places_named_with_an_entity_are_counted_in_its_articles(library: Library) -> None:
    (haidai,) = library.entities_named("Haidai")
    assert told(Places(library).named_with(haidai.id)) == [
        ("Kyiv", 2),
        ("Sievierodonetsk", 1),
        ("Luhansk", 1),
    ]


def test_places_of_an_article_are_counted_by_mentions_and_of_articles_by_articles(library: Library) -> None:
    places = Places(library)
    assert told(places.of_article(2)) == [("Kyiv", 2), ("Kharkiv", 1), ("Washington", 1)]
    assert told(places.of_articles([2, 3, 4, 99])) == [
        ("Kyiv", 2), ("Kharkiv", 1), ("Washington", 1), ("Sevastopol", 1)
    ]  # fmt: skip
    assert places.of_articles([]) == [] and places.of_article(99) == []


def test_a_place_that_is_taken_away_leaves_the_map(library: Library) -> None:
    with library.transaction():
        library.remove(4)
    assert "Sevastopol" not in dict(told(Places(library).mentioned(WORLD, 0, 10)))
