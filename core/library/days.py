"""How often an entity is mentioned, what it is the source of and what is told of it, by day and by outlet.

A page deep in a list is found by counts by day, and of an entity that a dozen names share on three thousand
days each these are too many to sum up with every key. So they are kept by entity too, where MANY mentions
name it; of any other what its names count is summed up when it is asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

MANY = 1_000
"""Mentions from which on an entity is tallied: of a million articles about 1,200, of 50,000 entities."""
EVERYTHING = 0
"""Under this are the sums over all that is stated, whoever says it."""
MENTIONED = """(SELECT day, mentions FROM entity_day WHERE entity_id = ?1
    UNION ALL SELECT day, sum(name_day.mentions) FROM name JOIN name_day ON name_id = name.id
    WHERE entity_id = iif(EXISTS (SELECT 1 FROM tallied WHERE subject = ?1), NULL, ?1) GROUP BY day)"""
"""SQL for the (day, mentions) of the entity ?1, each day once, in no order."""
_TOLD = "quotes, claims, unverified_quotes, unverified_claims"
_SUMS = ", ".join(f"sum({column})" for column in _TOLD.split(", "))
STATED = f"""(SELECT day, {_TOLD} FROM source_day WHERE entity_id = ?1
    UNION ALL SELECT day, {_SUMS} FROM name JOIN statement_day ON name_id = name.id
    WHERE entity_id = iif(EXISTS (SELECT 1 FROM tallied WHERE subject = ?1), NULL, ?1) GROUP BY day)"""
"""SQL for the day and counts of what the entity ?1 is the source of; 0 for all that is stated."""
SOURCES = f"""(SELECT outlet, {_TOLD} FROM source_outlet WHERE entity_id = ?1
    UNION ALL SELECT outlet, {_SUMS} FROM name JOIN statement_day ON name_id = name.id
    WHERE entity_id = iif(EXISTS (SELECT 1 FROM tallied WHERE subject = ?1), NULL, ?1) GROUP BY outlet)"""
"""SQL for the outlet and counts of what the entity ?1 is the source of, each outlet once."""
Said = tuple[int, int, int, int, int, int]
"""Name (0 for all), quotes, claims, unverified quotes, unverified claims, figures."""
_ASKED = "IN (SELECT value FROM json_each(?1))"
_ADD = ", ".join(f"{column} = {column} + excluded.{column}" for column in _TOLD.split(", "))
# What a tallied entity is counted by, out of what its names are.
_RENEWED = (
    f"INSERT INTO tallied SELECT id FROM entity WHERE id {_ASKED} AND mentions >= ?2",
    f"""INSERT INTO entity_day SELECT subject, day, sum(name_day.mentions)
    FROM tallied JOIN name ON entity_id = subject JOIN name_day ON name_id = name.id
    WHERE subject {_ASKED} AND ?2 GROUP BY 1, 2""",
    f"""INSERT INTO source_day SELECT subject, day, {_SUMS}, sum(figures) FROM (
        SELECT subject, day, {_TOLD}, 0 AS figures
        FROM tallied JOIN name ON entity_id = subject JOIN statement_day ON name_id = name.id
        WHERE subject {_ASKED} AND ?2
        UNION ALL SELECT subject, day, 0, 0, 0, 0, 1 FROM (
            SELECT DISTINCT subject, day, article_id, figure_name.start
            FROM tallied JOIN name ON entity_id = subject JOIN figure_name ON name_id = name.id
            WHERE subject {_ASKED})) GROUP BY 1, 2""",
    f"""INSERT INTO source_outlet SELECT subject, outlet, {_SUMS}
    FROM tallied JOIN name ON entity_id = subject JOIN statement_day ON name_id = name.id
    WHERE subject {_ASKED} AND ?2 GROUP BY 1, 2""",
)
_KEPT = {
    "tallied": "subject",
    "entity_day": "entity_id",
    "source_day": "entity_id",
    "source_outlet": "entity_id",
}
"""The tables that are kept of tallied entities, and the columns that tell of whom."""


def mentions(connection: sqlite3.Connection, entity_id: int) -> list[tuple[int, int]]:
    """(day, mentions) of an entity, the newest day first; 0 stands for undated articles."""
    return connection.execute(
        f"SELECT day, mentions FROM {MENTIONED} ORDER BY day DESC", (entity_id,)
    ).fetchall()


def is_tallied(connection: sqlite3.Connection, subject: int) -> bool:
    """Whether counts are kept of an entity; they always are of all that is stated."""
    found = connection.execute("SELECT 1 FROM tallied WHERE subject = ?", (subject,)).fetchone()
    return subject == EVERYTHING or found is not None


def _of_names(connection: sqlite3.Connection, names: Iterable[int]) -> dict[int, int]:
    """The tallied entity of each of these names that has one; 0, which stands for all, has itself."""
    rows = connection.execute(
        f"SELECT id, entity_id FROM name JOIN tallied ON subject = entity_id WHERE id {_ASKED}",
        (json.dumps(list(names)),),
    )
    return {EVERYTHING: EVERYTHING, **dict(rows.fetchall())}


def count(connection: sqlite3.Connection, mentioned: Mapping[tuple[int, int], int]) -> None:
    """Add to the mentions of entities by (entity, day), or take from them, after their mentions changed."""
    entities = {entity for entity, _ in mentioned}
    rows = connection.execute(
        f"SELECT subject FROM tallied WHERE subject {_ASKED}", (json.dumps(sorted(entities)),)
    )
    tallied = {row[0] for row in rows}
    connection.executemany(
        "INSERT INTO entity_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
        "SET mentions = mentions + excluded.mentions",
        [(*where, mentioned[where]) for where in sorted(mentioned) if where[0] in tallied],
    )
    spent = [where for where, many in mentioned.items() if many < 0 and where[0] in tallied]
    connection.executemany("DELETE FROM entity_day WHERE entity_id = ? AND day = ? AND mentions <= 0", spent)
    _settle(connection, entities)


def by_entity(
    names: Mapping[tuple[int, int], int], entity_of: Mapping[int, int], sign: int
) -> Counter[tuple[int, int]]:
    """Mentions by (name, day) as mentions by (entity, day)."""
    found: Counter[tuple[int, int]] = Counter()
    for (name, day), many in names.items():
        found[entity_of[name], day] += sign * many
    return found


def renew(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Count entities anew by what their names count, after names with mentions moved."""
    asked = json.dumps(sorted(entities))
    for table, column in _KEPT.items():
        connection.execute(f"DELETE FROM {table} WHERE {column} {_ASKED}", (asked,))
    for statement in _RENEWED:
        connection.execute(statement, (asked, MANY))


