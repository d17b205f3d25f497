"""Which place an article means, of all that bear a name: mistakes met while reading real libraries."""

from __future__ import annotations

import pytest

from core.entity import EntityType, FoundBy, LocalEntity, Mention, Name, Reference
from core.linking import DOUBTFUL, THRESHOLD, Linker, explain
from core.linking.coreference import local_entities
from tests.linking.conftest import Tell, unmark
from tests.linking.memory import MemoryStore

PLACE = EntityType.PLACE
UKRAINE = Reference("country:UA", PLACE, "Ukraine", "country")
AMERICA = Reference("country:US", PLACE, "United States", "country")
OBLAST = Reference("o", PLACE, "Kherson Oblast", "oblast", population=1_000_000, within=("country:UA",))
CITY = Reference("c", PLACE, "Kherson", "city", population=66_000, within=("r", "o", "country:UA"))
PLANT = Reference("p", PLACE, "Kherson nuclear power plant", "nuclear plant")


def listed(marked: str, references: dict[str, tuple[Reference, ...]]) -> list[LocalEntity]:
    """The places of a text whose mentions were found in a list made by hand."""
    text, mentions = unmark(marked, references)
    found = (
        Mention(m.start, m.end, m.form, m.type, found_by=FoundBy.LEXICON, references=m.references)
        for m in mentions
    )
    return local_entities(text, list(found))


def test_what_is_listed_is_meant_before_a_namesake_that_the_gazetteer_knows_more_of() -> None:
    capital = Reference("dc", PLACE, "Washington", "city", within=("country:US",))
    hamlet = Reference("ut", PLACE, "Washington", "city", population=24_299, within=("country:US",))
    text = "[PLACE Washington] and the [PLACE United States] agreed."
    found = listed(text, {"Washington": (capital, hamlet), "United States": (AMERICA,)})
    assert found[0].name.reference == capital


def test_naming_a_country_draws_no_namesake_into_it(tell: Tell) -> None:
    port = Reference("ua", PLACE, "Odesa", "city", population=1_010_537, within=("r", "o", "country:UA"))
    texan = Reference("tx", PLACE, "Odessa", "city", population=114_428, within=("country:US",))
    found = tell(
        "The [PLACE US] and [PLACE Ukraine] spoke of [PLACE Odessa].",
        {"US": (AMERICA,), "Ukraine": (UKRAINE,), "Odessa": (port, texan)},
    )
    assert found[2].name.reference == port


def test_a_place_that_bears_the_name_is_meant_before_one_that_bore_it(tell: Tell) -> None:
    former = Reference("n", PLACE, "Nikopol", "city", population=105_160)
    present = Reference("s", PLACE, "Slovyansk", "city", population=105_141)
    found = tell("[PLACE Slaviansk] was hit.", {"Slaviansk": (former, present)})
    assert found[0].name.reference == present


def test_a_name_that_a_city_and_a_river_share_is_the_city_but_for_the_article(tell: Tell) -> None:
    river = Reference("river", PLACE, "Dnipro", "river")
    city = Reference("city", PLACE, "Dnipro", "city", population=968_502)
    found = tell("Shells fell on [PLACE Dnipro]. They crossed the [PLACE Dnipro].", {"Dnipro": (river, city)})
    assert [entity.name.reference for entity in found] == [city, river]


