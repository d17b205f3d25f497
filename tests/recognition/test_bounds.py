"""Where a name begins and ends, and what makes one of letters that others leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entity import form_of
from core.recognition.rules import CLASS_NOUNS, FACILITIES
from tests.work import growth

from .conftest import read

if TYPE_CHECKING:
    from .conftest import Names


@pytest.mark.parametrize(
    ("text", "heard", "label", "found"),
    [
        ("It was the Grain Office of the region.", "Grain Office of the", "ORG", "Grain Office"),
        ("At the 12th Amber Assembly they voted.", "12th Amber Assembly", "ORG", "Amber Assembly"),
        ("Soldiers of the 12th Amber Brigade ran.", "12th Amber Brigade", "ORG", "12th Amber Brigade"),
        ("The WHO waited for an answer.", "WHO", "ORG", "WHO"),
        ("Volunteers Oksana Tkach and others dug.", "Volunteers Oksana Tkach", "PERSON", "Oksana Tkach"),
        ("He stayed at Pushkin House that night.", "Pushkin House", "PERSON", "Pushkin House"),
    ],
)
def test_what_the_model_hears_is_cut_to_the_name(
    names: Names, text: str, heard: str, label: str, found: str
) -> None:
    assert [form for form, _ in names(text, **{heard.replace(" ", "_"): label})] == [found]


def test_a_building_is_no_person_though_the_model_says_so(names: Names) -> None:
    assert (
        names("He stayed at Tolstoy House, near Tolstoy House.", Tolstoy_House="PERSON")
        == [("Tolstoy House", "PLACE")] * 2
    )


def test_plain_words_before_and_after_a_known_person_stay_outside(names: Names) -> None:
    assert names("Ruthless Putin laughed.", Ruthless_Putin="PERSON") == [("Putin", "PERSON")]
    assert names("Olena Hrytsenko Tonight is a show. Tonight they met.") == [("Olena Hrytsenko", "PERSON")]


def test_a_surname_keeps_its_particle_and_the_initial_before_it(names: Names) -> None:
    text = "Chris Van Kampen spoke. Later Van Kampen left, and C. Van Kampen wrote to them."
    assert names(text) == [
        ("Chris Van Kampen", "PERSON"),
        ("Van Kampen", "PERSON"),
        ("C. Van Kampen", "PERSON"),
    ]
    assert names("(Photo/K. Andrew Lindqvist)") == [("K. Andrew Lindqvist", "PERSON")]


def test_the_stop_of_a_shortened_word_is_the_name_s(names: Names) -> None:
    assert names("It was sold to Marlow Castings Inc. last year.", Marlow_Castings_Inc="ORG") == [
        ("Marlow Castings Inc.", "ORG")
    ]
    assert names("Then Oleksiy Babchenko Jr. spoke.") == [("Oleksiy Babchenko Jr.", "PERSON")]


def test_a_paper_is_named_without_its_article(names: Names) -> None:
    assert names("She writes for The Insider and The Atlantic.") == [("Insider", "ORG"), ("Atlantic", "ORG")]


def test_rubrics_are_no_agencies(names: Names) -> None:
    assert names("Read all World News and Latest News today. News of Moscow spread.") == [("Moscow", "PLACE")]


def test_a_ministry_in_lower_case_is_one_without_its_country(names: Names) -> None:
    assert names("The Ukraine defence ministry agreed.") == [
        ("Ukraine", "PLACE"),
        ("defence ministry", "ORG"),
    ]
    assert names("Ukraine’s ministry of defence agreed with its ministry of foreign affairs.") == [
        ("Ukraine", "PLACE"),
        ("ministry of defence", "ORG"),
        ("ministry of foreign affairs", "ORG"),
    ]


def test_the_west_in_lower_case_acts_or_lies_somewhere(names: Names) -> None:
    assert names("The west believes them; they were cheated by the west.") == [("west", "PLACE")] * 2
    assert names("They came from the west, and in the west of the country it rained.") == []
    assert names("Trucks with western-supplied shells came.") == [("western", "NORP")]


@pytest.mark.parametrize(
    "text",
    [
        "Snow lay between the west and the south of the valley.",
        "They crept in by the west gate of Azovstal.",
        "Carts waited by the west road.",
        "Sand was blown about by the west wind.",
        "Villagers said the west was calm.",
        "The west is hilly, the west has lakes and the west had rain.",
    ],
)
def test_the_west_of_somewhere_is_no_bloc(names: Names, text: str) -> None:
    assert "west" not in [form for form, _ in names(text)]


@pytest.mark.parametrize(
    "text", ["Some blamed the west", "It turned against the west, again.", "by the west’s"]
)
def test_the_west_that_ends_a_clause_is_dealt_with(names: Names, text: str) -> None:
    assert names(text) == [("west", "PLACE")]


def test_a_ministry_has_both_words_of_its_portfolio(names: Names) -> None:
    assert names("Its ministry of digital transformation and its digital ministry are one.") == [
        ("ministry of digital transformation", "ORG"),
        ("digital ministry", "ORG"),
    ]
    assert names("It has a ministry of foreign") == []


def test_a_report_and_a_crew_are_nobody_in_particular(names: Names) -> None:
    assert names("They printed a Special Report on Kherson's bridges.") == [("Kherson", "PLACE")]
    assert names("CREW OF TUG IS SAFE IN ODESA") == [("ODESA", "PLACE")]
    text = "Citizens for Responsibility and Ethics in Washington (CREW) wrote. CREW waits."
    assert [form for form, _ in names(text)][1:] == ["CREW", "CREW"]


def test_states_stand_in_brackets_and_behind_parties(names: Names) -> None:
    text = "John Boozman (Ark.), Lindsey Graham (R-S.C.) and Mary Holt (D-MD); Ann Ray (TX-11)."
    assert [form for form, type_ in names(text) if type_ == "PLACE"] == ["Ark.", "S.C.", "MD", "TX"]


def test_x_is_a_platform_where_somebody_posts(names: Names) -> None:
    assert names("He wrote on X that it rained. In a post to X she agreed.") == [("X", "ORG")] * 2
    assert names("They worked on X for years, and so many went on X-rays.") == []


def test_letters_in_brackets_stand_for_the_name_before_them(names: Names) -> None:
    text = "QRC slept. The Quarry Rescue Committee (QRC) dug. The QRC asked, but (NBX) did not."
    assert names(text) == [
        ("QRC", "ORG"),
        ("Quarry Rescue Committee", "ORG"),
        ("QRC", "ORG"),
        ("QRC", "ORG"),
    ]
    assert names("The Quarry Rescue Committee (EMT) dug; EMT slept.") == [("Quarry Rescue Committee", "ORG")]


def test_letters_that_are_explained_again_and_again_cost_no_more_each_time() -> None:
    assert growth(lambda times: read("The Quarry Rescue Committee (QRC) dug. " * times), 25) < 6


def test_a_given_name_by_itself_is_a_person(names: Names) -> None:
    text = "Her sister Ulyana, nine, and Petro were there."
    assert names(text) == [("Ulyana", "PERSON"), ("Petro", "PERSON")]
    assert names("Only ULYANA-2 burned.") == []


def test_names_that_no_list_of_slavs_has_are_given_names_too(names: Names) -> None:
    assert names("Writers Laurie Kellman, Zeke Miller and Deb Riechmann helped.") == [
        ("Laurie Kellman", "PERSON"),
        ("Zeke Miller", "PERSON"),
        ("Deb Riechmann", "PERSON"),
    ]


def test_laws_and_aeroplanes_hold_no_names(names: Names) -> None:
    assert names("On Air Force One he spoke of the Geneva Conventions.", Geneva="GPE", Air_Force="ORG") == []


def test_a_sea_lends_its_name_to_no_peninsula(names: Names) -> None:
    assert names("They left the Black Sea peninsula.")[0] == ("Black Sea", "PLACE")


def test_wars_and_games_are_events_whatever_people_they_begin_with(names: Names) -> None:
    text = "Since the second world war and the Cuban Missile Crisis the World Economic Forum met."
    assert names(text) == [
        ("second world war", "EVENT"),
        ("Cuban Missile Crisis", "EVENT"),
        ("World Economic Forum", "EVENT"),
    ]


def test_a_name_is_not_widened_over_a_comma_or_a_possessive(names: Names) -> None:
    found = names("They live in Zorrowby, Cumbria, today.", Zorrowby="GPE", **{"Zorrowby,_Cumbria": "GPE"})
    assert ("Cumbria", "PLACE") in found


def test_a_plain_word_is_a_surname_where_it_speaks_and_after_mr(names: Names) -> None:
    text = "Oksana Price spoke. Price told them to wait. Price is all that counts."
    assert names(text) == [("Oksana Price", "PERSON"), ("Price", "PERSON")]
    assert names("Then Ms Young and Mr Rivers left, but Mr Speaker stayed.") == [
        ("Young", "PERSON"),
        ("Rivers", "PERSON"),
    ]


def test_the_baltic_is_a_sea_and_its_states_are_a_people_s(names: Names) -> None:
    assert names("The Baltic states lie by the Baltic sea.") == [("Baltic", "NORP"), ("Baltic sea", "PLACE")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Villagers Cheer as Train Reaches Vilnius Airport", "Vilnius Airport"),
        ("Rafts Drift Beyond Mykolaiv Bridge and Kherson Bridge", "Kherson Bridge"),
        ("Engineers Return Quietly to Lviv Power Plant", "Lviv Power Plant"),
    ],
)
def test_a_headline_may_end_on_the_noun_that_belongs_to_its_last_place(
    names: Names, text: str, found: str
) -> None:
    assert names(text)[-1][0] == found


_PLACES = st.sampled_from(
    ["Kyiv", "Kharkiv", "Donets", "Crimea", "Black Sea", "Luhansk", "Moscow", "Washington"]
)
_AMONG = st.sampled_from(["and", "Hits", "Near", "Ministry", "Frigate", "Su", "27", "X", "General", "Oksana"])
_NOUNS = st.sampled_from(sorted(map(str.title, CLASS_NOUNS | FACILITIES)))
_JOINTS = st.just(" ") | st.sampled_from([" ", "-", ", ", "\n", "’s ", " (", ". "])


@given(st.lists(st.tuples(_JOINTS, _PLACES | _NOUNS | _AMONG), max_size=8), _PLACES, _NOUNS)
def test_every_mix_of_places_and_nouns_is_read_to_its_end(
    parts: list[tuple[str, str]], place: str, noun: str
) -> None:
    text = "".join(word + joint for joint, word in parts) + f"{place} {noun}"
    end = 0
    for mention in read(text).mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert form_of(text[mention.start : mention.end]) == mention.form
        end = mention.end


@pytest.mark.parametrize(
    ("text", "form", "type_"),
    [
        ("More ships are wanted in the Baltic.", "Baltic", "PLACE"),
        ("They lost a ship in the Baltic as winter came.", "Baltic", "PLACE"),
        ("They say the Baltic is freezing.", "Baltic", "PLACE"),
        ("They wrote to the Baltic capitals.", "Baltic", "NORP"),
        ("They wrote to the Baltic and Nordic capitals.", "Baltic", "NORP"),
        ("They climbed the Hindu Kush in winter.", "Hindu Kush", "PLACE"),
        ("They prayed at a Hindu shrine.", "Hindu", "NORP"),
    ],
)
def test_a_people_s_name_is_a_region_s_where_no_noun_follows(
    names: Names, text: str, form: str, type_: str
) -> None:
    assert names(text)[0] == (form, type_)


def test_half_of_a_people_s_name_is_none_by_itself(names: Names) -> None:
    assert names("The Russo-Georgian border was shut.") == [("Russo", "NORP"), ("Georgian", "NORP")]
    assert names("He met Marc Russo, and the Russo sisters wrote.") == [
        ("Marc Russo", "PERSON"),
        ("Russo", "PERSON"),
    ]
    assert names("At noon old Russo said nothing.") == []


def test_iskandar_is_a_missile_among_arms_alone(names: Names) -> None:
    assert names("In the story Iskandar rode on to the sea.") == []
    assert names("They launched an Iskandar missile.", Iskandar="PRODUCT") == [("Iskandar", "WEAPON")]
    text = "Two Iskandar missiles came down, then a third Iskandar fell."
    assert names(text, Iskandar="GPE") == [("Iskandar", "WEAPON")] * 2
    assert (
        names("Iskandar spoke, Iskandar sang, Iskandar sat by an Iskandar missile.", Iskandar="PERSON")
        == [("Iskandar", "PERSON")] * 4
    )
