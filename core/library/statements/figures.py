"""Reading figures: an article's, those whose sentences name somebody, and pairs about the same thing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from core.entity import EntityType
from core.library import mentions
from core.library.articles import published
from core.library.statements import paging
from core.library.statements.paging import Where
from core.library.statements.quotes import source, texts
from core.library.statements.records import FigurePair, Filter, StatedFigure

_COLUMNS = """figure.id, figure.article_id, figure.start, figure."end", value, upper, unit, hedge, vague,
    figure.boilerplate, differing, sentence_start, sentence_end, headline, article.outlet, figure.day,
    source_start, source_end,
    (SELECT phrase.text FROM phrase WHERE phrase.id = figure.why), entity.id, label, hidden"""
_JOINED = """JOIN article ON article.id = figure.article_id
    LEFT JOIN name ON name.id = figure.name_id LEFT JOIN entity ON entity.id = name.entity_id"""
_FIGURE = f"SELECT {_COLUMNS} FROM figure {_JOINED}"
_OF_OUTLET = "article_id IN (SELECT id FROM article WHERE outlet = ? AND day BETWEEN ? AND ?)"
_NEWEST = "day DESC, article_id DESC, start"


def of_article(connection: sqlite3.Connection, article_id: int) -> list[StatedFigure]:
    rows = connection.execute(f"{_FIGURE} WHERE figure.article_id = ? ORDER BY figure.start", (article_id,))
    return _figures(connection, rows)


def figure(connection: sqlite3.Connection, figure_id: int) -> StatedFigure:
    found = _figures(connection, connection.execute(f"{_FIGURE} WHERE figure.id = ?", (figure_id,)))
    if not found:
        raise KeyError(figure_id)
    return found[0]


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    if (subject := paging.subject(connection, wanted)) is not None:
        return sum(number for _, number in _days(connection, wanted, subject))
    found = _spots(connection, wanted, _between(wanted))
    row = connection.execute(f"SELECT count(*) FROM ({found.sql})", found.parameters)
    return int(row.fetchone()[0])


def page(connection: sqlite3.Connection, wanted: Filter, offset: int, limit: int) -> list[StatedFigure]:
    within = _between(wanted)
    if (subject := paging.subject(connection, wanted)) is not None:
        page = paging.page_of(_days(connection, wanted, subject), offset, limit)
        if page is None:
            return []
        first, last, offset = page
        within.add("day BETWEEN ? AND ?", last, first)
        if wanted.outlet is not None:
            within.add(_OF_OUTLET, wanted.outlet, last, first)
    found = _spots(connection, wanted, within, counted=subject is not None)
    rows = connection.execute(
        f"""SELECT {_COLUMNS} FROM ({found.sql} ORDER BY {_NEWEST} LIMIT ? OFFSET ?) AS spot
        JOIN figure ON figure.article_id = spot.article_id AND figure.start = spot.start {_JOINED}
        ORDER BY figure.day DESC, figure.article_id DESC, figure.start""",
        (*found.parameters, limit, offset),
    )
    return _figures(connection, rows)


def _spots(connection: sqlite3.Connection, wanted: Filter, within: Where, counted: bool = False) -> Where:
    """A query for what a filter wants within conditions, which name the outlet already where `counted`."""
    if wanted.outlet is not None and not counted:
        within.add(paging.OF_OUTLET, wanted.outlet)
    return paging.spots("figure", "day", wanted, within, paging.articles_of(connection, wanted))


def _between(wanted: Filter) -> Where:
    where = Where()
    if wanted.since:
        where.add("day >= ?", wanted.since.toordinal())
    if wanted.until:
        where.add("day BETWEEN 1 AND ?", wanted.until.toordinal())
    return where


def _days(connection: sqlite3.Connection, wanted: Filter, subject: int) -> list[tuple[int, int]]:
    where, table = _between(wanted), "source_day"
    where.add("subject = ? AND figures > 0", subject)
    if wanted.outlet is not None:
        where, table = _between(wanted), "statement_day"
        where.add("name_id = 0 AND outlet = ? AND figures > 0", wanted.outlet)
    return connection.execute(
        f"SELECT day, figures FROM {table} WHERE {where.sql} ORDER BY day DESC", where.parameters
    ).fetchall()


# Pairs


def pairs_of(connection: sqlite3.Connection, figure_id: int, limit: int) -> list[FigurePair]:
    """A figure beside those of other articles about the same thing; those that differ first."""
    rows = connection.execute(
        """SELECT "left", "right", differs, reasons FROM (
            SELECT * FROM figure_pair WHERE "left" = ?1 UNION SELECT * FROM figure_pair WHERE "right" = ?1)
        ORDER BY differs DESC, "left", "right" LIMIT ?2""",
        (figure_id, limit),
    )
    return _pairs(connection, rows)


def pair_count(connection: sqlite3.Connection, figure_id: int) -> int:
    """How many pairs a figure is in."""
    row = connection.execute(
        """SELECT (SELECT count(*) FROM figure_pair WHERE "left" = ?1)
            + (SELECT count(*) FROM figure_pair WHERE "right" = ?1)""",
        (figure_id,),
    )
    return int(row.fetchone()[0])


def pairs(
    connection: sqlite3.Connection, wanted: Filter, differing: bool, offset: int, limit: int
) -> list[FigurePair]:
    """Pairs of which both figures are wanted, the newest stored first."""
    where = Where(["differs = 1"] if differing else [])
    if wanted != Filter(differing=wanted.differing):
        found = _spots(connection, wanted, _between(wanted))
        ids = f"(SELECT id FROM figure WHERE (day, article_id, start) IN ({found.sql}))"
        for side in ('"left"', '"right"'):
            where.add(f"{side} IN {ids}", *found.parameters)
    rows = connection.execute(
        f"""SELECT "left", "right", differs, reasons FROM figure_pair WHERE {where.sql}
        ORDER BY "right" DESC, "left" DESC LIMIT ? OFFSET ?""",
        (*where.parameters, limit, offset),
    )
    return _pairs(connection, rows)


def _pairs(connection: sqlite3.Connection, rows: Iterable[Any]) -> list[FigurePair]:
    found = []
    for left, right, differs, reasons in list(rows):
        sides = (figure(connection, left), figure(connection, right))
        found.append(FigurePair(*sides, bool(differs), tuple(json.loads(reasons))))
    return found


def _beside(
    connection: sqlite3.Connection, article: int, first: int, last: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places and dates that a sentence names."""
    names = [spot.name for spot in mentions.of(connection, article) if first <= spot.start < last]
    places = connection.execute(
        """SELECT label FROM json_each(?) AS asked JOIN name ON name.id = asked.value
        JOIN entity ON entity.id = entity_id WHERE entity.type = ? AND hidden = 0 ORDER BY asked.key""",
        (json.dumps(names), EntityType.PLACE),
    )
    dates = connection.execute(
        """SELECT value FROM date_expression WHERE article_id = ? AND start >= ? AND start < ?
        AND value <> '' ORDER BY start""",
        (article, first, last),
    )
    return tuple(dict.fromkeys(row[0] for row in places)), tuple(dict.fromkeys(row[0] for row in dates))


def _figures(connection: sqlite3.Connection, rows: Iterable[Any]) -> list[StatedFigure]:
    text_of = texts(connection)
    found = []
    for row in list(rows):
        one, article, start, end, value, upper, unit, hedge, vague, aside, differing, first, last = row[:13]
        text = text_of(article)
        found.append(
            StatedFigure(
                one,
                article,
                start,
                end,
                text[start:end],
                value,
                upper,
                unit,
                hedge,
                bool(vague),
                source(text, *row[16:]),
                bool(aside),
                differing,
                *_beside(connection, article, first, last),
                text[first:last],
                first,
                row[13],
                row[14],
                published(row[15]),
            )
        )
    return found
