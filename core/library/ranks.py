"""The index of entities: kept with every change of an entity, and read by page in four orders.

A page deep in an order is found by the counts of entities that share a value; within one value (half of all
entities are mentioned once) it is walked to from the nearer end.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection

from core.entity import EntityType
from core.library.records import Sort

# The forms of a name by jumps from one to the next: some names have thousands of rows, one an outlet.
_NOW = """SELECT entity.id, type, mentions, articles,
    (SELECT ifnull(max((SELECT max(day) FROM name_article WHERE name_id = name.id)), 0)
     FROM name WHERE entity_id = entity.id),
    (WITH RECURSIVE spelling (name_id, form) AS (
        SELECT id, (SELECT min(form) FROM name_form WHERE name_id = name.id) FROM name
            WHERE entity_id = entity.id
        UNION ALL SELECT name_id, (SELECT min(f.form) FROM name_form AS f
            WHERE f.name_id = spelling.name_id AND f.form > spelling.form)
            FROM spelling WHERE form IS NOT NULL)
     SELECT count(DISTINCT form) FROM spelling)
    FROM entity WHERE mentions > 0 AND hidden = 0 AND id IN (SELECT value FROM json_each(?))"""
_THEN = """SELECT entity_id, type, mentions, articles, last, spellings FROM entity_rank
    WHERE entity_id IN (SELECT value FROM json_each(?))"""
Row = tuple[int, str, int, int, int, int]


def renew(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """Bring the index up to date, after entities or what stands under them changed."""
    wanted = json.dumps(list(entities))
    then: set[Row] = set(connection.execute(_THEN, (wanted,)))
    now: set[Row] = set(connection.execute(_NOW, (wanted,)))
    gone, come = then - now, now - then
    kept = {row[0] for row in now}
    connection.executemany(
        "DELETE FROM entity_rank WHERE entity_id = ?", [row[:1] for row in gone if row[0] not in kept]
    )
    connection.executemany("INSERT OR REPLACE INTO entity_rank VALUES (?, ?, ?, ?, ?, ?)", list(come))
    counts: Counter[tuple[str, str, int]] = Counter()
    for rows, sign in ((gone, -1), (come, 1)):
        for _, kind, *values in rows:
            for sort, value in zip(Sort, values, strict=True):
                counts[sort.value, kind, value] += sign
    changed = [(*where, by) for where, by in counts.items() if by]
    connection.executemany(
        """INSERT INTO rank_count VALUES (?, ?, ?, ?)
        ON CONFLICT (sort, type, value) DO UPDATE SET entities = entities + excluded.entities""",
        changed,
    )
    connection.executemany(
        "DELETE FROM rank_count WHERE sort = ? AND type = ? AND value = ? AND entities = 0",
        [row[:3] for row in changed if row[3] < 0],
    )


def count(connection: sqlite3.Connection, kind: EntityType | None = None) -> int:
    """How many entities the index has, of one type or of all."""
    row = connection.execute(
        "SELECT ifnull(sum(entities), 0) FROM rank_count WHERE sort = 'mentions' AND type = ifnull(?, type)",
        (kind,),
    ).fetchone()
    return int(row[0])


def page(
    connection: sqlite3.Connection, sort: Sort, kind: EntityType | None, offset: int, limit: int
) -> list[int]:
    """The ids of a page of the index, the largest value first, then the most mentions, then the oldest id."""
    values = connection.execute(
        """SELECT value, sum(entities) FROM rank_count WHERE sort = ? AND type = ifnull(?, type)
        GROUP BY value ORDER BY value DESC""",
        (sort, kind),
    )
    for value, sharing in values:
        if offset < sharing:
            return _page_from(connection, sort, kind, value, offset, sharing - offset, limit)
        offset -= sharing
    return []


def _page_from(
    connection: sqlite3.Connection,
    sort: Sort,
    kind: EntityType | None,
    value: int,
    before: int,
    after: int,
    limit: int,
) -> list[int]:
    """A page that begins among those that share a value, with so many of them before and after its start."""
    if before <= after:
        return _walk(connection, sort, kind, "<=", value, limit, before)
    wanted = min(limit, after)
    found = _walk(connection, sort, kind, ">=", value, wanted, after - wanted)[::-1]
    return found + _walk(connection, sort, kind, "<=", value - 1, limit - wanted, 0)


def _walk(
    connection: sqlite3.Connection,
    sort: Sort,
    kind: EntityType | None,
    side: str,
    value: int,
    limit: int,
    skip: int,
) -> list[int]:
    """Ids from the best of a value on down, or from the worst of it on up."""
    order = "DESC" if side == "<=" else "ASC"
    ties = "" if sort is Sort.MENTIONS else f"mentions {order}, "
    rows = connection.execute(
        f"""SELECT entity_id FROM entity_rank WHERE {"type = ?4 AND" if kind else ""} {sort} {side} ?1
        ORDER BY {sort} {order}, {ties} entity_id {"ASC" if side == "<=" else "DESC"} LIMIT ?2 OFFSET ?3""",
        (value, limit, skip, *((kind,) if kind else ())),
    )
    return [row[0] for row in rows]
