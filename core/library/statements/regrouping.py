"""Utterances made anew where a quote comes or goes, or its speaker comes to another entity.

What links join that hold now is grouped afresh (core.library.statements.grouping). A wire story comes in
hundreds of copies, and its quotes with it: grouping all of them with each that comes takes the square of
their number. So an utterance of as many quotes as one is compared with is *settled*: a quote is of it when
more than half of those that it is linked with are, and the others are left as they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from core.library.statements.grouping import Joined, utterances
from core.statement import Holds

SETTLED = 50
"""Quotes from which an utterance is settled: evidence compares one with so many. The widest of 10,498 press
articles has 42."""
_IN = "IN (SELECT value FROM json_each(?))"
# Looks at the speakers where they matter: of most links they don't.
_HOLDS = f"""CASE holds WHEN {Holds.ALWAYS:d} THEN 1 ELSE ifnull(
    (SELECT ln.entity_id = rn.entity_id FROM quote AS l JOIN quote AS r ON r.id = "right"
        JOIN name AS ln ON ln.id = l.name_id JOIN name AS rn ON rn.id = r.name_id WHERE l.id = "left"),
    holds = {Holds.UNLESS_APART:d}) END"""
_LOOSE = f"""NOT ifnull((SELECT quotes >= {SETTLED} FROM quote JOIN utterance ON utterance.id = utterance
    WHERE quote.id = {{}}), 0)"""
_LOOSE_LEFT, _LOOSE_RIGHT = _LOOSE.format('"left"'), _LOOSE.format('"right"')
_HOMES = f"""WITH told (own, other, holding) AS (
        SELECT "left", "right", {_HOLDS} FROM quote_link WHERE "left" {_IN}
        UNION ALL SELECT "right", "left", {_HOLDS} FROM quote_link WHERE "right" {_IN})
    SELECT own, utterance.id, count(*) FROM told JOIN quote ON quote.id = other
    LEFT JOIN utterance ON utterance.id = quote.utterance AND quotes >= {SETTLED}
    WHERE holding GROUP BY 1, 2"""
_REACHED = f"""WITH RECURSIVE reached (id) AS (SELECT value FROM json_each(?)
        UNION SELECT "right" FROM reached JOIN quote_link ON "left" = reached.id
            WHERE {_HOLDS} AND {_LOOSE_RIGHT}
        UNION SELECT "left" FROM reached JOIN quote_link ON "right" = reached.id
            WHERE {_HOLDS} AND {_LOOSE_LEFT})
    SELECT quote.id, quote."end" - quote.start, quote.day, source, start FROM reached
    JOIN quote ON quote.id = reached.id
    JOIN article ON article.id = article_id"""

# Of a quote that has come to one, which others of its article or its outlet may be of already.
_GROW = """WITH own AS (SELECT quote.*, outlet, source FROM quote JOIN article ON article.id = article_id
        WHERE quote.id = ?2)
    UPDATE utterance SET quotes = quotes + 1, day = max(utterance.day, own.day),
        first_day = iif(own.day, min(own.day, iif(first_day, first_day, own.day)), first_day),
        articles = articles + NOT EXISTS (SELECT 1 FROM quote AS o
            WHERE o.article_id = own.article_id AND o.utterance = ?1 AND o.id <> ?2),
        outlets = outlets + NOT EXISTS (SELECT 1 FROM quote AS o JOIN article AS a ON a.id = o.article_id
            WHERE o.utterance = ?1 AND o.id <> ?2
            AND iif(a.outlet = '', a.source, a.outlet) = iif(own.outlet = '', own.source, own.outlet))
    FROM own WHERE utterance.id = ?1"""


def link(connection: sqlite3.Connection, links: Mapping[tuple[int, int], Holds]) -> None:
    """Note which quotes are one utterance; the first of each pair is the quote that came."""
    connection.executemany(
        "INSERT OR REPLACE INTO quote_link VALUES (?, ?, ?)",
        [(min(pair), max(pair), holds) for pair, holds in links.items()],
    )
    regroup(connection, {came for came, _ in links})


def leave(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Take an article's quotes out of their utterances; returns the others that are to be regrouped."""
    own = "(SELECT id FROM quote WHERE article_id = ?1)"
    left = connection.execute(
        f"""SELECT "right" AS other FROM quote_link WHERE "left" IN {own}
            AND {_LOOSE_RIGHT}
        UNION SELECT "left" FROM quote_link WHERE "right" IN {own}
            AND {_LOOSE_LEFT}""",
        (article_id,),
    ).fetchall()
    settled = connection.execute(
        f"""SELECT DISTINCT utterance FROM quote JOIN utterance ON utterance.id = utterance
        WHERE article_id = ? AND quotes >= {SETTLED}""",
        (article_id,),
    ).fetchall()
    connection.execute(
        """DELETE FROM utterance WHERE id IN
        (SELECT utterance FROM quote WHERE article_id = ? AND utterance IS NOT NULL)""",
        (article_id,),
    )
    connection.execute("UPDATE quote SET utterance = NULL WHERE article_id = ?", (article_id,))
    _renew(connection, {one for (one,) in settled})
    return [row[0] for row in left]


