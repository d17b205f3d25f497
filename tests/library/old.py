"""Libraries that earlier versions stored, as they are or with every article many times over."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

STORED = Path(__file__).parent / "stored"
VERSIONS = sorted(int(path.name.split(".")[0]) for path in STORED.glob("*.db.gz"))
BEFORE_STATEMENTS = [version for version in VERSIONS if version <= 5]
"""Those in which all that stands on an article points to the article itself."""
_NUMBERED = {"article": ("id",), "story": ("id", "lead"), "copy_link": ("left", "right")}
_NUMBERED["story_link"] = _NUMBERED["copy_link"]
_POINTS = {"article_id", "story_id", "group_id"}
_COUNTED = {
    "article_day": ("articles", "mentions"),
    "name": ("mentions", "articles"),
    "entity": ("mentions", "articles", "sources"),
    "name_day": ("mentions",),
    "name_form": ("mentions",),
    "name_role": ("articles",),
    "name_doubt": ("touched",),
    "story_frequency": ("articles",),
    "story_day": ("stories",),
}
_SHADOWS = ("article_search", "sqlite_", "_sqlite_")


def unpack(version: int, path: Path) -> None:
    """Put the stored library of a version at `path`."""
    path.write_bytes(gzip.decompress((STORED / f"{version}.db.gz").read_bytes()))


def enlarge(path: Path, times: int) -> None:
    """Let a library of BEFORE_STATEMENTS hold each article so many times, under addresses of their own."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (step,) = connection.execute("SELECT max(id) FROM article").fetchone()
        connection.execute(
            "CREATE TEMP TABLE time AS WITH RECURSIVE time (n) AS "
            "(SELECT 1 UNION ALL SELECT n + 1 FROM time WHERE n < ? - 1) SELECT n FROM time",
            (times,),
        )
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            numbered = {*_NUMBERED.get(table, ()), *_POINTS.intersection(columns)}
            if numbered and not table.startswith(_SHADOWS):
                values = ", ".join(_again(table, column, step, column in numbered) for column in columns)
                connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table}, time")
            for column in _COUNTED.get(table, ()):
                if column in columns:
                    connection.execute(f"UPDATE {table} SET {column} = {column} * ?", (times,))


def _again(table: str, column: str, step: int, numbered: bool) -> str:
    """What stands in a column of an article's next copy."""
    if numbered:
        return f'"{column}" + {step} * n'
    if (table, column) in {("article", "source"), ("article_text", "text")}:  # no text is another's
        return f"{column} || '#' || n"
    return f'"{column}"'
