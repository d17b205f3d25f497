"""Pages of long lists of statements: what a filter asks of SQL, and where a page begins.

Counts by day (of publication, or of the timeline) tell which days of the whole library, or of a speaker, to
pass over, so that a page deep in the list costs no more than the first. What names an entity in its sentence
is looked up in an index that holds no text.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TypeVar

from core.library import subjects
from core.library.articles import seek
from core.library.statements.records import Filter

Parameter = str | int
Day = TypeVar("Day")
NAMES = "(SELECT id FROM name WHERE entity_id = ?)"
OF_OUTLET = "EXISTS (SELECT 1 FROM article WHERE id = article_id AND outlet = ?)"
WITHIN = """(SELECT name.id FROM name WHERE entity_id = ?
    UNION SELECT name.id FROM entity JOIN place_within ON whole = entity.reference
    JOIN name ON name.reference = part WHERE entity.id = ?)"""
"""Names of a place and of what lies within it; wants the place twice."""
_NAMED = """EXISTS (SELECT 1 FROM article_mentions AS m, json_each(
        names_within(m.spots, spot.sentence_start, spot.sentence_end)) AS named
    WHERE m.article_id = spot.article_id AND named.value IN {})"""


@dataclass
class Where:
    """Conditions of a query, joined by AND, with their parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)

    def add(self, condition: str, *parameters: Parameter) -> None:
        self.conditions.append(condition)
        self.parameters += parameters

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions or ["1"])


def articles_of(connection: sqlite3.Connection, wanted: Filter) -> str | None:
    """The set of articles that a filter names, as a JSON array; None where it names none."""
    ids = None if wanted.articles is None else set(wanted.articles)
    if wanted.story is not None:
        rows = connection.execute("SELECT article_id FROM story_member WHERE story_id = ?", (wanted.story,))
        members = {row[0] for row in rows}
        ids = members if ids is None else ids & members
    return None if ids is None else json.dumps(sorted(ids))


def subject(connection: sqlite3.Connection, wanted: Filter) -> int | None:
    """The subject whose counts (or, of everything, an outlet's) tell all about a list; None without such."""
    if wanted.articles is not None or wanted.story is not None or wanted.differing:
        return None
    chosen = (wanted.entity, wanted.place, wanted.outlet)
    if chosen.count(None) < 2:
        return None
    of = [wanted.entity or subjects.EVERYTHING] if wanted.place is None else [-wanted.place, wanted.place]
    return next((one for one in of if subjects.is_counted(connection, one)), None)


def page_of(by_day: list[tuple[Day, int]], offset: int, limit: int) -> tuple[Day, Day, int] | None:
    """The first and last day of a page and how many rows of the first to pass over; None past the end.

    `by_day` are (day, count) in list order.
    """
    places = list(enumerate(count for _, count in by_day))
    first, skip = seek(places, offset)
    last, _ = seek(places, offset + limit - 1)
    if first is None or limit <= 0:
        return None
    return by_day[first][0], by_day[-1 if last is None else last][0], skip


def named(wanted: Filter) -> list[tuple[str, tuple[int, ...]]]:
    """Queries for the names of whom and what a filter wants named, with their parameters."""
    found: list[tuple[str, tuple[int, ...]]] = []
    if wanted.entity is not None:
        found.append((NAMES, (wanted.entity,)))
    if wanted.place is not None:
        found.append((WITHIN, (wanted.place, wanted.place)))
    return found


def spots(table: str, key: str, wanted: Filter, within: Where, articles: str | None) -> Where:
    """A query (its `sql`) for the (key, article_id, start) of what a filter wants of figures or dates.

    `table` is "figure" or "date"; `within` are conditions on those three columns alone. Those of a set of
    articles are looked through one by one for whom their sentences name.
    """
    index, base = f"{table}_name", {"figure": "figure", "date": "date_expression"}[table]
    found, names = Where(), named(wanted)
    if wanted.differing and articles is None and table == "figure":
        index, names = "differing_name", names or [("(0)", ())]
    if names and articles is None:
        for query, parameters in names:
            found.add(
                f"""SELECT DISTINCT {key}, article_id, start FROM {index}
                WHERE name_id IN {query} AND {within.sql}""",
                *parameters,
                *within.parameters,
            )
        return Where([" INTERSECT ".join(found.conditions)], found.parameters)
    found.add(f"boilerplate = 0 AND {within.sql}", *within.parameters)
    if wanted.differing and table == "figure":
        found.add("differing > 0")
    if articles is not None:
        found.add("article_id IN (SELECT value FROM json_each(?))", articles)
    for query, parameters in names:
        found.add(_NAMED.format(query), *parameters)
    sql = f"SELECT {key}, article_id, start FROM {base} AS spot WHERE {found.sql}"
    return Where([sql], found.parameters)
