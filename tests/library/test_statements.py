"""What articles state is stored with them, joined over outlets, and follows changes as a recount would."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import deciding, examining, pipeline
from core.article import Article
from core.entity import EntityType, Name
from core.library import Library
from core.library.postings import QUOTES
from core.library.records import LinkedArticle
from core.library.statements.records import Filter
from core.linking import Linker
from core.linking.decisions import Verb
from tests.library.fakes import Joiner, Spotter, article

pytestmark = pytest.mark.usefixtures("few_are_many")

DAY = date(2023, 5, 4)
DAM = "The dam will not be rebuilt before winter, because the turbines were looted by the retreating garrison"
TEXTS = {
    "/a": f"Dam. “{DAM},” Haidai said on Tuesday. "
    "On Monday a missile struck the crowded arcade in Luhansk and killed 12 people.",
    "/b": f"Winter. “{DAM},” Gaidai said. He said that all the wheat was lost. This could not be verified.",
    "/c": "Kyiv. Hayday said “the turbines were looted by the retreating garrison” in Luhansk. "
    "On Monday a missile struck the crowded arcade in Luhansk and killed at least 20 people.",
    "/d": "Kyiv. “Every school in Kyiv will open its doors on the first of September,” Hayday said "
    "in May 2023.",
}


def told(source: str, day: date | None = DAY, text: str = "") -> Article:
    return article(text or TEXTS[source], source, day, f"Outlet {source}")


def add(library: Library, *articles: Article, linker: type[Any] = Joiner) -> None:
    for one in articles:
        (annotation,) = Spotter().annotate([one])
        with library.transaction():
            local = linker(library.names).link(one, annotation)
            pipeline.stored(library, LinkedArticle(one, annotation, local))


def number(library: Library, source: str) -> int:
    found = library.article_of(source)
    assert found is not None
    return found


def wordings(library: Library) -> set[frozenset[str]]:
    """The sources of each utterance's quotes."""
    return {
        frozenset(library.article(quote.article).article.provenance.source for quote in told)
        for one in library.statements.utterances()
        if (told := library.statements.wordings(one.id))
    }


def everything(path: Path) -> dict[str, list[Any]]:
    """All that is kept of statements, by what does not hang on the order in which articles came."""
    source = "(SELECT source FROM article WHERE id = t.article_id)"
    quote = """(SELECT source || quote.start FROM quote JOIN article ON article.id = article_id
        WHERE quote.id = t.{})"""
    figure = quote.replace("quote", "figure")
    form = "ifnull((SELECT form FROM name WHERE id = t.name_id), '')"
    questions = {
        "quotes": f"SELECT {source}, start, day, direct, unverified, {form}, utterance IS NULL FROM quote t",
        "utterances": f"""SELECT u.quotes, u.articles, u.outlets, u.first_day, u.day,
            (SELECT group_concat(w) FROM (SELECT {source} || start AS w FROM quote t WHERE utterance = u.id
             ORDER BY w)) FROM utterance u""",
        "links": f"SELECT min({quote.format('left')}, {quote.format('right')}), holds FROM quote_link t",
        "figures": f"SELECT {source}, start, day, value, {form}, differing FROM figure t",
        "figure keys": f"SELECT key, {figure.format('figure_id')} FROM figure_key t",
        "pairs": f"SELECT min({figure.format('left')}, {figure.format('right')}), differs FROM figure_pair t",
        "dates": f"SELECT {source}, start, value FROM date_expression t",
        "figures beside": f"SELECT {form}, day, {source}, start FROM figure_name t",
        "dates beside": f"SELECT {form}, value, {source}, start FROM date_name t",
        "counts": f"""SELECT {form}, day, outlet, quotes, claims, unverified_quotes, unverified_claims,
            figures FROM statement_day t""",
        "date counts": "SELECT * FROM outlet_date",
        "stated": f"SELECT {source}, quotes, claims, figures, dates FROM article_stated t",
    }
    connection = sqlite3.connect(path)
    try:
        found = {
            what: sorted(connection.execute(asked).fetchall(), key=str) for what, asked in questions.items()
        }
        quotes = dict(connection.execute(f"SELECT id, {quote.format('id')} FROM quote t"))
        keys = [(key, day, quotes[one]) for key, day, one in QUOTES.all(connection)]
        return found | {"keys": sorted(keys)}
    finally:
        connection.close()


def fresh(articles: Iterable[Article], linker: type[Any] = Joiner) -> dict[str, list[Any]]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "fresh.db")
        with Library.open(path) as library:
            add(library, *articles, linker=linker)
        return everything(path)


