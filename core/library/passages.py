"""The passages of an entity: each mention in its sentence, in the order of the article list.

Counts by day tell where a page begins; only the days of the page itself are sorted, so that the last of half
a million passages is as near as the first.
"""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter

from core.library import days, mentions
from core.library.articles import published, seek
from core.library.records import Passage
from core.sentences import sentence_at

_NAMES = "SELECT id FROM name WHERE entity_id = ? AND mentions > 0"
_LAST_DAY = (1 << 31) - 1


def passage_count(connection: sqlite3.Connection, entity_id: int) -> int:
    row = connection.execute("SELECT mentions FROM entity WHERE id = ?", (entity_id,)).fetchone()
    return int(row[0]) if row else 0


def passages(connection: sqlite3.Connection, entity_id: int, offset: int, limit: int) -> list[Passage]:
    if limit <= 0:
        return []
    first, last, skip = _LAST_DAY, 0, 0
    if offset:  # the first page stands in the index as it is, whatever comes after it
        counts = days.mentions(connection, entity_id)
        found, skip = seek(counts, offset)
        if found is None:
            return []
        first, last = found, seek(counts, offset + limit - 1)[0] or 0
    rows = connection.execute(
        f"""SELECT article_id, mentions FROM name_article WHERE name_id IN ({_NAMES}) AND day BETWEEN ? AND ?
        ORDER BY day DESC, article_id DESC LIMIT ?""",
        (entity_id, last, first, skip + limit),
    )
    wanted: list[tuple[int, int, int]] = []
    names = _names(connection, entity_id)
    for article_id, several in groupby(rows, key=itemgetter(0)):
        many = sum(row[1] for row in several)
        if skip >= many:
            skip -= many
            continue
        spots = [s for s in mentions.of(connection, article_id) if s.name in names]
        wanted += [(article_id, spot.start, spot.end) for spot in spots[skip:]]
        skip = 0
        if len(wanted) >= limit:
            break
    return _in_their_sentences(connection, wanted[:limit])


def passage_position(connection: sqlite3.Connection, entity_id: int, article_id: int, start: int) -> int:
    names = _names(connection, entity_id)
    if not any(s.start == start and s.name in names for s in mentions.of(connection, article_id)):
        raise KeyError((entity_id, article_id, start))
    return passages_before(connection, entity_id, article_id, start)


def passages_before(connection: sqlite3.Connection, entity_id: int, article_id: int, start: int) -> int:
    row = connection.execute("SELECT day FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    day = row[0]
    newer = days.mentions_after(connection, entity_id, day)
    # The unary plus keeps the planner from another way than by name and day.
    same_day = connection.execute(
        f"""SELECT ifnull(sum(mentions), 0) FROM name_article
        WHERE name_id IN ({_NAMES}) AND day = ? AND +article_id > ?""",
        (entity_id, day, article_id),
    ).fetchone()[0]
    names = _names(connection, entity_id)
    before = sum(s.start < start and s.name in names for s in mentions.of(connection, article_id))
    return int(newer + same_day + before)


def newest(connection: sqlite3.Connection, name_id: int) -> Passage | None:
    """The first passage of one name, or None."""
    row = connection.execute(
        "SELECT article_id FROM name_article WHERE name_id = ? ORDER BY day DESC, article_id DESC LIMIT 1",
        (name_id,),
    ).fetchone()
    if row is None:
        return None
    spot = next(spot for spot in mentions.of(connection, row[0]) if spot.name == name_id)
    return _in_their_sentences(connection, [(row[0], spot.start, spot.end)])[0]


def _names(connection: sqlite3.Connection, entity_id: int) -> set[int]:
    return {name for (name,) in connection.execute(_NAMES, (entity_id,))}


def _in_their_sentences(connection: sqlite3.Connection, rows: list[tuple[int, int, int]]) -> list[Passage]:
    found: list[Passage] = []
    texts: dict[int, tuple[str, str, str, int]] = {}
    for article_id, start, end in rows:
        if article_id not in texts:
            texts[article_id] = connection.execute(
                """SELECT text, headline, outlet, day FROM article
                JOIN article_text ON article_id = id WHERE id = ?""",
                (article_id,),
            ).fetchone()
        text, headline, outlet, day = texts[article_id]
        left, right = sentence_at(text, start, end)
        found.append(
            Passage(article_id, start, end, text[left:right], left, headline, outlet, published(day))
        )
    return found
