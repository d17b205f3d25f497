"""What a dossier tells: days, company, articles, and outlets that are inconsistent with themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import deciding
from core.entity import EntityType
from core.library import Library, calling, dossiers
from core.library.packing import pack, unpack
from core.library.records import Alias, DayCount, Sort, Uneven
from core.library.spellings import uneven
from core.linking.decisions import Verb
from tests.library.fakes import GOVERNOR, article, store

pytestmark = pytest.mark.usefixtures("few_are_many")

START = date(2022, 6, 1)


@pytest.fixture
def weeks(library: Library) -> Library:
    """Thirty articles on ten days; the governor in all, Kyiv in every second, Luhansk in every tenth."""
    for n in range(30):
        kyiv = " He left Kyiv. Kyiv waited." if n % 2 == 0 else ""
        luhansk = " He left Luhansk." if n % 10 == 0 else ""
        when = None if n == 29 else START + timedelta(days=n % 10)
        text = f"Report {n}. {GOVERNOR[n % 3]} spoke and {GOVERNOR[(n + 1) % 3]} spoke.{kyiv}{luhansk}"
        store(library, article(text, f"/press/{n}.txt", when))
    return library


def test_mentions_are_told_by_day_and_the_undated_before_all(weeks: Library) -> None:
    (governor,) = weeks.entities(EntityType.PERSON)
    days = weeks.by_day(governor.id)
    assert days[0] == DayCount(None, 2) and days[1] == DayCount(START, 6)
    assert len(days) == 11 and sum(day.mentions for day in days) == governor.mentions == 60


def test_company_counts_each_article_once_however_many_names_and_mentions_it_has(weeks: Library) -> None:
    (governor,) = weeks.entities(EntityType.PERSON)
    company = weeks.company(governor.id)
    assert company.articles == 30
    assert [(one.label, one.articles) for one in company.companions] == [("Kyiv", 15), ("Luhansk", 3)]
    (kyiv,) = weeks.entities_named("Kyiv")
    assert [one.articles for one in weeks.company(kyiv.id).companions] == [15, 3]
    assert weeks.company(kyiv.id, 1).companions == weeks.company(kyiv.id).companions[:1]


def test_company_is_counted_over_the_newest_articles_and_says_so(
    weeks: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "NEWEST", 5)
    (governor,) = weeks.entities(EntityType.PERSON)
    company = weeks.company(governor.id)
    newest = [one.id for one in weeks.articles(0, 5)]
    naming = sum("Kyiv" in weeks.article(one).article.text for one in newest)
    counted = {one.label: one.articles for one in company.companions}
    assert (company.articles, counted.get("Kyiv", 0)) == (5, naming)


def test_who_is_hidden_or_gone_keeps_nobody_company(weeks: Library) -> None:
    (governor,), (kyiv,) = weeks.entities(EntityType.PERSON), weeks.entities_named("Kyiv")
    deciding.decide(weeks.path, Verb.HIDE, "ada", next(iter(weeks.names.of_entity(kyiv.id).values())))
    assert [one.label for one in weeks.company(governor.id).companions] == ["Luhansk"]
    deciding.undo(weeks.path, "ada")
    for source in ("/press/0.txt", "/press/10.txt", "/press/20.txt"):
        with weeks.transaction():
            weeks.remove(weeks.article_of(source) or 0)
    assert [(one.label, one.articles) for one in weeks.company(governor.id).companions] == [("Kyiv", 12)]


def test_articles_that_name_an_entity_come_in_list_order_at_any_page(weeks: Library) -> None:
    (governor,) = weeks.entities(EntityType.PERSON)
    whole = weeks.articles_naming(governor.id, 0, 100)
    assert [one.summary for one in whole] == weeks.articles(0, 100)
    assert [one for at in range(0, 35, 7) for one in weeks.articles_naming(governor.id, at, 7)] == whole
    for one in whole:
        passages = [p for p in weeks.passages(governor.id, 0, 100) if p.article == one.summary.id]
        assert (one.mentions, one.start) == (len(passages), passages[0].start)


def test_decisions_near_an_entity_are_those_on_its_names(weeks: Library) -> None:
    (governor,), (kyiv,) = weeks.entities(EntityType.PERSON), weeks.entities_named("Kyiv")
    first = next(iter(weeks.names.of_entity(governor.id).values()))
    deciding.decide(weeks.path, Verb.RENAME, "ada", first, value="The governor")
    assert len(weeks.decisions_near(governor.id)) == 1 and weeks.decisions_near(kyiv.id) == []
    assert [d.value for d in deciding.on(weeks, governor.id)] == ["The governor"]
    deciding.undo(weeks.path, "ada")
    assert deciding.on(weeks, governor.id) == [], "what was taken back is no decision on it"


def test_ids_of_names_are_packed_in_order() -> None:
    assert list(unpack(pack([70_000, 3, 2**32 - 1]))) == [3, 70_000, 2**32 - 1]
    assert pack([1, 256]) == b"\x01\x00\x00\x00\x00\x01\x00\x00", "the same file on every machine"


PLACE, PERSON = EntityType.PLACE, EntityType.PERSON


@pytest.mark.parametrize(
    ("kind", "forms", "found"),
    [
        (PLACE, {"Kyiv": 12, "Kiev": 3}, [(("Kyiv", 12), ("Kiev", 3))]),
        (PLACE, {"Kyiv": 12, "KYIV": 3}, []),
        (PERSON, {"Zelensky": 2, "Volodymyr Zelenskyy": 5}, [(("Zelenskyy", 5), ("Zelensky", 2))]),
        (PERSON, {"Volodymyr Zelensky": 2, "Vladimir Zelensky": 1}, [(("Volodymyr", 2), ("Vladimir", 1))]),
        (PERSON, {"Serhiy Haidai": 4, "Haidai": 9, "Gov. Haidai": 1}, []),
        (PERSON, {"Joe Biden": 4, "Joseph Biden": 9}, []),
        (PERSON, {"Haidai": 4, "Haidai's": 1}, []),
        (EntityType.NORP, {"Russian": 4, "Russians": 9}, []),
        (EntityType.ORG, {"U.S.": 4, "United States": 9}, []),
    ],
)
def test_an_outlet_that_spells_one_word_in_two_ways_is_inconsistent(
    kind: EntityType, forms: dict[str, int], found: list[tuple[tuple[str, int], ...]]
) -> None:
    aliases = [Alias(form, "Wire", mentions) for form, mentions in forms.items()]
    assert uneven(aliases, kind) == [Uneven("Wire", group) for group in found]
    apart = [Alias(form, f"Outlet {at}", mentions) for at, (form, mentions) in enumerate(forms.items())]
    assert uneven(apart, kind) == [], "each outlet for itself"


def test_of_very_many_so_called_the_best_known_are_found(
    weeks: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = weeks.entities()
    monkeypatch.setattr(calling, "MOST", 1)
    assert weeks.entities_called("h", sort=Sort.MENTIONS)[:1] == everyone[:1]
    monkeypatch.setattr(calling, "MOST", 0)
    assert weeks.entities_called("kyi", sort=Sort.LAST) == weeks.entities_named("Kyiv")
    assert weeks.entities_called("kyi", EntityType.ORG) == []
