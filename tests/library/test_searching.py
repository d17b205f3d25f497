"""A reader searches: everything that a naive look through the articles finds, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from core.library import Library, LibraryError, searching_ranks, searching_terms, streams
from core.library.indexing import ID, NEWEST
from core.library.records import Marked, StoredArticle
from core.library.schema import search
from core.query import (
    All,
    Any,
    Days,
    Entity,
    Language,
    Named,
    Node,
    Not,
    Outlet,
    Query,
    QueryError,
    Quote,
    Speaker,
    State,
    Story,
    Tag,
    Words,
    parse,
    terms,
)
from core.query.tree import Mark
from tests.library.fakes import GOVERNOR, START, TYPES, article, ids, store

OUTLETS = ("RFE/RL", "Danube Radio", "Radio Łódź", "")
WORDS = ("grain", "Łódź", "left", "stayed", "the", "depot", *TYPES)


def test_words_phrases_and_beginnings_without_their_diacritics(library: Library) -> None:
    store(
        library,
        article("Łódź sent aid. The mayor of Kraków agreed.", "/1", START),
        article("The aid was late. Kyiv waited.", "/2", START),
    )
    assert ids(library, "lodz") == ids(library, "ŁÓDŹ") == ids(library, "Krak*") == [1]
    assert ids(library, "aid") == [2, 1]
    assert ids(library, "aid late") == [2]
    assert ids(library, '"sent aid"') == [1] and ids(library, '"aid sent"') == []
    assert ids(library, "aid -kyiv") == ids(library, "-kyiv") == [1]
    assert ids(library, "title:kyiv") == [] and ids(library, "title:aid") == [2, 1]
    query = parse("krakow")
    (hit,) = library.searches.hits(query, library.searches.find(query).keys)
    assert library.article(1).article.text[hit.start : hit.end] == "Kraków"
    assert hit.sentence == "The mayor of Kraków agreed."


def test_an_entity_is_found_in_every_spelling_and_marked_in_it(library: Library) -> None:
    store(
        library,
        article("Hayday spoke. Then Gaidai left Kyiv.", "/1", START),
        article("Haidai stayed in Luhansk.", "/2", START + timedelta(1)),
        article("Luhansk waited.", "/3", START),
    )
    assert ids(library, "person:haidai") == ids(library, "entity:GAIDAI") == [2, 1]
    assert ids(library, "place:haidai") == ids(library, "person:haid") == []
    assert ids(library, "person:haid*") == [2, 1]
    assert ids(library, "-person:hayday") == [3]
    query = parse("person:haidai kyiv")
    (hit,) = library.searches.hits(query, library.searches.find(query).keys)
    text = library.article(1).article.text
    assert [text[a:b] for a, b in hit.marks] == ["Gaidai", "Kyiv"], "the sentence in which both stand"
    assert [text[a:b] for a, b in library.searches.spans(query, 1)] == ["Hayday", "Gaidai", "Kyiv"]
    governor, city = library.searches.meant(query)
    assert governor.term.words == ("haidai",) and [one.label for one in governor.entities] == ["Hayday"]
    assert city.bare and not governor.bare, "a bare word is a name too where it is one"
    with pytest.raises(KeyError):
        library.searches.spans(query, 9)


def test_the_index_follows_what_becomes_of_an_article(library: Library) -> None:
    first = article("Grain left.", "/1", START)
    store(library, first, article("Grain stayed.", "/2", START + timedelta(1)))
    assert ids(library, "grain") == [2, 1]
    with library.transaction():
        library.edit(1, {"published": "2023-01-01", "title": "A port"}, "me")
    assert ids(library, "grain") == [1, 2] and ids(library, "title:port on:2023") == [1]
    store(library, article("Wheat left.", "/1", START))
    assert ids(library, "grain") == [2] and ids(library, "wheat") == [1]
    with library.transaction():
        library.remove(1)
        library.remove(2)
    assert ids(library, "grain OR wheat") == []
    store(library, first)
    with library.transaction():
        library.remove(3)
    assert library.searches.find(parse("-nothing")).keys == []


def test_a_search_goes_on_where_it_paused(library: Library) -> None:
    store(library, *(article(f"Grain {n}.", f"/{n}", START + timedelta(n % 7)) for n in range(40)))
    query, whole = parse("grain"), library.searches.find(parse("grain")).keys
    assert whole == sorted(whole, reverse=True) and len(whole) == 40
    for seconds in (None, 0.0):
        found, below = [], whole[0]
        for rounds in count():
            assert rounds < 1_000
            run = library.searches.find(query, below=below, limit=7, seconds=seconds)
            found += run.keys
            if run.below is None:
                break
            below = run.below
        assert found == whole


def test_the_best_come_first_where_that_is_asked_for(library: Library) -> None:
    store(
        library,
        article("Grain. Grain, and more grain.", "/1", START),
        article("A long report in which grain stands once among many other words.", "/2", START),
    )
    query = parse("grain")
    keys = library.searches.find(query).keys
    assert [key & ID for key in keys] == [2, 1]
    assert [key & ID for key in library.searches.ranked(query, keys)] == [1, 2]
    assert library.searches.ranked(parse("on:2022"), keys) == keys, "nothing to rank by"


@pytest.mark.parametrize("many", [500, 0])
def test_a_beginning_counts_for_as_often_as_any_word_begins_so(
    library: Library, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(searching_ranks, "_ONE_BY_ONE", many)
    store(
        library,
        article("One. A graph of wheat.", "/1", START),
        article("Two. Grain and grains, granted.", "/2", START),
        article("Grain. Wheat.", "/3", START),
        *(article(f"Wheat {n}.", f"/w{n}", START) for n in range(5)),
    )

    def best(words: str) -> list[int]:
        query = parse(words)
        return [key & ID for key in library.searches.ranked(query, library.searches.find(query).keys)]

    assert best("gra*") == [3, 2, 1], "what stands in the title weighs more"
    assert best("whe*") == ids(library, "whe*"), "what nearly all have tells nothing"
    assert best('"of whe"*') == [1]
    library.stopped_by(lambda: True, steps=1)
    with pytest.raises(LibraryError, match="interrupted"):
        library.searches.ranked(parse("gra*"), [])


def test_what_only_a_reader_knows(library: Library) -> None:
    store(library, *(article(f"Grain {n}.", f"/{n}", START) for n in (1, 2, 3)))
    marked = Marked(frozenset({"/1"}), frozenset({"/2", "/gone"}), {"Port": frozenset({"/3"})}, story=2)
    assert ids(library, "is:read", marked) == [1] and ids(library, "is:unread", marked) == [3, 2]
    assert ids(library, "is:starred", marked) == [2] and ids(library, "tag:Port", marked) == [3]
    assert ids(library, "story:this", marked) == ids(library, "story:2", marked) == [2]
    assert ids(library, "grain -is:starred", marked) == [3, 1]
    with pytest.raises(QueryError, match="number"):
        ids(library, "story:this")


def test_a_search_that_nobody_waits_for_ends(library: Library) -> None:
    with library.transaction():
        for n in range(3_000):
            library._connection.execute(
                "INSERT INTO article SELECT NULL, ?, '', '', '', '', '', '', '', '', '', 1, '', '', 0, 0",
                (n,),
            )
    library.stopped_by(lambda: True)
    with pytest.raises(LibraryError, match="interrupted"):
        library.searches.find(parse("-kyiv"), limit=10_000)
    library.stopped_by(None)
    assert len(library.searches.find(parse("-kyiv"), limit=10_000).keys) == 3_000


def test_the_first_run_ends_in_time_whatever_sqlite_is_at_and_the_next_goes_on(library: Library) -> None:
    store(library, *(article(f"Grain {n}.", f"/{n}", START + timedelta(n % 7)) for n in range(20)))
    library.stopped_by(None, steps=1)
    first = library.searches.find(parse("grain"), seconds=0.0)
    assert first.keys == [] and first.below is not None
    assert len(library.searches.find(parse("grain"), below=first.below).keys) == 20
    library.stopped_by(lambda: True, steps=1)
    with pytest.raises(LibraryError, match="interrupted"):
        library.searches.find(parse("grain"), seconds=0.0)


# The same as a naive look through all articles.


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[StoredArticle]]]:
    chance = Random(7)
    with Library.open(tmp_path_factory.mktemp("search") / "war.db") as library:
        for number in range(60):
            text = " ".join(chance.choices(WORDS, k=chance.randint(2, 9))) + "."
            day = START + timedelta(chance.randint(0, 40)) if chance.random() < 0.9 else None
            one = article(text, f"/{number}", day, chance.choice(OUTLETS))
            store(library, one)
        stored = [library.article(one) for one in library.article_ids()]
        yield (
            library,
            sorted(stored, key=lambda one: (one.article.published or date.min, one.id), reverse=True),
        )


MARKED = Marked(
    read=frozenset(f"/{n}" for n in range(0, 60, 3)),
    starred=frozenset(f"/{n}" for n in range(0, 60, 7)),
    tagged={"x": frozenset(f"/{n}" for n in range(0, 60, 5))},
    story=4,
)


def naive(one: StoredArticle, node: Node) -> bool:
    """Whether an article is what a query asks for, looked up by hand."""
    told, source = one.article, one.article.provenance.source
    match node:
        case All():
            return all(naive(one, part) for part in node.parts)
        case Any():
            return any(naive(one, part) for part in node.parts)
        case Not():
            return not naive(one, node.part)
        case Words():
            stands = side_by_side(told.title if node.title else told.text, node.words, node.prefix)
            return stands or (node.bare and naive(one, Entity(node.words)))
        case Entity():
            wanted = (node.words[0].title() in GOVERNOR and "PERSON") or TYPES.get(node.words[0].title())
            same = GOVERNOR if wanted == "PERSON" else (node.words[0].title(),)
            fits = node.type is None or node.type == wanted
            return fits and any(mention.form in same for mention in one.mentions)
        case Outlet():
            return all(word in plain(told.outlet).split() for word in plain(" ".join(node.words)).split())
        case Days():
            day = told.published
            return day is not None and (node.first or day) <= day <= (node.last or day)
        case State():
            read = source in MARKED.read
            return source in MARKED.starred if node.mark is Mark.STARRED else read == (node.mark is Mark.READ)
        case Tag():
            return source in MARKED.tagged.get(node.name, ())
        case Story():
            return one.id == (node.id or MARKED.story)
        case Language():
            return told.language == node.code
        case Quote() | Speaker():
            return False


def plain(text: str) -> str:
    return "".join(c if c.isalnum() else " " for c in text.lower().translate(str.maketrans("łóź", "loz")))


def side_by_side(text: str, words: tuple[str, ...], prefix: bool) -> bool:
    there, asked = plain(text).split(), plain(" ".join(words)).split()
    for at in range(len(there) - len(asked) + 1):
        run = there[at : at + len(asked)]
        if run == asked or (prefix and run[:-1] == asked[:-1] and run[-1].startswith(asked[-1])):
            return True
    return False


_TERMS = st.sampled_from(
    [
        *WORDS, "haidai", "gaidai", '"gaidai"',
        "lodz", "gra*", '"the depot"', '"left the"', "title:grain", "nowhere", "sta*",
        "lef*", "pol*", '"left sta*"', "title:gra*", "Łód*",
        "person:haidai", "entity:kyiv", "place:luhansk", "org:kyiv", "person:nobody",
        "speaker:haidai", "quote:gaidai",
        "outlet:radio", 'outlet:"danube radio"', "outlet:lodz", "outlet:rfe", "outlet:none",
        "before:2022-07", "after:2022-06-25", "on:2022-07", "on:2022-06-30", "on:2022-06-20..2022-06-27",
        "is:read", "-is:unread", "is:unread", "is:starred", "tag:x", "tag:y", "story:this",
        "story:9", "language:uk",
    ]
)  # fmt: skip
_QUERIES = st.recursive(
    _TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)


@given(_QUERIES, st.sampled_from([3, 1_000]))
def test_a_search_finds_what_a_naive_look_finds(
    press: tuple[Library, list[StoredArticle]], text: str, limit: int
) -> None:
    library, articles = press
    query = parse(text)
    found = library.searches.find(query, MARKED, limit=limit).keys
    assert [key & ID for key in found] == [one.id for one in articles if naive(one, query.root)][:limit]


@given(_QUERIES, st.sampled_from([0, 1, 500]), st.sampled_from([1, 4, 64]))
def test_a_beginning_is_searched_alike_word_by_word_and_article_by_article(
    press: tuple[Library, list[StoredArticle]], text: str, most: int, sample: int
) -> None:
    library, articles = press
    query = parse(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching_terms, "WIDE_FROM", 0)
        patch.setattr(searching_terms, "MOST_WORDS", most)
        patch.setattr(streams, "_SAMPLE", sample)
        found = library.searches.find(query, MARKED, limit=1_000).keys
    assert [key & ID for key in found] == [one.id for one in articles if naive(one, query.root)]


@given(_QUERIES, st.sampled_from([1, 1_000]), st.sampled_from([1, 512]))
def test_a_search_in_the_shortest_runs_finds_the_same(
    press: tuple[Library, list[StoredArticle]], text: str, limit: int, steps: int
) -> None:
    library, _ = press
    query, found = parse(text), list[int]()
    whole = library.searches.find(query, MARKED, limit=1_000).keys
    below: int | None = NEWEST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching_terms, "SEARCH_STEPS", steps)
        while below is not None:
            run = library.searches.find(query, MARKED, below, limit, seconds=0.0)
            assert run.below is None or run.below < below, "it goes on"
            found += run.keys
            below = run.below
    assert found == whole


@given(_QUERIES)
def test_what_a_word_is_taken_for_adds_articles_and_takes_none(
    press: tuple[Library, list[StoredArticle]], text: str
) -> None:
    library, _ = press
    query, literal = parse(text), parse(text, literal=True)
    taken = library.searches.taken(query)
    assert library.searches.taken(taken) == taken and library.searches.taken(literal) == literal
    assert all(word.bare for term in terms(taken.root) if isinstance(term, Named) for word in term.words)
    if "-" not in text:
        found = library.searches.find(query, MARKED, limit=1_000).keys
        assert set(library.searches.find(literal, MARKED, limit=1_000).keys) <= set(found)


@given(st.text(max_size=40))
def test_no_text_is_an_error_of_sql(press: tuple[Library, list[StoredArticle]], text: str) -> None:
    library, _ = press
    try:
        query: Query = parse(text)
    except QueryError:
        return
    found = library.searches.find(query, MARKED, limit=5).keys
    assert (
        len(library.searches.hits(query, found)) == len(library.searches.ranked(query, found)) == len(found)
    )


def test_a_library_of_an_older_version_is_searched_alike(tmp_path: Path) -> None:
    with Library.open(tmp_path / "war.db") as library:
        store(library, *(article(f"Grain {n}.", f"/{n}", START - timedelta(n)) for n in range(5)))
        for statement in (
            "INSERT INTO article_search (article_search) VALUES ('delete-all')",
            """INSERT INTO article_search (rowid, title, text)
                SELECT id, title, text FROM article JOIN article_text ON article_id = id""",
            "DROP INDEX article_by_outlet",
            "DROP INDEX article_by_language",
        ):
            library._connection.execute(statement)
        search.apply(Database(library._connection))
        assert ids(library, "grain") == [1, 2, 3, 4, 5]


def test_joining_the_pieces_of_the_index_changes_no_answer(library: Library) -> None:
    for number in range(30):
        store(library, article(f"Grain left the depot {number}. Łódź stayed.", f"/{number}", START))
    pieces = "SELECT count(DISTINCT segid) FROM article_search_idx"
    before = [ids(library, query) for query in ("grain", "left depot", "gra*", "stayed -left")]
    assert library._connection.execute(pieces).fetchone()[0] > 1
    library.tidy()
    assert library._connection.execute(pieces).fetchone() == (1,)
    assert [ids(library, query) for query in ("grain", "left depot", "gra*", "stayed -left")] == before
    assert library.health.examine() == []
