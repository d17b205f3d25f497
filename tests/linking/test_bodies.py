"""Whose ministry, and which committee: mistakes met while reading real libraries."""

from __future__ import annotations

import pytest

from core.entity import EntityType, Name, Reference
from core.linking import DOUBTFUL, THRESHOLD, explain
from core.linking.coreference import local_entities
from tests.linking.conftest import Tell, forms, unmark
from tests.work import growth

ORG = EntityType.ORG
HOUSE = Reference("org:house", ORG, "House of Representatives")
COUNCIL = Reference("org:nsc", ORG, "U.S. National Security Council")


def test_a_listed_body_is_no_part_of_anothers_name(tell: Tell) -> None:
    found = tell("The [ORG House Rules Committee] met. The [ORG House] voted.", {"House": (HOUSE,)})
    assert forms(found) == [["House Rules Committee"], ["House"]]


def test_a_committee_is_called_by_its_last_words(tell: Tell) -> None:
    found = tell("The [ORG House Ethics Committee] met. The [ORG Ethics Committee] voted.")
    assert forms(found) == [["House Ethics Committee", "Ethics Committee"]]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("[PLACE Taiwan]'s [ORG Foreign Ministry] spoke of [PLACE Ukraine].", "Taiwan Foreign Ministry"),
        ("[PLACE Ukraine] and [PLACE Russia] talked. The [ORG Navy] slept.", "Navy"),
        ("[PLACE Iran] waits. Its [ORG foreign ministry] does too.", "Iran foreign ministry"),
        ("[PLACE Japan] and [PLACE Iran]: its [ORG foreign ministry] waits.", "Iran foreign ministry"),
    ],
)
def test_a_bare_body_is_a_countrys_only_where_one_is_near_or_referred_to(
    tell: Tell, text: str, full: str
) -> None:
    assert [entity.name.form for entity in tell(text) if entity.name.type is ORG] == [full]


def test_a_body_listed_under_a_bare_name_is_not_another_countrys(tell: Tell) -> None:
    text = "The [ORG National Security Council] met. [PLACE Iran]'s [ORG National Security Council] did not."
    bodies = [e for e in tell(text, {"National Security Council": (COUNCIL,)}) if e.name.type is ORG]
    assert [entity.name.reference for entity in bodies] == [COUNCIL, None]
    assert bodies[1].name.form == "Iran National Security Council"


def test_an_academic_council_is_nobodys_state_body(tell: Tell) -> None:
    found = tell("[PLACE Germany] cited the [ORG Council of the Baltic Sea States].")
    assert found[1].name.form == "Council of the Baltic Sea States"


def test_two_ministries_of_nobody_said_are_only_doubted() -> None:
    match = explain(Name(ORG, "Defence Ministry"), Name(ORG, "ministry of defense"))
    assert DOUBTFUL <= match.score < THRESHOLD
    assert "neither says whose it is" in match.reasons


def test_a_ministry_of_nobody_in_particular_is_not_the_one_that_another_article_means() -> None:
    """Over 10,000 articles 86 such mentions had become Russia's, though their articles told no country."""
    resolved = Name(ORG, "defence ministry", Reference("org:theirs", ORG, "Russian Defense Ministry"))
    for form in ("defence ministry", "defense ministry", "Ministry of Defence"):
        assert explain(resolved, Name(ORG, form)).score < THRESHOLD


def test_initials_of_three_letters_join_no_bodies_of_two_articles() -> None:
    """Over 10,000 articles "AAP" had become the American Academy of Pediatrics, and 16 others as wrongly."""
    assert explain(Name(ORG, "AAP"), Name(ORG, "American Academy of Pediatrics")).score < THRESHOLD
    assert explain(Name(ORG, "NYPD"), Name(ORG, "New York Police Department")).score >= THRESHOLD


def test_what_brackets_abbreviate_may_be_the_last_words_alone(tell: Tell) -> None:
    forces = Reference("org:afu", ORG, "Armed Forces of Ukraine")
    found = tell(
        "The [ORG 115th Brigade of the Armed Forces of Ukraine] ([ORG AFU]) held. The [ORG AFU] said so.",
        {"AFU": (forces,)},
    )
    assert [(entity.name.form, entity.name.reference) for entity in found] == [
        ("115th Brigade of the Armed Forces of Ukraine", None),
        ("AFU", forces),
    ]


