"""A surname alone by which lists know one person, where the article names another of that surname in full."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, Mention, Name, Reference
from core.linking import THRESHOLD, Linker, explain
from core.linking.coreference import local_entities
from core.names import persons
from tests.linking.conftest import Tell, unmark
from tests.linking.memory import MemoryStore

KNOWN = Reference("person:ada-lund", EntityType.PERSON, "Ada Lund", "", "president of Norland")
SON = Reference("person:olav-lund", EntityType.PERSON, "Olav Lund", "", "son of Ada Lund")
AIDE = Reference("person:jon-lund", EntityType.PERSON, "Jon Lund", "", "deputy head of the office of Norland")


def people(marked: str, **known: Reference) -> list[tuple[str, str, list[str]]]:
    """(form, id of the reference, forms of the mentions) of each person; `known` by the form's last words."""

    def referred(mention: Mention) -> Mention:
        found = known.get(mention.form.replace(" ", "_").replace(".", ""))
        return mention._replace(references=(found,)) if found else mention

    text, mentions = unmark(marked, {})
    found = local_entities(text, tuple(map(referred, mentions)))
    return [(e.name.form, e.name.reference.id if e.name.reference else "", [m.form for m in e.mentions])
            for e in found]  # fmt: skip


HEAD = "A talk in the capital\n\n"


def test_the_president_is_not_his_wife_whom_alone_the_article_names_in_full() -> None:
    found = people(HEAD + "[PERSON Lund] came with [PERSON Eva Lund]. Then [PERSON Lund] spoke.", Lund=KNOWN)
    assert found == [("Lund", KNOWN.id, ["Lund", "Lund"]), ("Eva Lund", "", ["Eva Lund"])]


def test_a_title_tells_the_president_after_his_wife_too() -> None:
    found = people(HEAD + "[PERSON Eva Lund] came. Later President [PERSON Lund] spoke.", Lund=KNOWN)
    assert found == [("Eva Lund", "", ["Eva Lund"]), ("Lund", KNOWN.id, ["Lund"])]


def test_a_namesake_who_was_introduced_keeps_the_surname() -> None:
    found = people(
        "[PERSON Lund] was killed\n\nColonel [PERSON Per Lund] fell. [PERSON Lund] led.", Lund=KNOWN
    )
    assert found == [("Per Lund", "", ["Lund", "Per Lund", "Lund"])], "a headline introduces nobody"
    told = HEAD + "[PERSON Jon Lund] spoke. Mr. [PERSON Lund] added this."
    assert people(told, Lund=KNOWN, Jon_Lund=AIDE) == [("Jon Lund", AIDE.id, ["Jon Lund", "Lund"])]


def test_a_son_is_not_called_by_the_surname_alone() -> None:
    found = people(HEAD + "[PERSON Olav Lund] spoke. [PERSON Lund] was in office.", Lund=KNOWN, Olav_Lund=SON)
    assert [(form, id_) for form, id_, _ in found] == [("Olav Lund", SON.id), ("Lund", KNOWN.id)]


def test_a_family_is_no_person() -> None:
    found = people(HEAD + "[PERSON Eva Lund] came. The [PERSON Lunds] left.")
    assert found == [("Eva Lund", "", ["Eva Lund"]), ("Lunds", "", ["Lunds"])]


def test_the_son_of_the_same_name_is_told_by_his_suffix() -> None:
    marked = HEAD + "[PERSON Ada Lund] met [PERSON Lund Jr]. [PERSON Lund] left."
    found = people(marked, Lund_Jr=KNOWN, Ada_Lund=KNOWN)
    assert found == [("Ada Lund", KNOWN.id, ["Ada Lund", "Lund"]), ("Lund Jr", "", ["Lund Jr"])]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("Lund Jr", "Ada Lund", False), ("Lund Jr.", "Ada Lund, Jr.", True), ("Lund", "Ada Lund Jr", True)],
)
def test_a_bare_surname_with_a_suffix_wants_the_suffix(left: str, right: str, same: bool) -> None:
    assert persons.compare(left, right).same is same


def test_a_name_that_thousands_bear_is_nobody_beyond_its_article() -> None:
    """Over 10,000 articles the Vladimirs of 47 had been one entity; nor is a defence ministry everybody's."""
    store = MemoryStore()
    ids = []
    for source in ("one", "two"):
        text, mentions = unmark(
            "[PERSON Vladimir] met [PERSON Johnson] and [PERSON Haidai]; the [ORG defence ministry] did not.",
            {},
        )
        told = Article(text, Provenance(source, "", datetime(2026, 1, 1, tzinfo=UTC)))
        ids.append([store.entities[one] for one, _ in Linker(store).link(told, Annotation(mentions))])
    assert [one == other for one, other in zip(*ids, strict=True)] == [False, False, True, False]


def test_a_surname_alone_is_whoever_is_spelt_so_but_not_who_sounds_so() -> None:
    assert (
        explain(Name(EntityType.PERSON, "Lavrov"), Name(EntityType.PERSON, "Sergei Ławrow")).score
        >= THRESHOLD
    )
    assert (
        explain(Name(EntityType.PERSON, "Conti"), Name(EntityType.PERSON, "Robert Contee")).score < THRESHOLD
    )


def test_a_given_name_beside_a_kinsmans_full_name_is_the_one_of_that_surname(tell: Tell) -> None:
    father = Reference("person:joe-biden", EntityType.PERSON, "Joe Biden")
    son = Reference("person:hunter-biden", EntityType.PERSON, "Hunter Biden", description="son of Joe Biden")
    found = tell(
        "[PERSON Joe Biden] spoke. Asked about [PERSON Joe] and [PERSON Hunter Biden], [PERSON Joe] left.",
        {"Joe Biden": (father,), "Hunter Biden": (son,)},
    )
    assert [len(entity.mentions) for entity in found if entity.name.reference == father] == [2]


def test_a_surname_by_which_lists_know_somebody_is_nobodys_by_a_slip(tell: Tell) -> None:
    booker = Reference("person:x-lander", EntityType.PERSON, "Ivo Lander")
    found = tell("Professor [PERSON Karl Linder] spoke. [PERSON Lander] wrote.", {"Lander": (booker,)})
    assert [len(entity.mentions) for entity in found] == [1, 1]
    found = tell("Professor [PERSON Karl Linder] spoke. [PERSON Lindre] wrote.")
    assert [len(entity.mentions) for entity in found] == [2]


def test_a_surname_is_no_short_form_of_a_given_name(tell: Tell) -> None:
    found = tell("[PERSON Nadia Vova] met him. Then [PERSON Vladimir] left.")
    assert [len(entity.mentions) for entity in found] == [1, 1]


def test_a_pair_of_one_family_is_no_person_either(tell: Tell) -> None:
    found = tell("[PERSON Eva Lund] came. A pair of [PERSON Lunds] left. [PERSON Lund] wept.")
    assert [[mention.form for mention in entity.mentions] for entity in found] == [
        ["Eva Lund", "Lund"],
        ["Lunds"],
    ]
