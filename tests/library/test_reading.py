"""A reader walks the list, an entity's spellings and its passages, and searches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entity import EntityType
from core.library import Library
from core.library.folding import fold, unstroke
from core.library.records import Alias, LinkReason, RoleUse
from core.library.searching import fts_query
from tests.library.fakes import GOVERNOR, article, store

START = date(2022, 6, 1)


@pytest.fixture
def months(library: Library) -> Library:
    """Forty articles over ten days, three of them undated; the governor in every one."""
    store(
        library,
        *(
            article(
                f"Report {n}. Governor {GOVERNOR[n % 3]} spoke. {GOVERNOR[n % 3]} left Kyiv.",
                f"/press/{n}.txt",
                None if n % 13 == 5 else START + timedelta(days=n * 7 % 10),
                f"Outlet {n % 2}",
            )
            for n in range(40)
        ),
    )
    return library


def test_the_list_is_newest_first_and_undated_last_at_any_page(months: Library) -> None:
    whole = months.articles(0, 100)
    order = sorted(whole, key=lambda s: (s.published or date.min, s.id), reverse=True)
    assert whole == order and len(whole) == 40
    assert [s for at in range(0, 45, 7) for s in months.articles(at, 7)] == whole
    assert [months.article_position(s.id) for s in whole] == list(range(40))
    assert months.articles(40, 5) == []
    with pytest.raises(KeyError):
        months.article_position(99)
    assert months.article_count() == 40
    assert months.article_count(read={"/press/1.txt", "/elsewhere"}) == 39


def test_passages_follow_the_list_then_the_text_at_any_page(months: Library) -> None:
    (governor,) = months.entities(EntityType.PERSON)
    whole = months.passages(governor.id, 0, 1000)
    assert len(whole) == months.passage_count(governor.id) == governor.mentions == 80
    places = [(months.article_position(p.article), p.start) for p in whole]
    assert places == sorted(places)
    assert [p for at in range(0, 90, 9) for p in months.passages(governor.id, at, 9)] == whole
    assert [months.passage_position(governor.id, p.article, p.start) for p in whole] == list(range(80))
    assert whole[0].sentence.startswith("Governor ") and whole[1].sentence.endswith("left Kyiv.")
    with pytest.raises(KeyError):
        months.passage_position(governor.id, 1, 0)


def test_one_entity_in_three_spellings(months: Library) -> None:
    (governor,) = months.entities(EntityType.PERSON)
    assert (governor.id, governor.spellings, governor.articles) == (1, 3, 40)
    assert governor.description == "governor"
    aliases = months.aliases(governor.id)
    assert aliases[0] == Alias("Hayday", "Outlet 0", 14)
    assert sum(alias.mentions for alias in aliases) == 80
    assert months.roles(governor.id) == [
        RoleUse("governor", "Outlet 0", 20, date(2022, 6, 1), date(2022, 6, 9)),
        RoleUse("governor", "Outlet 1", 20, date(2022, 6, 2), date(2022, 6, 10)),
    ]
    assert months.reasons(governor.id)[0] == LinkReason("Hayday", "Haidai", 0.9, ("both write Гайдай",))
    assert months.entities_named("haidai") == [governor]
    with pytest.raises(KeyError):
        months.entity(999)


def test_a_resolved_place_has_its_coordinates(months: Library) -> None:
    (kyiv,) = months.entities(EntityType.PLACE)
    assert (kyiv.reference, kyiv.latitude, kyiv.description) == ("geonames:703448", 50.45, "city")
    name = months.names.named("Kyiv")[kyiv.id]
    assert name.reference is not None and name.reference.within == ("geonames:690791",)


def test_entities_are_listed_by_mentions_page_by_page(months: Library) -> None:
    everyone = months.entities()
    assert [e.label for e in everyone] == ["Hayday", "Kyiv"]
    assert [e for at in range(3) for e in months.entities(None, at, 1)] == everyone


def test_search_finds_words_phrases_and_prefixes_without_their_diacritics(library: Library) -> None:
    store(
        library,
        article("Łódź sent aid. The mayor of Kraków agreed.", "/1", START),
        article("The aid was late. Kyiv waited.", "/2", START),
    )

    def found(words: str) -> list[int]:
        return sorted(hit.summary.id for hit in library.search(words))

    assert found("lodz") == found("ŁÓDŹ") == found("Krak*") == [1]
    assert found("aid") == [1, 2]
    assert found("aid late") == [2]
    assert found('"sent aid"') == [1] and found('"aid sent"') == []
    assert found("aid -kyiv") == [1]
    hit = library.search("krakow")[0]
    assert library.article(1).article.text[hit.start : hit.end] == "Kraków"
    assert hit.sentence == "The mayor of Kraków agreed."
    assert library.hit_count("aid") == 2


@given(st.text(max_size=40))
def test_nothing_that_is_typed_is_an_error(search_me: Library, words: str) -> None:
    assert len(search_me.search(words)) == search_me.hit_count(words)


@pytest.fixture(scope="module")
def search_me(tmp_path_factory: pytest.TempPathFactory) -> Library:  # type: ignore[misc]
    with Library.open(tmp_path_factory.mktemp("search") / "war.db") as library:
        store(library, article('"Words" (and) OR NOT near* ^x: y-z {a} b, 0.'))
        yield library


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(unstroke(text)) == len(text)


def test_a_pasted_book_is_searched_for_by_its_first_words(library: Library) -> None:
    store(library, article("Troops left Kyiv."))
    assert fts_query("kyiv " * 10_000).count("kyiv") == 64
    assert fts_query('"' + "kyiv " * 10_000).count("kyiv") == 64
    assert fts_query("kyiv " + "-rain " * 10_000).count("rain") == 63
    assert len(library.search("kyiv " * 10_000)) == len(library.search("kyiv"))


def test_roles_know_their_first_and_last_day_when_articles_go(library: Library) -> None:
    days = (date(2022, 4, 3), date(2022, 5, 9), date(2022, 6, 24), None)
    for number, when in enumerate(days):
        store(library, article(f"Governor Hayday spoke, {number}.", f"/press/{number}.txt", when))

    def told() -> list[tuple[int, date | None, date | None]]:
        return [(role.articles, role.first, role.last) for role in library.roles(1)]

    assert told() == [(4, days[0], days[2])]
    with library.transaction():
        library.remove(1)
    assert told() == [(3, days[1], days[2])]
    store(library, article("Governor Hayday spoke anew.", "/press/2.txt", date(2022, 5, 1)))
    assert told() == [(3, date(2022, 5, 1), days[1])], "an update takes the old day off"
    for gone in (2, 3):
        with library.transaction():
            library.remove(gone)
    assert told() == [(1, None, None)], "the undated one is left"


def test_an_entity_is_found_by_any_word_in_any_spelling(library: Library) -> None:
    store(library, article("Hayday left Kyiv."))
    for typed in ("hay", "gaid", "Гайд", "kie"):
        assert len(library.entities_called(typed)) == 1, typed
    assert library.entities_called("x" * 10_000) == library.entities_called("😀") == []
