"""A desk adds articles, adds them again, and mends them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entity import EntityType, Name
from core.library import Library
from core.library.counted import lay_out
from core.library.indexing import ID
from core.library.records import Counts, Outcome
from core.query import parse
from tests.library.fakes import GOVERNOR, article, put, store

pytestmark = pytest.mark.usefixtures("few_are_many")

FIRST = article("Hayday spoke. Governor Hayday left Luhansk.", "/press/a.txt", date(2022, 6, 24), "RFE/RL")
SECOND = article("Haidai spoke in Kyiv.", "/press/b.txt", date(2022, 6, 25), "Post")


def recount(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Every maintained figure, counted anew from the mentions."""
    connection = library._connection
    lay_out(connection)

    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql).fetchall()

    mentions = "mention JOIN name ON name.id = name_id JOIN article ON article.id = article_id"
    return {
        "SELECT id, mentions, articles FROM name WHERE mentions > 0 ORDER BY 1": rows(
            f"SELECT name_id, count(*), count(DISTINCT article_id) FROM {mentions} GROUP BY 1 ORDER BY 1"
        ),
        "SELECT id, mentions, articles FROM entity WHERE mentions > 0 ORDER BY 1": rows(
            f"SELECT entity_id, count(*), count(DISTINCT article_id) FROM {mentions} GROUP BY 1 ORDER BY 1"
        ),
        "SELECT name_id, name, sum(mentions) FROM name_form JOIN outlet ON id = outlet "
        "GROUP BY 1, 2 ORDER BY 1, 2": rows(
            f"SELECT name_id, outlet, count(*) FROM {mentions} GROUP BY 1, 2 ORDER BY 1, 2"
        ),
        "SELECT name_id, text, outlet, articles FROM name_role ORDER BY 1, 2, 3": rows(
            """SELECT name_id, text, outlet, count(DISTINCT article_id)
            FROM role JOIN article ON article.id = article_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
        ),
        "SELECT day, articles, mentions FROM article_day ORDER BY 1": rows(
            """SELECT article.day, count(DISTINCT article.id), count(name_id)
            FROM article LEFT JOIN mention ON article_id = article.id GROUP BY 1 ORDER BY 1"""
        ),
    }


def assert_sound(library: Library) -> None:
    for kept, counted in recount(library).items():
        assert library._connection.execute(kept).fetchall() == counted, kept
    assert library.health.examine() == []


def test_an_article_comes_back_as_it_was_stored(library: Library) -> None:
    one = article("AD: Kyiv offers.\r\nHaidai\x1b[31m spoke in Kyiv.\n", day=date(2022, 6, 24))
    store(library, one)
    stored = library.article(1)
    assert stored.article.text == one.text
    assert (stored.article.title, stored.article.published) == (one.title, one.published)
    assert stored.boilerplate == ((0, 17),)
    assert [(m.form, m.entity is None, m.boilerplate) for m in stored.mentions] == [
        ("Kyiv", True, True),
        ("Haidai", False, False),
        ("Kyiv", False, False),
    ]


def test_adding_the_same_article_again_changes_nothing(library: Library) -> None:
    assert store(library, FIRST, SECOND, FIRST) == [Outcome.ADDED, Outcome.ADDED, Outcome.UNCHANGED]
    assert library.counts() == Counts(articles=2, entities=3, mentions=5)
    assert_sound(library)


def test_a_changed_file_updates_its_article_in_place(library: Library) -> None:
    store(library, FIRST, SECOND)
    changed = article("Nothing but Kyiv now.", FIRST.provenance.source, date(2023, 1, 1), "RFE/RL")
    assert library.known(changed) is Outcome.UPDATED
    assert store(library, changed) == [Outcome.UPDATED]
    assert library.article(1).article.text == changed.text
    assert [s.id for s in library.articles(0, 10)] == [1, 2]
    assert not library.searches.find(parse("left")).keys
    assert [key & ID for key in library.searches.find(parse("nothing")).keys] == [1]
    assert_sound(library)


def test_a_name_that_nobody_mentions_any_more_goes_with_its_entity(library: Library) -> None:
    store(library, FIRST, SECOND)
    store(library, article("Nobody.", FIRST.provenance.source))
    assert library.entities_named("Luhansk") == []
    assert library._connection.execute("SELECT count(*) FROM name WHERE form = 'Luhansk'").fetchone() == (0,)
    (governor,) = library.entities(EntityType.PERSON)
    assert (governor.id, governor.label) == (1, "Haidai"), "the entity keeps its id while anybody calls it"
    assert_sound(library)


def test_a_spelling_goes_unless_it_joins_others(library: Library) -> None:
    def spellings() -> list[str]:
        rows = library._connection.execute("SELECT form FROM name WHERE type = 'PERSON' ORDER BY id")
        return [form for (form,) in rows]

    third = article("Gaidai spoke.", "/press/c.txt")
    store(library, FIRST, SECOND, third)
    store(library, article("Nobody.", third.provenance.source))
    assert spellings() == ["Hayday", "Haidai"], "Gaidai joined nothing that is not joined without it"
    store(library, third, FIRST)
    library._connection.execute('DELETE FROM name_link WHERE "left" = 1 AND "right" <> 2')
    store(library, article("Nobody.", SECOND.provenance.source))
    assert spellings() == ["Hayday", "Haidai", "Gaidai"], "Haidai joins the other two"
    assert_sound(library)


def test_removing_every_article_leaves_nothing(library: Library) -> None:
    store(library, FIRST, SECOND)
    with library.transaction():
        library.remove(1)
        library.remove(2)
    assert library.counts() == Counts(0, 0, 0)
    for table in (
        "article_text",
        "article_mentions",
        "name_article",
        "role",
        "name",
        "name_key",
        "name_link",
        "entity",
        "name_form",
    ):
        assert library._connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    with pytest.raises(KeyError), library.transaction():
        library.remove(1)


def test_a_transaction_that_fails_leaves_no_trace(library: Library) -> None:
    store(library, SECOND)
    with pytest.raises(ZeroDivisionError), library.transaction():
        library.names.add(Name(EntityType.ORG, "Kremlin"), ["krml"])
        raise ZeroDivisionError
    assert library.counts() == Counts(1, 2, 2)
    assert not library.names.candidates(["krml"])
    assert_sound(library)


def test_what_was_looked_up_for_an_article_that_failed_is_forgotten(library: Library) -> None:
    gathering = library.gathering()
    with pytest.raises(ZeroDivisionError), gathering.one():
        put(library, FIRST)
        raise ZeroDivisionError
    with gathering.one():
        put(library, SECOND)
    gathering.commit()
    assert library.counts() == Counts(1, 2, 2)
    assert_sound(library)


Step = tuple[int, list[str], date | None, bool]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.lists(st.sampled_from(["Hayday", "Haidai", "Gaidai", "Kyiv", "Luhansk", "governor", "AD:", "\n"])),
        st.sampled_from([None, date(2022, 6, 24), date(2022, 6, 25)]),
        st.booleans(),
    ),
    max_size=12,
)
"""(file, its words, its day, whether it is added; it is removed otherwise)."""


def take(library: Library, file: int, words: list[str], day: date | None, keep: bool) -> None:
    """One step, in the caller's transaction."""
    source = f"/press/{file}.txt"
    if keep:
        put(library, article(" ".join(words) or "nothing", source, day))
    elif (known := library.article_of(source)) is not None:
        library.remove(known)


@settings(max_examples=40)
@given(STEPS)
def test_the_maintained_counts_equal_a_recount(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    with Library.open(tmp_path_factory.mktemp("library") / "war.db") as library:
        for step in steps:
            with library.transaction():
                take(library, *step)
        assert_sound(library)
        governors = {e.id for form in GOVERNOR for e in library.entities_named(form)}
        assert len(governors) <= 1


@settings(max_examples=40)
@given(STEPS, st.integers(0, 12))
def test_many_articles_of_one_transaction_are_counted_as_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], asked: int
) -> None:
    counted = []
    with Library.open(tmp_path_factory.mktemp("library") / "war.db") as library:
        with library.transaction():
            for number, step in enumerate(steps):
                take(library, *step)
                if number == asked:  # whoever asks on the way is told of all that is stored
                    counted = [library.counts(), *library.entities_named("Hayday")]
        assert_sound(library)
    with Library.open(tmp_path_factory.mktemp("library") / "war.db") as library:
        for number, step in enumerate(steps):
            with library.transaction():
                take(library, *step)
            if number == asked:
                assert counted == [library.counts(), *library.entities_named("Hayday")]


def test_an_article_is_found_by_its_address_without_a_look_at_all(library: Library) -> None:
    far = replace(FIRST, url="https://press.example/2022/06/24/far", provenance=SECOND.provenance)
    store(library, far, replace(FIRST, url="/far"))
    assert library.feeds.source_of(far.url) == far.provenance.source
    assert library.feeds.source_of("https://press.example/2023/06/24/far") is None
    asked: list[str] = []
    library._connection.set_trace_callback(asked.append)
    assert library.feeds.source_of("/far") == FIRST.provenance.source
    library._connection.set_trace_callback(None)
    plan = library._connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert [row[3] for row in plan] == ["SEARCH article USING INDEX article_by_url (<expr>=?)"]
