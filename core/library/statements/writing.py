"""Storing what an article states, and taking it off again, with all counts that stand on it.

Every function wants the caller's transaction. Counts are an article's share, added and taken with one sign.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from core.entity import LocalEntity
from core.library import mentions, subjects
from core.library.adding import OUTLET_DATE, STATEMENT_DAY, add
from core.library.interning import phrase
from core.library.owing import Connection
from core.library.statements import joining, regrouping
from core.sentences import sentence_at
from core.statement import Attribution, DateExpression, Evidence, Figure, Quote

Entities = Sequence[tuple[int, LocalEntity]]
"""An article's local entities with their name ids, as evidence counts them."""

_DIFFERING_NAMES = joining.DIFFERING.format("s.article_id = ?1")
_FIGURES = """SELECT day, start, sentence_start, sentence_end FROM figure
    WHERE article_id = ? AND boilerplate = 0"""
_DATES = """SELECT value, start, sentence_start, sentence_end FROM date_expression
    WHERE article_id = ? AND boilerplate = 0"""
# Under the name 0 all that is said is counted, whoever says it, and all figures.
_SAID = """SELECT name, sum(direct), sum(told), sum(unverified * direct), sum(unverified * told), sum(figures)
    FROM (
        SELECT 0 AS name, direct, 1 - direct AS told, unverified, 0 AS figures FROM quote
            WHERE article_id = ?1 AND boilerplate = 0
        UNION ALL SELECT name_id, direct, 1 - direct, unverified, 0 FROM quote
            WHERE article_id = ?1 AND boilerplate = 0 AND name_id IS NOT NULL
        UNION ALL SELECT 0, 0, 0, 0, 1 FROM figure WHERE article_id = ?1 AND boilerplate = 0
    ) GROUP BY name"""


def put(
    connection: Connection, article_id: int, evidence: Evidence, entities: Entities
) -> tuple[list[int], list[int]]:
    """Store what an article states; returns the ids of its quotes and of its figures, in their order."""
    day, text = connection.execute(
        "SELECT day, text FROM article JOIN article_text ON article_id = id WHERE id = ?", (article_id,)
    ).fetchone()
    quotes = [_insert(connection, "quote", _quote(article_id, day, q, entities)) for q in evidence.quotes]
    for one, quote in zip(quotes, evidence.quotes, strict=True):
        if quote.direct:
            joining.remember(connection, one, text[quote.start : quote.end])
    figures = [
        _insert(connection, "figure", _figure(article_id, day, text, f, entities)) for f in evidence.figures
    ]
    connection.executemany(
        "INSERT INTO date_expression VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            _date(connection, article_id, text, found)
            for found in {d.start: d for d in evidence.dates}.values()
        ],
    )
    connection.execute(
        """INSERT INTO article_stated (article_id, quotes, claims, figures, dates) SELECT ?1,
            (SELECT count(*) FROM quote WHERE article_id = ?1 AND boilerplate = 0 AND direct = 1),
            (SELECT count(*) FROM quote WHERE article_id = ?1 AND boilerplate = 0 AND direct = 0),
            (SELECT count(*) FROM figure WHERE article_id = ?1 AND boilerplate = 0),
            (SELECT count(*) FROM date_expression WHERE article_id = ?1 AND boilerplate = 0)""",
        (article_id,),
    )
    _count(connection, article_id, 1)
    return quotes, figures


