"""A reader reads one article: short forms go back to the name they stand for."""

from __future__ import annotations

from core.entity import EntityType, Reference
from tests.linking.conftest import Tell, forms


def place(id_: str, kind: str, population: int = 0, within: tuple[str, ...] = (), **at: float) -> Reference:
    return Reference(
        id_,
        EntityType.PLACE,
        id_,
        kind,
        population=population,
        within=within,
        latitude=at.get("lat"),
        longitude=at.get("lon"),
    )


def test_a_headline_names_the_governor_before_he_is_introduced(tell: Tell) -> None:
    found = tell("[PERSON Haidai] speaks\n\n[PERSON Serhiy Haidai] spoke. Mr [PERSON Haidai] left.")
    assert forms(found) == [["Haidai", "Serhiy Haidai", "Haidai"]]
    assert found[0].name.form == "Serhiy Haidai"


def test_two_people_of_one_surname_stay_apart(tell: Tell) -> None:
    found = tell(
        "[PERSON Petro Kovalenko] met [PERSON Olha Kovalenko]. Then [PERSON Kovalenko] left. "
        "Later [PERSON Petro Kovalenko] wrote. So [PERSON Kovalenko] said."
    )
    assert forms(found) == [
        ["Petro Kovalenko", "Petro Kovalenko", "Kovalenko"],
        ["Olha Kovalenko", "Kovalenko"],
    ]


def test_a_title_tells_which_of_two_is_meant(tell: Tell) -> None:
    found = tell(
        "Governor [PERSON Petro Kovalenko] met mayor [PERSON Olha Kovalenko]. "
        "Governor [PERSON Kovalenko] left."
    )
    assert forms(found)[0] == ["Petro Kovalenko", "Kovalenko"]


def test_a_misspelt_full_name_is_the_same_person(tell: Tell) -> None:
    assert len(tell("[PERSON Volodomyr Zelenskyy] spoke; [PERSON Volodymyr Zelensky] left.")) == 1


def test_a_pensioner_is_not_the_president_for_bearing_his_given_name(tell: Tell) -> None:
    known = Reference("person:vladimir-putin", EntityType.PERSON, "Vladimir Putin")
    text = (
        "[PERSON Vladimir Putin] spoke. A neighbour, [PERSON Vladimir], 80, and [PERSON Olha Bondar] wept; "
        "[PERSON Olha] left."
    )
    found = tell(text, {"Vladimir Putin": (known,)})
    assert forms(found) == [["Vladimir Putin"], ["Vladimir"], ["Olha Bondar", "Olha"]]


def test_roles_are_read_from_titles_and_appositions(tell: Tell) -> None:
    text = (
        "Luhansk regional governor [PERSON Serhiy Haidai] spoke. "
        "[PERSON Ivan Petrenko], the head of the town council, left."
    )
    haidai, petrenko = tell(text)
    assert [role.text for role in haidai.roles] == ["Luhansk regional governor"]
    assert [role.text for role in petrenko.roles] == ["head of the town council"]
    for role in (*haidai.roles, *petrenko.roles):
        plain = text.replace("[PERSON ", "").replace("]", "")
        assert plain[role.start : role.end] == role.text


def test_city_oblast_and_plant_of_one_name_are_three(tell: Tell) -> None:
    found = tell(
        "In the city of [PLACE Zaporizhzhia], far off the [PLACE Zaporizhzhia nuclear power plant], "
        "officials of the [PLACE Zaporizhzhia] region met."
    )
    assert len(found) == 3


def test_words_beside_a_place_choose_its_reference(tell: Tell) -> None:
    kherson = (
        place("oblast:kherson", "oblast", 1_000_000),
        place("city:kherson", "city", 280_000, ("oblast:kherson",)),
    )
    found = tell(
        "[PLACE Kherson] fell. In the [PLACE Kherson] region and the city of [PLACE Kherson].",
        {"Kherson": kherson},
    )
    assert [entity.name.reference.id for entity in found if entity.name.reference] == [
        "city:kherson",
        "oblast:kherson",
    ]
    assert [len(entity.mentions) for entity in found] == [2, 1]


def test_of_many_villages_the_one_near_the_other_places_is_meant(tell: Tell) -> None:
    near = place("v:1", "village", 500, ("raion:b", "oblast:donetsk"), lat=48.6, lon=38.1)
    far = place("v:2", "village", 900, ("raion:z", "oblast:odesa"), lat=46.0, lon=30.0)
    bakhmut = place("c:bakhmut", "city", 70_000, ("raion:b", "oblast:donetsk"), lat=48.59, lon=38.0)
    found = tell(
        "[PLACE Mykolaivka] is near [PLACE Bakhmut].", {"Mykolaivka": (far, near), "Bakhmut": (bakhmut,)}
    )
    assert found[0].name.reference == near


def test_a_village_that_nothing_tells_apart_stays_unresolved(tell: Tell) -> None:
    one = place("v:1", "village", 500, lat=48.6, lon=38.1)
    other = place("v:2", "village", 600, lat=46.0, lon=30.0)
    assert tell("[PLACE Mykolaivka] was hit.", {"Mykolaivka": (one, other)})[0].name.reference is None


def test_the_ministry_is_its_countrys(tell: Tell) -> None:
    found = tell(
        "[PLACE Ukraine]'s [ORG Defense Ministry] denied it. The [ORG Russian Defense Ministry] confirmed. "
        "[PLACE Ukraine]'s [ORG Ministry of Defence] insisted."
    )
    bodies = [entity for entity in found if entity.name.type is EntityType.ORG]
    assert forms(bodies) == [["Defense Ministry", "Ministry of Defence"], ["Russian Defense Ministry"]]


def test_brackets_introduce_an_abbreviation(tell: Tell) -> None:
    found = tell("The [ORG Dutch Forensic Office] ([ORG NFI]) and later the [ORG NFI] said so.")
    assert forms(found) == [["Dutch Forensic Office", "NFI", "NFI"]]


def test_a_people_is_not_its_country(tell: Tell) -> None:
    assert forms(tell("[NORP Russian] and [NORP Russians] of [PLACE Russia]")) == [
        ["Russian", "Russians"],
        ["Russia"],
    ]


def test_hostile_names_are_harmless(tell: Tell) -> None:
    words = [
        "X",
        "a" * 10_000,
        "👍👍",
        "דוד בן־גוריון",
        "Пyтiн Putin",
        "\x1b[31m".replace("[", ""),
        "...",
        "-",
    ]
    for kind in EntityType:
        assert tell(" and ".join(f"[{kind.value} {word}]" for word in words))
