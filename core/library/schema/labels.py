"""Labels of entities that are nobody's spelling, and their words by their sounds."""

from __future__ import annotations

from sqlite_utils import Database

from core.library.labelling import HEARD, UNSPELT, heard


def apply(db: Database) -> None:
    # Three labels of two hundred; an index of all of them would make a library half a percent larger.
    db.execute(
        """CREATE TABLE entity_label (
            entity_id INTEGER PRIMARY KEY REFERENCES entity ON DELETE CASCADE,
            label TEXT NOT NULL COLLATE NOCASE)"""
    )
    db.execute(f"INSERT INTO entity_label {UNSPELT}")
    db.execute("CREATE INDEX entity_label_by_label ON entity_label (label)")
    called = db.execute(f"{HEARD} WHERE form <> entity.label")
    db.conn.executemany(
        "INSERT OR IGNORE INTO name_word VALUES (?, ?)",
        ((sounds, name) for name, form, label in called for sounds in heard(form, label)),
    )