def leave(connection: sqlite3.Connection, article_id: int) -> None:
    """Take off all that an article states; what is left of its utterances regroups."""
    if not is_examined(connection, article_id):
        return
    _count(connection, article_id, -1)
    joining.leave_figures(connection, article_id)
    joining.leave_quotes(connection, article_id)
    left = regrouping.leave(connection, article_id)
    for table in ("quote", "figure", "date_expression", "article_stated"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    regrouping.regroup(connection, left)


def is_examined(connection: sqlite3.Connection, article_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM article_stated WHERE article_id = ?", (article_id,))
    return found.fetchone() is not None


def before_renaming(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article's share off the counts by name, before a decision gives its mentions other names."""
    _count(connection, article_id, -1)


def after_renaming(connection: sqlite3.Connection, article_id: int) -> None:
    """Let sources have the names that their mentions have now, and put the share on again."""
    names = [(spot.name, article_id, spot.start) for spot in mentions.of(connection, article_id)]
    for table in ("quote", "figure"):
        connection.executemany(f"UPDATE {table} SET name_id = ? WHERE article_id = ? AND mention = ?", names)
    _count(connection, article_id, 1)
    rows = connection.execute("SELECT id FROM quote WHERE article_id = ?", (article_id,))
    regrouping.regroup(connection, [row[0] for row in rows])


def _insert(connection: Connection, table: str, values: dict[str, object]) -> int:
    values |= {"why": phrase(connection, str(values["why"]))}
    marks = ", ".join("?" * len(values))
    columns = ", ".join(f'"{column}"' for column in values)
    cursor = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def _quote(article_id: int, day: int, quote: Quote, entities: Entities) -> dict[str, object]:
    return {
        "article_id": article_id,
        "start": quote.start,
        "end": quote.end,
        "day": day,
        "direct": quote.direct,
        "partial": quote.partial,
        "continues": quote.continues,
        "unverified": quote.unverified,
        "boilerplate": quote.boilerplate,
        **_source(quote.speaker, entities),
    }


def _figure(article_id: int, day: int, text: str, figure: Figure, entities: Entities) -> dict[str, object]:
    first, last = sentence_at(text, figure.start, figure.end)
    return {
        "article_id": article_id,
        "start": figure.start,
        "end": figure.end,
        "day": day,
        "sentence_start": first,
        "sentence_end": last,
        "value": figure.value,
        "upper": figure.upper,
        "unit": figure.unit,
        "hedge": figure.hedge,
        "vague": figure.vague,
        "boilerplate": figure.boilerplate,
        **_source(figure.source, entities),
    }


def _source(by: Attribution | None, entities: Entities) -> dict[str, object]:
    """The columns of a source: its words, and the mention that stands for it with that mention's name."""
    found: dict[str, object] = {
        "source_start": by.start if by else None,
        "source_end": by.end if by else None,
        "why": by.reason if by else "",
        "mention": None,
        "name_id": None,
    }
    if by is not None and by.entity is not None:
        name, local = entities[by.entity]
        if local.mentions:
            nearest = min(local.mentions, key=lambda mention: (abs(mention.start - by.start), mention.start))
            found |= {"mention": nearest.start, "name_id": name}
    return found


def _date(connection: Connection, article_id: int, text: str, found: DateExpression) -> tuple[object, ...]:
    first, last = sentence_at(text, found.start, found.end)
    return (
        article_id,
        found.start,
        found.end,
        first,
        last,
        found.value,
        found.anchor.isoformat() if found.anchor else "",
        json.dumps(found.others),
        found.boilerplate,
        phrase(connection, found.reason),
    )


def _named(connection: sqlite3.Connection, article_id: int, sentences: str) -> list[tuple[Any, ...]]:
    """(name, day or value, article, start) of each name in the sentences of figures or dates."""
    spots = mentions.named(connection, article_id)
    found = {
        (name, when, article_id, start)
        for when, start, first, last in connection.execute(sentences, (article_id,))
        for name, spot in spots
        if first <= spot.start < last
    }
    return sorted(found)


def _count(connection: sqlite3.Connection, article_id: int, sign: int) -> None:
    """Add an article's share to what is counted and found by name and day, or take it off."""
    day, outlet = connection.execute("SELECT day, outlet FROM article WHERE id = ?", (article_id,)).fetchone()
    figures, dates = _named(connection, article_id, _FIGURES), _named(connection, article_id, _DATES)
    differing = connection.execute(_DIFFERING_NAMES, (article_id,)).fetchall()
    for table, when, rows in (
        ("figure_name", "day", figures), ("differing_name", "day", differing), ("date_name", "value", dates),
    ):  # fmt: skip
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)"
            if sign > 0
            else f"DELETE FROM {table} WHERE name_id = ? AND {when} = ? AND article_id = ? AND start = ?",
            rows,
        )
    said = connection.execute(_SAID, (article_id,)).fetchall()
    told = connection.execute(
        "SELECT value, start FROM date_expression WHERE article_id = ? AND boilerplate = 0", (article_id,)
    ).fetchall()
    by_value = Counter((value, subjects.stretch(value, article_id)) for value, _ in told)
    add(connection, STATEMENT_DAY, [(name, outlet, day, *counts) for name, *counts in said], sign)
    add(connection, OUTLET_DATE, [(outlet, *where, many) for where, many in by_value.items()], sign)
    stated = subjects.Told(
        article_id,
        day,
        outlet,
        said,
        [(name, start) for name, _, _, start in figures],
        [(subjects.EVERYTHING, *one) for one in told] + [(name, value, at) for name, value, _, at in dates],
    )
    subjects.count(connection, stated, sign)