def regroup_spoken(connection: sqlite3.Connection, names: Iterable[int]) -> None:
    """Group anew what hangs on the speakers of these names, after they came to another entity."""
    rows = connection.execute(
        f"""WITH spoken AS (SELECT id FROM quote WHERE name_id {_IN})
        SELECT id FROM spoken JOIN quote_link ON "left" = id WHERE holds <> {Holds.ALWAYS:d}
        UNION SELECT id FROM spoken JOIN quote_link ON "right" = id WHERE holds <> {Holds.ALWAYS:d}""",
        (json.dumps(sorted(names)),),
    )
    regroup(connection, [row[0] for row in rows])


def regroup(connection: sqlite3.Connection, quotes: Iterable[int]) -> None:
    """Make the utterances of these quotes, and of all that links lead to from them, anew."""
    loose = _settle(connection, set(quotes))
    # With them whoever was of their utterances, and may be left without them now.
    loose |= _mates(connection, loose)
    rows = connection.execute(_REACHED, (json.dumps(sorted(loose)),))
    around = {one: Joined(length, day, (source, start)) for one, length, day, source, start in rows}
    if not around:
        return
    ids = json.dumps(sorted(around))
    connection.execute(
        f"DELETE FROM utterance WHERE id IN (SELECT utterance FROM quote WHERE id {_IN})", (ids,)
    )
    links = connection.execute(
        f'SELECT "left", "right" FROM quote_link WHERE {_HOLDS} AND "left" {_IN} AND "right" {_IN}',
        (ids, ids),
    )
    group = utterances(around, links)
    sizes = Counter(group.values())
    connection.executemany(
        "UPDATE quote SET utterance = ? WHERE id = ?",
        [(first if sizes[first] > 1 else None, one) for one, first in group.items()],
    )
    _count(connection, [first for first, size in sizes.items() if size > 1])


def _settle(connection: sqlite3.Connection, quotes: set[int]) -> set[int]:
    """Put quotes into settled utterances, or take them out; returns those that are in none."""
    ids = json.dumps(sorted(quotes))
    was = dict(
        connection.execute(
            f"""SELECT quote.id, utterance FROM quote JOIN utterance ON utterance.id = utterance
            WHERE quotes >= {SETTLED} AND quote.id {_IN}""",
            (ids,),
        )
    )
    led: dict[int, Counter[int | None]] = {}
    for own, home, many in connection.execute(_HOMES, (ids, ids)):
        led.setdefault(own, Counter())[home] = many
    homes = {}
    for own, counted in led.items():
        ((home, many),) = counted.most_common(1)
        if home is not None and 2 * many > counted.total():
            homes[own] = home
    moved = [one for one in sorted(quotes) if was.get(one) != homes.get(one)]
    # Those that come from a loose utterance leave it to be grouped anew, with whoever was of it.
    mates = _dissolve(connection, [one for one in moved if one not in was])
    for one in moved:
        connection.execute("UPDATE quote SET utterance = ? WHERE id = ?", (homes.get(one), one))
        if one not in was:
            connection.execute(_GROW, (homes[one], one))
    parted = {where for one in moved if one in was for where in (was[one], homes.get(one))}
    _renew(connection, (parted | {homes[one] for one in moved if one < homes.get(one, 0)}) - {None})
    return (quotes | mates) - homes.keys()


def _dissolve(connection: sqlite3.Connection, quotes: Iterable[int]) -> set[int]:
    """Take the utterances of these quotes away; returns all that were of them."""
    mates = _mates(connection, quotes)
    ids = json.dumps(sorted(mates))
    connection.execute(
        f"DELETE FROM utterance WHERE id IN (SELECT utterance FROM quote WHERE id {_IN})", (ids,)
    )
    # A settled one may come to be named after the same quote.
    connection.execute(f"UPDATE quote SET utterance = NULL WHERE id {_IN}", (ids,))
    return mates


def _mates(connection: sqlite3.Connection, quotes: Iterable[int]) -> set[int]:
    """All quotes of the utterances of some."""
    rows = connection.execute(
        f"""SELECT id FROM quote WHERE utterance IN (SELECT utterance FROM quote WHERE id {_IN})""",
        (json.dumps(sorted(quotes)),),
    )
    return {row[0] for row in rows}


def _renew(connection: sqlite3.Connection, settled: Iterable[int | None]) -> None:
    """Count utterances anew after quotes came or went; each is named after the first of those it has now."""
    for one in settled:
        connection.execute("DELETE FROM utterance WHERE id = ?", (one,))
        first, many = connection.execute(
            "SELECT min(id), count(*) FROM quote WHERE utterance = ?", (one,)
        ).fetchone()
        connection.execute(
            "UPDATE quote SET utterance = ? WHERE utterance = ?", (first if many > 1 else None, one)
        )
        _count(connection, [first])


def _count(connection: sqlite3.Connection, groups: list[int]) -> None:
    """Make the rows of utterances whose quotes are set."""
    connection.execute(
        f"""INSERT INTO utterance SELECT utterance, count(*), count(DISTINCT article_id),
            count(DISTINCT iif(outlet = '', source, outlet)), ifnull(min(nullif(quote.day, 0)), 0),
            max(quote.day)
        FROM quote JOIN article ON article.id = article_id WHERE utterance {_IN} GROUP BY utterance""",
        (json.dumps(groups),),
    )
