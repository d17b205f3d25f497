"""Mentions by the article, texts deflated with a dictionary: of a real library's file a quarter less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from core.library.mentions import Spot, packed
from core.library.packing import deflated

STATEMENTS = (
    # The mentions of an article, as core.library.mentions packs them.
    "CREATE TABLE article_mentions (article_id INTEGER PRIMARY KEY REFERENCES article, spots BLOB NOT NULL)",
    """CREATE TABLE name_article (
        name_id INTEGER NOT NULL REFERENCES name, day INTEGER NOT NULL,
        article_id INTEGER NOT NULL, mentions INTEGER NOT NULL,
        PRIMARY KEY (name_id, day DESC, article_id DESC)) WITHOUT ROWID""",
    # Articles in which a decision gave mentions of a name another one.
    """CREATE TABLE home_article (
        name_id INTEGER NOT NULL REFERENCES name, article_id INTEGER NOT NULL,
        PRIMARY KEY (name_id, article_id)) WITHOUT ROWID""",
    """INSERT INTO name_article SELECT name_id, day, article_id, count(*) FROM mention
        WHERE name_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY name_id, day DESC, article_id DESC""",
    "INSERT INTO home_article SELECT DISTINCT home, article_id FROM mention WHERE home IS NOT NULL",
    """CREATE TABLE text_now (
        article_id INTEGER PRIMARY KEY REFERENCES article, text DEFLATED_BLOB NOT NULL)""",
    """CREATE TABLE told_now (
        figure_id INTEGER PRIMARY KEY REFERENCES figure ON DELETE CASCADE,
        told DEFLATED_BLOB NOT NULL, keys TEXT NOT NULL)""",
    """CREATE TABLE wording_now (
        quote_id INTEGER PRIMARY KEY REFERENCES quote ON DELETE CASCADE,
        text DEFLATED_BLOB NOT NULL, keys BLOB NOT NULL)""",
    """CREATE TABLE print_now (
        article_id INTEGER PRIMARY KEY REFERENCES article,
        digest INTEGER NOT NULL,  -- the head of it
        samples INTEGER NOT NULL,
        sample BLOB NOT NULL,
        agency TEXT NOT NULL,
        features DEFLATED_BLOB NOT NULL)""",
)
THEN = (
    "DROP TABLE mention",
    "DROP TABLE article_text",
    "ALTER TABLE text_now RENAME TO article_text",
    "DROP TABLE figure_told",
    "ALTER TABLE told_now RENAME TO figure_told",
    "DROP TABLE quote_wording",
    "ALTER TABLE wording_now RENAME TO quote_wording",
    "DROP TABLE article_print",
    "ALTER TABLE print_now RENAME TO article_print",
    "CREATE INDEX article_print_by_digest ON article_print (digest)",
    # A page of all quotes is found by its articles.
    "DROP INDEX quote_newest_first",
)
_MENTIONS = """SELECT article_id, start, "end", told, name_id, home FROM mention ORDER BY article_id, start"""


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    _fill(db, "article_mentions", _mentions(db))
    _fill(db, "text_now", _anew(db, "article_text", 1))
    _fill(db, "told_now", _anew(db, "figure_told", 1))
    _fill(db, "wording_now", ((one, deflated(text), keys) for one, text, keys in _rows(db, "quote_wording")))
    prints = ((row[0], int(row[1][:15], 16), *row[2:]) for row in _anew(db, "article_print", 5))
    _fill(db, "print_now", prints)
    for statement in THEN:
        db.execute(statement)


def _mentions(db: Database) -> Iterator[tuple[Any, ...]]:
    for article, rows in groupby(db.execute(_MENTIONS), key=itemgetter(0)):
        yield article, packed(Spot(*row[1:]) for row in rows)


def _rows(db: Database, table: str) -> Iterable[tuple[Any, ...]]:
    return db.execute(f"SELECT * FROM {table}")


def _anew(db: Database, table: str, column: int) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, one column deflated anew."""
    for row in _rows(db, table):
        yield *row[:column], deflated(row[column]), *row[column + 1 :]


def _fill(db: Database, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    ((width,),) = db.execute("SELECT count(*) FROM pragma_table_info(?)", (table,))
    db.conn.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
