"""Figures that are reported differently, found by whom their sentences name; of everything under 0."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE differing_name (
        name_id INTEGER NOT NULL, day INTEGER NOT NULL, article_id INTEGER NOT NULL, start INTEGER NOT NULL,
        PRIMARY KEY (name_id, day DESC, article_id DESC, start)) WITHOUT ROWID""",
    """INSERT INTO differing_name SELECT 0, day, article_id, start FROM figure
        WHERE boilerplate = 0 AND differing > 0""",
    """INSERT INTO differing_name SELECT DISTINCT m.name_id, f.day, f.article_id, f.start
        FROM figure AS f JOIN mention AS m ON m.article_id = f.article_id AND m.start >= sentence_start
        AND m.start < sentence_end AND m.name_id IS NOT NULL WHERE boilerplate = 0 AND differing > 0""",
    # The rows under 0 serve what it did.
    "DROP INDEX figure_differing",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
