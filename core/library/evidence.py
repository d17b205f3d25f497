"""What speaks for and against two names being one entity, and the queue of pairs worth a look.

The queue is walked along an index, the pairs that touch most mentions first; what readers have decided, for
the very names or for others of the same entities, is passed over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from core.library import passages
from core.library.entities import role_use
from core.library.owing import Connection
from core.library.records import Alias, Evidence, Sketch

if TYPE_CHECKING:
    from core.library.names import SqlNames

Cursor = tuple[int, int, int]
"""A place in the queue: (mentions touched, left name, right name)."""

LOOKED_AT = 10_000
"""Articles of the name in fewer of them, the newest, that are looked at for the other: 20 ms."""
_BESIDE = """SELECT count(*) FROM (SELECT day, article_id FROM name_article WHERE name_id = ?1
        ORDER BY day DESC, article_id DESC LIMIT ?3) AS own
    WHERE EXISTS (SELECT 1 FROM name_article AS m
        WHERE m.name_id = ?2 AND m.day = own.day AND m.article_id = own.article_id)"""
_DECIDED = """'["a reader decided so"]'"""
QUEUE = f"""FROM name_doubt AS d
    JOIN name AS l ON l.id = d."left" JOIN name AS r ON r.id = d."right"
    JOIN name_link AS k ON k."left" = l.id AND k."right" = r.id
    JOIN entity AS le ON le.id = l.entity_id JOIN entity AS re ON re.id = r.entity_id
    WHERE touched <= ?1 AND NOT (touched = ?1 AND (d."left", d."right") <= (?2, ?3))
    AND l.mentions > 0 AND r.mentions > 0 AND le.hidden = 0 AND re.hidden = 0
    AND CASE WHEN le.id = re.id THEN
        -- A surname that scores joined, and no reader: the shorter form is the surname.
        score >= ?4 AND NOT EXISTS (SELECT 1 FROM name_link AS x WHERE x.reasons = {_DECIDED}
            AND (x."left" = iif(length(l.form) <= length(r.form), l.id, r.id)
                OR x."right" = iif(length(l.form) <= length(r.form), l.id, r.id)))
    ELSE
        NOT EXISTS (SELECT 1 FROM name AS a JOIN name_link AS x ON x."left" = a.id
            JOIN name AS b ON b.id = x."right" WHERE x.score = 0 AND a.entity_id <> b.entity_id
            AND a.entity_id IN (le.id, re.id) AND b.entity_id IN (le.id, re.id))
    END"""
"""Wants the place in the queue after which to begin, and linking's threshold."""
END: Cursor = (1 << 62, 0, 0)


def doubts(connection: Connection, after: Cursor | None, limit: int) -> list[Evidence]:
    # Imported where it is needed: reading a library wants none of linking's tables.
    from core.names.match import THRESHOLD

    rows = connection.execute(
        f"""SELECT l.id, r.id {QUEUE} ORDER BY touched DESC, d."left", d."right" LIMIT ?5""",
        (*(after or END), THRESHOLD, limit),
    ).fetchall()
    return [evidence(connection, left, right) for left, right in rows]


def doubt_count(connection: Connection, at_most: int) -> int:
    from core.names.match import THRESHOLD

    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 {QUEUE} LIMIT ?5)", (*END, THRESHOLD, at_most)
    ).fetchone()
    return int(row[0])


def evidence(connection: Connection, left: int, right: int) -> Evidence:
    """All that is known of two names, by id; KeyError where there is no such name."""
    ends = (min(left, right), max(left, right))
    row = connection.execute(
        'SELECT score, reasons FROM name_link WHERE "left" = ? AND "right" = ?', ends
    ).fetchone()
    score, reasons = (row[0], tuple(json.loads(row[1]))) if row else (0.0, ())
    one, other = _sketch(connection, ends[0]), _sketch(connection, ends[1])
    rare, common = sorted((one, other), key=lambda side: side.articles)
    beside = connection.execute(_BESIDE, (rare.id, common.id, LOOKED_AT)).fetchone()[0]
    return Evidence(one, other, score, reasons, beside, one.mentions + other.mentions)


def evidence_at(connection: Connection, article_id: int, start: int) -> Evidence | None:
    """The mention's name beside the name of its entity that it is linked to and that most articles use.

    None where nothing had to be joined; KeyError where no mention is.
    """
    name, _ = _names(connection).of_mention(article_id, start)
    row = connection.execute(
        """SELECT other.id FROM name AS own
        JOIN name_link ON ("left" = own.id OR "right" = own.id) JOIN name AS other
        ON other.id = "left" + "right" - own.id AND other.entity_id = own.entity_id
        WHERE own.id = ? AND other.mentions > 0 ORDER BY other.articles DESC, score DESC, other.id LIMIT 1""",
        (name,),
    ).fetchone()
    return evidence(connection, name, row[0]) if row else None


def alike(connection: Connection, entity_id: int, limit: int) -> list[int]:
    rows = connection.execute(
        """SELECT other.entity_id FROM name AS own
        JOIN name_link ON ("left" = own.id OR "right" = own.id) 
        JOIN name AS other ON other.id = "left" + "right" - own.id
        WHERE own.entity_id = ?1 AND other.entity_id <> ?1 AND score > 0
        GROUP BY other.entity_id ORDER BY max(score) DESC, other.entity_id LIMIT ?2""",
        (entity_id, limit),
    )
    return [row[0] for row in rows]


def _sketch(connection: Connection, name_id: int) -> Sketch:
    name = _names(connection).get(name_id)
    entity, label, mentions, articles = connection.execute(
        """SELECT entity.id, label, name.mentions, name.articles
        FROM name JOIN entity ON entity.id = entity_id WHERE name.id = ?""",
        (name_id,),
    ).fetchone()
    aliases = connection.execute(
        """SELECT form, outlet.name, mentions FROM name_form JOIN outlet ON outlet.id = outlet
        WHERE name_id = ? ORDER BY mentions DESC, form, outlet.name""",
        (name_id,),
    )
    roles = connection.execute(
        """SELECT text, outlet, articles, nullif(first, 0), last FROM name_role WHERE name_id = ?
        ORDER BY articles DESC, text, outlet""",
        (name_id,),
    )
    spelt, called = tuple(Alias(*row) for row in aliases), tuple(map(role_use, roles))
    sample = passages.newest(connection, name_id)
    return Sketch(name_id, name, entity, label, mentions, articles, spelt, called, sample)


def _names(connection: Connection) -> SqlNames:
    from core.library.names import SqlNames  # with all that writes them

    return SqlNames(connection)
