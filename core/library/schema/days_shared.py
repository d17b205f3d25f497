"""Counts by day of entities that several names share, and of all that is stated, whatever the outlet."""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    # Of entities with a second name; of the others the only name's days are the entity's (core.library.days).
    """CREATE TABLE entity_day (
        entity_id INTEGER NOT NULL, day INTEGER NOT NULL, mentions INTEGER NOT NULL,
        PRIMARY KEY (entity_id, day)) WITHOUT ROWID""",
    # What such an entity is the source of; under 0 all that is stated, figures too.
    """CREATE TABLE source_day (
        entity_id INTEGER NOT NULL, day INTEGER NOT NULL,
        quotes INTEGER NOT NULL, claims INTEGER NOT NULL,
        unverified_quotes INTEGER NOT NULL, unverified_claims INTEGER NOT NULL,
        figures INTEGER NOT NULL,
        PRIMARY KEY (entity_id, day)) WITHOUT ROWID""",
    """INSERT INTO entity_day SELECT entity_id, day, sum(name_day.mentions)
    FROM name JOIN name_day ON name_id = name.id
    WHERE entity_id IN (SELECT entity_id FROM name WHERE id <> entity_id) GROUP BY 1, 2""",
    """INSERT INTO source_day SELECT ifnull(entity_id, 0) AS entity, day, sum(quotes), sum(claims),
        sum(unverified_quotes), sum(unverified_claims), sum(figures)
    FROM statement_day LEFT JOIN name ON name.id = name_id
    WHERE name_id = 0 OR entity_id IN (SELECT entity_id FROM name WHERE id <> entity_id) GROUP BY 1, 2""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
