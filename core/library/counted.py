"""Every maintained count, and how it is counted anew: what the doctor compares, and mends with.

A tally is a table, or some columns of one, that storing, updating and removing articles keep up to date. A
new one gets its row here; nothing else need know of it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from core.library import subjects
from core.library.labelling import HEARD, UNSPELT, heard
from core.library.mentions import unpacked
from core.library.packing import inflated, pack, unpack
from core.library.records import Sort
from core.library.statements.joining import DIFFERING


@dataclass(frozen=True, slots=True)
class Tally:
    """A maintained count."""

    what: str
    """For a reader, in the plural."""
    table: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    counted: str
    """SQL that counts anew; gives keys, then values. `:many` is subjects.MANY, `mention` lay_out's."""
    whole: bool = True
    """The table holds nothing else, and a row that counts nothing is not there."""

    @property
    def columns(self) -> str:
        return ", ".join((*self.keys, *self.values))


_BESIDE = """JOIN mention USING (article_id) WHERE mention.name_id IS NOT NULL AND boilerplate = 0
    AND mention.start >= sentence_start AND mention.start < sentence_end"""
_NAMED = "mention JOIN article ON article.id = article_id WHERE name_id IS NOT NULL"

TALLIES = (
    Tally(
        "articles and mentions by day",
        "article_day",
        ("day",),
        ("articles", "mentions"),
        """SELECT article.day, count(DISTINCT article.id), count(name_id)
        FROM article LEFT JOIN mention ON article_id = article.id GROUP BY 1""",
    ),
    Tally(
        "mentions and articles of names",
        "name",
        ("id",),
        ("mentions", "articles"),
        """SELECT name.id, count(article_id), count(DISTINCT article_id)
        FROM name LEFT JOIN mention ON name_id = name.id GROUP BY 1""",
        whole=False,
    ),
    Tally(
        "articles of names",
        "name_article",
        ("name_id", "day", "article_id"),
        ("mentions",),
        f"SELECT name_id, article.day, article_id, count(*) FROM {_NAMED} GROUP BY 1, 2, 3",
    ),
    Tally(
        "articles in which names were decided on",
        "home_article",
        ("name_id", "article_id"),
        (),
        "SELECT DISTINCT home, article_id FROM mention WHERE home IS NOT NULL",
    ),
    Tally(
        "keys of names",
        "name_key",
        ("key", "name_id"),
        (),
        "SELECT value, name.id FROM name, json_each(unpacked(keys))",
    ),
    Tally(
        "words of names and labels",
        "name_word",
        ("sounds", "name_id"),
        (),
        f"SELECT value, called.id FROM ({HEARD}) AS called, json_each(heard(form, label))",
    ),
    Tally(
        "spellings by outlet",
        "name_form",
        ("name_id", "form", "outlet"),
        ("mentions",),
        """SELECT name_id, slice(text, start, "end"), outlet.id, count(*)
        FROM mention JOIN article ON article.id = mention.article_id JOIN outlet ON outlet.name = outlet
        JOIN article_text ON article_text.article_id = mention.article_id
        WHERE name_id IS NOT NULL GROUP BY 1, 2, 3""",
    ),
    Tally(
        "roles by outlet",
        "name_role",
        ("name_id", "text", "outlet"),
        ("articles", "first", "last"),
        """SELECT name_id, text, outlet, count(DISTINCT article_id), ifnull(min(nullif(day, 0)), 0), max(day)
        FROM role JOIN article ON article.id = article_id GROUP BY 1, 2, 3""",
    ),
    Tally(
        "mentions, articles and sources of entities",
        "entity",
        ("id",),
        ("mentions", "articles", "sources"),
        """SELECT entity.id, count(mention.article_id), count(DISTINCT mention.article_id),
            count(DISTINCT ifnull(group_id, mention.article_id))
        FROM entity LEFT JOIN name ON entity_id = entity.id LEFT JOIN mention ON name_id = name.id
        LEFT JOIN copy_member ON copy_member.article_id = mention.article_id GROUP BY 1""",
        whole=False,
    ),
    Tally("labels that nobody spells", "entity_label", ("entity_id",), ("label",), UNSPELT),
    Tally(
        "the index of entities",
        "entity_rank",
        ("entity_id",),
        ("type", "mentions", "articles", "last", "spellings"),
        """SELECT entity.id, entity.type, count(*), count(DISTINCT article.id), max(article.day),
            count(DISTINCT slice(text, mention.start, "end"))
        FROM entity JOIN name ON entity_id = entity.id JOIN mention ON name_id = name.id
        JOIN article ON article.id = mention.article_id
        JOIN article_text ON article_text.article_id = article.id WHERE hidden = 0 GROUP BY 1""",
    ),
    Tally(
        "entities by what the index is sorted by",
        "rank_count",
        ("sort", "type", "value"),
        ("entities",),
        " UNION ALL ".join(
            f"SELECT '{sort}', type, {sort}, count(*) FROM entity_rank GROUP BY 2, 3" for sort in Sort
        ),
    ),
    Tally(
        "names of articles",
        "article_names",
        ("article_id",),
        ("names",),
        "SELECT article_id, packed(name_id) FROM mention WHERE name_id IS NOT NULL GROUP BY 1",
    ),
    Tally(
        "weights of doubtful links",
        "name_doubt",
        ('"left"', '"right"'),
        ("touched",),
        """SELECT "left", "right", l.mentions + r.mentions FROM name_doubt
        JOIN name AS l ON l.id = "left" JOIN name AS r ON r.id = "right\"""",
        whole=False,
    ),
    Tally(
        "lines of stories",
        "story",
        ("id",),
        ("day", "first_day", "articles", "outlets", "sources"),
        """SELECT story_id, max(day), ifnull(min(nullif(day, 0)), 0), count(*),
            count(DISTINCT iif(outlet = '', source, outlet)), count(DISTINCT ifnull(group_id, article.id))
        FROM story_member JOIN article ON article.id = story_member.article_id
        LEFT JOIN copy_member ON copy_member.article_id = article.id GROUP BY 1""",
        whole=False,
    ),
    Tally(
        "stories by day",
        "story_day",
        ("day",),
        ("stories",),
        "SELECT day, count(*) FROM story GROUP BY 1",
    ),
    Tally(
        "articles by what stories share",
        "story_frequency",
        ("feature",),
        ("articles",),
        "SELECT key, count(*) FROM article_print, json_each(inflated(features)) GROUP BY 1",
    ),
    Tally(
        "statements of articles",
        "article_stated",
        ("article_id",),
        ("quotes", "claims", "figures", "dates"),
        """SELECT article_id,
            (SELECT count(*) FROM quote AS q WHERE q.article_id = a.article_id AND NOT q.boilerplate
                AND direct),
            (SELECT count(*) FROM quote AS q WHERE q.article_id = a.article_id AND NOT q.boilerplate
                AND NOT direct),
            (SELECT count(*) FROM figure AS f WHERE f.article_id = a.article_id AND NOT f.boilerplate),
            (SELECT count(*) FROM date_expression AS d
                WHERE d.article_id = a.article_id AND NOT d.boilerplate)
        FROM article_stated AS a""",
        whole=False,
    ),
    Tally(
        "sources by day and outlet",
        "statement_day",
        ("name_id", "outlet", "day"),
        ("quotes", "claims", "unverified_quotes", "unverified_claims", "figures"),
        """SELECT name, outlet, article.day, sum(direct), sum(1 - direct - figure), sum(unverified * direct),
            sum(unverified * (1 - direct)), sum(figure)
        FROM (
            SELECT 0 AS name, article_id, direct, unverified, 0 AS figure FROM quote WHERE boilerplate = 0
            UNION ALL SELECT name_id, article_id, direct, unverified, 0 FROM quote
                WHERE boilerplate = 0 AND name_id IS NOT NULL
            UNION ALL SELECT 0, article_id, 0, 0, 1 FROM figure WHERE boilerplate = 0
        ) JOIN article ON article.id = article_id GROUP BY 1, 2, 3""",
    ),
    Tally(
        "keys of figures",
        "figure_key",
        ("key", "figure_id"),
        (),
        "SELECT value, figure_id FROM figure_told, json_each(unpacked(keys))",
    ),
    Tally(
        "figures by whom their sentences name",
        "figure_name",
        ("name_id", "day", "article_id", "start"),
        (),
        f"SELECT DISTINCT mention.name_id, figure.day, figure.article_id, figure.start FROM figure {_BESIDE}",
    ),
    Tally(
        "differing figures by whom their sentences name",
        "differing_name",
        ("name_id", "day", "article_id", "start"),
        (),
        DIFFERING.format("1"),
    ),
    Tally(
        "dates by whom their sentences name",
        "date_name",
        ("name_id", "value", "article_id", "start"),
        (),
        f"""SELECT DISTINCT mention.name_id, value, date_expression.article_id, date_expression.start
        FROM date_expression {_BESIDE}""",
    ),
    Tally(
        "dates by outlet",
        "outlet_date",
        ("outlet", "value", "stretch"),
        ("dates",),
        f"""SELECT outlet, value, {subjects.STRETCH}, count(*)
        FROM date_expression JOIN article ON article.id = article_id
        WHERE boilerplate = 0 GROUP BY 1, 2, 3""",
    ),
    Tally(
        "those that are counted by themselves",
        "tallied",
        ("subject",),
        ("place",),
        subjects.SUBJECTS.format(""),
    ),
    Tally(
        "mentions of entities by day",
        "entity_day",
        ("subject", "day"),
        ("mentions",),
        subjects.recounted("entity_day"),
    ),
    Tally(
        "sources and figures by day",
        "source_day",
        ("subject", "day"),
        ("quotes", "claims", "unverified_quotes", "unverified_claims", "figures"),
        subjects.recounted("source_day"),
    ),
    Tally(
        "sources by outlet",
        "source_outlet",
        ("subject", "outlet"),
        ("quotes", "claims", "unverified_quotes", "unverified_claims"),
        subjects.recounted("source_outlet"),
    ),
    Tally(
        "dates by whom they are told of",
        "subject_date",
        ("subject", "value", "stretch"),
        ("dates",),
        subjects.recounted("subject_date"),
    ),
    Tally(
        "utterances",
        "utterance",
        ("id",),
        ("quotes", "articles", "outlets", "first_day", "day"),
        """SELECT utterance, count(*), count(DISTINCT article_id),
            count(DISTINCT iif(outlet = '', source, outlet)), ifnull(min(nullif(quote.day, 0)), 0),
            max(quote.day)
        FROM quote JOIN article ON article.id = article_id WHERE utterance IS NOT NULL GROUP BY 1""",
    ),
    Tally(
        "figures that are reported differently",
        "figure",
        ("id",),
        ("differing",),
        """SELECT id, (SELECT count(*) FROM figure_pair WHERE differs AND "left" = id)
            + (SELECT count(*) FROM figure_pair WHERE differs AND "right" = id) FROM figure""",
        whole=False,
    ),
)
"""In the order in which they are mended: one that counts another's rows comes after it."""


