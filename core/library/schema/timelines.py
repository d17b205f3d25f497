"""Dates and figures counted by whom they are told of, of a place with all that lies within it too."""

from __future__ import annotations

import json

from sqlite_utils import Database

_STRETCH = "iif(length(value) <= 4, article_id / 16384, 0)"
_NAMES = """(SELECT subject, id AS named FROM tallied JOIN name ON entity_id = abs(subject)
    UNION SELECT subject, name.id FROM tallied JOIN place_within ON whole = place
    JOIN name ON name.reference = part)"""
STATEMENTS = (
    "CREATE INDEX name_by_reference ON name (reference) WHERE reference IS NOT NULL",
    # Places alone hold others; a part is whatever the lists say lies there, a people too.
    """CREATE TABLE place_within (
        whole TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (whole, part)) WITHOUT ROWID""",
    "CREATE INDEX place_within_by_part ON place_within (part)",
    # A place with what lies within it is counted under its entity's id, negated.
    "ALTER TABLE tallied ADD COLUMN place TEXT",
    "ALTER TABLE entity_day RENAME COLUMN entity_id TO subject",
    "ALTER TABLE source_day RENAME COLUMN entity_id TO subject",
    "ALTER TABLE source_outlet RENAME COLUMN entity_id TO subject",
    # What stays unresolved is found by whom its sentence names, too.
    """INSERT INTO date_name SELECT DISTINCT name_id, '', d.article_id, d.start
        FROM date_expression AS d JOIN mention AS m ON m.article_id = d.article_id
        AND m.start >= sentence_start AND m.start < sentence_end AND name_id IS NOT NULL
        WHERE value = '' AND boilerplate = 0 ORDER BY 1, 3, 4""",
    """CREATE TABLE outlet_date (
        outlet TEXT NOT NULL, value TEXT NOT NULL, stretch INTEGER NOT NULL, dates INTEGER NOT NULL,
        PRIMARY KEY (outlet, value, stretch)) WITHOUT ROWID""",
    f"""INSERT INTO outlet_date SELECT outlet, value, {_STRETCH}, count(*)
        FROM date_expression JOIN article ON article.id = article_id
        WHERE boilerplate = 0 GROUP BY 1, 2, 3""",
    "DROP TABLE date_day",
    """CREATE TABLE subject_date (
        subject INTEGER NOT NULL, value TEXT NOT NULL, stretch INTEGER NOT NULL, dates INTEGER NOT NULL,
        PRIMARY KEY (subject, value, stretch)) WITHOUT ROWID""",
)
THEN = (
    """INSERT INTO tallied SELECT -id, reference FROM entity
        WHERE mentions > 0 AND reference IN (SELECT whole FROM place_within)""",
    f"""INSERT INTO source_day SELECT subject, day, 0, 0, 0, 0, count(*) FROM (
            SELECT DISTINCT subject, day, article_id, figure_name.start
            FROM {_NAMES} JOIN figure_name ON name_id = named WHERE subject < 0) GROUP BY 1, 2""",
    f"""INSERT INTO subject_date SELECT subject, value, {_STRETCH}, count(*) FROM (
            SELECT DISTINCT subject, value, article_id, date_name.start
            FROM {_NAMES} JOIN date_name ON name_id = named) GROUP BY 1, 2, 3""",
    f"""INSERT INTO subject_date SELECT 0, value, {_STRETCH}, count(*)
        FROM date_expression WHERE boilerplate = 0 GROUP BY 2, 3""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    parts = db.execute("SELECT id, within FROM reference WHERE within <> '[]'").fetchall()
    db.conn.executemany(
        "INSERT OR IGNORE INTO place_within VALUES (?, ?)",
        [(whole, part) for part, within in parts for whole in json.loads(within)],
    )
    for statement in THEN:
        db.execute(statement)
