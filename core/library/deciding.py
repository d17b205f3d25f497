"""The journal's lines that the library has taken in, so that a change of the journal is seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def lines(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT line FROM decision ORDER BY place")]


def remember(connection: sqlite3.Connection, taken: Iterable[str]) -> None:
    """Replace the lines; those that stay the same, commonly all but the last, are not written again."""
    old, new = lines(connection), list(taken)
    same = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    connection.execute("DELETE FROM decision WHERE place >= ?", (same,))
    connection.executemany("INSERT INTO decision VALUES (?, ?)", list(enumerate(new[same:], start=same)))


def near(connection: sqlite3.Connection, entity_id: int) -> list[str]:
    """Lines that speak of a form of an entity's names, or of another line, in order."""
    rows = connection.execute(
        """SELECT line FROM decision WHERE line -> '$.names' IS NULL OR EXISTS (
            SELECT 1 FROM json_each(line, '$.names') AS told
            JOIN name ON name.form = told.value ->> 'form' WHERE entity_id = ?)
        ORDER BY place""",
        (entity_id,),
    )
    return [row[0] for row in rows]