def prepare(connection: sqlite3.Connection) -> None:
    """Teach a connection what counting needs; once, and outside a transaction."""
    # Offsets are Python's; SQLite's substr() would end at a NUL.
    connection.create_function("slice", 3, _slice, deterministic=True)
    connection.create_function("inflated", 1, _text, deterministic=True)
    connection.create_function("spots", 1, _many, deterministic=True)
    connection.create_function("unpacked", 1, lambda ids: json.dumps(list(unpack(ids))), deterministic=True)
    connection.create_function("heard", 2, lambda *called: json.dumps(heard(*called)), deterministic=True)
    connection.create_aggregate("packed", 1, _Packed)  # type: ignore[arg-type]  # typeshed wants finalize to give int


def _text(blob: bytes) -> str | None:
    try:
        return inflated(blob)
    except (sqlite3.DatabaseError, TypeError):
        return None


def _many(blob: bytes) -> int | None:
    try:
        return len(unpacked(blob))
    except (sqlite3.DatabaseError, TypeError):
        return None


def lay_out(connection: sqlite3.Connection) -> None:
    """Make a row of each mention in the table temp.mention, from which counts are made."""
    connection.execute("DROP TABLE IF EXISTS temp.mention")
    connection.execute(
        """CREATE TEMP TABLE mention (
            article_id INTEGER, start INTEGER, "end" INTEGER, told INTEGER, name_id INTEGER, home INTEGER,
            PRIMARY KEY (article_id, start)) WITHOUT ROWID"""
    )
    kept = connection.execute("SELECT article_id, spots FROM article_mentions ORDER BY article_id")
    connection.executemany(
        "INSERT INTO temp.mention VALUES (?, ?, ?, ?, ?, ?)",
        ((article_id, *spot) for article_id, spots in kept for spot in unpacked(spots)),
    )
    connection.execute("CREATE INDEX temp.mention_by_name ON mention (name_id, article_id)")


