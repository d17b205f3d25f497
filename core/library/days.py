"""How often an entity is mentioned, and what it is the source of, by day.

A page deep in a list is found by counts by day, and of an entity that twelve names share on three thousand
days each these are too many to sum up with every key. So they are kept by entity too, where an entity has a
second name; where it has none, its only name bears its id, and the name's days are the entity's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

MENTIONED = """(SELECT day, mentions FROM entity_day WHERE entity_id = ?1
    UNION ALL SELECT day, mentions FROM name_day
    WHERE name_id = iif(EXISTS (SELECT 1 FROM entity_day WHERE entity_id = ?1), NULL, ?1))"""
"""SQL for the (day, mentions) of the entity ?1, each day once, in no order."""
_TOLD = "quotes, claims, unverified_quotes, unverified_claims, figures"
_SUMS = ", ".join(f"sum({column})" for column in _TOLD.split(", "))
STATED = f"""(SELECT day, {_TOLD} FROM source_day WHERE entity_id = ?1
    UNION ALL SELECT day, {_SUMS} FROM statement_day
    WHERE name_id = iif(EXISTS (SELECT 1 FROM source_day WHERE entity_id = ?1), NULL, ?1) GROUP BY day)"""
"""SQL for the day and counts of what the entity ?1 is the source of; 0 for all that is stated."""
_ASKED = "IN (SELECT value FROM json_each(?1))"
_SEVERAL = "(SELECT entity_id FROM name WHERE id <> entity_id)"
"""Entities with a second name."""


def mentions(connection: sqlite3.Connection, entity_id: int) -> list[tuple[int, int]]:
    """(day, mentions) of an entity, the newest day first; 0 stands for undated articles."""
    return connection.execute(
        f"SELECT day, mentions FROM {MENTIONED} ORDER BY day DESC", (entity_id,)
    ).fetchall()


def count(connection: sqlite3.Connection, mentioned: Mapping[tuple[int, int], int]) -> None:
    """Add to the mentions of entities by (entity, day), or take from them."""
    asked = json.dumps(sorted({entity for entity, _ in mentioned}))
    rows = connection.execute(
        f"SELECT DISTINCT entity_id FROM name WHERE id <> entity_id AND entity_id {_ASKED}", (asked,)
    )
    several = {row[0] for row in rows}
    connection.executemany(
        "INSERT INTO entity_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
        "SET mentions = mentions + excluded.mentions",
        [(*where, mentioned[where]) for where in sorted(mentioned) if where[0] in several],
    )
    spent = [where for where, many in mentioned.items() if many < 0]
    connection.executemany("DELETE FROM entity_day WHERE entity_id = ? AND day = ? AND mentions <= 0", spent)


def by_entity(
    names: Mapping[tuple[int, int], int], entity_of: Mapping[int, int], sign: int
) -> Counter[tuple[int, int]]:
    """Mentions by (name, day) as mentions by (entity, day)."""
    found: Counter[tuple[int, int]] = Counter()
    for (name, day), many in names.items():
        found[entity_of[name], day] += sign * many
    return found


def renew(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Count entities anew by the days of their names, after names with mentions moved."""
    asked = (json.dumps(sorted(entities)),)
    connection.execute(f"DELETE FROM entity_day WHERE entity_id {_ASKED}", asked)
    connection.execute(f"DELETE FROM source_day WHERE entity_id {_ASKED}", asked)
    connection.execute(
        f"""INSERT INTO entity_day SELECT entity_id, day, sum(name_day.mentions)
        FROM name JOIN name_day ON name_id = name.id
        WHERE entity_id {_ASKED} AND entity_id IN {_SEVERAL} GROUP BY 1, 2""",
        asked,
    )
    connection.execute(
        f"""INSERT INTO source_day SELECT entity_id, day, {_SUMS}
        FROM name JOIN statement_day ON name_id = name.id
        WHERE entity_id {_ASKED} AND entity_id IN {_SEVERAL} GROUP BY 1, 2""",
        asked,
    )


def settle(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Begin to count those of these entities that now have a second name, and leave off those without."""
    rows = connection.execute(
        """SELECT value FROM json_each(?1)
        WHERE EXISTS (SELECT 1 FROM name WHERE entity_id = value AND id <> value) <> (
            EXISTS (SELECT 1 FROM entity_day WHERE entity_id = value)
            OR EXISTS (SELECT 1 FROM source_day WHERE entity_id = value))""",
        (json.dumps(sorted(entities)),),
    )
    if changed := [row[0] for row in rows]:
        renew(connection, changed)


def count_stated(connection: sqlite3.Connection, article_id: int, said: str, sign: int) -> None:
    """Add what an article states (`said` is SQL for it, by name) to its sources, or take it off."""
    day = connection.execute("SELECT day FROM article WHERE id = ?", (article_id,)).fetchone()[0]
    connection.execute(
        f"""INSERT INTO source_day SELECT ifnull(entity_id, 0) AS entity, ?2, ?3 * sum(direct),
            ?3 * sum(told), ?3 * sum(unverified * direct), ?3 * sum(unverified * told), ?3 * sum(figures)
        FROM ({said}) LEFT JOIN name AS n ON n.id = name WHERE name = 0 OR EXISTS (
            SELECT 1 FROM name AS other WHERE other.entity_id = n.entity_id AND other.id <> n.entity_id)
        GROUP BY entity ON CONFLICT DO UPDATE SET
            quotes = quotes + excluded.quotes, claims = claims + excluded.claims,
            unverified_quotes = unverified_quotes + excluded.unverified_quotes,
            unverified_claims = unverified_claims + excluded.unverified_claims,
            figures = figures + excluded.figures""",
        (article_id, day, sign),
    )
    if sign < 0:
        connection.execute(
            f"""DELETE FROM source_day WHERE day = ?2 AND quotes = 0 AND claims = 0 AND figures = 0
            AND (entity_id = 0 OR entity_id IN (
                SELECT entity_id FROM ({said}) JOIN name ON name.id = name))""",
            (article_id, day),
        )
