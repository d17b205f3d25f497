"""Whether postings are where they should be: of every quote and article that is there, of none that is gone.

What the features of stories are stands in the articles' prints, so their postings are made anew and compared.
Keys of quotes and samples of texts are made elsewhere: of those each article tells the blocks they lie in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import starmap

from core.library import counted
from core.library.postings import (
    FEATURES,
    QUOTES,
    SAMPLES,
    Posting,
    Postings,
    blocks,
    day_of,
    hashed,
    in_order,
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where the blocks of an article's postings are told."""

    what: str
    postings: Postings
    table: str
    owner: str
    """SQL for (id, article_id) of what has postings."""

    @property
    def lying(self) -> str:
        """SQL for (article_id, blocks) as postings have them."""
        return f"""SELECT told.article_id, blocks(block) AS blocks FROM {self.table} AS told
            LEFT JOIN ({self.owner}) AS owner USING (article_id)
            LEFT JOIN temp.posted USING (id) GROUP BY 1"""


_BESIDE = (
    _Beside("quotes", QUOTES, "article_stated", "SELECT id, article_id FROM quote"),
    _Beside("samples", SAMPLES, "article_print", "SELECT id, id AS article_id FROM article"),
)
_FEATURES = """SELECT hashed(key) AS key, day_of(day) AS day, article_id AS id FROM article_print
    JOIN article ON article.id = article_id, json_each(inflated(features))"""


def prepare(connection: sqlite3.Connection) -> None:
    """Teach a connection what a look at postings needs, beside what counting does."""
    connection.create_function("hashed", 1, hashed, deterministic=True)
    connection.create_function("in_order", 2, in_order, deterministic=True)
    connection.create_function("day_of", 1, day_of, deterministic=True)
    connection.create_aggregate("blocks", 1, _Blocks)  # type: ignore[arg-type]  # typeshed wants finalize to give int


class _Blocks:
    """What packs the numbers of blocks."""

    def __init__(self) -> None:
        self._blocks: set[int] = set()

    def step(self, block: int | None) -> None:
        if block is not None:
            self._blocks.add(block << 16)

    def finalize(self) -> bytes:
        return blocks(self._blocks)


def faults(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """(what is wrong, how often) with postings; all of it can be mended."""
    for beside in _BESIDE:
        gone = _gone(connection, beside)
        yield f"postings of {beside.what} that are gone", len({one for _, one in gone})
        told = f"SELECT article_id, blocks FROM {beside.table}"
        yield (
            f"articles whose {beside.what} lie elsewhere than is told",
            counted.differ(connection, "article_id", told, beside.lying),
        )
    connection.execute("DROP TABLE IF EXISTS temp.posted_now")
    connection.execute("CREATE TEMP TABLE posted_now (key, day, id)")
    connection.executemany("INSERT INTO temp.posted_now VALUES (?, ?, ?)", FEATURES.all(connection))
    made = f"SELECT key, day, id FROM ({_FEATURES})"
    yield (
        "features of stories that lead elsewhere than to where they stand",
        counted.differ(connection, "key, day, id", "SELECT * FROM temp.posted_now", made),
    )


def mend(connection: sqlite3.Connection) -> None:
    """Put right what `faults` tells of, inside the caller's transaction."""
    for beside in _BESIDE:
        if gone := _gone(connection, beside):
            lying = blocks(block << 16 for block, _ in gone)
            beside.postings.take(connection, lying, {one for _, one in gone})
            _lay_out(connection, beside.postings)
        connection.execute(
            f"""UPDATE {beside.table} AS kept SET blocks = lying.blocks
            FROM ({beside.lying}) AS lying WHERE lying.article_id = kept.article_id"""
        )
    connection.execute(f"DELETE FROM {FEATURES.table}")
    rows = connection.execute(f"SELECT DISTINCT * FROM ({_FEATURES}) ORDER BY 1, 2, 3")
    FEATURES.fill(connection, starmap(Posting, rows))


def _gone(connection: sqlite3.Connection, beside: _Beside) -> list[tuple[int, int]]:
    """(block, id) of postings of what is not there; leaves all in the table temp.posted."""
    _lay_out(connection, beside.postings)
    return connection.execute(
        f"SELECT block, id FROM temp.posted WHERE id NOT IN (SELECT id FROM ({beside.owner}))"
    ).fetchall()


def _lay_out(connection: sqlite3.Connection, postings: Postings) -> None:
    """Make a row of each posting, by id, in the table temp.posted."""
    connection.execute("DROP TABLE IF EXISTS temp.posted")
    connection.execute("CREATE TEMP TABLE posted (id INTEGER, block INTEGER)")
    connection.executemany(
        "INSERT INTO temp.posted VALUES (?, ?)",
        ((one, key >> 16) for key, _, one in postings.all(connection)),
    )
    connection.execute("CREATE INDEX temp.posted_by_id ON posted (id, block)")
