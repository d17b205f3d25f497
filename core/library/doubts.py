"""The links that a reader should look at: kept as linking stores them, asked for by what they touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from core.entity import NameLink


def settle(connection: sqlite3.Connection, links: Iterable[NameLink]) -> None:
    """Keep the doubtful ones among new links, and strike those that no longer are."""
    new = list(links)
    connection.executemany(
        'DELETE FROM name_doubt WHERE "left" = ? AND "right" = ?',
        [(link.left, link.right) for link in new if not link.doubtful],
    )
    connection.executemany(
        """INSERT OR REPLACE INTO name_doubt SELECT l.id, r.id, l.mentions + r.mentions
        FROM name AS l JOIN name AS r WHERE l.id = ? AND r.id = ?""",
        [(link.left, link.right) for link in new if link.doubtful],
    )
