"""Reading entities: summaries, spellings by outlet, roles and the links that hold an entity together."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from core.entity import EntityType, form_of
from core.library import ranks
from core.library.articles import published
from core.library.records import Alias, EntitySummary, LinkReason, RoleUse, Sort, Tie

_NAMES = "(SELECT id FROM name WHERE entity_id = entity.id AND mentions > 0)"
# What a reader wants first: the reference's own words, else what articles call a person most.
_SUMMARY = f"""SELECT entity.id, entity.type, entity.label, entity.mentions, entity.articles,
    ifnull(spellings, (SELECT count(DISTINCT form) FROM name_form WHERE name_id IN {_NAMES})),
    coalesce(nullif(reference.description, ''), nullif(reference.kind, ''),
        (SELECT text FROM name_role WHERE name_id IN {_NAMES}
         GROUP BY text ORDER BY sum(articles) DESC, length(text) DESC, text LIMIT 1), ''),
    ifnull(entity.reference, ''), reference.latitude, reference.longitude,
    entity.hidden, CASE WHEN entity.type = 'PLACE' AND entity.reference IS NULL
        THEN (SELECT max(senses) FROM name WHERE entity_id = entity.id) END,
    entity.sources, last
    FROM entity LEFT JOIN reference ON reference.id = entity.reference
    LEFT JOIN entity_rank ON entity_rank.entity_id = entity.id """
CALLED = """SELECT entity_id FROM name WHERE id IN (
        SELECT name_id FROM name_form WHERE form = ?1 COLLATE NOCASE)
    UNION SELECT entity_id FROM entity_label WHERE label = ?1"""
"""Ids of the entities whose label or some form is ?1 (ASCII case ignored)."""


def entity(connection: sqlite3.Connection, entity_id: int) -> EntitySummary:
    row = connection.execute(_SUMMARY + "WHERE entity.id = ?", (entity_id,)).fetchone()
    if row is None:
        raise KeyError(entity_id)
    return _summary(row)


def entities(
    connection: sqlite3.Connection, kind: EntityType | None, offset: int, limit: int, sort: Sort
) -> list[EntitySummary]:
    return summaries(connection, ranks.page(connection, sort, kind, offset, limit))


def hidden(
    connection: sqlite3.Connection, kind: EntityType | None, offset: int, limit: int
) -> list[EntitySummary]:
    rows = connection.execute(
        f"""{_SUMMARY} WHERE hidden = 1 AND entity.mentions > 0 AND entity.type = ifnull(?, entity.type)
        ORDER BY entity.mentions DESC, entity.id LIMIT ? OFFSET ?""",
        (kind, limit, offset),
    )
    return [_summary(row) for row in rows]


def summaries(connection: sqlite3.Connection, ids: Sequence[int]) -> list[EntitySummary]:
    """Summaries of entities in the order of their ids."""
    rows = connection.execute(
        f"{_SUMMARY} JOIN json_each(?) ON value = entity.id ORDER BY key", (json.dumps(ids),)
    )
    return [_summary(row) for row in rows]


def entities_named(connection: sqlite3.Connection, form: str) -> list[EntitySummary]:
    """Entities labelled `form` (ASCII case ignored), then those that articles call so; by mentions each."""
    rows = connection.execute(
        f"""{_SUMMARY} WHERE entity.mentions > 0 AND entity.id IN ({CALLED})
        ORDER BY entity.label = ?1 COLLATE NOCASE DESC, entity.mentions DESC, entity.id""",
        (form,),
    )
    return [_summary(row) for row in rows]


def first_article(connection: sqlite3.Connection, entity_id: int) -> int | None:
    """Id of the first article that names an entity, by its day; None where all that do are undated."""
    row = connection.execute(
        """SELECT article_id FROM name_article
        WHERE name_id IN (SELECT id FROM name WHERE entity_id = ?1) AND day = (
            SELECT min((SELECT min(day) FROM name_article WHERE name_id = name.id AND day > 0))
            FROM name WHERE entity_id = ?1)
        ORDER BY article_id LIMIT 1""",
        (entity_id,),
    ).fetchone()
    return int(row[0]) if row else None


def aliases(connection: sqlite3.Connection, entity_id: int) -> list[Alias]:
    """Forms by outlet, the commonest first; what was written in pieces counts with what was not."""
    rows = connection.execute(
        """SELECT f.form, outlet.name, f.mentions
        FROM name JOIN name_form AS f ON f.name_id = name.id JOIN outlet ON outlet.id = f.outlet
        WHERE entity_id = ?""",
        (entity_id,),
    )
    used: Counter[tuple[str, str]] = Counter()
    every: Counter[str] = Counter()
    for written, outlet, mentions in rows:
        form = form_of(written)
        used[form, outlet] += mentions
        every[form] += mentions
    found = [Alias(form, outlet, mentions) for (form, outlet), mentions in used.items()]
    return sorted(found, key=lambda one: (-every[one.form], one.form, -one.mentions, one.outlet))


def roles(connection: sqlite3.Connection, entity_id: int) -> list[RoleUse]:
    rows = connection.execute(
        """SELECT text, outlet, sum(name_role.articles) AS used, min(nullif(first, 0)), max(last)
        FROM name JOIN name_role ON name_id = name.id WHERE entity_id = ?
        GROUP BY text, outlet ORDER BY used DESC, text, outlet""",
        (entity_id,),
    )
    return [role_use(row) for row in rows]


def role_use(row: tuple[str, str, int, int | None, int]) -> RoleUse:
    """A role out of its text, outlet, articles, and first and last day as proleptic ordinals."""
    text, outlet, articles, first, last = row
    days = (date.fromordinal(first), date.fromordinal(last)) if first else (None, None)
    return RoleUse(text, outlet, articles, *days)


def ties(connection: sqlite3.Connection, entity_id: int) -> list[Tie]:
    """The place that a people is of, or the peoples of a place, those with most mentions first."""
    row = connection.execute(
        """SELECT reference.id, reference.type, within FROM entity
        JOIN reference ON reference.id = entity.reference WHERE entity.id = ?""",
        (entity_id,),
    ).fetchone()
    if row is None:
        return []
    reference, kind, within = row
    if kind == EntityType.NORP:
        return [_home(connection, place) for place in json.loads(within)[:1]]
    rows = connection.execute(
        """SELECT entity.label, entity.id FROM reference JOIN entity ON entity.reference = reference.id
        WHERE reference.type = 'NORP' AND within = json_array(?) AND mentions > 0 AND hidden = 0
        ORDER BY mentions DESC, entity.id""",
        (reference,),
    )
    return [Tie(label, one, True) for label, one in rows]


def _home(connection: sqlite3.Connection, place: str) -> Tie:
    row = connection.execute(
        """SELECT label, id FROM entity WHERE reference = ? AND mentions > 0 AND hidden = 0
        ORDER BY mentions DESC LIMIT 1""",
        (place,),
    ).fetchone()
    if row is not None:
        return Tie(row[0], row[1], False)
    # Imported where it is needed: reading a library commonly wants none of the tables of names.
    from core.names.tables import country_names

    kind, _, rest = place.partition(":")
    label = country_names().get(rest, rest) if kind == "country" else rest.replace("-", " ").title()
    return Tie(label, None, False)


def reasons(connection: sqlite3.Connection, entity_id: int) -> list[LinkReason]:
    rows = connection.execute(
        """SELECT l.form, r.form, score, reasons FROM name AS l
        JOIN name_link ON "left" = l.id JOIN name AS r ON r.id = "right" AND r.entity_id = l.entity_id
        WHERE l.entity_id = ? ORDER BY score DESC, l.id, r.id""",
        (entity_id,),
    )
    return [LinkReason(left, right, score, tuple(json.loads(why))) for left, right, score, why in rows]


def _summary(row: tuple[Any, ...]) -> EntitySummary:
    number, kind, *plain, hidden, senses, sources, last = row
    seen = {"hidden": bool(hidden), "senses": senses, "sources": sources, "last": published(last or 0)}
    return EntitySummary(number, EntityType(kind), *plain, **seen)
