"""What is told of links: days of roles, senses of places, words of names by their sounds."""

from __future__ import annotations

from sqlite_utils import Database

from core.library.folding import spoken

STATEMENTS = (
    # First and last day on which an outlet calls a person so; 0 where its articles are undated.
    "ALTER TABLE name_role ADD COLUMN first INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE name_role ADD COLUMN last INTEGER NOT NULL DEFAULT 0",
    # How many places of the gazetteer an unresolved name may mean; NULL where an older version linked it.
    "ALTER TABLE name ADD COLUMN senses INTEGER",
    "CREATE INDEX entity_by_reference ON entity (reference) WHERE reference IS NOT NULL",
    "CREATE INDEX reference_people ON reference (within) WHERE type = 'NORP'",
    # The words of names by their sounds, so that a name is found by any of them in any spelling.
    """CREATE TABLE name_word (
        sounds TEXT NOT NULL, name_id INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
        PRIMARY KEY (sounds, name_id)) WITHOUT ROWID""",
    "CREATE INDEX name_word_by_name ON name_word (name_id)",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    db.execute(
        """UPDATE name_role SET first = told.first, last = told.last FROM (
            SELECT name_id, text, outlet, min(day) AS first, max(day) AS last
            FROM role JOIN article ON article.id = article_id WHERE day > 0 GROUP BY name_id, text, outlet
        ) AS told WHERE told.name_id = name_role.name_id AND told.text = name_role.text
        AND told.outlet = name_role.outlet"""
    )
    names = db.execute("SELECT id, form FROM name").fetchall()
    words = [(sounds, name) for name, form in names for sounds in spoken(form)]
    db.conn.executemany("INSERT INTO name_word VALUES (?, ?)", words)