def test_what_is_listed_with_its_class_noun_is_that_place() -> None:
    crimea = Reference("crimea", PLACE, "Crimea", "region")
    bare = Reference("g", PLACE, "Crimean Peninsula", "peninsula")
    text = "On the [PLACE Crimean Peninsula], in [PLACE Crimea]."
    found = listed(text, {"Crimean Peninsula": (crimea, bare), "Crimea": (crimea,)})
    assert [entity.name.reference for entity in found] == [crimea]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("four regions – [PLACE Kherson], as he said", OBLAST),
        ("the occupied regions of Sumy, Poltava and [PLACE Kherson]", OBLAST),
        ("Territories of [PLACE Kherson] were shelled", OBLAST),
        ("in the [PLACE Kherson] region", OBLAST),
        ("the fall of [PLACE Kherson]", CITY),
        ("the [PLACE Kherson] mayor", CITY),
        ("water of the [PLACE Kherson] nuclear site", PLANT),
    ],
)
def test_the_words_beside_a_name_tell_city_region_and_plant(tell: Tell, text: str, meant: Reference) -> None:
    assert tell(text, {"Kherson": (OBLAST, CITY, PLANT)})[0].name.reference == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fighting goes on in [PLACE Donetsk]", "oblast"),
        ("the parts of Luhansk and [PLACE Donetsk] that they hold", "oblast"),
        ("a prison near [PLACE Donetsk]", "city"),
        ("a village 20 miles southeast of [PLACE Donetsk]", "city"),
        ("a bus burned in central [PLACE Donetsk]", "city"),
        ("between the cities of Mariupol and [PLACE Donetsk]", "city"),
        ("cities like [PLACE Donetsk] grew", "city"),
        ("shells hit [PLACE Donetsk]'s Larch district", "city"),
        ("a bunker at [PLACE Donetsk] international airport", "city"),
    ],
)
def test_donetsk_is_the_region_but_where_only_a_town_can_be_meant(tell: Tell, text: str, meant: str) -> None:
    city = Reference("d", PLACE, "Donetsk", "city", population=900_000)
    oblast = Reference("do", PLACE, "Donetsk Oblast", "oblast", population=4_000_000)
    found = tell(text, {"Donetsk": (city, oblast)})[0].name.reference
    assert found is not None and found.kind == meant


def test_a_countrys_nuclear_sites_are_no_plant_of_its_name(tell: Tell) -> None:
    iran = Reference("country:IR", PLACE, "Iran", "country")
    assert tell("an [PLACE Iran] nuclear site", {"Iran": (iran,)})[0].name.reference == iran


def test_a_village_that_bears_the_name_is_meant_before_a_great_city_that_bore_it(tell: Tell) -> None:
    """A front line's reports name villages: one of the many Oleksandrivkas had become Donetsk 25 times."""
    within = ("o", "country:UA")
    city = Reference("d", PLACE, "Donetsk", "city", "", 48.0, 37.8, 901_645, within)
    village = Reference("v", PLACE, "Oleksandrivka", "village", "", 49.3, 37.8, 0, within)
    town = Reference("b", PLACE, "Borova", "village", "", 49.3, 37.7, 5_174, within)
    found = tell(
        "They attacked [PLACE Oleksandrivka] near [PLACE Borova].",
        {"Oleksandrivka": (city, village), "Borova": (town,)},
    )
    assert found[0].name.reference == village


def test_misspellings_of_a_resolved_place_join_it_though_unlike_each_other() -> None:
    known = Name(PLACE, "Zaporizhzhia plant", PLANT._replace(label="Zaporizhzhia nuclear power plant"))
    slips = [Name(PLACE, f"{form} nuclear plant") for form in ("Zaporizhia", "Zaporizhhia", "Zaporozhzhia")]
    store = MemoryStore()
    ids = Linker(store).add_names([known, *slips])
    assert len({store.entities[one] for one in ids.values()}) == 1


def test_a_countrys_plants_streets_and_channels_bear_no_name_of_it(tell: Tell) -> None:
    found = tell("They shelled [PLACE Ukraine]'s power plants.", {"Ukraine": (UKRAINE,)})
    assert found[0].name.reference == UKRAINE


def test_one_of_many_villages_is_none_that_another_article_tells(tell: Tell) -> None:
    near, far = (
        Reference(f"geonames:{n}", PLACE, "Mykolaivka", "village", latitude=48.0 + n, longitude=30.0 + n)
        for n in (0, 1)
    )
    town = Reference("t", PLACE, "Sloviansk", "city", latitude=48.0, longitude=30.0)
    known = {"Mykolaivka": (near, far), "Sloviansk": (town,)}
    told = tell("[PLACE Mykolaivka] lies near [PLACE Sloviansk].", known)
    untold = tell("Two men from [PLACE Mykolaivka] were hurt.", known)
    assert told[0].name.reference == near
    assert (untold[0].name.reference, untold[0].name.senses, untold[0].name.article) == (None, 2, "memory")


