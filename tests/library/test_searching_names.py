"""A reader searches by a name as it comes to mind: which words are taken for names, and what they find."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.entity import EntityType
from core.library import Library
from core.library.indexing import ID
from core.query import parse
from tests.library.fakes import START, TYPES, article, ids, store


def test_a_bare_word_that_is_a_name_means_all_its_spellings_and_in_quotes_itself(library: Library) -> None:
    store(
        library,
        article("Hayday spoke. Then Gaidai left Kyiv.", "/1", START),
        article("Haidai stayed in Luhansk.", "/2", START + timedelta(1)),
        article("Luhansk waited. Grain left.", "/3", START),
        article("Hayday, Hayday, Hayday.", "/4", START),
    )
    assert ids(library, "haidai") == ids(library, "GAIDAI") == [2, 4, 1]
    assert ids(library, "hajdaj") == [2, 4, 1], "no article writes him so, but it sounds so"
    assert ids(library, '"haidai"') == [2] and ids(library, '"haidai" OR "gaidai"') == [2, 1]
    assert ids(library, "haid*") == [2] == ids(library, "title:haidai")
    assert ids(library, "-haidai") == [3] and ids(library, '-"haidai"') == [4, 3, 1]
    assert ids(library, "haidai luhansk") == [2] and ids(library, "haidai -luhansk") == [4, 1]
    assert (
        library.searches.find(parse("haidai", literal=True)).keys
        == library.searches.find(parse('"haidai"')).keys
    )
    query = parse("haidai")
    keys = library.searches.find(query).keys
    texts = [hit.sentence[hit.start - hit.sentence_start :][:6] for hit in library.searches.hits(query, keys)]
    assert texts == ["Haidai", "Hayday", "Hayday"], "each is shown where he is named"
    assert [key & ID for key in library.searches.ranked(query, keys)] == [4, 1, 2], "by how often"
    (meant,) = library.searches.meant(query)
    assert meant.bare and [(one.label, one.spellings) for one in meant.entities] == [("Hayday", 3)]
    assert library.searches.meant(parse('"haidai"')) == library.searches.meant(parse("grain")) == []


def test_a_word_by_which_one_is_chiefly_called_does_not_mean_who_seldom_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TYPES, "Moscow", EntityType.PLACE)
    monkeypatch.setitem(TYPES, "Moskva", EntityType.PLACE)
    store(library, *(article("Moscow waits. " * 9, f"/{n}", START) for n in range(5)))
    store(library, article("Moskva waits.", "/machine-translated", START))
    monkeypatch.setitem(TYPES, "Moskva", EntityType.WEAPON)
    store(library, *(article("The Moskva sank. The Moskva burned.", f"/sea/{n}", START) for n in range(3)))
    names = library.names
    (city,), several = names.named("Moscow"), names.named("Moskva")
    place, ship = sorted(several)
    with library.transaction():
        names.assign({place: city, city: city})
    assert ids(library, "moskva") == [9, 8, 7, 6], "the word, and the ship"
    assert ids(library, "moscow") == [6, 5, 4, 3, 2, 1], "all of the city's spellings"
    (meant,) = library.searches.meant(parse("moskva burned"))
    assert [one.id for one in meant.entities] == [names.entity_of(ship)]
    with library.transaction():
        for one in range(1, 6):
            library.remove(one)
    assert len(library.searches.meant(parse("moskva"))[0].entities) == 2, "where both are called so"


def test_a_word_that_is_a_name_now_and_then_stays_a_word(library: Library) -> None:
    ordinary = (f"They danced a haidai for {n} hours." for n in range(5))
    store(library, *(article(text, f"/{n}", START) for n, text in enumerate(ordinary)))
    store(library, article("Haidai stayed.", "/name", START), article("Hayday left.", "/other", START))
    assert library.searches.meant(parse("haidai")) == []
    assert ids(library, "haidai") == [6, 5, 4, 3, 2, 1] and ids(library, "person:haidai") == [7, 6]
    assert ids(library, "hayday") == [7, 6]


def test_a_reader_decides_what_a_word_means(library: Library) -> None:
    store(library, article("Hayday spoke.", "/1", START), article("Gaidai left.", "/2", START))
    names = library.names
    with library.transaction():
        for one in names.named("Hayday"):
            names.mark(one, "The Governor", 1, hidden=False)
    assert ids(library, "the governor") == ids(library, "hayday") == [2, 1]
    with library.transaction():
        for one in names.named("Hayday"):
            names.mark(one, "", 1, hidden=True)
    assert (
        ids(library, "the governor") == [] and ids(library, "hayday") == [1] and ids(library, "haidai") == []
    )


def test_of_a_sentence_no_word_is_a_name(library: Library) -> None:
    store(library, article("Hayday spoke.", "/1", START))
    assert library.searches.meant(parse("gaidai" + " x" * 11)) and not library.searches.meant(
        parse("gaidai" + " x" * 12)
    )


def test_words_in_a_row_are_a_name_only_where_they_stand_side_by_side(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TYPES, "Serhiy Hayday", EntityType.PERSON)
    monkeypatch.setitem(TYPES, "Radio Luhansk", EntityType.ORG)
    store(
        library,
        article("Serhiy Hayday spoke.", "/1", START),
        article("The Radio Luhansk wrote of grain.", "/2", START),
        article("Luhansk has a radio tower.", "/3", START),
    )

    def taken(words: str) -> list[tuple[str, list[str]]]:
        told = library.searches.meant(parse(words))
        return [(words[slice(*one.term.at)], [entity.label for entity in one.entities]) for one in told]

    assert taken("serhiy hayday grain") == [("serhiy hayday", ["Serhiy Hayday"])]
    assert taken("hayday") == [("hayday", ["Serhiy Hayday"])], "a last name that never stands alone"
    assert taken("serhiy") == [], "a given name is many people's"
    assert taken("radio luhansk") == [("radio luhansk", ["Radio Luhansk"])]
    assert taken("radio (luhansk)") == taken("luhansk radio") == [("luhansk", ["Luhansk"])]
    assert ids(library, "radio luhansk") == [3, 2], "the words apart, too"
    query = parse("radio luhansk")
    hits = library.searches.hits(query, library.searches.find(query).keys)
    assert [[hit.sentence[a:b] for a, b in hit.marks] for hit in hits] == [
        ["Luhansk", "radio"],
        ["Radio Luhansk"],
    ]
