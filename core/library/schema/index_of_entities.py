"""The index of entities in every order, and the names of each article for who is named with whom."""

from __future__ import annotations

from itertools import groupby

from sqlite_utils import Database

from core.library.packing import pack

SORTS = ("mentions", "articles", "last", "spellings")

STATEMENTS = (
    # An entity that is mentioned and not hidden, as the index shows it. `last` is the day of its newest
    # article, 0 where all are undated; `spellings` are its different forms.
    """CREATE TABLE entity_rank (
        entity_id INTEGER PRIMARY KEY, type TEXT NOT NULL,
        mentions INTEGER NOT NULL, articles INTEGER NOT NULL, last INTEGER NOT NULL,
        spellings INTEGER NOT NULL)""",
    *(
        f"CREATE INDEX rank_by_{sort} ON entity_rank ({sort} DESC, mentions DESC, entity_id)"
        for sort in SORTS[1:]
    ),
    *(
        f"CREATE INDEX rank_by_type_{sort} ON entity_rank (type, {sort} DESC, mentions DESC, entity_id)"
        for sort in SORTS[1:]
    ),
    "CREATE INDEX rank_by_mentions ON entity_rank (mentions DESC, entity_id)",
    "CREATE INDEX rank_by_type_mentions ON entity_rank (type, mentions DESC, entity_id)",
    # How many of them share a value: a page deep in the index is found by it, as articles are by day.
    """CREATE TABLE rank_count (
        sort TEXT NOT NULL, type TEXT NOT NULL, value INTEGER NOT NULL, entities INTEGER NOT NULL,
        PRIMARY KEY (sort, type, value)) WITHOUT ROWID""",
    # The rank serves what these did.
    "DROP INDEX entity_by_mentions",
    "DROP INDEX entity_by_type",
    # Who is named with whom is told from the names of an article, as core.library.packing packs them.
    """CREATE TABLE article_names (
        article_id INTEGER PRIMARY KEY REFERENCES article, names BLOB NOT NULL)""",
    """INSERT INTO entity_rank SELECT entity.id, entity.type, entity.mentions, entity.articles,
        (SELECT ifnull(max(day), 0) FROM name JOIN name_day ON name_id = name.id WHERE entity_id = entity.id),
        (SELECT count(DISTINCT name_form.form) FROM name JOIN name_form ON name_id = name.id
         WHERE entity_id = entity.id)
    FROM entity WHERE mentions > 0 AND hidden = 0""",
    *(
        f"""INSERT INTO rank_count
        SELECT '{sort}', type, {sort}, count(*) FROM entity_rank GROUP BY type, {sort}"""
        for sort in SORTS
    ),
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
    named = db.execute(
        "SELECT DISTINCT article_id, name_id FROM mention WHERE name_id > 0 ORDER BY article_id"
    )
    for article, rows in groupby(named, key=lambda row: row[0]):
        db.execute("INSERT INTO article_names VALUES (?, ?)", (article, pack(name for _, name in rows)))
