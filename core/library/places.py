"""Places with coordinates: those that the library mentions most, and those that some of its articles name.

Apart from `Library`, as only the map asks: `Places(library)`. Nothing here reads all mentions: the library's
places come from the index of entities, those of articles from the names that are kept with each article.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from core.library import mentions
from core.library.dossiers import NEWEST, newest
from core.library.library import Library
from core.library.packing import unpack

MOST = 20_000
"""Articles whose names are counted at most: 10,497 took 140 ms, in a thread."""
_COLUMNS = "entity.id, entity.label, reference.kind, latitude, longitude"


class Box(NamedTuple):
    """A piece of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class LocatedPlace:
    """A place entity with its coordinates, and how often it is named by what was asked for."""

    entity: int
    label: str
    kind: str
    """The gazetteer's: "city", "village", "oblast" …"""
    latitude: float
    longitude: float
    times: int
    """Mentions in the library or in the article; of several articles, how many name it."""


class Places:
    """What a map asks of a library."""

    def __init__(self, library: Library) -> None:
        self._ask = library._ask

    def mentioned(self, box: Box, offset: int, limit: int) -> list[LocatedPlace]:
        """A page of the places within a box that the library mentions, those with most mentions first."""
        return self._ask(_mentioned, box, offset, limit)

    def of_article(self, article_id: int) -> list[LocatedPlace]:
        """The places that an article names, those with most mentions in it first."""
        return self._ask(_of_article, article_id)

    def of_articles(self, article_ids: Iterable[int]) -> list[LocatedPlace]:
        """The places that articles (the first 20,000 of them) name, those that most of them name first."""
        return self._ask(_of_articles, article_ids)

    def named_with(self, entity_id: int) -> list[LocatedPlace]:
        """The places that an entity's newest articles (1,000 at most) name, its own included."""
        return self._ask(_named_with, entity_id)


def _mentioned(connection: sqlite3.Connection, box: Box, offset: int, limit: int) -> list[LocatedPlace]:
    rows = connection.execute(
        f"""SELECT {_COLUMNS}, entity_rank.mentions FROM entity_rank
        JOIN entity ON entity.id = entity_id JOIN reference ON reference.id = entity.reference
        WHERE entity_rank.type = 'PLACE' AND longitude BETWEEN ? AND ? AND latitude BETWEEN ? AND ?
        ORDER BY entity_rank.mentions DESC, entity_id LIMIT ? OFFSET ?""",
        (box.west, box.east, box.south, box.north, limit, offset),
    )
    return [LocatedPlace(*row) for row in rows]


def _of_article(connection: sqlite3.Connection, article_id: int) -> list[LocatedPlace]:
    names = Counter(name for name, _ in mentions.named(connection, article_id))
    times: Counter[int] = Counter()
    for name, entity in _entities_of(connection, names).items():
        times[entity] += names[name]
    return _located(connection, times)


def _of_articles(connection: sqlite3.Connection, article_ids: Iterable[int]) -> list[LocatedPlace]:
    rows = connection.execute(
        "SELECT names FROM json_each(?) JOIN article_names ON article_id = value",
        (json.dumps(list(islice(article_ids, MOST))),),
    )
    articles = [unpack(blob) for (blob,) in rows]
    entities = _entities_of(connection, {name for names in articles for name in names})
    times: Counter[int] = Counter()
    for names in articles:
        times.update({entities[name] for name in names if name in entities})
    return _located(connection, times)


def _named_with(connection: sqlite3.Connection, entity_id: int) -> list[LocatedPlace]:
    return _of_articles(connection, islice(newest(connection, entity_id), NEWEST))


def _entities_of(connection: sqlite3.Connection, names: Iterable[int]) -> dict[int, int]:
    """Name id -> entity, of those names that places with coordinates have."""
    rows = connection.execute(
        """SELECT name.id, entity.id FROM json_each(?) JOIN name ON name.id = value
        JOIN entity ON entity.id = entity_id JOIN reference ON reference.id = entity.reference
        WHERE entity.type = 'PLACE' AND hidden = 0 AND latitude IS NOT NULL""",
        (json.dumps(list(names)),),
    )
    return dict(rows.fetchall())


def _located(connection: sqlite3.Connection, times: Counter[int]) -> list[LocatedPlace]:
    rows = connection.execute(
        f"""SELECT {_COLUMNS}, asked.value ->> 1 AS times FROM json_each(?) AS asked
        JOIN entity ON entity.id = asked.value ->> 0 JOIN reference ON reference.id = entity.reference
        ORDER BY times DESC, entity.mentions DESC, entity.id""",
        (json.dumps(times.most_common()),),
    )
    return [LocatedPlace(*row) for row in rows]
