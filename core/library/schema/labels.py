"""Labels of entities that are nobody's spelling, and their words by their sounds."""

from __future__ import annotations

from sqlite_utils import Database

from core.library.folding import spoken


def apply(db: Database) -> None:
    # Three labels of two hundred; an index of all of them would make a library half a percent larger.
    db.execute(
        """CREATE TABLE entity_label (
            entity_id INTEGER PRIMARY KEY REFERENCES entity ON DELETE CASCADE,
            label TEXT NOT NULL COLLATE NOCASE)"""
    )
    db.execute(
        """INSERT INTO entity_label SELECT id, label FROM entity WHERE mentions > 0 AND NOT EXISTS (
            SELECT 1 FROM name_form CROSS JOIN name ON name.id = name_id
            WHERE name_form.form = label COLLATE NOCASE AND entity_id = entity.id)"""
    )
    db.execute("CREATE INDEX entity_label_by_label ON entity_label (label)")
    called = db.execute("SELECT name.id, form, label FROM name JOIN entity USING (id) WHERE form <> label")
    db.conn.executemany(
        "INSERT OR IGNORE INTO name_word VALUES (?, ?)",
        ((sounds, name) for name, form, label in called for sounds in spoken(form) + spoken(label)),
    )