def _settle(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Begin to count those of these entities that now have many mentions, and leave off the others."""
    rows = connection.execute(
        """SELECT id FROM entity WHERE id IN (SELECT value FROM json_each(?1))
        AND (mentions >= ?2) <> EXISTS (SELECT 1 FROM tallied WHERE subject = id)""",
        (json.dumps(sorted(entities)), MANY),
    )
    if changed := [row[0] for row in rows]:
        renew(connection, changed)


def count_stated(
    connection: sqlite3.Connection,
    where: tuple[int, str],
    said: Iterable[Said],
    figures: Iterable[tuple[int, int]],
    sign: int,
) -> None:
    """Add what an article of a (day, outlet) states to whom it is counted for, or take it off.

    `said` is told by name; `figures` by (name, start), for each name in their sentences.
    """
    told, named = list(said), list(figures)
    entity_of = _of_names(connection, {name for name, *_ in told} | {name for name, _ in named})
    sums: dict[int, list[int]] = {}
    for name, *counts in told:
        if name in entity_of:
            known = sums.setdefault(entity_of[name], [0] * 5)
            sums[entity_of[name]] = [have + sign * more for have, more in zip(known, counts, strict=True)]
    for entity, _ in {(entity_of[name], start) for name, start in named if name in entity_of}:
        sums.setdefault(entity, [0] * 5)[-1] += sign
    day, outlet = where
    by_outlet = [
        (entity, outlet, *counts[:4]) for entity, counts in sums.items() if any(counts[:4]) and entity
    ]
    connection.executemany(
        f"INSERT INTO source_day VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {_ADD}, "
        "figures = figures + excluded.figures",
        [(entity, day, *counts) for entity, counts in sums.items()],
    )
    connection.executemany(
        f"INSERT INTO source_outlet VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {_ADD}", by_outlet
    )
    if sign < 0:
        connection.executemany(
            """DELETE FROM source_day WHERE entity_id = ? AND day = ?
            AND quotes = 0 AND claims = 0 AND figures = 0""",
            [(entity, day) for entity in sums],
        )
        connection.executemany(
            "DELETE FROM source_outlet WHERE entity_id = ? AND outlet = ? AND quotes = 0 AND claims = 0",
            [row[:2] for row in by_outlet],
        )
