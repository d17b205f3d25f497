"""Of whom counts are kept: entities that MANY mentions name, places with all within them, and everything.

A subject is a number: an entity's id; a place's entity's id negated, which stands for the place and what lies
within it; or 0 for everything. Whatever names a subject has, its counts by day and outlet stand in tables, so
that any page of a list about it is as near as the first. What is told of an entity that few mentions name is
counted when asked for. A place that holds others is counted from the first mention on: an oblast is seldom
named and its towns are often.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from core.library.adding import SOURCE_DAY, SOURCE_OUTLET, SUBJECT_DATE, add

MANY = 1_000
"""Mentions from which on an entity is counted by itself: of a million articles about a thousand have them."""
EVERYTHING = 0
ARTICLES = 1 << 14
STRETCH = f"iif(length(value) <= 4, article_id / {ARTICLES}, 0)"
"""SQL for the stretch of articles, by id, to which a date is counted. Of a year, which every tenth article
tells of, and of what stays unresolved, each stretch is counted; of a month or day all articles together are.
"""
SUBJECTS = """SELECT id, NULL FROM entity WHERE mentions >= :many {0}
    UNION ALL SELECT -id, reference FROM entity
    WHERE mentions > 0 AND reference IN (SELECT whole FROM place_within) {0}"""
"""SQL for the subjects that are counted, and of a place its reference; takes a condition on entities."""
_TOLD = "quotes, claims, unverified_quotes, unverified_claims"
_SUMS = ", ".join(f"sum({column})" for column in _TOLD.split(", "))
_ADD = ", ".join(f"{column} = {column} + excluded.{column}" for column in _TOLD.split(", "))
_IN = "IN (SELECT value FROM json_each(:asked))"
_NAMES = """(SELECT subject, id AS named FROM tallied JOIN name ON entity_id = abs(subject) {0}
    UNION SELECT subject, name.id FROM tallied JOIN place_within ON whole = place
    JOIN name ON name.reference = part {0})"""
_COUNTED = {
    "entity_day": """SELECT subject, day, sum(mentions) FROM {} JOIN name_article ON name_id = named
        WHERE subject > 0 GROUP BY 1, 2""",
    "source_day": f"""SELECT subject, day, {_SUMS}, sum(figures) FROM (
            SELECT subject, day, {_TOLD}, 0 AS figures FROM {{0}} JOIN statement_day ON name_id = named
                WHERE subject > 0
            UNION ALL SELECT subject, day, 0, 0, 0, 0, 1 FROM (
                SELECT DISTINCT subject, day, article_id, start
                FROM {{0}} JOIN figure_name ON name_id = named))
        GROUP BY 1, 2""",
    "source_outlet": f"""SELECT subject, outlet, {_SUMS} FROM {{}} JOIN statement_day ON name_id = named
        WHERE subject > 0 GROUP BY 1, 2""",
    "subject_date": f"""SELECT subject, value, {STRETCH}, count(*) FROM (
            SELECT DISTINCT subject, value, article_id, start FROM {{}} JOIN date_name ON name_id = named)
        GROUP BY 1, 2, 3""",
}
"""By table SQL for what it holds of subjects; takes their names."""
_OF_ALL = {
    "source_day": f"""SELECT 0, day, {_SUMS}, sum(figures) FROM statement_day WHERE name_id = 0 GROUP BY 2""",
    "subject_date": f"""SELECT 0, value, {STRETCH}, count(*) FROM date_expression WHERE boilerplate = 0
        GROUP BY 2, 3""",
}
"""And for what it holds of everything."""


class Told(NamedTuple):
    """What an article states, by whom and of whom."""

    article: int
    day: int
    outlet: str
    said: list[tuple[int, int, int, int, int, int]]
    """Name (0 for all), quotes, claims, unverified quotes, unverified claims, figures."""
    figures: list[tuple[int, int]]
    """(name, start) for each name in the sentence of a figure."""
    dates: list[tuple[int, str, int]]
    """(name, value, start) for each name in the sentence of a date, and under 0 for each date."""


def recounted(table: str) -> str:
    """SQL that counts anew what a table holds of subjects."""
    found = _COUNTED[table].format(_NAMES.format(""))
    return f"SELECT * FROM ({found}) UNION ALL {_OF_ALL[table]}" if table in _OF_ALL else found


def is_counted(connection: sqlite3.Connection, subject: int) -> bool:
    """Whether counts of a subject are kept."""
    found = connection.execute("SELECT 1 FROM tallied WHERE subject = ?", (subject,)).fetchone()
    return subject == EVERYTHING or found is not None


def counted(connection: sqlite3.Connection, entities: Iterable[int]) -> set[int]:
    """Those of these entities that are counted by themselves."""
    rows = connection.execute(
        f"SELECT subject FROM tallied WHERE subject {_IN}", {"asked": json.dumps(sorted(entities))}
    )
    return {row[0] for row in rows}


def settle(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Begin to count what is now to be counted of these entities and places, and leave off what is no more.

    Wanted whenever their mentions, their references or what lies within them changed.
    """
    rows = connection.execute(
        """SELECT asked.value FROM json_each(:asked) AS asked LEFT JOIN entity ON entity.id = asked.value
        LEFT JOIN tallied AS one ON one.subject = asked.value
        LEFT JOIN tallied AS held ON held.subject = -asked.value
        WHERE (ifnull(mentions, 0) >= :many) <> (one.subject IS NOT NULL) OR held.place IS NOT (
            SELECT reference WHERE mentions > 0 AND reference IN (SELECT whole FROM place_within))""",
        {"asked": json.dumps(sorted(entities)), "many": MANY},
    )
    if changed := [row[0] for row in rows]:
        renew(connection, changed)


