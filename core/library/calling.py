"""Finding entities by what they are called, as it is typed.

What begins so and what sounds so is looked up by index. A letter or two that thousands of names begin with is
looked for among the best-known entities as well, so that no key waits for all the others.
"""

from __future__ import annotations

import json
import sqlite3

from core.entity import EntityType
from core.library import ranks
from core.library.entities import summaries
from core.library.folding import spoken
from core.library.records import EntitySummary, Sort

MOST = 2_000
"""Names that are looked up; where more begin so, the best-known entities are searched too."""
BEST_KNOWN = 2_000
"""Entities that are asked one by one, 7 ms a thousand."""
_LAST = chr(0x10FFFF)
_BEGINS = """SELECT entity_id FROM name WHERE id IN (SELECT DISTINCT name_id FROM name_form
        WHERE form >= ?1 COLLATE NOCASE AND form < ?2 COLLATE NOCASE LIMIT ?3)
    UNION SELECT entity_id FROM name_mark JOIN name ON id = name_id
        WHERE label >= ?1 COLLATE NOCASE AND label < ?2 COLLATE NOCASE"""
# The longest word is looked up, for the others the names that it finds are asked.
_SOUNDS = """SELECT entity_id FROM name WHERE id IN (SELECT DISTINCT name_id FROM name_word AS found
        WHERE sounds >= ?1 AND sounds < ?1 || ?2 AND NOT EXISTS (
            SELECT 1 FROM json_each(?3) AS heard WHERE NOT EXISTS (SELECT 1 FROM name_word
                WHERE name_id = found.name_id AND sounds >= heard.value AND sounds < heard.value || ?2))
        LIMIT ?4)"""
_KNOWN = """SELECT value FROM json_each(?1) AS known WHERE EXISTS (SELECT 1 FROM name
        WHERE entity_id = known.value AND mentions > 0 AND NOT EXISTS (
            SELECT 1 FROM json_each(?2) AS heard WHERE NOT EXISTS (SELECT 1 FROM name_word
                WHERE name_id = name.id AND sounds >= heard.value AND sounds < heard.value || ?3)))"""


def entities_called(
    connection: sqlite3.Connection, words: str, kind: EntityType | None, limit: int, sort: Sort | None
) -> list[EntitySummary]:
    """Entities of which some form begins so, or the label that a reader gave; then those that sound so.

    A word inside a name counts, and so does another spelling of it: "gaid" finds Serhiy Haidai. With a `sort`
    all are in its order.
    """
    heard = spoken(words)
    begin = _ids(connection, _BEGINS, words, words + _LAST, MOST)
    sound = _sounding(connection, heard)
    found = begin | sound
    if heard and len(found) >= MOST:
        known = ranks.page(connection, sort or Sort.MENTIONS, kind, 0, BEST_KNOWN)
        found |= _ids(connection, _KNOWN, json.dumps(known), json.dumps(heard), _LAST)
    rows = connection.execute(
        f"""SELECT entity_id FROM json_each(?) JOIN entity_rank ON entity_id = value
        WHERE entity_rank.type = ifnull(?, entity_rank.type)
        ORDER BY {sort or Sort.MENTIONS} DESC, mentions DESC, entity_id""",
        (json.dumps(list(found)), kind),
    )
    ids = [row[0] for row in rows]
    if sort is None:
        ids.sort(key=lambda one: one not in begin)
    return summaries(connection, ids[:limit])


def _sounding(connection: sqlite3.Connection, heard: tuple[str, ...]) -> set[int]:
    if not heard:
        return set()
    longest = max(heard, key=len)
    others = json.dumps([word for word in heard if word != longest])
    return _ids(connection, _SOUNDS, longest, _LAST, others, MOST)


def _ids(connection: sqlite3.Connection, sql: str, *values: object) -> set[int]:
    return {row[0] for row in connection.execute(sql, values)}
