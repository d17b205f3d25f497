"""What an entity is found by beside the spellings of articles: its label, and words by their sounds.

A label may be nobody's spelling: "Donetsk Oblast" where articles write "the Donetsk region", or what a
reader calls somebody. Those few stand in a table of their own, and their words with the sounds of the name
that gives the entity its id. A label that is a spelling too is found as one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from core.library.folding import spoken

UNSPELT = """SELECT id, label FROM entity WHERE mentions > 0 AND NOT EXISTS (
    SELECT 1 FROM name_form CROSS JOIN name ON name.id = name_id
    WHERE name_form.form = label COLLATE NOCASE AND entity_id = entity.id)"""
"""Mentioned entities that no article calls by their label (ASCII case ignored), and the label."""
HEARD = "SELECT name.id, form, ifnull(label, '') AS label FROM name LEFT JOIN entity ON entity.id = name.id"
"""Names with what their words are heard from."""

_AMONG = "IN (SELECT value FROM json_each(?))"


def heard(form: str, label: str) -> tuple[str, ...]:
    """The sounds of a name's words and of those of the label that its id bears, each once."""
    return spoken(form) if label == form else tuple(dict.fromkeys(spoken(form) + spoken(label)))


def renew(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """Bring the labels that nobody spells up to date, after entities or what stands under them changed."""
    ids = json.dumps(list(entities))
    kept = set(
        connection.execute(f"SELECT entity_id, label FROM entity_label WHERE entity_id {_AMONG}", (ids,))
    )
    now = set(connection.execute(f"{UNSPELT} AND id {_AMONG}", (ids,)))
    connection.executemany("DELETE FROM entity_label WHERE entity_id = ?", [row[:1] for row in kept - now])
    connection.executemany("INSERT INTO entity_label VALUES (?, ?)", list(now - kept))


def hear(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """Bring the words up to date, after entities got another label, came or went."""
    if not entities:
        return
    ids = json.dumps(list(entities))
    kept = set(connection.execute(f"SELECT sounds, name_id FROM name_word WHERE name_id {_AMONG}", (ids,)))
    called = connection.execute(f"{HEARD} WHERE name.id {_AMONG}", (ids,))
    now = {(sounds, name) for name, form, label in called for sounds in heard(form, label)}
    connection.executemany("DELETE FROM name_word WHERE sounds = ? AND name_id = ?", list(kept - now))
    connection.executemany("INSERT INTO name_word VALUES (?, ?)", list(now - kept))
