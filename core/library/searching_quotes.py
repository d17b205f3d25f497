"""What searches ask of statements: who says something in an article, and what its quotations hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from core.library import mentions
from core.library.folding import fold
from core.library.searching_words import Phrase, Span, pattern

BY = """SELECT (day << 32) | article_id FROM quote
    WHERE name_id = ? AND boilerplate = 0 AND (day, article_id) <= (?, ?)
    ORDER BY day DESC, article_id DESC"""
"""SQL for the articles in which a name says something, once a statement; takes the name, a day and an id."""
_QUOTATIONS = """SELECT start, "end", name_id FROM quote
    WHERE article_id = ? AND direct = 1 AND boilerplate = 0 ORDER BY start"""
_SOURCES = """SELECT DISTINCT source_start, source_end FROM quote
    WHERE article_id = ? AND boilerplate = 0 AND name_id IN (SELECT value FROM json_each(?))
    AND source_start IS NOT NULL ORDER BY source_start"""


def sources(connection: sqlite3.Connection, article_id: int, names: Collection[int]) -> list[Span]:
    """The words that stand for these names where an article lets them say something."""
    return connection.execute(_SOURCES, (article_id, json.dumps(list(names)))).fetchall()


def quotations(connection: sqlite3.Connection, article_id: int, by: Collection[int] | None) -> list[Span]:
    """An article's direct quotations, those alone that one of some names says if any are given."""
    rows = connection.execute(_QUOTATIONS, (article_id,))
    return [(start, end) for start, end, name in rows if by is None or name in by]


def inside(spans: Iterable[Span], within: Iterable[Span]) -> list[Span]:
    """Those of the spans that lie in one of others."""
    others = list(within)
    return [one for one in spans if any(start <= one[0] and one[1] <= end for start, end in others)]


def holds(
    connection: sqlite3.Connection,
    article_id: int,
    phrase: Phrase,
    names: Collection[int],
    by: Collection[int] | None,
) -> bool:
    """Whether a quotation of an article (by some names) has words side by side, or mentions some names."""
    found = quotations(connection, article_id, by)
    if not found:
        return False
    if names:
        named = ((s.start, s.end) for s in mentions.of(connection, article_id) if s.name in names)
        if inside(named, found):
            return True
    row = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    words = pattern(*phrase)
    return row is not None and any(words.search(fold(row[0][start:end])) for start, end in found)


def often(connection: sqlite3.Connection, names: Iterable[int], articles: Iterable[int]) -> dict[int, int]:
    """How often some names say something in each of some articles in which they do."""
    rows = connection.execute(
        """SELECT article_id, count(*) FROM quote WHERE article_id IN (SELECT value FROM json_each(?))
        AND boilerplate = 0 AND name_id IN (SELECT value FROM json_each(?)) GROUP BY article_id""",
        (json.dumps(list(articles)), json.dumps(list(names))),
    )
    return dict(rows.fetchall())
