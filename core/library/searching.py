"""Full-text search over titles and texts: what a reader typed becomes a query that can't be wrong.

All words must be there; "quoted words" are a phrase, a trailing * searches by prefix, a leading - excludes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice

from core.library.articles import SUMMARY, summary
from core.library.folding import fold, unstroke
from core.library.records import SearchHit
from core.sentences import sentence_at

_RANKED = 5_000
"""Up to so many hits are ranked; of more, the newest stand first: ranking a word that is in every fifth of
100,000 articles takes 146 ms."""

_MOST_WORDS = 64
"""Words of a query that count, the first ones: 10,000 take SQLite 18 s."""

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


def search(connection: sqlite3.Connection, words: str, offset: int, limit: int) -> list[SearchHit]:
    query = fts_query(words)
    if not query:
        return []
    ranked = hit_count(connection, words, _RANKED + 1) <= _RANKED
    order = "bm25(article_search, 4.0, 1.0), rowid DESC" if ranked else "rowid DESC"
    rows = connection.execute(
        f"""SELECT {SUMMARY}, article_text.text FROM (
            SELECT rowid, row_number() OVER () AS place FROM (
                SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY {order}
                LIMIT ? OFFSET ?)) AS hit
        JOIN article ON article.id = hit.rowid JOIN article_text ON article_id = article.id ORDER BY place""",
        (query, limit, offset),
    )
    pattern = _pattern(words)
    return [_hit(row, pattern) for row in rows]


def hit_count(connection: sqlite3.Connection, words: str, at_most: int = 10_000) -> int:
    """How many articles a search finds; counting stops at `at_most`."""
    query = fts_query(words)
    if not query:
        return 0
    return int(
        connection.execute(
            """SELECT count(*) FROM (
                SELECT 1 FROM article_search WHERE article_search MATCH ? LIMIT ?)""",
            (query, at_most),
        ).fetchone()[0]
    )


def fts_query(words: str) -> str:
    """What was typed as an FTS5 query of quoted phrases alone; "" where nothing can be searched for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase in _phrases(words):
        (unwanted if minus else wanted).append(phrase)
    if not wanted:
        return ""
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def _phrases(words: str) -> list[tuple[str, str]]:
    phrases = []
    for minus, tokens, star in _terms(unstroke(words)):
        phrases.append((minus, f'"{" ".join(tokens)}"{" *" if star else ""}'))
    return phrases


def _terms(words: str) -> Iterator[tuple[str, list[str], bool]]:
    """Each term that was typed: "-" or "", its words, and whether the last is but the head of one."""
    left = _MOST_WORDS
    for term in _TERM.finditer(words):
        minus, quoted, bare = term.groups(default="")
        tokens = [word[0] for word in islice(_WORD.finditer(quoted or bare), left)]
        if tokens:
            yield minus, tokens, bare.endswith("*")
        left -= len(tokens)
        if not left:
            return


def _pattern(words: str) -> re.Pattern[str] | None:
    """What finds the first hit in a folded text."""
    found = []
    for minus, tokens, star in _terms(fold(words)):
        if not minus:
            found.append(r"[\W_]+".join(map(re.escape, tokens)) + (r"\w*" if star else ""))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])") if found else None


def _hit(row: tuple[int, str, str, int, int, str, str], pattern: re.Pattern[str] | None) -> SearchHit:
    text = row[6]
    found = pattern.search(fold(text)) if pattern else None
    start, end = found.span() if found else (0, 0)
    left, right = sentence_at(text, start, end)
    return SearchHit(summary(row[:6]), start, end, text[left:right], left)
