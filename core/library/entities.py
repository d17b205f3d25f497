"""Reading entities: summaries, spellings by outlet, roles and the links that hold an entity together."""

from __future__ import annotations

import json
import sqlite3

from core.entity import EntityType
from core.library.records import Alias, EntitySummary, LinkReason, RoleUse

_NAMES = "(SELECT id FROM name WHERE entity_id = entity.id AND mentions > 0)"
# What a reader wants first: the reference's own words, else what articles call a person most.
_SUMMARY = f"""SELECT entity.id, entity.type, entity.label, mentions, articles,
    (SELECT count(DISTINCT form) FROM name_form WHERE name_id IN {_NAMES}),
    coalesce(nullif(reference.description, ''), nullif(reference.kind, ''),
        (SELECT text FROM name_role WHERE name_id IN {_NAMES}
         GROUP BY text ORDER BY sum(articles) DESC, length(text) DESC, text LIMIT 1), ''),
    ifnull(entity.reference, ''), reference.latitude, reference.longitude,
    entity.hidden, entity.sources FROM entity LEFT JOIN reference ON reference.id = entity.reference """


def entity(connection: sqlite3.Connection, entity_id: int) -> EntitySummary:
    row = connection.execute(_SUMMARY + "WHERE entity.id = ?", (entity_id,)).fetchone()
    if row is None:
        raise KeyError(entity_id)
    return _summary(row)


def entities(
    connection: sqlite3.Connection, kind: EntityType | None, offset: int, limit: int, hidden: bool = False
) -> list[EntitySummary]:
    wanted = f"AND hidden = {int(hidden)} " + ("AND type = ?" if kind else "")
    # The page is found by index alone; only its own entities are looked into.
    rows = connection.execute(
        f"""{_SUMMARY} WHERE entity.id IN (
            SELECT id FROM entity WHERE mentions > 0 {wanted} ORDER BY mentions DESC, id LIMIT ? OFFSET ?)
        ORDER BY entity.mentions DESC, entity.id""",
        (*((kind,) if kind else ()), limit, offset),
    )
    return [_summary(row) for row in rows]


def entities_named(connection: sqlite3.Connection, form: str) -> list[EntitySummary]:
    """Entities that any article calls by `form` (ASCII case ignored), most mentions first."""
    rows = connection.execute(
        f"""{_SUMMARY} WHERE entity.mentions > 0 AND entity.id IN (SELECT entity_id FROM name WHERE id IN (
            SELECT name_id FROM name_form WHERE form = ? COLLATE NOCASE))
        ORDER BY entity.mentions DESC, entity.id""",
        (form,),
    )
    return [_summary(row) for row in rows]


def entities_called(
    connection: sqlite3.Connection, words: str, kind: EntityType | None, limit: int
) -> list[EntitySummary]:
    """Entities of which some form begins so, or the label that a reader gave."""
    rows = connection.execute(
        f"""{_SUMMARY} WHERE entity.mentions > 0 AND entity.hidden = 0
        AND entity.type = ifnull(?1, entity.type)
        AND (entity.id IN (SELECT entity_id FROM name WHERE id IN (
                SELECT name_id FROM name_form WHERE form >= ?2 COLLATE NOCASE AND form < ?3 COLLATE NOCASE))
            OR entity.id IN (SELECT entity_id FROM name_mark JOIN name ON id = name_id
                WHERE label >= ?2 COLLATE NOCASE AND label < ?3 COLLATE NOCASE))
        ORDER BY entity.mentions DESC, entity.id LIMIT ?4""",
        (kind, words, words + chr(0x10FFFF), limit),
    )
    return [_summary(row) for row in rows]


def aliases(connection: sqlite3.Connection, entity_id: int) -> list[Alias]:
    rows = connection.execute(
        """SELECT f.form, f.outlet, sum(f.mentions) AS used
        FROM name JOIN name_form AS f ON f.name_id = name.id WHERE entity_id = ? GROUP BY f.form, f.outlet
        ORDER BY sum(sum(f.mentions)) OVER (PARTITION BY f.form) DESC, f.form, used DESC, f.outlet""",
        (entity_id,),
    )
    return [Alias(*row) for row in rows]


def roles(connection: sqlite3.Connection, entity_id: int) -> list[RoleUse]:
    rows = connection.execute(
        """SELECT text, outlet, sum(name_role.articles) AS used
        FROM name JOIN name_role ON name_id = name.id WHERE entity_id = ?
        GROUP BY text, outlet ORDER BY used DESC, text, outlet""",
        (entity_id,),
    )
    return [RoleUse(*row) for row in rows]


def reasons(connection: sqlite3.Connection, entity_id: int) -> list[LinkReason]:
    rows = connection.execute(
        """SELECT l.form, r.form, score, reasons FROM name AS l
        JOIN name_link ON "left" = l.id JOIN name AS r ON r.id = "right" AND r.entity_id = l.entity_id
        WHERE l.entity_id = ? ORDER BY score DESC, l.id, r.id""",
        (entity_id,),
    )
    return [LinkReason(left, right, score, tuple(json.loads(why))) for left, right, score, why in rows]


def _summary(
    row: tuple[int, str, str, int, int, int, str, str, float | None, float | None, int, int],
) -> EntitySummary:
    return EntitySummary(row[0], EntityType(row[1]), *row[2:10], bool(row[10]), row[11])
