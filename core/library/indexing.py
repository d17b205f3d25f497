"""The search index: which words stand in which article, its rows in the order of the article list.

An article's row is its *key*: the day above, the id below, so that the index gives what it finds newest
first, as the list has it, and a time span is a range of rows. The first 50 hits for the commonest of words in
a million articles take 0.1 ms so, where looking up the days of all hits and sorting takes a second.

What a transaction stores is indexed at its end, by key: FTS5 writes a piece of index of its own for
every row that does not come after the one before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from core.library.folding import unstroke
from core.library.owing import Connection

KEY = "((article.day << 32) | article.id)"
"""SQL for an article's key."""
ID = (1 << 32) - 1
"""The part of a key that is the article's id."""
NEWEST = (1 << 63) - 1
"""No key is larger."""

_INSERT = "INSERT INTO {} (rowid, title, text) VALUES (?, ?, ?)"


def key_of(day: int, article_id: int) -> int:
    """The key of an article of a day, which is a proleptic ordinal."""
    return day << 32 | article_id


def owe(connection: Connection, article_id: int) -> None:
    """Remember to index an article before the transaction ends."""
    connection.unread.append(article_id)


def pay(connection: Connection) -> None:
    """Index what the transaction stored; its end calls this."""
    if connection.unread:
        fill(connection, "article_search", connection.unread)


def forget(connection: Connection, article_id: int) -> None:
    """Take an article out of the index, its row and text being still as they were indexed."""
    if article_id in connection.unread:
        connection.unread.remove(article_id)
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


def fill(connection: sqlite3.Connection, table: str, among: Iterable[int] | None = None) -> None:
    """Index articles by key in a table: those of some ids, or all."""
    only = "" if among is None else "WHERE article.id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"""SELECT {KEY}, title, text FROM article JOIN article_text ON article_id = article.id {only}
        ORDER BY day, article.id""",
        () if among is None else (json.dumps(list(among)),),
    )
    connection.executemany(
        _INSERT.format(table), ((key, unstroke(title), unstroke(text)) for key, title, text in rows)
    )
