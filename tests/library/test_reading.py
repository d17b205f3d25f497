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


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(unstroke(text)) == len(text)
