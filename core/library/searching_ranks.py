"""How well articles fit a search: bm25 over its words, and over those whom its names mean.

A search index knows nothing of entities: what it is for a word, how often it stands in an article and in how
many it does, is for an entity how often it is mentioned there and how many articles name it.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from core.library import mentions, searching_quotes, searching_terms
from core.library.indexing import ID
from core.library.searching_terms import Meaning
from core.library.searching_words import quoted
from core.query import Entity, Named, Query, Quote, Speaker, Words, asserted

_ONE_BY_ONE = 500
"""Up to so many articles are ranked one by one, more of them by a run over all that have the words."""
_TITLE = 4
"""What a word in the title weighs, beside one in the text."""
_SATURATION = 1.2
"""As in SQLite's bm25: a word that stands there ten times counts for twice of what it does once."""
_AMONG = " AND rowid IN (SELECT value FROM json_each(?))"
_MENTIONS = "SELECT (day << 32) | article_id, mentions FROM name_article WHERE name_id = ?"


def ranked(connection: sqlite3.Connection, query: Query, keys: Collection[int]) -> list[int]:
    """Keys of what a query found, best first; without words and names as they are."""
    sought = list(asserted(query.root))
    meant = [term for term in sought if isinstance(term, Entity | Named | Speaker | Quote)]
    meant = [term for term in meant if not isinstance(term, Quote) or term.entities]
    words = [term for term in sought if isinstance(term, Words | Quote) and term not in meant]
    words = [term for term in words if not _is_begun(term)]
    beginnings = [term for term in sought if isinstance(term, Words) and _is_begun(term)]
    if not (words or beginnings or meant):
        return list(keys)
    scores: defaultdict[int, float] = defaultdict(float)
    if words:
        match = " OR ".join(quoted(term.words, term.prefix) for term in words)
        for key, score in _rows(connection, f"-bm25(article_search, {_TITLE}, 1)", match, keys):
            scores[key] += score
    articles = connection.execute("SELECT ifnull(sum(articles), 0) FROM article_day").fetchone()[0]
    for one in beginnings:
        if (often := _begun(connection, one, articles // 2)) is not None:
            _add(scores, often, _weight(articles, len(often)))
    for term in meant:
        ids = searching_terms.called(connection, term)
        _add(scores, _often(connection, term, ids, keys), _weight(articles, _articles(connection, ids)))
    return sorted(keys, key=lambda key: (-scores.get(key, 0.0), -key))


def _is_begun(term: Words | Quote) -> bool:
    return isinstance(term, Words) and term.prefix and len(term.words) == 1


def _add(scores: defaultdict[int, float], often: Mapping[int, int], weight: float) -> None:
    for key, many in often.items():
        scores[key] += weight * many * (_SATURATION + 1) / (many + _SATURATION)


def _begun(connection: sqlite3.Connection, term: Words, most: int) -> Counter[int] | None:
    """How often words that begin so stand in each article; None where more than `most` have any.

    That tells nothing of an article. Asked for the bm25 of some keys FTS5 would read all places of all words
    anew for each of them: 1.5 s each where 40,000 words stand 10 million times.
    """
    often: Counter[int] = Counter()
    for key, in_title in searching_terms.begun(connection, term):
        often[key] += _TITLE if in_title else 1
        if len(often) > most:
            return None
    return often


def _rows(
    connection: sqlite3.Connection, value: str, match: str, keys: Collection[int]
) -> Iterator[tuple[int, float]]:
    """(key, value) of articles that match, of many keys also of others."""
    sql = f"SELECT rowid, {value} FROM article_search WHERE article_search MATCH ?"
    if len(keys) > _ONE_BY_ONE or "*" in match:
        return connection.execute(sql, (match,))
    return connection.execute(sql + _AMONG, (match, json.dumps(list(keys))))


def _weight(articles: int, having: int) -> float:
    """How much it tells that an article has what so many of all have: bm25's, as SQLite bounds it."""
    return max(1e-6, math.log((articles - having + 0.5) / (having + 0.5))) if having < articles else 1e-6


def _articles(connection: sqlite3.Connection, entities: Collection[int]) -> int:
    """How many articles name entities, one that names two of them counted twice."""
    row = connection.execute(
        "SELECT ifnull(sum(articles), 0) FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entities)),),
    ).fetchone()
    return int(row[0])


def _often(
    connection: sqlite3.Connection, term: Meaning, entities: Collection[int], keys: Collection[int]
) -> Counter[int]:
    """How often entities are named, by article; a name that recognition missed counts once."""
    names = set(searching_terms.names(connection, entities))
    often: Counter[int] = Counter()
    if isinstance(term, Speaker):
        by_id = {key & ID: key for key in keys}
        for article, many in searching_quotes.often(connection, names, by_id).items():
            often[by_id[article]] = many
    elif len(keys) > _ONE_BY_ONE:
        for name in names:
            often.update(dict(connection.execute(_MENTIONS, (name,))))
    else:
        for key in keys:
            if many := sum(name in names for name, _ in mentions.named(connection, key & ID)):
                often[key] = many
    if isinstance(term, Named):
        for key, _ in _rows(connection, "0", searching_terms.standing(term), keys):
            often[key] = often[key] or 1
    return often
