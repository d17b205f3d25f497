"""Reading articles: pages of the list, newest first, and one article with its mentions.

A page deep in the list is found by day: the counts by day tell which days to pass over, so that no page
costs more than the first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from core.article import Article, Provenance
from core.entity import EntityType, FoundBy, form_of
from core.library import mentions, ranks
from core.library.indexing import ID, KEY
from core.library.records import ArticleSummary, Counts, StoredArticle, StoredMention

_type_of, _found_by_of = cache(EntityType), cache(FoundBy)
SUMMARY = "article.id, article.headline, article.outlet, article.day, article.words, article.source"


def counts(connection: sqlite3.Connection) -> Counts:
    articles, mentions = connection.execute(
        "SELECT ifnull(sum(articles), 0), ifnull(sum(mentions), 0) FROM article_day"
    ).fetchone()
    return Counts(articles, ranks.count(connection), mentions)


def article_count(connection: sqlite3.Connection, read: Iterable[str] = ()) -> int:
    """How many articles there are, those of the sources in `read` left out."""
    total = connection.execute("SELECT ifnull(sum(articles), 0) FROM article_day").fetchone()[0]
    gone = connection.execute(
        "SELECT count(*) FROM article WHERE source IN (SELECT value FROM json_each(?))",
        (json.dumps(list(read)),),
    ).fetchone()[0]
    return int(total - gone)


def articles(connection: sqlite3.Connection, offset: int, limit: int) -> list[ArticleSummary]:
    days = connection.execute("SELECT day, articles FROM article_day ORDER BY day DESC")
    day, skip = seek(days, offset)
    if day is None:
        return []
    rows = connection.execute(
        f"SELECT {SUMMARY} FROM article WHERE day <= ? ORDER BY day DESC, id DESC LIMIT ? OFFSET ?",
        (day, limit, skip),
    )
    return [summary(row) for row in rows]


def article_position(connection: sqlite3.Connection, article_id: int) -> int:
    day = _value(connection, "SELECT day FROM article WHERE id = ?", article_id)
    newer = connection.execute(
        "SELECT ifnull(sum(articles), 0) FROM article_day WHERE day > ?", (day,)
    ).fetchone()[0]
    same_day = connection.execute(
        "SELECT count(*) FROM article WHERE day = ? AND id > ?", (day, article_id)
    ).fetchone()[0]
    return int(newer + same_day)


def key(connection: sqlite3.Connection, article_id: int) -> int:
    """The key of an article in the search index; raises KeyError."""
    return _value(connection, f"SELECT {KEY} FROM article WHERE id = ?", article_id)


def listed(connection: sqlite3.Connection, keys: Iterable[int]) -> list[ArticleSummary]:
    """Lines of the list by key, in its order."""
    rows = connection.execute(
        f"""SELECT {SUMMARY} FROM article WHERE article.id IN (SELECT value FROM json_each(?))
        ORDER BY day DESC, article.id DESC""",
        (json.dumps([key & ID for key in keys]),),
    )
    return [summary(row) for row in rows]


def article(connection: sqlite3.Connection, article_id: int) -> StoredArticle:
    record, words, by_rules = _told_of(connection, article_id)
    ranges = connection.execute(
        'SELECT start, "end" FROM boilerplate WHERE article_id = ? ORDER BY start', (article_id,)
    ).fetchall()
    mentions = tuple(_mentions(connection, article_id, record.text))
    return StoredArticle(article_id, record, mentions, tuple(ranges), words, by_rules)


def article_alone(connection: sqlite3.Connection, article_id: int) -> Article:
    return _told_of(connection, article_id)[0]


def article_listed(connection: sqlite3.Connection, article_id: int) -> Article:
    """An article without what it tells of itself beside the columns of the list; raises KeyError."""
    return _listed(connection, article_id)[0]


def mention(connection: sqlite3.Connection, article_id: int, start: int) -> StoredMention | None:
    text = article_alone(connection, article_id).text
    return next(_mentions(connection, article_id, text, start), None)


def _told_of(connection: sqlite3.Connection, article_id: int) -> tuple[Article, int, bool]:
    """An article, its words, and whether rules alone found its mentions."""
    record, words, by_rules = _listed(connection, article_id)
    return with_told(connection, article_id, record), words, by_rules


def _listed(connection: sqlite3.Connection, article_id: int) -> tuple[Article, int, bool]:
    row = connection.execute(
        """SELECT text, source, sha256, added, format, encoding, title, outlet, byline, dateline, day,
        language, url, words, by_rules_alone
        FROM article JOIN article_text ON article_id = id WHERE id = ?""",
        (article_id,),
    ).fetchone()
    if row is None:
        raise KeyError(article_id)
    text, source, sha256, added, form, encoding, title, outlet, byline, dateline, day, language, url = row[
        :13
    ]
    origin = Provenance(source, sha256, datetime.fromisoformat(added), form, encoding)
    record = Article(text, origin, title, outlet, byline, dateline, published(day), language, url)
    return record, row[13], bool(row[14])


def with_told(connection: sqlite3.Connection, article_id: int, record: Article) -> Article:
    """An article with what it tells of itself beside the list's columns, and where that was taken."""
    row = connection.execute(
        """SELECT updated, canonical_url, dateline_place, dateline_date, phrase.text
        FROM article_told JOIN phrase ON phrase.id = origins WHERE article_id = ?""",
        (article_id,),
    ).fetchone()
    if row is None:
        return record
    return replace(
        record,
        updated=date.fromisoformat(row[0]) if row[0] else None,
        canonical_url=row[1],
        dateline_place=row[2],
        dateline_date=date.fromisoformat(row[3]) if row[3] else None,
        origins=tuple((field, origin) for field, origin in json.loads(row[4])),
    )


