"""How often an entity is mentioned, and how often it is a source, by day and by outlet.

A page deep in a list is found by counts by day, and of an entity that a dozen names share on three thousand
days each these are too many to sum up with every key: those of core.library.subjects are kept. Of any other
what its names count is summed up.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from core.library import subjects

_TOLD = "quotes, claims, unverified_quotes, unverified_claims"
_SUMS = ", ".join(f"sum({column})" for column in _TOLD.split(", "))
_KEPT = "entity_day WHERE subject = ?1"
_SUMMED = """(SELECT day, sum(n.mentions) AS mentions FROM name JOIN name_article AS n ON name_id = name.id
    WHERE entity_id = ?1 GROUP BY day) WHERE 1"""


def mentions(connection: sqlite3.Connection, entity_id: int) -> list[tuple[int, int]]:
    """(day, mentions) of an entity, the newest day first; 0 stands for undated articles."""
    return connection.execute(
        f"SELECT day, mentions FROM {_mentioned(connection, entity_id)} ORDER BY day DESC", (entity_id,)
    ).fetchall()


def mentions_after(connection: sqlite3.Connection, entity_id: int, day: int) -> int:
    """How often an entity is mentioned after a day."""
    row = connection.execute(
        f"SELECT ifnull(sum(mentions), 0) FROM {_mentioned(connection, entity_id)} AND day > ?2",
        (entity_id, day),
    )
    return int(row.fetchone()[0])


def _mentioned(connection: sqlite3.Connection, entity_id: int) -> str:
    return _KEPT if subjects.is_counted(connection, entity_id) else _SUMMED


def sources(connection: sqlite3.Connection, entity_id: int) -> list[tuple[str, int, int, int, int]]:
    """(outlet, quotes, claims, unverified quotes, unverified claims) of which an entity is the source."""
    kept = f"SELECT outlet, {_TOLD} FROM source_outlet WHERE subject = ?"
    summed = f"""SELECT outlet, {_SUMS} FROM name JOIN statement_day ON name_id = name.id
        WHERE entity_id = ? GROUP BY outlet"""
    return connection.execute(
        kept if subjects.is_counted(connection, entity_id) else summed, (entity_id,)
    ).fetchall()


def count(connection: sqlite3.Connection, mentioned: Mapping[tuple[int, int], int]) -> None:
    """Add to the mentions of entities by (entity, day), or take from them, after their mentions changed."""
    entities = {entity for entity, _ in mentioned}
    kept = subjects.counted(connection, entities)
    connection.executemany(
        "INSERT INTO entity_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
        "SET mentions = mentions + excluded.mentions",
        [(*where, mentioned[where]) for where in sorted(mentioned) if where[0] in kept],
    )
    spent = [where for where, many in mentioned.items() if many < 0 and where[0] in kept]
    connection.executemany("DELETE FROM entity_day WHERE subject = ? AND day = ? AND mentions <= 0", spent)
    subjects.settle(connection, entities)


def by_entity(
    names: Mapping[tuple[int, int], int], entity_of: Mapping[int, int], sign: int
) -> Counter[tuple[int, int]]:
    """Mentions by (name, day) as mentions by (entity, day)."""
    found: Counter[tuple[int, int]] = Counter()
    for (name, day), many in names.items():
        found[entity_of[name], day] += sign * many
    return found
