"""Searching: which articles a query finds, in the order of the list or best first, and where in them.

A search is put again and again while a reader types, and goes on from where it paused: it keeps nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from core.library import (
    articles,
    entities,
    mentions,
    searching_names,
    searching_quotes,
    searching_ranks,
    searching_terms,
    streams,
)
from core.library.articles import SUMMARY, summary
from core.library.asking import Asking
from core.library.folding import fold
from core.library.indexing import ID, NEWEST
from core.library.owing import Connection
from core.library.records import ArticleSummary, EntitySummary, Found, Marked, SearchHit
from core.library.searching_words import Phrase, Span, disjoint, places
from core.query import Entity, Named, Query, Quote, Speaker, Words, asserted, terms
from core.sentences import sentence_at

NOTHING_MARKED = Marked()
_NEAR = 160
"""Characters in which a hit's neighbours are counted: the place that most terms share is shown."""
_LOOKED_AT = 200
"""Places of a text among which the best is chosen."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A term of a query that means entities, with those that it means most first."""

    term: searching_terms.Meaning
    entities: list[EntitySummary]

    @property
    def bare(self) -> bool:
        """Whether it is words that are found as themselves, too."""
        return isinstance(self.term, Named | Quote)

    @property
    def widens(self) -> bool:
        """Whether these bare words find more than themselves."""
        return self.bare and (len(self.entities) > 1 or self.entities[0].spellings > 1)


