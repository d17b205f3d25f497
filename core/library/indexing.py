"""The search index: which words stand in which article, its rows in the order of the article list.

An article's row is its *key*: the day above, the id below, so that the index gives what it finds newest
first, as the list has it, and a time span is a range of rows. The first 50 hits for the commonest of words in
a million articles take 0.1 ms so, where looking up the days of all hits and sorting takes a second.

What a transaction stores is indexed at its end, by key: FTS5 writes a piece of index of its own for
every row that does not come after the one before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from core.library.folding import unstroke
from core.library.owing import Connection

KEY = "((article.day << 32) | article.id)"
"""SQL for an article's key."""
_AT_ONCE = 1_000
"""Pages of the index, of 4 kB."""
ID = (1 << 32) - 1
"""The part of a key that is the article's id."""
NEWEST = (1 << 63) - 1
"""No key is larger."""


def key_of(day: int, article_id: int) -> int:
    """The key of an article of a day, which is a proleptic ordinal."""
    return day << 32 | article_id


def owe(connection: Connection, article_id: int, day: int, title: str, text: str) -> None:
    """Remember to index an article of a day, a proleptic ordinal, before the transaction ends."""
    connection.unread[article_id] = (key_of(day, article_id), title, text)


def pay(connection: Connection) -> None:
    """Index what the transaction stored; its end calls this."""
    _insert(connection, "article_search", sorted(connection.unread.values()))


def forget(connection: Connection, article_id: int) -> None:
    """Take an article out of the index, its row and text being still as they were indexed."""
    if connection.unread.pop(article_id, None):
        return
    # A contentless index forgets a row only when told what stood in it.
    key, title, text = connection.execute(
        f"SELECT {KEY}, title, text FROM article JOIN article_text ON article_id = article.id WHERE id = ?",
        (article_id,),
    ).fetchone()
    connection.execute(
        "INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
        (key, unstroke(title), unstroke(text)),
    )


def join(connection: sqlite3.Connection, first: bool) -> bool:
    """Join pieces of the index, as many as a transaction should; returns whether there may be more to join.

    Every transaction leaves a piece, and words stand in each of them: joined they take a thirtieth less, and
    a search looks into one. The first call of a row of them says so.
    """
    before = connection.total_changes
    pages = -_AT_ONCE if first else _AT_ONCE
    connection.execute("INSERT INTO article_search (article_search, rank) VALUES ('merge', ?)", (pages,))
    return connection.total_changes - before > 1  # one is the command itself


def fill(connection: sqlite3.Connection, table: str) -> None:
    """Index all articles by key in a table."""
    rows = connection.execute(
        f"""SELECT {KEY}, title, text FROM article JOIN article_text ON article_id = article.id
        ORDER BY day, article.id"""
    )
    _insert(connection, table, rows)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[int, str, str]]) -> None:
    connection.executemany(
        f"INSERT INTO {table} (rowid, title, text) VALUES (?, ?, ?)",
        ((key, unstroke(title), unstroke(text)) for key, title, text in rows),
    )
