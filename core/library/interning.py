"""What stands in many rows the same: stored once, and known there by its number.

How a mention was found is one of some thousand ways in ten thousand articles; written out it took most of
the room of a mention.
"""

from __future__ import annotations

from core.entity import FoundBy
from core.library.owing import Connection

_MOST = 50_000
"""Numbers that a connection remembers."""
_HOW = "type = ? AND confidence = ? AND found_by = ? AND note = ? AND boilerplate = ?"


def told(
    connection: Connection,
    type: str,
    confidence: float,
    found_by: FoundBy | str,
    note: str,
    boilerplate: bool,
) -> int:
    """The number of what is told of a mention, in the caller's transaction."""
    how = (str(type), confidence, str(found_by), note, int(boilerplate))
    if how not in connection.numbers:
        found = connection.execute(f"SELECT id FROM mention_told WHERE {_HOW}", how).fetchone()
        if found is None:
            found = connection.execute(
                """INSERT INTO mention_told (type, confidence, found_by, note, boilerplate)
                VALUES (?, ?, ?, ?, ?) RETURNING id""",
                how,
            ).fetchone()
        if len(connection.numbers) >= _MOST:
            connection.numbers.clear()
        connection.numbers[how] = int(found[0])
    return connection.numbers[how]