class SqlSearches(Asking):
    """What may be searched for in an open library. Raises LibraryError."""

    def __init__(self, connection: Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._last: tuple[Query, str, tuple[int, int], Query] | None = None

    def taken(self, query: Query) -> Query:
        """The query with Named in the place of bare words that are names here, as all that follow take it."""
        return self._ask(self._taken, query)

    def _taken(self, connection: sqlite3.Connection, query: Query) -> Query:
        """A search is put in many runs, and looked up page by page: it is taken once for all of them."""
        state = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        if self._last is None or self._last[:3] != (query, query.text, state):
            self._last = (query, query.text, state, searching_names.taken(connection, query))
        return self._last[3]

    def find(
        self,
        query: Query,
        marked: Marked = NOTHING_MARKED,
        below: int = NEWEST,
        limit: int = 64,
        seconds: float | None = None,
    ) -> Found:
        """The articles that a query finds, in list order; goes on from `below`, where a run before ended.

        Pauses when it has `limit`, or after so many seconds, whatever it has by then. Raises QueryError where
        the query asks for the story at hand and there is none.
        """
        return self._ask(_find, self.taken(query), marked, below, limit, seconds)

    def key(self, article_id: int) -> int:
        """The key of an article, by which searches order it; raises KeyError."""
        return self._ask(articles.key, article_id)

    def listed(self, keys: Iterable[int]) -> list[ArticleSummary]:
        """Lines of the article list by key; of what is gone, none."""
        return self._ask(articles.listed, keys)

    def ranked(self, query: Query, keys: Collection[int]) -> list[int]:
        """The keys of what a query found, best first by bm25 over its words and names; else as they are.

        In a million articles that can take a second.
        """
        return self._ask(searching_ranks.ranked, self.taken(query), keys)

    def hits(self, query: Query, keys: Iterable[int]) -> list[SearchHit]:
        """Articles that a query found, by key, each in the sentence that most terms share.

        What is gone is left out.
        """
        return self._ask(_hits, self.taken(query), keys)

    def spans(self, query: Query, article_id: int) -> list[Span]:
        """Every place in an article that a query asks for: its words, and its entities in every spelling.

        Raises KeyError where there is no such article.
        """
        return self._ask(_spans, self.taken(query), article_id)

    def meant(self, query: Query) -> list[Meant]:
        """Each term of a query that means entities, those that are meant most first: also bare words."""
        return self._ask(_meant, self.taken(query))


def _find(
    connection: Connection,
    query: Query,
    marked: Marked,
    below: int,
    limit: int,
    seconds: float | None,
) -> Found:
    """A run from the newest on ends in time, whatever SQLite is at; a later one comes further down first."""
    clock, keys, first = streams.Clock(seconds), list[int](), below == NEWEST
    try:
        with connection.ending(clock.over) if first and seconds is not None else nullcontext():
            stream = searching_terms.stream(connection, query, marked, clock)
            while len(keys) < limit:
                key = stream.seek(below)
                if key is None:
                    return Found(keys, None)
                keys.append(key)
                below = key - 1
                clock.look(below)
    except streams.PausedError as paused:
        below = paused.below
    except sqlite3.OperationalError:
        if not first or not clock.over() or connection.stopped():
            raise
    return Found(keys, min(below, NEWEST - 1))


def _hits(connection: sqlite3.Connection, query: Query, keys: Iterable[int]) -> list[SearchHit]:
    ids = [key & ID for key in keys]
    rows = connection.execute(
        f"""SELECT {SUMMARY}, text FROM article JOIN article_text ON article_id = article.id
        WHERE article.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    texts = {row[0]: row for row in rows}
    asked = _sought(connection, query)
    return [_hit(connection, asked, texts[one]) for one in ids if one in texts]


def _spans(connection: sqlite3.Connection, query: Query, article_id: int) -> list[Span]:
    row = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    found = _places(connection, _sought(connection, query), article_id, row[0])
    return disjoint((start, end) for start, end, _ in found)


def _meant(connection: sqlite3.Connection, query: Query) -> list[Meant]:
    asked = [
        term
        for term in terms(query.root)
        if isinstance(term, Entity | Named | Speaker) or (isinstance(term, Quote) and term.entities)
    ]
    return [
        Meant(term, entities.summaries(connection, searching_terms.called(connection, term)))
        for term in asked
    ]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a term has in a text: words side by side, mentions, and words apart where there is neither."""

    phrases: tuple[Phrase, ...] = ()
    names: frozenset[int] = frozenset()
    """Ids."""
    apart: tuple[Phrase, ...] = ()
    said: bool = False
    """Whether it must stand in a quotation; where there is nothing to stand in one, who says it is sought."""
    by: frozenset[int] | None = None
    """Ids of the names of whom one must say it."""


def _sought(connection: sqlite3.Connection, query: Query) -> list[_Sought]:
    """Each term that may be found."""
    found = []
    for term in asserted(query.root):
        match term:
            case Words():
                found.append(_Sought(((term.words, term.prefix),)))
            case Quote():
                by = frozenset[int]().union(*(searching_terms.meant(connection, one) for one in term.by))
                names = searching_terms.meant(connection, term)
                found.append(
                    _Sought(((term.words, term.prefix),), names, said=True, by=by if term.by else None)
                )
            case Speaker():
                found.append(_Sought(said=True, by=searching_terms.meant(connection, term)))
            case Entity():
                found.append(_Sought(names=searching_terms.meant(connection, term)))
            case Named():
                apart = tuple((one.words, False) for one in term.words)
                whole = (tuple(word for words, _ in apart for word in words), False)
                found.append(_Sought((whole,), searching_terms.meant(connection, term), apart))
    return found


def _places(
    connection: sqlite3.Connection, asked: Sequence[_Sought], article_id: int, text: str
) -> list[tuple[int, int, int]]:
    """(start, end, which term) of every place in the text that is asked for, in order."""
    folded, found = fold(text), []
    spots = mentions.of(connection, article_id) if any(one.names for one in asked) else ()
    for at, one in enumerate(asked):
        spans = list(places(folded, one.phrases))
        if one.names:
            spans += [(s.start, s.end) for s in spots if s.name in one.names]
        if one.said and one.phrases:
            spans = searching_quotes.inside(
                spans, searching_quotes.quotations(connection, article_id, one.by)
            )
        elif one.by is not None:
            spans = searching_quotes.sources(connection, article_id, one.by)
        found += [(start, end, at) for start, end in spans or places(folded, one.apart)]
    return sorted(found)


def _hit(
    connection: sqlite3.Connection, asked: Sequence[_Sought], row: tuple[int, str, str, int, int, str, str]
) -> SearchHit:
    text = row[6]
    found = _places(connection, asked, row[0], text)
    start, end = _best(found)
    left, right = sentence_at(text, start, end)
    marks = disjoint((s, e) for s, e, _ in found if left <= s and e <= right)
    return SearchHit(summary(row[:6]), start, end, text[left:right], left, tuple(marks))


def _best(found: Sequence[tuple[int, int, int]]) -> Span:
    """The place from which the most terms stand near, and among equals the nearest; else the first."""
    best, score = (0, 0), (0, 0)
    for at, (start, end, _) in enumerate(found[:_LOOKED_AT]):
        met: set[int] = set()
        reach = start
        for place, _, term in found[at:]:
            if place >= start + _NEAR:
                break
            if term not in met:
                met.add(term)
                reach = place
        if (len(met), start - reach) > score:
            best, score = (start, end), (len(met), start - reach)
    return best
