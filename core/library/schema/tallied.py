"""Counts of the entities that many mentions name; what is stated by outlet, then by day."""

from __future__ import annotations

from sqlite_utils import Database

_MANY = 1_000
_OF_TALLIED = "FROM tallied JOIN name ON entity_id = subject"
_SUMS = "sum(quotes), sum(claims), sum(unverified_quotes), sum(unverified_claims)"
STATEMENTS = (
    # Entities that are counted by themselves (core.library.days); of others what their names count is summed.
    "CREATE TABLE tallied (subject INTEGER PRIMARY KEY)",
    f"INSERT INTO tallied SELECT id FROM entity WHERE mentions >= {_MANY}",
    # An outlet's days lie together now: there are days enough, and outlets, that all must not be passed over.
    """CREATE TABLE statement_now (
        name_id INTEGER NOT NULL, outlet TEXT NOT NULL, day INTEGER NOT NULL,
        quotes INTEGER NOT NULL, claims INTEGER NOT NULL,
        unverified_quotes INTEGER NOT NULL, unverified_claims INTEGER NOT NULL,
        figures INTEGER NOT NULL,
        PRIMARY KEY (name_id, outlet, day DESC)) WITHOUT ROWID""",
    """INSERT INTO statement_now SELECT name_id, outlet, day, quotes, claims, unverified_quotes,
        unverified_claims, figures FROM statement_day ORDER BY name_id, outlet, day DESC""",
    "DROP TABLE statement_day",
    "ALTER TABLE statement_now RENAME TO statement_day",
    "DELETE FROM entity_day",
    f"""INSERT INTO entity_day SELECT subject, day, sum(name_day.mentions)
        {_OF_TALLIED} JOIN name_day ON name_id = name.id GROUP BY 1, 2""",
    # The figures of an entity are those in sentences that name it.
    "DELETE FROM source_day WHERE entity_id <> 0",
    f"""INSERT INTO source_day SELECT subject, day, {_SUMS}, sum(figures) FROM (
        SELECT subject, day, quotes, claims, unverified_quotes, unverified_claims, 0 AS figures
        {_OF_TALLIED} JOIN statement_day ON name_id = name.id
        UNION ALL SELECT subject, day, 0, 0, 0, 0, 1 FROM (
            SELECT DISTINCT subject, day, article_id, figure_name.start
            {_OF_TALLIED} JOIN figure_name ON name_id = name.id)) GROUP BY 1, 2""",
    """CREATE TABLE source_outlet (
        entity_id INTEGER NOT NULL, outlet TEXT NOT NULL,
        quotes INTEGER NOT NULL, claims INTEGER NOT NULL,
        unverified_quotes INTEGER NOT NULL, unverified_claims INTEGER NOT NULL,
        PRIMARY KEY (entity_id, outlet)) WITHOUT ROWID""",
    f"""INSERT INTO source_outlet SELECT subject, outlet, {_SUMS}
        {_OF_TALLIED} JOIN statement_day ON name_id = name.id GROUP BY 1, 2""",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
