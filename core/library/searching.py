"""Searching: which articles a query finds, in the order of the list or best first, and where in them.

A search is put again and again while a reader types, and goes on from where it paused: it keeps nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from core.library import articles, entities, searching_terms, streams
from core.library.articles import SUMMARY, summary
from core.library.asking import Asking
from core.library.indexing import ID, NEWEST
from core.library.records import ArticleSummary, EntitySummary, Found, Marked, SearchHit
from core.library.searching_words import Span, disjoint, places, quoted
from core.query import Entity, Query, Quote, Words, asserted, terms
from core.sentences import sentence_at

NOTHING_MARKED = Marked()
_NEAR = 160
"""Characters in which a hit's neighbours are counted: the place that most terms share is shown."""
_LOOKED_AT = 200
"""Places of a text among which the best is chosen."""
_ONE_BY_ONE = 500
"""Up to so many articles are ranked one by one, more of them by a run over all that have the words."""


class SqlSearches(Asking):
    """What may be searched for in an open library. Raises LibraryError."""

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
        return self._ask(_find, query, marked, below, limit, seconds)

    def key(self, article_id: int) -> int:
        """The key of an article, by which searches order it; raises KeyError."""
        return self._ask(articles.key, article_id)

    def listed(self, keys: Iterable[int]) -> list[ArticleSummary]:
        """Lines of the article list by key; of what is gone, none."""
        return self._ask(articles.listed, keys)

    def ranked(self, query: Query, keys: Collection[int]) -> list[int]:
        """The keys of what a query found, best first by bm25 over its words; without words as they are.

        In a million articles that can take a second.
        """
        return self._ask(_ranked, query, keys)

    def hits(self, query: Query, keys: Iterable[int]) -> list[SearchHit]:
        """Articles that a query found, by key, each in the sentence that most terms share.

        What is gone is left out.
        """
        return self._ask(_hits, query, keys)

    def spans(self, query: Query, article_id: int) -> list[Span]:
        """Every place in an article that a query asks for: its words, and its entities in every spelling.

        Raises KeyError where there is no such article.
        """
        return self._ask(_spans, query, article_id)

    def meant(self, query: Query) -> list[tuple[Entity, list[EntitySummary]]]:
        """Each entity term of a query with the entities that it means, those with most mentions first."""
        return self._ask(_meant, query)


def _find(
    connection: sqlite3.Connection,
    query: Query,
    marked: Marked,
    below: int,
    limit: int,
    seconds: float | None,
) -> Found:
    clock = streams.Clock(seconds)
    stream = searching_terms.stream(connection, query, marked, clock)
    keys: list[int] = []
    try:
        while len(keys) < limit:
            clock.look(below)
            key = stream.seek(below)
            if key is None:
                return Found(keys, None)
            keys.append(key)
            below = key - 1
    except streams.PausedError as paused:
        below = paused.below
    return Found(keys, below)


def _ranked(connection: sqlite3.Connection, query: Query, keys: Collection[int]) -> list[int]:
    words = [term for term in asserted(query.root) if isinstance(term, Words | Quote)]
    if not words:
        return list(keys)
    match = " OR ".join(quoted(term.words, term.prefix) for term in words)
    sql = "SELECT rowid, bm25(article_search, 4.0, 1.0) FROM article_search WHERE article_search MATCH ?"
    if len(keys) <= _ONE_BY_ONE:
        sql += " AND rowid IN (SELECT value FROM json_each(?))"
        rows = connection.execute(sql, (match, json.dumps(list(keys))))
    else:
        rows = connection.execute(sql, (match,))
    among = set(keys)
    scores = {key: score for key, score in rows if key in among}
    return sorted(keys, key=lambda key: (scores.get(key, 0.0), -key))


def _hits(connection: sqlite3.Connection, query: Query, keys: Iterable[int]) -> list[SearchHit]:
    ids = [key & ID for key in keys]
    rows = connection.execute(
        f"""SELECT {SUMMARY}, text FROM article JOIN article_text ON article_id = article.id
        WHERE article.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    texts = {row[0]: row for row in rows}
    names = _names(connection, query)
    return [_hit(connection, query, names, texts[one]) for one in ids if one in texts]


def _spans(connection: sqlite3.Connection, query: Query, article_id: int) -> list[Span]:
    row = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    found = _places(connection, query, _names(connection, query), article_id, row[0])
    return disjoint((start, end) for start, end, _ in found)


def _meant(connection: sqlite3.Connection, query: Query) -> list[tuple[Entity, list[EntitySummary]]]:
    return [
        (term, [entities.entity(connection, one) for one in searching_terms.called(connection, term)])
        for term in terms(query.root)
        if isinstance(term, Entity)
    ]


def _names(connection: sqlite3.Connection, query: Query) -> list[str]:
    """For each entity that may be found the ids of its names, as JSON."""
    asked = [term for term in asserted(query.root) if isinstance(term, Entity)]
    return [
        json.dumps(searching_terms.names(connection, searching_terms.called(connection, term)))
        for term in asked
    ]


def _places(
    connection: sqlite3.Connection, query: Query, names: Sequence[str], article_id: int, text: str
) -> list[tuple[int, int, int]]:
    """(start, end, which term) of every place in the text that is asked for, in order."""
    words = [term for term in asserted(query.root) if isinstance(term, Words | Quote)]
    found = places(text, words)
    for at, known in enumerate(names, start=len(words)):
        rows = connection.execute(
            """SELECT start, "end" FROM mention
            WHERE article_id = ? AND name_id IN (SELECT value FROM json_each(?))""",
            (article_id, known),
        )
        found += [(start, end, at) for start, end in rows]
    return sorted(found)


def _hit(
    connection: sqlite3.Connection,
    query: Query,
    names: Sequence[str],
    row: tuple[int, str, str, int, int, str, str],
) -> SearchHit:
    text = row[6]
    found = _places(connection, query, names, row[0], text)
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