def article_ids(connection: sqlite3.Connection) -> list[int]:
    """Ids of all articles in the order in which they were added."""
    return [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]


def data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def article_of(connection: sqlite3.Connection, source: str) -> int | None:
    """Id of the article of a source, or None."""
    row = connection.execute("SELECT id FROM article WHERE source = ?", (source,)).fetchone()
    return int(row[0]) if row else None


def sources_here(connection: sqlite3.Connection, sources: Iterable[str]) -> set[str]:
    """Those of some sources that an article came from."""
    rows = connection.execute(
        "SELECT source FROM article WHERE source IN (SELECT value FROM json_each(?))",
        (json.dumps(list(sources)),),
    )
    return {row[0] for row in rows}


def seek(days: Iterable[tuple[int, int]], offset: int) -> tuple[int | None, int]:
    """The day of the item at `offset` and how many of that day's items precede it; (None, 0) past the end.

    `days` are (day, count) in list order.
    """
    for day, count in days:
        if offset < count:
            return day, offset
        offset -= count
    return None, 0


def summary(row: tuple[int, str, str, int, int, str]) -> ArticleSummary:
    """A row of SUMMARY's columns as a record."""
    article_id, headline, outlet, day, words, source = row
    return ArticleSummary(article_id, headline, outlet, published(day), words, source)


def published(day: int) -> date | None:
    """A stored day as a date; None where it is 0."""
    return date.fromordinal(day) if day else None


def _mentions(
    connection: sqlite3.Connection, article_id: int, text: str, at: int | None = None
) -> Iterator[StoredMention]:
    """All mentions of an article, or the one that begins at an offset."""
    spots = [spot for spot in mentions.of(connection, article_id) if at is None or spot.start == at]
    rows = connection.execute(
        """SELECT id, type, confidence, found_by, note, boilerplate FROM mention_told
        WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps([spot.told for spot in spots]),),
    )
    ways = {one: how for one, *how in rows}
    known: dict[int | None, tuple[int | None, int]] = dict(
        (name, (entity, hidden))
        for name, entity, hidden in connection.execute(
            """SELECT name.id, iif(hidden, NULL, entity_id), hidden
            FROM name JOIN entity ON entity.id = entity_id
            WHERE name.id IN (SELECT value FROM json_each(?))""",
            (json.dumps([spot.name for spot in spots]),),
        )
    )
    for start, end, told, name, _ in spots:
        if told not in ways:
            continue  # of which the doctor tells
        kind, confidence, found, note, boilerplate = ways[told]
        entity, hidden = known.get(name, (None, 0))
        how = _type_of(kind), entity, confidence, _found_by_of(found), note, bool(boilerplate), bool(hidden)
        yield StoredMention(start, end, form_of(text[start:end]), *how)


def _value(connection: sqlite3.Connection, sql: str, key: int) -> int:
    row = connection.execute(sql, (key,)).fetchone()
    if row is None:
        raise KeyError(key)
    return int(row[0])
