"""Tables of counts of what articles state, and how numbers are added to their rows or taken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple


class Table(NamedTuple):
    """A table of counts; its columns are in this order."""

    name: str
    keys: tuple[str, ...]
    values: tuple[str, ...]


_SAID = ("quotes", "claims", "unverified_quotes", "unverified_claims")
STATEMENT_DAY = Table("statement_day", ("name_id", "outlet", "day"), (*_SAID, "figures"))
SOURCE_DAY = Table("source_day", ("subject", "day"), (*_SAID, "figures"))
SOURCE_OUTLET = Table("source_outlet", ("subject", "outlet"), _SAID)
OUTLET_DATE = Table("outlet_date", ("outlet", "value", "stretch"), ("dates",))
SUBJECT_DATE = Table("subject_date", ("subject", "value", "stretch"), ("dates",))


def add(connection: sqlite3.Connection, table: Table, rows: Iterable[tuple[Any, ...]], sign: int) -> None:
    """Add the numbers of rows (`sign` 1), or take them off (-1): what then counts nothing goes."""
    at = len(table.keys)
    signed = [(*row[:at], *(sign * value for value in row[at:])) for row in rows]
    marks = ", ".join("?" * (at + len(table.values)))
    connection.executemany(
        f"""INSERT INTO {table.name} VALUES ({marks}) ON CONFLICT DO UPDATE
        SET {", ".join(f"{value} = {value} + excluded.{value}" for value in table.values)}""",
        signed,
    )
    if sign < 0:
        spent = " AND ".join(
            (*(f"{key} = ?" for key in table.keys), *(f"{value} = 0" for value in table.values))
        )
        connection.executemany(f"DELETE FROM {table.name} WHERE {spent}", [row[:at] for row in signed])
