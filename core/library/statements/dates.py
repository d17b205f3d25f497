"""Reading dates: an article's, and the timeline, on which sentences stand by the days that they tell of.

The timeline is in the order of the values: a year before its months, a month before its days.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from core.library.articles import published
from core.library.statements import paging
from core.library.statements.paging import Where
from core.library.statements.quotes import texts
from core.library.statements.records import Filter, StatedDate, TimelineDay

_FEW = 5_000
"""Dates of an outlet up to which they are looked for article by article."""
_COLUMNS = """d.article_id, d.start, d."end", d.value, anchor,
    (SELECT phrase.text FROM phrase WHERE phrase.id = d.why), others, boilerplate,
    sentence_start, sentence_end, headline, outlet, day"""


def of_article(connection: sqlite3.Connection, article_id: int) -> list[StatedDate]:
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM date_expression AS d JOIN article ON id = article_id
        WHERE article_id = ? ORDER BY start""",
        (article_id,),
    )
    return _dates(connection, rows)


def days(connection: sqlite3.Connection, wanted: Filter) -> list[TimelineDay]:
    """Every value on the timeline with its count, in order."""
    return [TimelineDay(*row) for row in _days(connection, wanted)]


def page(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
    within = _within(connection, wanted)
    if _is_plain(wanted):
        days = _days(connection, wanted)
        page = paging.page_of(days, offset, limit)
        if page is None:
            return []
        first, last, offset = page
        if wanted.outlet is None or sum(number for _, number in days) > _FEW:
            within.add("value BETWEEN ? AND ?", first, last)
        else:  # the plus leaves the index of values, of which other outlets have nearly all
            within.add("article_id IN (SELECT id FROM article WHERE outlet = ?)", wanted.outlet)
            within.add("+value BETWEEN ? AND ?", first, last)
    found = paging.spots("date", "value", wanted, within)
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM
            ({found.sql} ORDER BY value, article_id, start LIMIT ? OFFSET ?) AS spot
        JOIN date_expression AS d ON d.article_id = spot.article_id AND d.start = spot.start
        JOIN article ON id = d.article_id ORDER BY d.value, d.article_id, d.start""",
        (*found.parameters, limit, offset),
    )
    return _dates(connection, rows)


def unresolved(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
    """A page of what no day, month or year could be given to, by article and offset."""
    where = _unresolved(connection, wanted)
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM date_expression AS d JOIN article ON id = article_id
        WHERE {where.sql} ORDER BY article_id, start LIMIT ? OFFSET ?""",
        (*where.parameters, limit, offset),
    )
    return _dates(connection, rows)


def unresolved_count(connection: sqlite3.Connection, wanted: Filter) -> int:
    where = _unresolved(connection, wanted)
    row = connection.execute(f"SELECT count(*) FROM date_expression AS d WHERE {where.sql}", where.parameters)
    return int(row.fetchone()[0])


def _unresolved(connection: sqlite3.Connection, wanted: Filter) -> Where:
    where = Where(["d.value = ''", "d.boilerplate = 0"])
    if wanted.since or wanted.until:
        where.add("0")  # nobody knows when it was
    if (articles := paging.articles_of(connection, wanted)) is not None:
        where.add("d.article_id IN (SELECT value FROM json_each(?))", articles)
    if wanted.outlet is not None:
        where.add("d.article_id IN (SELECT id FROM article WHERE outlet = ?)", wanted.outlet)
    for names, ids in paging.named(wanted):
        where.add(
            f"""EXISTS (SELECT 1 FROM mention AS m WHERE m.article_id = d.article_id
            AND m.start >= d.sentence_start AND m.start < d.sentence_end AND m.name_id IN {names})""",
            *ids,
        )
    return where


def _is_plain(wanted: Filter) -> bool:
    """Whether the counts by value tell all about this list."""
    return all(one is None for one in (wanted.entity, wanted.place, wanted.articles, wanted.story))


def _within(connection: sqlite3.Connection, wanted: Filter) -> Where:
    where = _between(wanted)
    if (articles := paging.articles_of(connection, wanted)) is not None:
        where.add("article_id IN (SELECT value FROM json_each(?))", articles)
    if wanted.outlet is not None:
        where.add(paging.OF_OUTLET, wanted.outlet)
    return where


def _between(wanted: Filter) -> Where:
    """Conditions on the value: a month or year counts where any day of it does."""
    where = Where()
    if wanted.since:
        since = wanted.since.isoformat()
        where.add("value >= ? AND value >= substr(?, 1, length(value))", since[:4], since)
    if wanted.until:
        where.add("value <= ?", wanted.until.isoformat())
    return where


def _days(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[str, int]]:
    if _is_plain(wanted):
        where = _between(wanted)
        if wanted.outlet is not None:
            where.add("outlet = ?", wanted.outlet)
        return connection.execute(
            f"SELECT value, sum(dates) FROM date_day WHERE {where.sql} GROUP BY value ORDER BY value",
            where.parameters,
        ).fetchall()
    found = paging.spots("date", "value", wanted, _within(connection, wanted))
    return connection.execute(
        f"SELECT value, count(*) FROM ({found.sql}) GROUP BY value ORDER BY value", found.parameters
    ).fetchall()


def _dates(connection: sqlite3.Connection, rows: Iterable[Any]) -> list[StatedDate]:
    text_of = texts(connection)
    found = []
    for article, start, end, value, anchor, why, others, aside, first, last, *told in list(rows):
        text = text_of(article)
        found.append(
            StatedDate(
                article,
                start,
                end,
                text[start:end],
                value,
                date.fromisoformat(anchor) if anchor else None,
                why,
                tuple(json.loads(others)),
                bool(aside),
                text[first:last],
                first,
                told[0],
                told[1],
                published(told[2]),
            )
        )
    return found
