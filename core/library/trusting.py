"""A library handed over by somebody else: nothing that its maker wrote into the schema is run.

SQLite runs triggers, views, virtual tables and generated columns on its own when a table is used that looks
like one of ours. A library of ours has none but its search index, so what has them is refused before any of
its tables is read. What the schema says is judged, not what it calls itself: SQLite goes by the statement.
"""

from __future__ import annotations

import re
import sqlite3

MOST_OBJECTS = 1_000
"""Tables and indexes of a library; ours has about a tenth. More would be read on each opening."""

_OURS = re.compile(r"CREATE (?:TABLE|INDEX|UNIQUE INDEX) |CREATE VIRTUAL TABLE article_search USING fts5\(")
_COMPUTED = """SELECT made.name FROM sqlite_master AS made, pragma_table_xinfo(made.name) AS cell
    WHERE made.sql LIKE 'CREATE TABLE %' AND cell.hidden IN (2, 3) LIMIT 1"""


def foreign(connection: sqlite3.Connection) -> str:
    """What in the schema would act on its own, in words ("the trigger x"), or ""; takes 0.3 ms."""
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master LIMIT ?", (MOST_OBJECTS + 1,)
    ).fetchall()
    if len(made) > MOST_OBJECTS:
        return f"more than {MOST_OBJECTS:,} tables and indexes"
    for kind, name, sql in made:
        if sql is not None and not _OURS.match(str(sql)):
            return f"the {_word(sql) or kind} {name}"
    computed = connection.execute(_COMPUTED).fetchone()
    return f"computed columns in {computed[0]}" if computed else ""


def _word(sql: str) -> str:
    found = re.search(r"\b(trigger|view|virtual table)\b", sql, re.IGNORECASE)
    return found[1].lower() if found else ""
