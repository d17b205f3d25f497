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

from core.library import days
from core.library.articles import seek
from core.library.statements.records import Filter

Parameter = str | int
Day = TypeVar("Day", int, str)
NAMES = "(SELECT id FROM name WHERE entity_id = ?)"
OF_OUTLET = "EXISTS (SELECT 1 FROM article WHERE id = article_id AND outlet = ?)"
WITHIN = """(SELECT name.id FROM name WHERE entity_id = ?
    UNION SELECT name.id FROM entity AS whole
    JOIN reference ON instr(reference.within, '"' || whole.reference || '"')
    JOIN name ON name.reference = reference.id WHERE whole.id = ?)"""
"""Names of a place and of the places within it; wants the place twice."""


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
    """Whose counts tell of the list that a filter's entity or place asks for; None where none are kept."""
    if wanted.place is None:
        chosen = wanted.entity or days.EVERYTHING
    elif wanted.entity is None and not _holds_others(connection, wanted.place):
        chosen = wanted.place
    else:
        return None
    return chosen if days.is_tallied(connection, chosen) else None


def _holds_others(connection: sqlite3.Connection, place: int) -> bool:
    """Whether others that the library knows lie within a place."""
    row = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM entity AS whole
        JOIN reference ON instr(reference.within, '"' || whole.reference || '"') WHERE whole.id = ?)""",
        (place,),
    )
    return bool(row.fetchone()[0])


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


def spots(table: str, key: str, wanted: Filter, within: Where) -> Where:
    """A query (its `sql`) for the (key, article_id, start) of what a filter wants of figures or dates.

    `table` is "figure" or "date"; `within` are conditions on those three columns alone.
    """
    index, base = f"{table}_name", {"figure": "figure", "date": "date_expression"}[table]
    found = Where()
    parts = []
    for names, parameters in named(wanted):
        part = (
            f"SELECT DISTINCT {key}, article_id, start FROM {index} WHERE name_id IN {names} AND {within.sql}"
        )
        parts.append(part)
        found.parameters += [*parameters, *within.parameters]
    if not parts:
        aside = "boilerplate = 0" + (" AND value != ''" if key == "value" else "")
        parts.append(f"SELECT {key}, article_id, start FROM {base} WHERE {aside} AND {within.sql}")
        found.parameters += within.parameters
    found.conditions.append(" INTERSECT ".join(parts))
    return found
