"""Finding entities by what they are called, as it is typed.

What begins so and what sounds so is looked up by index. A letter or two that thousands of names begin with is
looked for among the best-known entities as well, so that no key waits for all the others.
"""

from __future__ import annotations

import json
import sqlite3

from core.entity import EntityType
from core.library import ranks
from core.library.entities import CALLED, summaries
from core.library.folding import spoken
from core.library.records import EntitySummary, Sort

MOST = 2_000
"""Names that are looked up; where more begin or sound so, the best-known entities are searched too."""
BEST_KNOWN = 1_000
"""Entities that are asked one by one, which takes 7 ms where each has five names."""
SHORT = 3
"""Letters of a word from which on all that begin so are looked up, though other words leave few of them."""
_LAST = chr(0x10FFFF)
_LABELLED = f"SELECT id FROM entity WHERE label = ?1 COLLATE NOCASE AND id IN ({CALLED})"
_BEGINS = """SELECT entity_id FROM name WHERE id IN (SELECT DISTINCT name_id FROM name_form
        WHERE form >= ?1 COLLATE NOCASE AND form < ?2 COLLATE NOCASE LIMIT ?3)
    UNION ALL SELECT * FROM (
        SELECT entity_id FROM entity_label WHERE label >= ?1 AND label < ?2 LIMIT ?3)
    UNION ALL SELECT entity_id FROM name_mark JOIN name ON id = name_id
        WHERE name_mark.label >= ?1 COLLATE NOCASE AND name_mark.label < ?2 COLLATE NOCASE"""
_OTHERS = """NOT EXISTS (SELECT 1 FROM json_each(?3) AS heard WHERE NOT EXISTS (SELECT 1 FROM name_word
        WHERE name_id = {} AND sounds >= heard.value AND sounds < heard.value || ?2))"""
# The longest word is looked up, for the others the names that it finds are asked.
_SOUNDS = f"""SELECT entity_id FROM name WHERE id IN (SELECT DISTINCT name_id FROM (
            SELECT name_id FROM name_word WHERE sounds >= ?1 AND sounds < ?1 || ?2 LIMIT ?5) AS found
        WHERE {_OTHERS.format("found.name_id")} LIMIT ?4)"""
_KNOWN = f"""SELECT DISTINCT entity_id FROM json_each(?4) CROSS JOIN name ON entity_id = value
    WHERE EXISTS (SELECT 1 FROM name_word WHERE name_id = name.id AND sounds >= ?1 AND sounds < ?1 || ?2)
    AND {_OTHERS.format("name.id")}"""
# All are asked by their labels, by other spellings those that sound so.
_KNOWN_BEGIN = """SELECT entity.id FROM json_each(?3) JOIN entity ON entity.id = value
        WHERE label >= ?1 COLLATE NOCASE AND label < ?2 COLLATE NOCASE
    UNION SELECT entity_id FROM json_each(?4) JOIN name ON entity_id = value
        WHERE form >= ?1 COLLATE NOCASE AND form < ?2 COLLATE NOCASE"""


def entities_called(
    connection: sqlite3.Connection, words: str, kind: EntityType | None, limit: int, sort: Sort | None
) -> list[EntitySummary]:
    """Entities labelled so, then those whose label or some form begins so, then those that sound so.

    A word inside a name counts, and so does another spelling of it: "gaid" finds Serhiy Haidai. With a `sort`
    each are in its order.
    """
    labelled = set(_ids(connection, _LABELLED, words))
    begin = _ids(connection, _BEGINS, words, words + _LAST, MOST)
    heard = sorted(spoken(words), key=len)
    sound: list[int] = []
    if heard:
        longest, others = heard[-1], json.dumps(heard[:-1])
        short = len(longest) < SHORT
        sound = _ids(connection, _SOUNDS, longest, _LAST, others, MOST, 2 * MOST if short else -1)
        if short or max(len(begin), len(sound)) >= MOST:
            known = json.dumps(sorted(ranks.page(connection, sort or Sort.MENTIONS, kind, 0, BEST_KNOWN)))
            alike = _ids(connection, _KNOWN, longest, _LAST, others, known)
            begin += _ids(connection, _KNOWN_BEGIN, words, words + _LAST, known, json.dumps(alike))
            sound += alike
    begun = set(begin)
    rows = connection.execute(
        f"""SELECT entity_id FROM json_each(?) JOIN entity_rank ON entity_id = value
        WHERE entity_rank.type = ifnull(?, entity_rank.type)
        ORDER BY {sort or Sort.MENTIONS} DESC, mentions DESC, entity_id""",
        (json.dumps(list(labelled | begun | set(sound))), kind),
    )
    ids = sorted((row[0] for row in rows), key=lambda one: (one not in labelled, one not in begun))
    return summaries(connection, ids[:limit])


def _ids(connection: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]
