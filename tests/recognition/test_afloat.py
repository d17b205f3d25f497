"""A reader of naval news sees the cruiser told from the capital that it is named after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import read

if TYPE_CHECKING:
    from .conftest import Names


@pytest.mark.parametrize(
    "text",
    [
        "The flagship vessel, Moskva, burned.",
        "It was the Russian warship, called the Moskva.",
        "A large landing ship “Orsk” lay there.",
        "The Moskva, the flagship of the Black Sea Fleet, burned.",
        "They sank the Moskva, its Black Sea Fleet flagship.",
        "The warship burned. Nobody was aboard the Moskva when it sank.",
        "The ship burned. Crews left the Moskva’s decks.",
        "The Moskva missile cruiser burned.",
        "The alligator-class landing ship Saratov lay there.",
        "Landing ships “Caesar Kunikov” and “Orsk” were hit.",
        "They hit the ships Caesar Kunikov, Orsk and Minsk.",
        "They hit the ships Caesar Kunikov, Minsk and the Orsk.",
    ],
)
def test_a_ship_that_is_named_like_a_city(names: Names, text: str) -> None:
    name = next(one for one in ("Moskva", "Orsk", "Saratov") if one in text)
    assert (name, "WEAPON") in names(text, **{name: "GPE"})


@pytest.mark.parametrize(
    "text",
    [
        "The warship left. They met in Minsk.",
        "A ship left. Russia broke the Minsk agreements.",
        "A ship left. The governor of the Saratov region spoke.",
        "The frigate left, and on the Moskva river they danced.",
        "I follow the Moskva, down to Gorky Park.",
        "The submarine left. Rostov-on-Don was shelled.",
        "Ships left the Azov and Black seas.",
        "Two ships from Odesa and Saratov arrived.",
        "The captain of a warship, Ivan Larch, and Minsk disagree.",
    ],
)
def test_a_city_where_ships_are_spoken_of(names: Names, text: str) -> None:
    assert "WEAPON" not in {kind for _, kind in names(text)}


def test_a_report_on_the_ship_means_it_throughout_but_not_the_city_beside_it() -> None:
    text = (
        "The landing ship Saratov burned. Saratov sank at noon. A factory in Saratov had built its engines."
    )
    found = [m for m in read(text, Saratov="GPE").mentions if m.form == "Saratov"]
    assert [m.type for m in found] == ["WEAPON", "WEAPON", "PLACE"]
    assert found[0].references[0].kind == "ship"


@pytest.mark.parametrize("noun", ["region", "oblast", "airport", "front"])
def test_a_region_keeps_its_name_beside_a_ship_that_no_list_has(names: Names, noun: str) -> None:
    found = names(f"The frigate Donetsk left port. Troops took the Donetsk {noun}, and the Donetsk sank.")
    assert [kind for _, kind in found] == ["WEAPON", "PLACE", "WEAPON"]


def test_an_agreement_made_in_a_city_is_not_made_aboard_the_ship_of_its_name(names: Names) -> None:
    found = names(
        "The corvette Minsk sank. They broke the Minsk accords, and Minsk protested. The Minsk burned."
    )
    assert [kind for _, kind in found] == ["WEAPON", "PLACE", "WEAPON", "WEAPON"]


@pytest.mark.parametrize("kind", ["battleship", "tugboat", "minesweeper", "submarine"])
def test_every_kind_of_ship_tells_one_that_is_listed_and_one_that_is_not(names: Names, kind: str) -> None:
    assert ("Saratov", "WEAPON") in names(f"The {kind} Saratov burned.")
    assert ("Saratov", "WEAPON") in names(f"Two {kind}s lay there. The Saratov sank.")
    assert ("Suzdalets", "WEAPON") in names(f"The {kind} Suzdalets burned.")


def test_a_ship_that_no_list_has_stands_after_its_kind(names: Names) -> None:
    assert ("Suzdalets", "WEAPON") in names("Sailors stood on the corvette ship Suzdalets.")
