"""Names meet across articles: one entity whatever the spelling, whatever the order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.entity import EntityType, Name, Reference
from core.linking import DOUBTFUL, THRESHOLD, Linker, explain
from tests.linking.conftest import Tell
from tests.linking.memory import MemoryStore

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE
_KNOWN = Reference("person:x", PERSON, "Serhiy Haidai")
_OTHER = Reference("person:y", PERSON, "Petro Haidai")
_PERSONS = (
    "Serhiy Haidai;Sergei Gaidai;Serhii Hayday;Haidai;Hayday;Petro Haidai;S. Haidai;Гайдай;Сергій Гайдай;"
    "Volodymyr Zelensky;Vladimir Zelenskiy;Volodomyr Zelenskyy;Zelenska;Olena Zelenska;Zelensky;"
    "Olena Zelenski;Maria Zakharova;Mariia Zakharova;Mariya Zaharova;Marina Zakharova"
)
_PLACES = "Mykolaivka;Nikolaevka;Mykolayivka;Luhansk;Lugansk;Luhansk oblast;Bakhmut;Artemovsk"
_VILLAGES = [Reference(f"geonames:{n}", PLACE, "Mykolaivka", "village") for n in (1, 2)]
NAMES = [
    *(Name(PERSON, form) for form in _PERSONS.split(";")),
    *(Name(PERSON, form, known) for form, known in (("Haidai", _KNOWN), ("Haidai", _OTHER))),
    Name(PERSON, "Serhiy Haidai", _KNOWN),
    *(Name(PLACE, form) for form in _PLACES.split(";")),
    *(Name(PLACE, "Mykolaivka", village) for village in _VILLAGES),
]
some_names = st.lists(
    st.sampled_from(NAMES), min_size=1, max_size=20, unique_by=lambda name: (name.form, name.reference)
)


def add(names: list[Name], size: int) -> MemoryStore:
    """Add names in portions, as articles would bring them."""
    store = MemoryStore()
    linker = Linker(store)
    for start in range(0, len(names), size):
        linker.add_names(names[start : start + size])
    return store


@settings(max_examples=150)
@given(some_names, st.randoms(use_true_random=False))
def test_entities_do_not_depend_on_the_order_of_arrival(names: list[Name], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = add(names, 1).partition()
    assert add(names, len(names)).partition() == expected
    assert add(names[::-1], 1).partition() == expected
    assert add(shuffled, 3).partition() == expected


@settings(max_examples=50)
@given(some_names)
def test_linking_again_changes_nothing(names: list[Name]) -> None:
    store = add(names, 4)
    before = dict(store.entities)
    Linker(store).add_names(names)
    assert store.entities == before


def test_an_entity_keeps_its_id_as_names_are_added() -> None:
    store = MemoryStore()
    linker = Linker(store)
    linker.add_names([Name(PERSON, "Serhiy Haidai")])
    linker.add_names([Name(PERSON, "Sergei Gaidai"), Name(PERSON, "Serhii Hayday")])
    assert set(store.entities.values()) == {1}


def test_one_governor_in_the_spellings_of_four_outlets(tell: Tell, store: MemoryStore) -> None:
    tell("Governor [PERSON Serhiy Haidai] spoke.")
    tell("[PERSON Sergei Gaidai] said so.")
    tell("[PERSON Serhiy Hayday] left.")
    tell("[PERSON Gaidai] stayed.")
    assert len(store.partition()) == 1


def test_a_surname_that_two_bear_joins_neither() -> None:
    store = add([Name(PERSON, form) for form in ("Boris Johnson", "Ron Johnson", "Johnson")], 1)
    assert len(store.partition()) == 3


def test_a_chain_of_likenesses_never_joins_two_who_contradict_each_other() -> None:
    store = add([Name(PERSON, "Haidai", _KNOWN), Name(PERSON, "Hayday"), Name(PERSON, "Gaidai", _OTHER)], 1)
    assert store.entities[1] != store.entities[3]


def test_links_say_why_in_a_readers_words() -> None:
    match = explain(Name(PERSON, "Serhiy Hayday"), Name(PERSON, "Sergei Haidai"))
    assert match.score >= THRESHOLD
    assert any("Гайдай" in reason for reason in match.reasons)
    assert any("one given name" in reason or "Сергей" in reason for reason in match.reasons)


def test_what_is_known_of_two_names_wins_over_their_spelling() -> None:
    same = explain(Name(PERSON, "Xi", _KNOWN), Name(PERSON, "Haidai", _KNOWN))
    other = explain(Name(PERSON, "Haidai", _KNOWN), Name(PERSON, "Haidai", _OTHER))
    assert same.score == 1.0
    assert other.score == 0.0


def test_a_surname_that_thousands_bear_joins_nobody() -> None:
    assert len(add([Name(PERSON, "Soohee Kim"), Name(PERSON, "Kim")], 1).partition()) == 2
    doubt = explain(Name(PERSON, "Soohee Kim"), Name(PERSON, "Kim"))
    assert DOUBTFUL <= doubt.score < THRESHOLD
    assert "a surname alone, and one that many people bear" in doubt.reasons
    assert len(add([Name(PERSON, "Ihor Korotchenko"), Name(PERSON, "Korotchenko")], 1).partition()) == 1


def test_a_resolved_name_contradicts_by_what_it_stands_for() -> None:
    donetsk = Reference("geonames:1", PLACE, "Donetsk", "city")
    names = [Name(PLACE, "Donetsk", donetsk), Name(PLACE, "Aleksandrovka", donetsk), Name(PLACE, "Dontesk")]
    assert len(add(names, 1).partition()) == 1


def test_a_listed_abbreviation_is_not_spelt_out_by_chance() -> None:
    sbu = Reference("org:sbu", EntityType.ORG, "SBU")
    names = [Name(EntityType.ORG, "SBU", sbu), Name(EntityType.ORG, "Shahid Beheshtri University")]
    assert len(add(names, 1).partition()) == 2


def test_slips_join_the_one_whose_name_they_miss_though_unlike_each_other() -> None:
    forms = ("Volodymy Zelenskyy", "Volodymyr Zelenksyy", "Volodydmyr Zelensky", "Vlodymyr Zelensky")
    known = Reference("person:z", PERSON, "Volodymyr Zelensky")
    slips = [Name(PERSON, form) for form in forms]
    assert len(add([Name(PERSON, "Volodymyr Zelensky", known), *slips], 1).partition()) == 1
    assert len(add([*slips, Name(PERSON, "Volodymyr Zelensky", known)], 1).partition()) == 1


def test_a_form_joins_what_it_is_like_though_unlike_the_label() -> None:
    weapon = EntityType.WEAPON
    known = Reference("weapon:abrams", weapon, "M1 Abrams")
    names = [Name(weapon, "Abrams", known), Name(weapon, "M1", known), Name(weapon, "Abrams tanks")]
    assert len(add(names, 1).partition()) == 1


def test_whom_two_resolved_names_claim_stands_for_neither() -> None:
    names = [Name(PERSON, "Serhiy Haidai", _KNOWN), Name(PERSON, "Petro Haidai", _OTHER)]
    assert len(add([*names, Name(PERSON, "Haidai")], 1).partition()) == 3