def test_a_reader_finds_who_said_it_and_how_others_word_it(library: Library) -> None:
    add(library, *map(told, TEXTS))
    statements = library.statements
    first = next(quote for quote in statements.quotes_of(number(library, "/a")) if quote.direct)
    assert first.text == DAM + "," and first.speaker is not None and first.speaker.text == "Haidai"
    assert (first.outlet, first.published) == ("Outlet /a", DAY)
    utterance = statements.utterance(first.utterance or 0)
    assert (utterance.quotes, utterance.outlets, utterance.first) == (3, 3, DAY)
    assert [one.speaker and one.speaker.text for one in statements.wordings(utterance.id)] == [
        "Haidai", "Gaidai", "Hayday",
    ]  # fmt: skip
    (governor,) = {one.speaker.entity for one in statements.wordings(utterance.id) if one.speaker}
    listed = statements.quotes(Filter(entity=governor))
    assert len(listed) == statements.quote_count(Filter(entity=governor)) == 5
    assert [(use.outlet, use.quotes, use.claims) for use in statements.sources(governor or 0)] == [
        ("Outlet /b", 1, 1), ("Outlet /a", 1, 0), ("Outlet /c", 1, 0), ("Outlet /d", 1, 0),
    ]  # fmt: skip


def test_what_could_not_be_verified_can_be_listed_alone(library: Library) -> None:
    add(library, *map(told, TEXTS))
    (claim,) = library.statements.quotes(Filter(unverified=True))
    assert claim.text.startswith("all the wheat") and not claim.direct
    assert library.statements.quote_count(Filter(unverified=True, direct=True)) == 0


def test_figures_that_are_reported_differently_stand_side_by_side(library: Library) -> None:
    add(library, *map(told, TEXTS))
    (pair,) = library.statements.figure_pairs()
    assert {(pair.left.value, pair.left.outlet), (pair.right.value, pair.right.outlet)} == {
        (12.0, "Outlet /a"), (20.0, "Outlet /c"),
    }  # fmt: skip
    assert pair.right.hedge == "at least" and pair.differs and pair.reasons
    assert library.statements.figure_pairs_of(pair.left.id) == [pair]
    (luhansk,) = library.entities_named("Luhansk")
    for wanted in (Filter(entity=luhansk.id), Filter(place=luhansk.id), Filter(differing=True)):
        found = library.statements.figures(wanted)
        assert {one.value for one in found} == {12.0, 20.0}
        assert library.statements.figure_count(wanted) == len(found)


def test_the_timeline_tells_of_one_day_across_outlets(library: Library) -> None:
    add(library, *map(told, TEXTS))
    statements, (luhansk,) = library.statements, library.entities_named("Luhansk")
    days = {day.value: day.dates for day in statements.timeline_days(Filter(entity=luhansk.id))}
    assert days["2023-05-01"] == 2
    monday = statements.timeline(Filter(place=luhansk.id, since=date(2023, 5, 1), until=date(2023, 5, 1)))
    assert [one.outlet for one in monday] == ["Outlet /a", "Outlet /c"]
    assert monday[0].anchor == DAY and "killed 12" in monday[0].sentence
    whole = statements.timeline()
    assert [one.value for one in whole] == sorted(one.value for one in whole)
    assert sum(day.dates for day in statements.timeline_days()) == len(whole)


def test_who_asks_for_a_day_reads_that_day_and_not_all_of_its_year(library: Library) -> None:
    text = (
        "Twelve people were killed in Luhansk on Monday. In June 2023 it was quiet. The war goes on in 2023."
    )
    add(library, told("/a", date(2023, 6, 7), text))

    def values(since: date | None, until: date | None) -> list[str]:
        wanted = Filter(since=since, until=until)
        found = [one.value for one in library.statements.timeline(wanted)]
        assert [day.value for day in library.statements.timeline_days(wanted)] == found
        return found

    assert values(None, None) == ["2023", "2023-06", "2023-06-05"]
    assert values(date(2023, 6, 5), date(2023, 6, 5)) == ["2023-06-05"]
    assert values(date(2023, 6, 1), date(2023, 6, 30)) == ["2023-06", "2023-06-05"]
    assert values(date(2023, 6, 1), date(2023, 6, 29)) == ["2023-06-05"]
    assert values(date(2023, 1, 1), date(2023, 12, 31)) == ["2023", "2023-06", "2023-06-05"]
    assert values(date(2023, 6, 2), None) == ["2023-06-05"]
    assert values(None, date(2023, 6, 30)) == ["2023-06", "2023-06-05"]
    assert values(date(2023, 7, 1), None) == []


