"""The index of entities in every order, at any page, and kept equal to a recount whatever happens."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import deciding, pipeline
from core.entity import Annotation, EntityType, Name, Reference
from core.library import Library, ranks
from core.library.records import LinkedArticle, Sort
from core.linking.decisions import Verb
from tests.library.fakes import article, store
from tests.library.test_storing import assert_sound
from tests.linking.conftest import unmark

pytestmark = pytest.mark.usefixtures("few_are_many")

PERSON, PLACE, ORG = EntityType.PERSON, EntityType.PLACE, EntityType.ORG
SENTENCES = (
    "Luhansk governor [PERSON Serhiy Haidai] spoke.",
    "[PERSON Sergei Gaidai] stayed in [PLACE Kyiv].",
    "[PERSON Haidai] left for [PLACE Kiev].",
    "The mayor, [PERSON Petro Haidai], met [ORG Azov].",
    "[PLACE Azov] was shelled.",
    "The [PLACE Azov region] was shelled.",
    "[PLACE Azov Oblast] held.",
    "[PERSON Boris Johnson] called [PERSON Johnson].",
    "Nobody came.",
    "On Monday [PLACE Kyiv] buried 12 people.",
    "On Monday [PLACE Kyiv] buried 15 people.",
    "In 2022 [PLACE Ukraine], [PLACE Kiev] and [PLACE Kyiv] lost 40 people.",
    "“We will not leave the town before the winter comes,” [PERSON Haidai] said in May 2022.",
)
UKRAINE = Reference("country:UA", EntityType.PLACE, "Ukraine", "country", "", None, None, 0, ())
AZOV = Reference("geonames:1", PLACE, "Azov Oblast", "oblast", "", within=(UKRAINE.id,))
REFERENCES = {
    "Azov region": (AZOV,),
    "Ukraine": (UKRAINE,),
    "Kyiv": (Reference("geonames:703448", EntityType.PLACE, "Kyiv", "capital", "", within=(UKRAINE.id,)),),
}
NAMES = (
    *(Name(PERSON, form) for form in ("Serhiy Haidai", "Sergei Gaidai", "Petro Haidai", "Boris Johnson")),
    *(Name(PLACE, form) for form in ("Kiev", "Azov")),
    *(Name(PLACE, form, one) for form, (one,) in REFERENCES.items()),
    Name(ORG, "Azov"),
)
DAYS = (None, date(2022, 6, 1), date(2022, 6, 24))
FILES = st.integers(0, 3)
DEEDS = st.one_of(
    st.tuples(st.just("put"), FILES, st.lists(st.sampled_from(SENTENCES), max_size=5), st.sampled_from(DAYS)),
    st.tuples(st.just("remove"), FILES),
    st.tuples(st.just("date"), FILES, st.sampled_from(("2022-06-02", "", "2023-01-01"))),
    st.tuples(
        st.just("decide"),
        st.sampled_from((Verb.MERGE, Verb.NOT_SAME)),
        st.permutations(NAMES).map(lambda names: names[:2]),
    ),
    st.tuples(
        st.just("decide"),
        st.sampled_from((Verb.SPLIT, Verb.HIDE, Verb.UNHIDE, Verb.RETYPE, Verb.RENAME)),
        st.sampled_from(NAMES).map(lambda name: [name]),
    ),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def do(path: Path, kind: str, *rest: object) -> None:
    """One thing that befalls a library."""
    match kind, *rest:
        case "put", file, sentences, day:
            text, mentions = unmark(" ".join(sentences) or "Empty.", REFERENCES)  # type: ignore[call-overload]
            one = article(text, f"/{file}", day)  # type: ignore[arg-type]
            with Library.open(path) as library, library.transaction():
                linked = deciding.take_in(library).link(one, Annotation(mentions))
                pipeline.stored(library, LinkedArticle(one, Annotation(mentions), linked))
        case "remove", file:
            with Library.open(path) as library, library.transaction():
                if (known := library.article_of(f"/{file}")) is not None:
                    pipeline.remove(library, known)
        case "date", file, day:
            with Library.open(path) as library:
                known = library.article_of(f"/{file}")
            if known is not None:
                deciding.edit(path, known, {"published": str(day)}, "ada")
        case "decide", verb, names:
            value = {Verb.RETYPE: "EVENT", Verb.RENAME: "Old Kyiv"}.get(verb, "")  # type: ignore[call-overload]
            deciding.decide(path, verb, "ada", *names, value=value)  # type: ignore[arg-type, misc]
        case _:
            (deciding.undo if kind == "undo" else deciding.redo)(path, "ada")


@settings(max_examples=40)
@given(st.lists(DEEDS, max_size=14))
def test_every_aggregate_equals_a_recount_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, *tuple[object, ...]]]
) -> None:
    path = tmp_path_factory.mktemp("index") / "war.db"
    Library.open(path).close()
    for deed in deeds:
        with suppress(deciding.DecisionError):
            do(path, *deed)
    with Library.open(path) as library:
        assert_sound(library)
        for sort in Sort:
            for kind in (None, *EntityType):
                assert_ordered(library, sort, kind)


def assert_ordered(library: Library, sort: Sort, kind: EntityType | None) -> None:
    """Every page of an order is a piece of the whole."""
    whole = library.entities(kind, 0, 10_000, sort=sort)
    values = {
        Sort.MENTIONS: lambda e: e.mentions,
        Sort.ARTICLES: lambda e: e.articles,
        Sort.LAST: lambda e: e.last.toordinal() if e.last else 0,
        Sort.SPELLINGS: lambda e: e.spellings,
    }
    assert whole == sorted(whole, key=lambda e: (-values[sort](e), -e.mentions, e.id))
    assert len(whole) == library.entity_count(kind)
    assert all(e.type is (kind or e.type) and not e.hidden for e in whole)
    size = max(1, len(whole) // 3)
    assert [e for at in range(0, len(whole), size) for e in library.entities(kind, at, size, sort=sort)] == (
        whole
    )


def test_any_page_of_many_that_share_a_value_is_found_from_either_end(library: Library) -> None:
    draw = random.Random(7)
    rows = [
        (at, draw.choice(list(EntityType)), draw.choice((1, 1, 1, 2, 9)), 1, draw.choice((0, 738_000)), 1)
        for at in range(1, 400)
    ]
    with library.transaction():
        for at, kind, mentions, articles, last, spellings in rows:
            library._connection.execute(
                "INSERT INTO entity_rank VALUES (?, ?, ?, ?, ?, ?)",
                (at, kind, mentions, articles, last, spellings),
            )
        for sort in Sort:
            library._connection.execute(
                f"""INSERT INTO rank_count
                SELECT '{sort}', type, {sort}, count(*) FROM entity_rank GROUP BY 2, 3"""
            )
    for sort in Sort:
        for kind in (None, ORG):
            whole = ranks.page(library._connection, sort, kind, 0, 500)
            assert len(whole) == ranks.count(library._connection, kind)
            for at in range(0, len(whole) + 7, 5):
                assert ranks.page(library._connection, sort, kind, at, 7) == whole[at : at + 7]


def test_no_page_of_the_index_is_sorted_anew(library: Library) -> None:
    for sort in Sort:
        for kind in ("", "type = 'ORG' AND "):
            for side, ways in (("<=", ("DESC", "ASC")), (">=", ("ASC", "DESC"))):
                down, up = ways
                ties = "" if sort is Sort.MENTIONS else f"mentions {down}, "
                plan = library._connection.execute(
                    f"""EXPLAIN QUERY PLAN SELECT entity_id FROM entity_rank WHERE {kind} {sort} {side} 1
                    ORDER BY {sort} {down}, {ties} entity_id {up} LIMIT 5"""
                ).fetchall()
                assert "COVERING INDEX" in plan[0][3] and len(plan) == 1, plan


def test_the_last_day_and_the_spellings_come_and_go_with_their_articles(library: Library) -> None:
    first = date(2022, 6, 1)
    for number, form in enumerate(("Hayday", "Haidai", "Gaidai")):
        store(library, article(f"{form} spoke.", f"/{number}", first + timedelta(days=number)))
    (governor,) = library.entities(PERSON)
    assert (governor.last, governor.spellings) == (date(2022, 6, 3), 3)
    with library.transaction():
        library.remove(library.article_of("/2") or 0)
    (governor,) = library.entities(PERSON)
    assert (governor.last, governor.spellings) == (date(2022, 6, 2), 2)
