"""Calendar expressions that stay unresolved, found without a look at those that do not."""

from __future__ import annotations

from sqlite_utils import Database

_INDEX = """CREATE INDEX date_unresolved ON date_expression (article_id, start)
    WHERE value = '' AND boilerplate = 0"""


def apply(db: Database) -> None:
    db.execute(_INDEX)