def _slice(text: bytes, start: int, end: int) -> str:
    return _inflated(text)[start:end]


_inflated = lru_cache(maxsize=1)(inflated)
"""Mentions are counted article by article."""


class _Packed:
    """What packs the ids of an article's names."""

    def __init__(self) -> None:
        self._ids: set[int] = set()

    def step(self, name: int) -> None:
        self._ids.add(name)

    def finalize(self) -> bytes:
        return pack(self._ids)


def differing(connection: sqlite3.Connection, tally: Tally) -> int:
    """How many rows of a tally are not what counting anew gives."""
    _count(connection, tally)
    kept = f"SELECT {tally.columns} FROM {tally.table}"
    return differ(connection, ", ".join(tally.keys), kept, "SELECT * FROM temp.counted")


def differ(connection: sqlite3.Connection, keys: str, kept: str, made: str) -> int:
    """How many keys have other rows in one query than in the other."""
    row = connection.execute(
        f"""SELECT count(*) FROM (SELECT DISTINCT {keys} FROM (
            SELECT * FROM ({kept} EXCEPT {made}) UNION ALL SELECT * FROM ({made} EXCEPT {kept})))"""
    ).fetchone()
    return int(row[0])


def mend(connection: sqlite3.Connection, tally: Tally) -> None:
    """Put what counting anew gives in the place of a tally, inside the caller's transaction."""
    _count(connection, tally)
    if tally.whole:
        connection.execute(f"DELETE FROM {tally.table}")
        connection.execute(f"INSERT INTO {tally.table} ({tally.columns}) SELECT * FROM temp.counted")
    else:
        same = " AND ".join(f"{tally.table}.{key} = counted.{key}" for key in tally.keys)
        values = ", ".join(f"{value} = counted.{value}" for value in tally.values)
        connection.execute(f"UPDATE {tally.table} SET {values} FROM temp.counted AS counted WHERE {same}")


def _count(connection: sqlite3.Connection, tally: Tally) -> None:
    """Count anew into the table temp.counted."""
    connection.execute("DROP TABLE IF EXISTS temp.counted")
    connection.execute(f"CREATE TEMP TABLE counted ({tally.columns})")
    connection.execute(f"INSERT INTO temp.counted {tally.counted}", {"many": subjects.MANY})