def test_the_place_named_beside_tells_which_village_a_report_on_a_whole_front_means(tell: Tell) -> None:
    def place(name: str, latitude: float, kind: str = "village") -> Reference:
        return Reference(f"geonames:{name}{latitude}", PLACE, name, kind, latitude=latitude, longitude=37.0)

    villages = (place("Hryshyne", 48.3), place("Hryshyne", 50.0))
    south, north = place("Pokrovsk", 48.28, "city"), place("Kupiansk", 50.02, "city")
    known = {"Hryshyne": villages, "Pokrovsk": (south,), "Kupiansk": (north,)}
    front = "They attacked near [PLACE Kupiansk]. " + "Nothing else was new there. " * 3
    found = tell(front + "They advanced in [PLACE Hryshyne] (northwest of [PLACE Pokrovsk]).", known)
    assert found[1].name.reference == villages[0]
    found = tell(
        front + "Much was quiet in [PLACE Hryshyne]. " + "It rained. " * 9 + "[PLACE Pokrovsk].", known
    )
    assert found[1].name.reference is None


def test_the_capital_city_of_a_region_is_no_city_of_its_name(tell: Tell) -> None:
    found = tell("Grozny is the capital city of [PLACE Kherson].", {"Kherson": (OBLAST, CITY)})
    assert (
        found[0].name.reference
        == tell("It is in [PLACE Kherson].", {"Kherson": (OBLAST, CITY)})[0].name.reference
    )


def test_a_state_is_one_with_its_abbreviation_and_with_no_village_that_sounds_like_it(tell: Tell) -> None:
    jersey = Reference("place:nj", PLACE, "New Jersey", "state")
    village = Reference("geonames:ohta", PLACE, "Okhta", "village", population=900)
    tell("They voted in [PLACE New Jersey].", {"New Jersey": (jersey,)})
    found = tell(
        "A. Lund (D-[PLACE N.J.]) met B. Berg (R-[PLACE N.M.]) and C. Dahl (R-[PLACE OH]).",
        {"OH": (village,)},
    )
    assert [(e.name.form, e.name.reference) for e in found] == [("N.J.", None), ("N.M.", None), ("OH", None)]
    match = explain(Name(PLACE, "New Jersey", jersey), Name(PLACE, "N.J."))
    assert match.score >= THRESHOLD and match.reasons == ("N.J. is short for New Jersey",)


def test_a_state_is_no_country_and_no_capital_of_its_name() -> None:
    tbilisis = Reference("country:GE", PLACE, "Georgia", "country")
    for full, short in (("Georgia", "Ga."), ("Washington", "Wash.")):
        known = Name(PLACE, full, tbilisis if full == "Georgia" else CITY._replace(label=full))
        assert explain(known, Name(PLACE, short)).score < DOUBTFUL


def test_a_state_is_one_with_what_it_calls_itself() -> None:
    known = Name(PLACE, "Poland", Reference("country:PL", PLACE, "Poland", "country"))
    assert explain(known, Name(PLACE, "Republic of Poland")).score >= THRESHOLD
    assert explain(known, Name(PLACE, "Republic of Karelia")).score < DOUBTFUL


def test_a_town_of_ukraine_is_meant_by_its_former_name_before_a_smaller_one_elsewhere(tell: Tell) -> None:
    home = ("r", "o", "country:UA")
    town = Reference("p", PLACE, "Pokrovsk", "city", population=60_000, within=home)
    abroad = Reference("k", PLACE, "Krasnoarmeysk", "city", population=25_000, within=("country:RU",))
    village = Reference("v", PLACE, "Krasnoarmiisk", "village", within=home)
    known = {"Krasnoarmeisk": (town, abroad)}
    assert tell("Shots fell in [PLACE Krasnoarmeisk].", known)[0].name.reference == town
    known = {"Krasnoarmeisk": (town._replace(population=9_000), abroad)}
    assert tell("Shots fell in [PLACE Krasnoarmeisk].", known)[0].name.reference == abroad
    known = {"Krasnoarmeisk": (village, town)}
    assert tell("Shots fell in [PLACE Krasnoarmeisk].", known)[0].name.reference == village
