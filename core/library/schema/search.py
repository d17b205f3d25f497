"""The search index in the order of the article list, and what else a search asks by."""

from __future__ import annotations

from sqlite_utils import Database

from core.library import indexing

STATEMENTS = (
    # Articles that the running transaction stored and has yet to index; empty between transactions.
    "CREATE TABLE search_due (article_id INTEGER PRIMARY KEY)",
    "CREATE INDEX article_by_outlet ON article (outlet, day DESC, id DESC)",
    "CREATE INDEX article_by_language ON article (language, day DESC, id DESC)",
    "INSERT INTO article_search (article_search) VALUES ('delete-all')",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    indexing.fill(db.conn, "article_search")
