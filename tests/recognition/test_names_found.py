"""What a reader of war reporting sees marked, whatever the statistical model says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.entity import EntityType, FoundBy

from .conftest import read

if TYPE_CHECKING:
    from .conftest import Names


def test_kyiv_is_a_place_although_the_model_takes_it_for_a_person(names: Names) -> None:
    assert names("Kyiv said it needs more HIMARS.", Kyiv="PERSON", HIMARS="ORG") == [
        ("Kyiv", "PLACE"),
        ("HIMARS", "WEAPON"),
    ]


def test_a_spelling_that_the_gazetteer_lacks_is_found_by_its_skeleton() -> None:
    (mention,) = read("Troops left Syevyerodonetsk at night.").mentions
    assert mention.form == "Syevyerodonetsk"
    assert mention.found_by is FoundBy.GAZETTEER
    assert mention.references[0].latitude is not None


def test_city_and_oblast_of_one_name_are_both_offered_the_meant_one_first() -> None:
    city = read("Shells fell on the centre of Luhansk.").mentions[0]
    oblast = read("Shells fell all over the Luhansk region.").mentions[0]
    assert {"oblast", "city"} <= {reference.kind for reference in city.references}
    assert oblast.form == "Luhansk"
    assert oblast.references[0].kind == "oblast"


def test_many_villages_bear_one_name() -> None:
    (mention,) = read("They took the village of Mykolaivka.").mentions
    assert len(mention.references) > 4


def test_a_name_that_an_editor_completed_is_one_and_the_person_s(names: Names) -> None:
    text = "“I told (Russian President Vladimir) Putin and [Viktor] Orban,” he said."
    assert names(text)[-2:] == [("Vladimir Putin", "PERSON"), ("Viktor Orban", "PERSON")]
    assert [m.references[0].label for m in read(text).mentions[-2:]] == ["Vladimir Putin", "Viktor Orbán"]


def test_a_full_name_ends_with_its_line(names: Names) -> None:
    assert names("It is a scandal.\nHelen Peirce\nTeignmouth")[0] == ("Helen Peirce", "PERSON")
    assert names("It was Oleksiy\nBabchenko who spoke.") == [("Oleksiy Babchenko", "PERSON")]


def test_surname_alone_is_known_after_the_full_name(names: Names) -> None:
    found = names("Oleksiy Babchenko spoke first. Later Babchenko left.")
    assert found == [("Oleksiy Babchenko", "PERSON"), ("Babchenko", "PERSON")]


def test_a_name_is_read_alike_over_the_whole_article(names: Names) -> None:
    text = "Fighting went on near Zhabivske. In Zhabivske two died. Nobody slept. Zhabivske burned."
    assert names(text, Zhabivske="GPE") == [("Zhabivske", "PLACE")] * 3


def test_possessives_hyphens_and_articles_stay_outside(names: Names) -> None:
    text = "Ukraine's pro-Russian neighbours; the Kyiv-based Security Service of Ukraine."
    assert names(text) == [
        ("Ukraine", "PLACE"),
        ("Russian", "NORP"),
        ("Kyiv", "PLACE"),
        ("Security Service of Ukraine", "ORG"),
    ]


def test_a_ministry_is_one_name_but_a_possessive_parts_it_from_its_country(names: Names) -> None:
    assert names("The Latvian Transport Ministry agreed.") == [("Latvian Transport Ministry", "ORG")]
    assert names("Latvia's Transport Ministry agreed.") == [
        ("Latvia", "PLACE"),
        ("Transport Ministry", "ORG"),
    ]


def test_lower_case_forces_are_no_organisation(names: Names) -> None:
    assert names("The Russian army shelled Ukrainian armed forces.") == [
        ("Russian", "NORP"),
        ("Ukrainian", "NORP"),
    ]


def test_units_go_by_their_number(names: Names) -> None:
    assert names("Soldiers of the 72nd Separate Mechanized Brigade rested.") == [
        ("72nd Separate Mechanized Brigade", "ORG")
    ]


def test_particles_and_initials_belong_to_a_person(names: Names) -> None:
    assert names("Ursula von der Leyen met Henrik J. Sandvik there.") == [
        ("Ursula von der Leyen", "PERSON"),
        ("Henrik J. Sandvik", "PERSON"),
    ]


def test_a_title_makes_a_person_of_an_unknown_name(names: Names) -> None:
    assert names("Later Gov. Pryhodsky thanked them.") == [("Pryhodsky", "PERSON")]


def test_words_glued_by_extraction_come_apart(names: Names) -> None:
    assert names("in the regions, includingKharkiv, they said") == [("Kharkiv", "PLACE")]


def test_a_name_broken_over_a_line_is_one(names: Names) -> None:
    assert names("the aide of Volodymyr\nZelenskyy said") == [("Volodymyr Zelenskyy", "PERSON")]


def test_a_careless_page_writes_cities_in_lower_case(names: Names) -> None:
    assert names("they marched on kyiv in february") == [("kyiv", "PLACE")]
    assert names("he did yoga, spun a yarn and wore a balaclava") == []


def test_the_western_bloc_is_told_from_the_direction(names: Names) -> None:
    assert names("western officials spoke; a depot in western Ukraine burned") == [
        ("western", "NORP"),
        ("Ukraine", "PLACE"),
    ]


def test_dangerous_names_need_support(names: Names) -> None:
    assert names("Time went by, and a Hawk circled over Us. I Reach for Peace.") == []
    assert names("He told Time magazine of the Hawk missiles.") == [
        ("Time magazine", "ORG"),
        ("Hawk", "WEAPON"),
    ]


def test_a_writer_who_bears_a_missiles_name_is_a_person(names: Names) -> None:
    found = names("The author Jan Topol smiled. Topol read aloud.")
    assert found == [("Jan Topol", "PERSON"), ("Topol", "PERSON")]


def test_months_are_no_villages(names: Names) -> None:
    assert names("It fell on July 3, and in May they left.", July="GPE") == []


def test_class_nouns_join_when_capitalised_and_for_facilities(names: Names) -> None:
    text = "From Kharkiv Oblast to the Oskil river, past the Rivne nuclear power plant and Sumy region."
    assert [form for form, _ in names(text)] == [
        "Kharkiv Oblast",
        "Oskil river",
        "Rivne nuclear power plant",
        "Sumy",
    ]


def test_every_mention_tells_where_it_stands_and_why() -> None:
    text = "Gov. Serhiy Haidai said Russia shelled Lysychansk with Grad rockets, Reuters reported."
    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.form
        assert 0 < mention.confidence <= 1
        assert mention.note or mention.references


def test_a_name_longer_than_the_listed_one_is_heard_whole(names: Names) -> None:
    assert names("They met at Salisbury Cathedral.", Salisbury_Cathedral="PLACE") == [
        ("Salisbury Cathedral", "PLACE")
    ]
    assert names("The Wagner Ballet danced.", Wagner_Ballet="ORG") == [("Wagner Ballet", "ORG")]


def test_the_model_is_not_believed_where_its_span_joins_two_names(names: Names) -> None:
    text = "In Washington Anatoly Antonov spoke."
    assert names(text, Washington_Anatoly_Antonov="PLACE") == [
        ("Washington", "PLACE"),
        ("Anatoly Antonov", "PERSON"),
    ]


def test_a_possessive_parts_an_owner_from_what_is_listed_with_it(names: Names) -> None:
    assert names("The UK’s Ministry of Defence spoke of the Donetsk People’s Republic.") == [
        ("UK", "PLACE"),
        ("Ministry of Defence", "ORG"),
        ("Donetsk People’s Republic", "PLACE"),
    ]


def test_a_weapon_keeps_all_of_its_number() -> None:
    plain, other = read("Two Su-57s fell, and a Shahed-129.").mentions
    assert (plain.form, other.form) == ("Su-57s", "Shahed-129")
    assert plain.references
    assert not other.references


def test_what_no_list_has_is_believed_when_it_is_heard_twice(names: Names) -> None:
    text = "The Vorkash fired missiles at the bridge, and he said that the Vorkash had come from the west."
    assert names(text, Vorkash="WEAPON") == [("Vorkash", "WEAPON")] * 2
    assert (
        names(text.replace("Vorkash", "Larch Forum"), Larch_Forum="EVENT") == [("Larch Forum", "EVENT")] * 2
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two T-72B3M and a Su-25SM3 were lost.", ["T-72B3M", "Su-25SM3"]),
        ("They sank the frigate Turbinist; the Turbinist had 60 on board.", ["Turbinist", "Turbinist"]),
        ("He served on HMS Daring.", ["HMS Daring"]),
        ("A 50-year-old and an older man were hurt.", []),
    ],
)
def test_weapons_are_known_by_their_make(text: str, found: list[str]) -> None:
    assert [m.form for m in read(text).mentions if m.type is EntityType.WEAPON] == found


def test_the_last_of_several_regions_is_a_region_too() -> None:
    mentions = read("They hold parts of the Donetsk and Luhansk regions.").mentions
    assert mentions[-1].references[0].kind == "oblast"


def test_a_bottle_of_petrol_is_called_after_nobody(names: Names) -> None:
    text = "A Molotov cocktail flew, then ten Molotov cocktails and a molotov bomb."
    assert names(text, Molotov="PERSON", Molotov_cocktail="WEAPON") == []
    assert names(text + " Vyacheslav Molotov signed.") == [("Vyacheslav Molotov", "PERSON")]


def test_what_the_model_takes_for_a_weapon_is_one_where_arms_are_spoken_of(names: Names) -> None:
    model = {"Krasny_Gnom": "WEAPON", "P5+1": "WEAPON", "Larch_Prize": "WEAPON"}
    assert names("They fired three Krasny Gnom rockets.", **model) == [("Krasny Gnom", "WEAPON")]
    assert names("The P5+1 powers met. She won the Larch Prize, the Larch Prize of 2014.", **model) == []


def test_an_age_is_no_part_of_a_name(names: Names) -> None:
    for age in ("27-year old", "27-year-old", "27 year old"):
        assert names(f"A {age} Bogdan fled with {age} Anna Larch.", Bogdan="PERSON") == [
            ("Bogdan", "PERSON"),
            ("Anna Larch", "PERSON"),
        ]


def test_a_state_cut_short_keeps_its_stop() -> None:
    forms = [m.form for m in read("Sen. Bill Hagerty, R-Tenn., met voters in Boston, Mass.").mentions]
    assert "Tenn." in forms
    assert "Mass." in forms


def test_a_plain_word_in_a_shouted_line_is_no_organisation() -> None:
    assert not [m for m in read("AS SOMEONE WHO GREW UP THERE").mentions if m.form == "WHO"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They sent S-300, S-400 and Patriot systems.", ["S-300", "S-400", "Patriot"]),
        ("An S-300/S-400 battery and two S-300s.", ["S-300", "S-400", "S-300s"]),
        ("Storm Shadow, SCALP and Taurus missiles.", ["Storm Shadow", "SCALP", "Taurus"]),
        ("A Pantsir-S1 in Washington, D.C.", ["Pantsir-S1", "Washington, D.C."]),
    ],
)
def test_a_comma_parts_two_names_unless_a_list_has_it_inside_one(text: str, found: list[str]) -> None:
    assert [mention.form for mention in read(text).mentions] == found


def test_a_region_called_by_its_adjective_is_found_beside_its_noun_alone(names: Names) -> None:
    assert names("In several regions, includingMikołajowski, people died.") == [("Mikołajowski", "PLACE")]
    assert names("The Charkowski region burned.") == [("Charkowski", "PLACE")]
    assert names("A man called Charkowski slept.") == []
    assert names("He met Sumska there, on Kharkivska.") == []


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("A blast at the Trypilska power plant.", "Trypilska power plant", "power plant"),
        ("Smoke over the Kurakhove thermal power plant.", "Kurakhove thermal power plant", "power plant"),
        ("Drones flew past Cape Tarkhankut.", "Cape Tarkhankut", "cape"),
        ("He fought for Redut.", "Redut", "private army"),
        ("The Security Council met.", "Security Council", "institution"),
        ("They shelled the Kupiansk district.", "Kupiansk", "raion"),
        ("They shelled the Kupiansk rayon.", "Kupiansk", "raion"),
        ("They took villages of the Sumska oblast.", "Sumska", "oblast"),
        ("The Molotov-Ribbentrop Pact was signed.", "Molotov-Ribbentrop Pact", ""),
        ("He praised Hobby Lobby.", "Hobby Lobby", "company"),
    ],
)
def test_what_the_war_names_is_listed_as_what_it_is(text: str, form: str, kind: str) -> None:
    (mention,) = read(text).mentions
    assert (mention.form, mention.references[0].kind) == (form, kind)
