"""The search index: which words stand in which article, its rows in the order of the article list.

An article's row is its *key*: the day above, the id below, so that the index gives what it finds newest
first, as the list has it, and a time span is a range of rows. The first 50 hits for the commonest of words in
a million articles take 0.1 ms so, where looking up the days of all hits and sorting takes a second.

What a transaction stores is indexed at its end, by key: FTS5 writes a piece of index of its own for
every row that does not come after the one before.
"""

from __future__ import annotations

import sqlite3

from core.library.folding import unstroke

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


def owe(connection: sqlite3.Connection, article_id: int) -> None:
    """Remember to index an article before the transaction ends."""
    connection.execute("INSERT INTO search_due VALUES (?)", (article_id,))


def pay(connection: sqlite3.Connection) -> None:
    """Index what the transaction stored; its end calls this."""
    if connection.execute("SELECT 1 FROM search_due LIMIT 1").fetchone():
        fill(connection, "article_search", "JOIN search_due USING (article_id)")
        connection.execute("DELETE FROM search_due")


def forget(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index, its row and text being still as they were indexed."""
    if connection.execute("DELETE FROM search_due WHERE article_id = ?", (article_id,)).rowcount:
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


def fill(connection: sqlite3.Connection, table: str, among: str = "") -> None:
    """Index articles by key in a table: all of them, or those that a JOIN leaves."""
    rows = connection.execute(
        f"""SELECT {KEY}, title, text FROM article JOIN article_text ON article_id = article.id {among}
        ORDER BY day, article.id"""
    )
    connection.executemany(
        _INSERT.format(table), ((key, unstroke(title), unstroke(text)) for key, title, text in rows)
    )
