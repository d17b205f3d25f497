"""What stands in many rows the same: stored once, and known there by its number.

How a mention was found is one of some thousand ways in ten thousand articles; written out it took most of
the room of a mention.
"""

from __future__ import annotations

from core.entity import FoundBy
from core.library.owing import Connection

_MOST = 10_000
"""Numbers that a connection remembers."""
_TOLD = ("type", "confidence", "found_by", "note", "boilerplate")


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
    return connection.numbers.get(how) or _looked_up(connection, "mention_told", _TOLD, how, how)


def phrase(connection: Connection, text: str) -> int:
    """The number of a phrase of ours, such as why a quote is somebody's, in the caller's transaction."""
    known = ("phrase", text)
    return connection.numbers.get(known) or _looked_up(connection, "phrase", ("text",), (text,), known)


def outlet(connection: Connection, name: str) -> int:
    """The number of an outlet, in the caller's transaction."""
    known = ("outlet", name)
    return connection.numbers.get(known) or _looked_up(connection, "outlet", ("name",), (name,), known)


def _looked_up(
    connection: Connection,
    table: str,
    columns: tuple[str, ...],
    values: tuple[str | float, ...],
    known: tuple[str | float, ...],
) -> int:
    """The number of a row with these values, which is made where there is none; remembered as `known`."""
    same = " AND ".join(f"{column} = ?" for column in columns)
    found = connection.execute(f"SELECT id FROM {table} WHERE {same}", values).fetchone()
    if found is None:
        found = connection.execute(
            f"""INSERT INTO {table} ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})
            RETURNING id""",
            values,
        ).fetchone()
    if len(connection.numbers) >= _MOST:
        connection.numbers.clear()
    connection.numbers[known] = int(found[0])
    return int(found[0])