def test_a_body_that_says_whose_it_is_is_not_what_lists_know_of_another_country(tell: Tell) -> None:
    ours = Reference("org:guard", ORG, "National Guard of Ukraine")
    found = tell("The [ORG Russian National Guard] came.", {"Russian National Guard": (ours,)})
    assert found[0].name.reference is None


def test_brackets_after_a_dateline_tell_who_reports(tell: Tell) -> None:
    nations = Reference("org:un", ORG, "United Nations")
    agency = Reference("org:ap", ORG, "Associated Press")
    found = tell(
        "[ORG UNITED NATIONS] ([ORG AP]) — They met.", {"UNITED NATIONS": (nations,), "AP": (agency,)}
    )
    assert [entity.name.reference for entity in found] == [nations, agency]


def test_letters_that_brackets_introduce_are_not_the_body_that_lists_know_by_them(tell: Tell) -> None:
    known = Reference("org:nrsa", ORG, "National Rail Safety Agency")
    full = "National Road Signals Agency"
    found = tell(f"The [ORG {full}] ([ORG NRSA]) spoke. [ORG NRSA] left.", {"NRSA": (known,)})
    assert [(e.name.form, e.name.reference, len(e.mentions)) for e in found] == [(full, None, 3)]
    slip = "National Rail Safetey Agency"
    found = tell(f"The [ORG {slip}] ([ORG NRSA]) spoke.", {"NRSA": (known,)})
    assert found[0].name.reference == known


@pytest.mark.parametrize(
    ("text", "full"),
    [
        (
            "He left [PLACE Iran]. The [ORG Foreign Ministry] of [PLACE Oman] did not.",
            "Oman Foreign Ministry",
        ),
        ("It wrote of [PLACE Iran]. [ORG MoD] staff from [PLACE Oman] did not.", "MoD"),
        ("They fled to [PLACE Oman]. Its [ORG MoD] helped.", "Oman MoD"),
        ("The [PLACE U.S.] [ORG navy] spoke.", "U.S. navy"),
        ("It is the [ORG Ministry of Health] of [PLACE Oman]. Much rain fell.", "Oman Ministry of Health"),
    ],
)
def test_no_owner_stands_in_another_sentence(tell: Tell, text: str, full: str) -> None:
    assert [entity.name.form for entity in tell(text) if entity.name.type is ORG] == [full]


@pytest.mark.parametrize(
    ("said", "whose"),
    [("It told the [ORG Security Council].", "UN"), ("He met with his [ORG Security Council].", "Oman")],
)
def test_a_security_council_is_the_united_nations_where_these_are_named(
    tell: Tell, said: str, whose: str
) -> None:
    found = tell(f"The [ORG U.N.] met. [PLACE Oman] waits. {said}")
    assert found[-1].name.form == f"{whose} Security Council"
    assert tell(f"[PLACE Oman] waits. {said}")[-1].name.form == "Oman Security Council"


@pytest.mark.parametrize(
    "said",
    [
        "Orlyk chaired a meeting of the [ORG Security Council] on Monday.",
        "At noon Orlyk convened the [ORG Security Council].",
        "Orlyk held an urgent session of the [ORG Security Council].",
        "The [ORG Security Council] secretary spoke.",
        "He asked his [ORG Security Council].",
    ],
)
def test_a_security_council_under_its_president_is_a_state_s(tell: Tell, said: str) -> None:
    found = tell(f"{said} The [ORG UN] said that barley had left [PLACE Oman].")
    assert [entity.name.form for entity in found] == ["Security Council", "UN", "Oman"]


def test_a_meeting_that_the_security_council_convened_is_the_united_nations(tell: Tell) -> None:
    text = "At a meeting convened by the [ORG Security Council] the [ORG UN] warned. Many held out."
    assert [entity.name.form for entity in tell(text)] == ["UN Security Council", "UN"]


@pytest.mark.parametrize(
    "said",
    [
        "The [ORG Security Council] sat with the [ORG U.N.] again. ",
        "The [ORG Defence Ministry] wrote to [PLACE Iran] and [PLACE Oman]. ",
        "The [ORG Quarry Rescue Committee] ([ORG QRC]) dug. ",
    ],
)
def test_a_body_that_is_named_again_and_again_costs_no_more_each_time(said: str) -> None:
    def link(times: int) -> None:
        local_entities(*unmark(said * times, {"QRC": (HOUSE,), "Security Council": (COUNCIL,)}))

    assert growth(link, 25) < 6
