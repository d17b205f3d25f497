"""Reading quotes and claims: an article's, a speaker's, and an utterance with all its wordings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from core.library import days, subjects
from core.library.articles import published
from core.library.statements import paging
from core.library.statements.paging import Where
from core.library.statements.records import Filter, Source, SourceUse, StatedQuote, Utterance

_QUOTE = """SELECT quote.id, quote.article_id, quote.start, quote."end", direct, partial, continues,
    unverified, quote.boilerplate, utterance, headline, article.outlet, quote.day,
    source_start, source_end,
    (SELECT phrase.text FROM phrase WHERE phrase.id = quote.why), entity.id, label, hidden
    FROM quote JOIN article ON article.id = quote.article_id
    LEFT JOIN name ON name.id = quote.name_id LEFT JOIN entity ON entity.id = name.entity_id"""
# Of all speakers, by the articles in their order.
_OF_ALL = _QUOTE.replace("quote JOIN article ON", "article CROSS JOIN quote ON")
_NEWEST_OF_ALL = "ORDER BY article.day DESC, article.id DESC, quote.start"
_UTTERANCE = "SELECT id, quotes, articles, outlets, first_day, day FROM utterance"
_NEWEST = "ORDER BY quote.day DESC, quote.article_id DESC, quote.start"


def of_article(connection: sqlite3.Connection, article_id: int) -> list[StatedQuote]:
    rows = connection.execute(
        f'{_QUOTE} WHERE quote.article_id = ? ORDER BY quote.start, quote."end" DESC', (article_id,)
    )
    return _quotes(connection, rows)


def quote(connection: sqlite3.Connection, quote_id: int) -> StatedQuote:
    found = _quotes(connection, connection.execute(f"{_QUOTE} WHERE quote.id = ?", (quote_id,)))
    if not found:
        raise KeyError(quote_id)
    return found[0]


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    articles = paging.articles_of(connection, wanted)
    if articles is None:
        return sum(number for _, number in _days(connection, wanted))
    where = _where(wanted, articles)
    row = connection.execute(f"SELECT count(*) FROM {_of(wanted)} WHERE {where.sql}", where.parameters)
    return int(row.fetchone()[0])


def page(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedQuote]:
    if (articles := paging.articles_of(connection, wanted)) is not None:
        return _page_of(connection, wanted, articles, offset, limit)
    of_all = wanted.entity is None
    select, order = (_OF_ALL, _NEWEST_OF_ALL) if of_all else (_QUOTE, _NEWEST)
    where = _where(wanted, None)
    found = paging.page_of(_days(connection, wanted), offset, limit)
    if found is None:
        return []
    first, last, offset = found
    where.add(f"{'article' if of_all else 'quote'}.day BETWEEN ? AND ?", last, first)
    rows = connection.execute(
        f"{select} WHERE {where.sql} {order} LIMIT ? OFFSET ?",
        (*where.parameters, limit, offset),
    )
    return _quotes(connection, rows)


def _page_of(
    connection: sqlite3.Connection, wanted: Filter, articles: str, offset: int, limit: int
) -> list[StatedQuote]:
    """A page of a set of articles: all its quotes are put in order, and those of the page alone are read."""
    where = _where(wanted, articles)
    rows = connection.execute(
        f"""{_QUOTE} WHERE quote.id IN (
            SELECT quote.id FROM {_of(wanted)} WHERE {where.sql} {_NEWEST} LIMIT ? OFFSET ?) {_NEWEST}""",
        (*where.parameters, limit, offset),
    )
    return _quotes(connection, rows)


def _of(wanted: Filter) -> str:
    """Where a filter's conditions are looked up."""
    return "quote" if wanted.outlet is None else "quote JOIN article ON article.id = quote.article_id"


def _where(wanted: Filter, articles: str | None) -> Where:
    where = Where(["quote.boilerplate = 0"])
    if wanted.entity is not None:
        where.add(f"quote.name_id IN {paging.NAMES}", wanted.entity)
    if wanted.outlet is not None:
        where.add("article.outlet = ?", wanted.outlet)
    if articles is not None:
        where.add("quote.article_id IN (SELECT value FROM json_each(?))", articles)
    if wanted.direct is not None:
        where.add("direct = ?", int(wanted.direct))
    if wanted.unverified:
        where.add("unverified = 1")
    if wanted.since:
        where.add("quote.day >= ?", wanted.since.toordinal())
    if wanted.until:
        where.add("quote.day BETWEEN 1 AND ?", wanted.until.toordinal())
    return where


