"""A reader types what the screen shows: a label that no article writes finds its entity too."""

from __future__ import annotations

import pytest

from core.entity import Annotation, EntityType, Reference
from core.library import Library, calling
from core.library.records import LinkedArticle, Sort
from core.linking import Linker
from tests.library.fakes import START, article, ids
from tests.library.test_storing import assert_sound
from tests.linking.conftest import unmark

OBLAST = Reference("geonames:709716", EntityType.PLACE, "Donetsk Oblast", "oblast")
CITY = Reference("geonames:709717", EntityType.PLACE, "Donetsk", "city")
NBC = Reference("list:nbc", EntityType.ORG, "NBC News", "broadcaster")
REFERENCES = {"Donetsk region": (OBLAST,), "the Donetsk area": (OBLAST,), "Donetsk": (CITY,), "NBC": (NBC,)}
TEXTS = (
    "The [PLACE Donetsk region] was shelled. The [PLACE Donetsk region] burned.",
    "[PLACE Donetsk] was quiet, [ORG NBC] said. [PERSON Olena Donets] left [PLACE the Donetsk area].",
    "[PLACE Donetsk] and [PLACE Donetsk]. [PERSON Ivan Nbcenko] spoke of an oblast.",
)


@pytest.fixture
def library(library: Library) -> Library:
    for at, text in enumerate(TEXTS):
        put(library, text, f"/{at}")
    return library


def put(library: Library, marked: str, source: str) -> None:
    text, mentions = unmark(marked, REFERENCES)
    one, annotation = article(text, source, START), Annotation(mentions)
    with library.transaction():
        linked = Linker(library.names).link(one, annotation)
        library.store(LinkedArticle(one, annotation, linked))


def called(library: Library, words: str, **how: Sort) -> list[str]:
    return [one.label for one in library.entities_called(words, **how)]


def test_a_label_that_nobody_writes_finds_its_entity_everywhere(library: Library) -> None:
    (oblast,) = library.entities_named("donetsk OBLAST")
    assert (oblast.label, oblast.mentions) == ("Donetsk Oblast", 3)
    assert [one.label for one in library.entities_named("NBC News")] == ["NBC News"]
    assert called(library, "donetsk obl") == called(library, "oblast") == ["Donetsk Oblast"]
    assert called(library, "nbc n") == ["NBC News"], "the prompt of a merge asks so, too"
    assert called(library, "donjetsk oblast") == ["Donetsk Oblast"], "in any romanization"
    assert ids(library, 'place:"donetsk oblast"') == ids(library, 'place:"donjetsk oblast"') == [2, 1]
    assert ids(library, 'org:"nbc news"') == [2] and ids(library, 'person:"donetsk oblast"') == []
    assert ids(library, "donetsk oblast") == [3, 2, 1], "named so, and where both words stand"
    (name,) = library.names.named("donetsk oblast").values()
    assert name.form == "the Donetsk area", "of names in as many articles the longest stands for it"
    assert_sound(library)


def test_who_is_labelled_so_goes_before_all_that_are_called_so(library: Library) -> None:
    put(library, "[PLACE Donetsk]. " + "[PLACE Donetsk region]. " * 9, "/9")
    assert called(library, "donetsk") == ["Donetsk", "Donetsk Oblast", "Olena Donets"][:2]
    assert called(library, "d") == ["Donetsk Oblast", "Donetsk", "Olena Donets"], "what begins so goes first"
    assert called(library, "donetsk", sort=Sort.SPELLINGS)[0] == "Donetsk"
    assert called(library, "don")[-1] == "Olena Donets"
    assert library.entities_named("Donetsk")[0].label == "Donetsk"


def test_a_label_comes_and_goes_with_what_articles_write(library: Library) -> None:
    def unspelt() -> list[str]:
        rows = library._connection.execute("SELECT label FROM entity_label ORDER BY label")
        return [label for (label,) in rows]

    assert unspelt() == ["Donetsk Oblast", "NBC News"]
    put(library, "[PLACE Donetsk Oblast] held.", "/spelt")
    assert unspelt() == ["NBC News"] and called(library, "donetsk obl") == ["Donetsk Oblast"]
    (oblast,) = library.entities_named("Donetsk Oblast")
    with library.transaction():
        library.names.mark(oblast.id, "The Steppe", 1, hidden=False)
    assert unspelt() == ["NBC News", "The Steppe"] and called(library, "the st") == ["The Steppe"]
    assert ids(library, "the steppe") == [4, 2, 1] and called(library, "oblast") == ["The Steppe"]
    assert_sound(library)
    with library.transaction():
        library.names.mark(oblast.id, "", 0, hidden=False)
        library.remove(4)
    assert unspelt() == ["Donetsk Oblast", "NBC News"] and called(library, "steppe") == []
    assert_sound(library)
    with library.transaction():
        library.remove(1)
        library.remove(2)
    assert unspelt() == [] and library.entities_named("NBC News") == []
    assert_sound(library)


def test_a_label_goes_with_the_name_that_it_hangs_on(library: Library) -> None:
    (oblast,), (city,) = library.entities_named("Donetsk Oblast"), library.entities_called("donetsk")[:1]
    names = dict.fromkeys(library.names.of_entity(oblast.id))
    assert names and oblast.id < city.id
    with library.transaction():
        library.names.assign(dict.fromkeys(names, oblast.id) | {city.id: oblast.id})
    assert called(library, "donetsk") == [library.entity(oblast.id).label]
    assert_sound(library)
    with library.transaction():
        library.names.assign({city.id: city.id})
    assert called(library, "donetsk") == ["Donetsk", "Donetsk Oblast"]
    assert_sound(library)


def test_a_label_that_gave_way_in_a_merge_still_finds_the_entity(library: Library) -> None:
    (oblast,), (donets,) = library.entities_named("Donetsk Oblast"), library.entities_called("olena")
    with library.transaction():
        library.names.mark(oblast.id, "The Steppe", 2, hidden=False)
        library.names.mark(donets.id, "Chief Alpha", 1, hidden=False)
    assert called(library, "chief") == ["Chief Alpha"] and ids(library, "chief alpha") == [2]
    with library.transaction():
        library.names.assign({donets.id: oblast.id})
    assert called(library, "chief") == called(library, "the st")
    (label,) = called(library, "chief")
    lost = ({"The Steppe", "Chief Alpha"} - {label}).pop()
    assert ids(library, f'place:"{lost}"') == ids(library, f'place:"{label}"') == [2, 1]
    assert set(ids(library, lost)) == set(ids(library, label)) == {1, 2}
    assert_sound(library)


def test_of_very_many_that_begin_so_the_best_known_stand_first(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "MOST", 2)
    put(library, "[PERSON Daa Dab] [PERSON Dac Dad] [PERSON Dae Daf] [PERSON Mad Don]", "/many")
    found = called(library, "d")
    assert set(found[:2]) == {"Donetsk", "Donetsk Oblast"} and found[-1] == "Mad Don"
    assert "Mad Don" in found, "one that is among the best-known is found by any word"


def test_the_doctor_finds_and_mends_a_label_that_is_lost(library: Library) -> None:
    library._connection.execute("DELETE FROM entity_label")
    library._connection.execute("DELETE FROM name_word WHERE sounds LIKE 'eblast%'")
    told = {fault.check: fault.told for fault in library.health.examine()}
    assert told == {
        "labels that nobody spells": "rows that differ from a recount: 2",
        "words of names and labels": "rows that differ from a recount: 1",
    }
    with library.transaction():
        library.health.mend()
    assert called(library, "oblast") == ["Donetsk Oblast"]
    assert_sound(library)