def renew(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Count entities and places anew, after names with mentions moved or a place holds others."""
    asked = json.dumps(sorted({sign * entity for entity in entities for sign in (1, -1)}))
    values = {"asked": asked, "many": MANY}
    connection.execute(f"DELETE FROM tallied WHERE subject {_IN}", values)
    connection.execute(f"INSERT INTO tallied {SUBJECTS.format(f'AND id {_IN}')}", values)
    for table, sql in _COUNTED.items():
        connection.execute(f"DELETE FROM {table} WHERE subject {_IN}", values)
        names = _NAMES.format(f"WHERE subject {_IN}")
        connection.execute(f"INSERT INTO {table} {sql.format(names)}", values)


def put_within(connection: sqlite3.Connection, part: str, wholes: Iterable[str]) -> None:
    """Note within which places a reference lies: all of them, which are then counted with it."""
    wanted = set(wholes)
    kept = {row[0] for row in connection.execute("SELECT whole FROM place_within WHERE part = ?", (part,))}
    if changed := wanted ^ kept:
        connection.executemany(
            "DELETE FROM place_within WHERE whole = ? AND part = ?", [(w, part) for w in kept - wanted]
        )
        connection.executemany("INSERT INTO place_within VALUES (?, ?)", [(w, part) for w in wanted - kept])
        rows = connection.execute(
            f"SELECT id FROM entity WHERE reference {_IN}", {"asked": json.dumps(sorted(changed))}
        ).fetchall()
        # As a rule nobody is called by it yet, and nothing is to be counted anew.
        known = connection.execute("SELECT 1 FROM name WHERE reference = ?", (part,)).fetchone()
        (renew if known else settle)(connection, [row[0] for row in rows])


def count(connection: sqlite3.Connection, told: Told, sign: int) -> None:
    """Add what an article states to every subject that it is told by or of, or take it off."""
    of = _of_names(connection, {row[0] for rows in (told.said, told.figures, told.dates) for row in rows})
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 5)
    for name, *counts in told.said:
        for subject in of[name]:
            if subject >= 0:  # nobody speaks for all that lies within a place
                sums[subject] = [have + more for have, more in zip(sums[subject], counts, strict=True)]
    by_outlet = [(subject, told.outlet, *counts[:4]) for subject, counts in sums.items() if subject]
    for subject, _ in {(subject, start) for name, start in told.figures for subject in of[name]}:
        sums[subject][-1] += 1
    dates = {(subject, value, start) for name, value, start in told.dates for subject in of[name]}
    on = Counter((subject, value, stretch(value, told.article)) for subject, value, _ in dates)
    add(connection, SOURCE_DAY, [(subject, told.day, *counts) for subject, counts in sums.items()], sign)
    add(connection, SOURCE_OUTLET, by_outlet, sign)
    add(connection, SUBJECT_DATE, [(*where, many) for where, many in on.items()], sign)


def stretch(value: str, article: int) -> int:
    """What STRETCH tells."""
    return article // ARTICLES if len(value) <= 4 else 0


def _of_names(connection: sqlite3.Connection, names: Iterable[int]) -> defaultdict[int, list[int]]:
    """The subjects of these names; 0 stands for everything."""
    found: defaultdict[int, list[int]] = defaultdict(list, {EVERYTHING: [EVERYTHING]})
    for name, subject in connection.execute(
        f"""SELECT id, subject FROM name JOIN tallied ON subject = entity_id WHERE id {_IN}
        UNION SELECT id, subject FROM name JOIN tallied ON subject = -entity_id WHERE id {_IN}
        UNION SELECT name.id, subject FROM name JOIN place_within ON part = name.reference
            JOIN entity ON entity.reference = place_within.whole JOIN tallied ON subject = -entity.id
            WHERE name.id {_IN}""",
        {"asked": json.dumps(sorted(names))},
    ):
        found[name].append(subject)
    return found
