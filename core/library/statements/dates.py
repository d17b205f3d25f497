"""Reading dates: an article's, and the timeline, on which sentences stand by the days that they tell of.

The timeline is in the order of the values: a year before its months, a month before its days.
"""

from __future__ import annotations

import json
import sqlite3
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from core.library import subjects
from core.library.articles import published
from core.library.statements import paging
from core.library.statements.paging import Where
from core.library.statements.quotes import texts
from core.library.statements.records import Filter, StatedDate, TimelineDay

_FEW = 5_000
"""Dates of an outlet up to which they are looked for article by article."""
_RESOLVED, _UNRESOLVED = "value != ''", "value = ''"
"""As the indexes of these have it."""
_LAST = (1 << 63) - 1
Stretch = tuple[str, int]
"""A value, and which articles: core.library.subjects.STRETCH."""
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
    counts = _counts(connection, wanted, _RESOLVED)
    if counts is None:
        found = _spots(connection, wanted, _between(wanted, _RESOLVED))
        rows = connection.execute(
            f"SELECT value, count(*) FROM ({found.sql}) GROUP BY value ORDER BY value", found.parameters
        )
        return [TimelineDay(*row) for row in rows]
    told: dict[str, int] = {}
    for (value, _), number in counts:
        told[value] = told.get(value, 0) + number
    return [TimelineDay(*one) for one in told.items()]


def page(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
    return _page(connection, wanted, _RESOLVED, offset, limit)


def unresolved(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
    """A page of what no day, month or year could be given to, by article and offset."""
    return _page(connection, wanted, _UNRESOLVED, offset, limit)


def unresolved_count(connection: sqlite3.Connection, wanted: Filter) -> int:
    counts = _counts(connection, wanted, _UNRESOLVED)
    if counts is not None:
        return sum(number for _, number in counts)
    found = _spots(connection, wanted, _between(wanted, _UNRESOLVED))
    row = connection.execute(f"SELECT count(*) FROM ({found.sql})", found.parameters)
    return int(row.fetchone()[0])


def _page(
    connection: sqlite3.Connection, wanted: Filter, which: str, offset: int, limit: int
) -> list[StatedDate]:
    within, few = _between(wanted, which), False
    # The first page of everything is where the index of values begins: it needs no count.
    counts = None if not offset and wanted == Filter() else _counts(connection, wanted, which)
    if counts is not None:
        page = paging.page_of(counts, offset, limit)
        if page is None:
            return []
        first, last, offset = page
        few = wanted.outlet is not None and sum(number for _, number in counts) <= _FEW
        _narrow(within, first, last, few)
    found = _spots(connection, wanted, within, few)
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM
            ({found.sql} ORDER BY value, article_id, start LIMIT ? OFFSET ?) AS spot
        JOIN date_expression AS d ON d.article_id = spot.article_id AND d.start = spot.start
        JOIN article ON id = d.article_id ORDER BY d.value, d.article_id, d.start""",
        (*found.parameters, limit, offset),
    )
    return _dates(connection, rows)


def _narrow(within: Where, first: Stretch, last: Stretch, few: bool) -> None:
    """Ask for nothing outside the stretches of a page."""
    lowest, highest = first[1] * subjects.ARTICLES, (last[1] + 1) * subjects.ARTICLES - 1
    if last[0] and len(last[0]) > 4:
        highest = _LAST
    value = (
        "+value" if few else "value"
    )  # the plus leaves the index of values, of which others have nearly all
    if first[0] == last[0]:
        within.add(f"{value} = ? AND article_id BETWEEN ? AND ?", first[0], lowest, highest)
    else:
        within.add(f"({value}, article_id) >= (?, ?)", first[0], lowest)
        within.add(f"({value}, article_id) <= (?, ?)", last[0], highest)


def _spots(connection: sqlite3.Connection, wanted: Filter, within: Where, few: bool = False) -> Where:
    """A query for what a filter wants within conditions; an outlet's `few` dates are sought by article."""
    if wanted.outlet is not None:
        within.add(
            "article_id IN (SELECT id FROM article WHERE outlet = ?)" if few else paging.OF_OUTLET,
            wanted.outlet,
        )
    return paging.spots("date", "value", wanted, within, paging.articles_of(connection, wanted))


def _between(wanted: Filter, which: str) -> Where:
    """Conditions on the value: a month or year counts where all days of it do.

    Whoever asks for one day would else read every sentence on its year first.
    """
    where = Where([which])
    if wanted.since:
        since = wanted.since.isoformat()
        where.add("value >= ? AND value || substr('-01-01', length(value) - 3) >= ?", since[:4], since)
    if wanted.until:
        until, (_, last) = wanted.until.isoformat(), monthrange(wanted.until.year, wanted.until.month)
        until = until[:8] + "31" if wanted.until.day == last else until  # all months are written as long
        where.add("value <> '' AND value <= ?", until)
        where.add("value || substr('-12-31', length(value) - 3) <= ?", until)
    return where


def _counts(connection: sqlite3.Connection, wanted: Filter, which: str) -> list[tuple[Stretch, int]] | None:
    """How many dates a list has of each value, by stretches of articles; None where that is not kept."""
    subject = paging.subject(connection, wanted)
    if subject is None:
        return None
    where, table = _between(wanted, which), "subject_date"
    if wanted.outlet is None:
        where.add("subject = ?", subject)
    else:
        table = "outlet_date"
        where.add("outlet = ?", wanted.outlet)
    rows = connection.execute(
        f"SELECT value, stretch, dates FROM {table} WHERE {where.sql} ORDER BY value, stretch",
        where.parameters,
    )
    return [((value, stretch), dates) for value, stretch, dates in rows]


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