def test_every_page_of_a_list_joins_on_to_the_last(library: Library) -> None:
    days = [date(2023, 5, 1 + at % 3) if at % 4 else None for at in range(12)]
    add(
        library,
        *(told(f"/{at}", day, TEXTS[f"/{'abcd'[at % 4]}"]) for at, day in enumerate(days)),
    )
    (governor,) = {one.id for one in library.entities_called("Haidai")}
    for wanted in (
        Filter(),
        Filter(entity=governor),
        Filter(outlet="Outlet /1"),
        Filter(since=date(2023, 5, 2)),
        Filter(direct=False),
        Filter(articles=(1, 2, 3)),
        Filter(entity=governor, articles=(1, 2)),
    ):
        for whole, page in (
            (library.statements.quotes(wanted, 0, 500), library.statements.quotes),
            (library.statements.figures(wanted, 0, 500), library.statements.figures),
            (library.statements.timeline(wanted, 0, 500), library.statements.timeline),
        ):
            parts: list[Any] = []
            while found := page(wanted, len(parts), 3):
                parts += found
            assert parts == whole


def test_an_utterance_does_not_hang_on_the_order_in_which_articles_came() -> None:
    found = [fresh(map(told, order)) for order in permutations(TEXTS)]
    assert all(one == found[0] for one in found)
    assert len(found[0]["utterances"]) == 1 and found[0]["pairs"]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["add", "change", "remove"]), st.sampled_from("abcd")), max_size=9))
def test_whatever_is_added_changed_and_removed_leaves_what_a_recount_finds(
    steps: Sequence[tuple[str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "war.db")
        there: dict[str, Article] = {}
        with Library.open(path) as library:
            for what, name in steps:
                source = f"/{name}"
                if what in ("add", "change"):
                    text = TEXTS["/a" if source != "/a" else "/c"] if what == "change" else TEXTS[source]
                    there[source] = told(source, DAY, text)
                    add(library, there[source])
                elif source in there and what == "remove":
                    with library.transaction():
                        pipeline.remove(library, number(library, source))
                    del there[source]
            assert library.health.examine() == []
            assert everything(path) == fresh(there.values())


def test_merging_and_parting_speakers_joins_and_parts_what_they_said(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    left = "Wall. “What they are doing is moving their guns where they can better shelter,” Haidai said."
    right = (
        "Hills. “This is an orderly march to hills where they can better shelter their guns,” Gaidai said."
    )
    with Library.open(path) as library:
        add(library, told("/a", text=left), told("/b", text=right), linker=Linker)
    names = [Name(EntityType.PERSON, "Haidai"), Name(EntityType.PERSON, "Gaidai")]
    with Library.open(path) as library:
        assert wordings(library) == {frozenset({"/a", "/b"})}
    deciding.decide(path, Verb.NOT_SAME, "ann", *names)
    with Library.open(path) as library:
        assert wordings(library) == set()
        assert len({quote.speaker.entity for quote in library.statements.quotes() if quote.speaker}) == 2
    deciding.undo(path, "ann")
    with Library.open(path) as library:
        assert wordings(library) == {frozenset({"/a", "/b"})}


def test_a_mention_that_is_split_off_takes_its_quote_along(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        add(library, *map(told, TEXTS), linker=Linker)
        before = everything(path)
        name = next(name for name in library.names.named("Haidai").values())
    deciding.decide(path, Verb.SPLIT, "ann", Name(name.type, name.form, name.reference, "/a"))
    with Library.open(path) as library:
        quote = next(quote for quote in library.statements.quotes_of(number(library, "/a")) if quote.direct)
        assert quote.speaker is not None
        assert library.statements.quote_count(Filter(entity=quote.speaker.entity)) == 1
    deciding.undo(path, "ann")
    assert everything(path) == before


def test_another_day_of_publication_moves_the_days_that_are_told(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        add(library, told("/a", None))
        (monday, tuesday) = library.statements.dates_of(1)[::-1]
        assert monday.value == tuesday.value == "" and monday.why
    deciding.edit(path, 1, {"published": "2023-05-04"}, "ann")
    with Library.open(path) as library:
        assert [one.value for one in library.statements.dates_of(1)] == ["2023-05-02", "2023-05-01"]
        assert library.statements.quotes()[0].published == DAY
    assert everything(path) == fresh([told("/a")])


def test_what_an_older_version_stored_is_examined_without_being_recognised_again(library: Library) -> None:
    for one in map(told, TEXTS):
        (annotation,) = Spotter().annotate([one])
        with library.transaction():
            library.store(LinkedArticle(one, annotation, Joiner(library.names).link(one, annotation)))
    assert library.statements.stated(1) is None and library.statements.quotes() == []
    assert examining.add_waiting(library, 3) == 4 and examining.add_waiting(library) == 0
    assert everything(library.path) == fresh(map(told, TEXTS))
