"""Lists of statements about an entity, a place with all within it, an outlet: every page and count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import deciding
from core.library import Library, subjects
from core.library.records import StoredMention
from core.library.statements.records import Filter, StatedDate, StatedFigure
from tests.library.test_index import DAYS, DEEDS, SENTENCES, do

pytestmark = pytest.mark.usefixtures("few_are_many")

Deed = tuple[str, *tuple[object, ...]]
PUT = st.tuples(
    st.just("put"),
    st.integers(0, 4),
    st.lists(st.sampled_from(SENTENCES[-4:]), min_size=1),
    st.sampled_from(DAYS),
)
Beside = Callable[[StatedDate | StatedFigure, Filter], bool]
"""Whether a sentence names whom a filter wants."""


def start(path: Path, before: int = 0) -> None:
    """An empty library, whose first article gets the id after this one."""
    with Library.open(path) as library, library.transaction():
        library._connection.execute("INSERT INTO sqlite_sequence VALUES ('article', ?)", (before,))


def wanted(library: Library) -> Iterator[Filter]:
    """Every list of one subject, and lists of several."""
    ids = [one.id for one in library.entities(limit=1_000)]
    yield from (Filter(), Filter(outlet="Wire"), Filter(outlet="Post"))
    yield from (Filter(entity=one) for one in ids)
    yield from (Filter(place=one) for one in ids)
    yield from (Filter(entity=one, articles=tuple(library.article_ids()[1:])) for one in ids)
    yield from (Filter(place=one, outlet="Wire") for one in ids)


def beside(library: Library) -> Beside:
    """Tells it from the mentions of articles, one by one."""
    mentions = {one: library.article(one).mentions for one in library.article_ids()}
    places = {one.id: one.reference for one in library.entities(limit=1_000)}

    def meant(article: int, mention: StoredMention, asked: Filter) -> bool:
        if mention.entity is not None and mention.entity in (asked.entity, asked.place):
            return True
        _, name = library.names.of_mention(article, mention.start)
        return (
            asked.place is not None
            and name.reference is not None
            and (places[asked.place] in name.reference.within)
        )

    def tells(one: StatedDate | StatedFigure, asked: Filter) -> bool:
        if one.boilerplate or asked.outlet not in (None, one.outlet):
            return False
        if asked.articles is not None and one.article not in asked.articles:
            return False
        end = one.sentence_start + len(one.sentence)
        named = [
            m for m in mentions[one.article] if one.sentence_start <= m.start < end and not m.boilerplate
        ]
        if asked.entity is None and asked.place is None:
            return True
        return any(meant(one.article, m, asked) for m in named)

    return tells


def pages(page: Callable[[Filter, int, int], Sequence[Any]], asked: Filter) -> list[Any]:
    """A list, two rows at a time."""
    found: list[Any] = []
    while part := page(asked, len(found), 2):
        found += part
    return found


def assert_listed(library: Library) -> None:
    """Every list is what its articles tell, in its order, and is as long as is said."""
    statements, tells = library.statements, beside(library)
    articles = library.article_ids()
    dates = [one for article in articles for one in statements.dates_of(article)]
    figures = [one for article in articles for one in statements.figures_of(article)]
    for asked in wanted(library):
        told = [one for one in dates if tells(one, asked)]
        resolved = sorted((d for d in told if d.value), key=lambda d: (d.value, d.article, d.start))
        assert pages(statements.timeline, asked) == resolved, asked
        assert Counter(one.value for one in resolved) == {
            day.value: day.dates for day in statements.timeline_days(asked)
        }
        unresolved = [one for one in told if not one.value]
        assert pages(statements.unresolved, asked) == unresolved
        assert statements.unresolved_count(asked) == len(unresolved)
        counted = [one for one in figures if tells(one, asked)]
        counted.sort(key=lambda f: (-f.published.toordinal() if f.published else 0, -f.article, f.start))
        for of in (asked, replace(asked, differing=True)):
            kept = [one for one in counted if one.differing or not of.differing]
            assert pages(statements.figures, of) == kept, of
            assert statements.figure_count(of) == len(kept)


@settings(max_examples=12)
@given(st.lists(PUT, min_size=4, max_size=5, unique_by=lambda put: put[1]), st.lists(DEEDS, max_size=6))
def test_whatever_happens_lists_hold_what_their_articles_tell(
    tmp_path_factory: pytest.TempPathFactory, first: list[Deed], then: list[Deed]
) -> None:
    path = tmp_path_factory.mktemp("subjects") / "war.db"
    start(path, subjects.ARTICLES - 3)  # so that they stand in two stretches
    for deed in (*first, *then):
        with suppress(deciding.DecisionError):
            do(path, *deed)
    with Library.open(path) as library:
        assert library.health.examine() == []
        assert_listed(library)


def test_a_place_is_told_of_with_all_within_it_whoever_came_first(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    start(path)
    do(path, "put", 0, [SENTENCES[-4]], None)
    do(path, "put", 1, [SENTENCES[-2]], None)
    with Library.open(path) as library:
        (ukraine,), (kyiv,) = library.entities_named("Ukraine"), library.entities_named("Kyiv")
        statements = library.statements
        assert statements.figure_count(Filter(entity=ukraine.id)) == 1
        assert statements.figure_count(Filter(place=ukraine.id)) == 2
        assert statements.unresolved_count(Filter(place=ukraine.id)) == 1
        assert statements.figure_count(Filter(place=kyiv.id)) == 2
        with library.transaction():
            library.remove(1)
        assert_listed(library)
        assert statements.figure_count(Filter(place=ukraine.id)) == 1
        with library.transaction():
            library.remove(2)
        assert library.health.examine() == [] and library.entities() == []
