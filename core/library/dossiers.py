"""What is told of one entity beyond its summary: when it is named, with whom, and in which articles.

A dossier of an entity that half a million mentions name must open at once: whom it is named with is counted
over its newest articles, and the record says over how many.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby, islice

from core.entity import EntityType
from core.library import days, mentions
from core.library.articles import SUMMARY, published, summary
from core.library.packing import unpack
from core.library.records import Companion, Company, DayCount, NamingArticle

NEWEST = 1_000
"""Articles over which company is counted: 8 ms, where all 100,000 of them would take 0.6 s."""
_NAMES = "SELECT id FROM name WHERE entity_id = ? AND mentions > 0"


def by_day(connection: sqlite3.Connection, entity_id: int) -> list[DayCount]:
    """How often an entity is mentioned on each day, the oldest first; undated mentions before all."""
    rows = reversed(days.mentions(connection, entity_id))
    return [DayCount(published(day), many) for day, many in rows]


def company(connection: sqlite3.Connection, entity_id: int, limit: int) -> Company:
    """Who and what the newest articles of an entity name too, those in most of these articles first."""
    articles = list(islice(newest(connection, entity_id), NEWEST))
    rows = connection.execute(
        "SELECT names FROM json_each(?) JOIN article_names ON article_id = value", (json.dumps(articles),)
    )
    named = [unpack(blob) for (blob,) in rows]
    # Whose commonest name is not among so many is not among the first: only these are counted exactly.
    likely = Counter(chain.from_iterable(named)).most_common(8 * limit)
    rows = connection.execute(
        """SELECT name.id, entity.id FROM entity JOIN name ON entity_id = entity.id
        WHERE hidden = 0 AND entity.id <> ?
        AND entity.id IN (SELECT entity_id FROM name WHERE id IN (SELECT value FROM json_each(?)))""",
        (entity_id, json.dumps([name for name, _ in likely])),
    )
    entities = dict(rows.fetchall())
    met: Counter[int] = Counter()
    for names in named:
        met.update({entities[name] for name in names if name in entities})
    best = connection.execute(
        """SELECT entity.id, entity.type, label, met.value ->> 1 AS times
        FROM json_each(?) AS met JOIN entity ON entity.id = met.value ->> 0
        ORDER BY times DESC, mentions DESC, entity.id LIMIT ?""",
        (json.dumps(met.most_common()), limit),
    )
    return Company(len(articles), tuple(Companion(row[0], EntityType(row[1]), *row[2:]) for row in best))


def articles(connection: sqlite3.Connection, entity_id: int, offset: int, limit: int) -> list[NamingArticle]:
    """A page of the articles that name an entity, in list order; a page deep in walks over those before."""
    ids = list(islice(newest(connection, entity_id), offset, offset + limit))
    rows = connection.execute(
        f"""SELECT {SUMMARY} FROM json_each(?) AS asked JOIN article ON article.id = asked.value
        ORDER BY asked.key""",
        (json.dumps(ids),),
    )
    names = {name for (name,) in connection.execute(_NAMES, (entity_id,))}
    found = []
    for row in rows.fetchall():
        starts = [spot.start for spot in mentions.of(connection, row[0]) if spot.name in names]
        found.append(NamingArticle(summary(row), len(starts), starts[0]))
    return found


def newest(connection: sqlite3.Connection, entity_id: int) -> Iterator[int]:
    """Ids of the articles that name an entity, in list order; reads no further than it is asked."""
    names = connection.execute(_NAMES, (entity_id,)).fetchall()
    walks = [
        connection.execute(
            """SELECT -day, -article_id FROM name_article WHERE name_id = ?
            ORDER BY day DESC, article_id DESC""",
            name,
        )
        for name in names
    ]
    for (_, article), _ in groupby(heapq.merge(*walks)):
        yield -article
