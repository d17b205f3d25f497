"""A stored article's local entities read back, so that it can be examined without being recognised again."""

from __future__ import annotations

import json

from core.entity import EntityType, FoundBy, LocalEntity, Mention, Role, form_of
from core.library import mentions
from core.library.names import SqlNames
from core.library.owing import Connection


def entities(connection: Connection, article_id: int) -> list[tuple[int, LocalEntity]]:
    """In the order of their first mentions; mentions in boilerplate are left out, as linking does."""
    (text,) = connection.execute(
        "SELECT text FROM article_text WHERE article_id = ?", (article_id,)
    ).fetchone()
    spots = mentions.named(connection, article_id)
    rows = connection.execute(
        "SELECT id, type, found_by FROM mention_told WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([spot.told for _, spot in spots]),),
    )
    ways = {one: (EntityType(kind), FoundBy(found_by)) for one, kind, found_by in rows}
    named: dict[int, list[Mention]] = {}
    for name, spot in spots:
        kind, found_by = ways[spot.told]
        found = Mention(spot.start, spot.end, form_of(text[spot.start : spot.end]), kind, found_by=found_by)
        named.setdefault(name, []).append(found)
    roles: dict[int, list[Role]] = {}
    for name, called, start, end in connection.execute(
        'SELECT name_id, text, start, "end" FROM role WHERE article_id = ? ORDER BY start', (article_id,)
    ):
        roles.setdefault(name, []).append(Role(called, start, end))
    names = SqlNames(connection).several(named)
    return [
        (one, LocalEntity(names[one], tuple(found), tuple(roles.get(one, ()))))
        for one, found in named.items()
    ]
