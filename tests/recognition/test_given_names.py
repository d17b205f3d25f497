"""When a given name names a person: not where it is a plain word, a place, a make or half of a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.recognition.evidence import given_names

if TYPE_CHECKING:
    from .conftest import Names


@pytest.mark.parametrize(
    "text",
    [
        "Jasmine tea kept them awake.",
        "Stella beers stood on the table.",
        "Cliff edges crumbled in the rain.",
        "Wade through the mud, they were told.",
        "Ivy covered the bunker.",
        "Mina sank at her moorings.",
        "Valentine tanks rusted in the yard.",
        "Someone had kept a Valentine tank in a barn.",
        "It was hit by a Roland missile at dusk.",
        "They loaded the Ruslan freighter at dawn.",
        "Drones fell in Rosalba at night.",
    ],
)
def test_a_given_name_is_no_person_where_it_may_be_a_word_a_make_or_a_place(names: Names, text: str) -> None:
    assert "PERSON" not in dict(map(reversed, names(text)))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("His widow Dwayla mourned; her son Dwayne, nine, slept.", "Dwayne"),
        ("At night her neighbour Rimma told them of it.", "Rimma"),
        ("Next to me Ruslan waited for the medics.", "Ruslan"),
        ("It was the turn of Jasmine to dig.", "Jasmine"),
        ("Vitalina told them to dig deeper.", "Vitalina"),
        ("Vitalina, 41, had dug for three days.", "Vitalina"),
        ("Wade was tired. So they let him sleep, and left without Wade.", "Wade"),
    ],
)
def test_a_given_name_is_a_person_where_it_stands_as_one(names: Names, text: str, person: str) -> None:
    found = names(text)
    assert set(found) == {(person, "PERSON")}
    assert len(found) == text.count(person)


def test_what_the_model_hears_as_a_person_is_one_at_a_sentence_s_start_too(names: Names) -> None:
    assert names("Jasmine slept at last.", Jasmine="PERSON") == [("Jasmine", "PERSON")]


def test_a_make_is_no_person_though_the_model_says_so(names: Names) -> None:
    assert names("They fired a Roland at it, and Roland missiles hit.", Roland="PERSON") == []


def test_a_ranch_is_a_place_though_the_model_says_person(names: Names) -> None:
    assert names("Smoke rose over Porter Ranch.", Porter_Ranch="PERSON") == [("Porter Ranch", "PLACE")]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in Refugio County had voted.",
        "They fished in the Murray River all summer.",
        "The Doyle Fire Department came late.",
        "Stars shone in the Hayden Planetarium.",
        "The council of Leroy Township met.",
        "Smoke rose over Porter Ranch.",
        "She was taught in the Ivy League, they say.",
        "Ships lay in Pearl Harbor.",
        "They crossed Taras Shevchenko Park on foot.",
        "Flames reached Calvin Township. Later Calvin Township was rebuilt.",
        "He bought shares of Eli Lilly and Merrill Lynch.",
        "He parked a Harley-Davidson outside Harvey Nichols.",
    ],
)
def test_what_is_named_for_a_person_is_none(names: Names, text: str) -> None:
    assert "PERSON" not in dict(map(reversed, names(text)))


@pytest.mark.parametrize(
    "person",
    ["Fiona Hill", "Veronica Lake", "Daryl Hall", "Taras Bridge", "Mary Ann Park"],
)
def test_a_surname_may_be_the_noun_of_a_place(names: Names, person: str) -> None:
    assert names(f"Nobody had told {person} what they were to do when they came back at night.") == [
        (person, "PERSON")
    ]


def test_firms_and_harbours_named_for_persons_are_what_they_are(names: Names) -> None:
    text = "After Pearl Harbor they sold what they had of Eli Lilly and of Merrill Lynch."
    assert names(text) == [("Pearl Harbor", "PLACE"), ("Eli Lilly", "ORG"), ("Merrill Lynch", "ORG")]


def test_a_misspelt_country_is_no_person(names: Names) -> None:
    assert names("Isreal would send nothing, Isreal said.") == []


def test_a_word_that_is_a_given_name_too_begins_a_full_name_alone(names: Names) -> None:
    assert names("It was then that Guy Verhofstadt wrote to them.") == [("Guy Verhofstadt", "PERSON")]
    assert names("Some say that Guy went home.") == []


def test_what_the_press_writes_small_or_wrong_is_no_given_name() -> None:
    assert not given_names() & {"isreal", "virgina", "jospeh", "melony", "elmira", "coral", "raja", "chip"}
    assert {"dwayne", "amber", "marcus", "tyler", "micheal"} <= given_names()