def _days(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[int, int]]:
    kinds = {None: ("quotes", "claims"), True: ("quotes",), False: ("claims",)}[wanted.direct]
    told = " + ".join(f"unverified_{kind}" if wanted.unverified else kind for kind in kinds)
    where, subject = Where(), wanted.entity or subjects.EVERYTHING
    if wanted.outlet is None and subjects.is_counted(connection, subject):
        source, grouped = "source_day", ""
        where.add("subject = ?", subject)
    else:
        source, grouped, told = "statement_day", "GROUP BY day", f"sum({told})"
        where.add(f"name_id IN {paging.NAMES}" if subject else "name_id = ?", subject)
        if wanted.outlet is not None:
            where.add("outlet = ?", wanted.outlet)
    where.add("day >= ?", wanted.since.toordinal() if wanted.since else 0)
    if wanted.until:
        where.add("day BETWEEN 1 AND ?", wanted.until.toordinal())
    rows = connection.execute(
        f"SELECT day, {told} FROM {source} WHERE {where.sql} {grouped} ORDER BY day DESC", where.parameters
    )
    return [row for row in rows if row[1]]


def sources(connection: sqlite3.Connection, entity_id: int) -> list[SourceUse]:
    found = [
        SourceUse(outlet, quotes, claims, sum(unverified))
        for outlet, quotes, claims, *unverified in days.sources(connection, entity_id)
    ]
    return sorted(found, key=lambda use: (-use.quotes - use.claims, use.outlet))


# Utterances


def utterance(connection: sqlite3.Connection, utterance_id: int) -> Utterance:
    found = _utterances(connection, connection.execute(f"{_UTTERANCE} WHERE id = ?", (utterance_id,)))
    if not found:
        raise KeyError(utterance_id)
    return found[0]


def utterances(connection: sqlite3.Connection, offset: int, limit: int) -> list[Utterance]:
    rows = connection.execute(
        f"{_UTTERANCE} ORDER BY outlets DESC, articles DESC, id LIMIT ? OFFSET ?", (limit, offset)
    )
    return _utterances(connection, rows)


def utterance_count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM utterance").fetchone()[0])


def wordings(connection: sqlite3.Connection, utterance_id: int, offset: int, limit: int) -> list[StatedQuote]:
    """In the order in which they appeared, undated ones last."""
    rows = connection.execute(
        f"""{_QUOTE} WHERE utterance = ?
        ORDER BY quote.day = 0, quote.day, quote.article_id, quote.start LIMIT ? OFFSET ?""",
        (utterance_id, limit, offset),
    )
    return _quotes(connection, rows)


def _utterances(connection: sqlite3.Connection, rows: Iterable[Any]) -> list[Utterance]:
    found = []
    for one, quotes, articles, outlets, first, last in list(rows):
        lead = connection.execute(
            f"""{_QUOTE} WHERE utterance = ? ORDER BY quote."end" - quote.start DESC, quote.id LIMIT 1""",
            (one,),
        )
        told = (one, quotes, articles, outlets, published(first), published(last))
        found.append(Utterance(*told, *_quotes(connection, lead)))
    return found


def _quotes(connection: sqlite3.Connection, rows: Iterable[Any]) -> list[StatedQuote]:
    text_of = texts(connection)
    found = []
    for row in list(rows):
        one, article, start, end, direct, partial, continues, unverified, aside, said = row[:10]
        text = text_of(article)
        found.append(
            StatedQuote(
                one,
                article,
                start,
                end,
                text[start:end],
                source(text, *row[13:]),
                bool(direct),
                bool(partial),
                bool(continues),
                bool(unverified),
                bool(aside),
                said,
                row[10],
                row[11],
                published(row[12]),
            )
        )
    return found


def texts(connection: sqlite3.Connection) -> Any:
    """A function from an article's id to its text, which remembers the last few: lists repeat articles."""

    @lru_cache(maxsize=16)
    def text_of(article: int) -> str:
        row = connection.execute("SELECT text FROM article_text WHERE article_id = ?", (article,)).fetchone()
        return str(row[0])

    return text_of


def source(
    text: str,
    start: int | None,
    end: int | None,
    why: str,
    entity: int | None,
    label: str | None,
    hidden: int | None,
) -> Source | None:
    """The columns of a source as a record."""
    if start is None or end is None:
        return None
    words = " ".join(text[start:end].split())
    known = None if hidden else entity
    return Source(start, end, words, known, words if known is None or label is None else label, why)
