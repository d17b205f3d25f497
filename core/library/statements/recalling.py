"""A stored article's local entities read back, so that it can be examined without being recognised again."""

from __future__ import annotations

from core.entity import EntityType, FoundBy, LocalEntity, Mention, Role
from core.library.names import SqlNames
from core.library.owing import Connection


def entities(connection: Connection, article_id: int) -> list[tuple[int, LocalEntity]]:
    """In the order of their first mentions; mentions in boilerplate are left out, as linking does."""
    (text,) = connection.execute(
        "SELECT text FROM article_text WHERE article_id = ?", (article_id,)
    ).fetchone()
    mentions: dict[int, list[Mention]] = {}
    for name, start, end, kind, found_by in connection.execute(
        """SELECT name_id, start, "end", type, found_by FROM mention
        JOIN mention_told ON mention_told.id = told
        WHERE article_id = ? AND name_id IS NOT NULL ORDER BY start""",
        (article_id,),
    ):
        found = Mention(start, end, text[start:end], EntityType(kind), found_by=FoundBy(found_by))
        mentions.setdefault(name, []).append(found)
    roles: dict[int, list[Role]] = {}
    for name, told, start, end in connection.execute(
        'SELECT name_id, text, start, "end" FROM role WHERE article_id = ? ORDER BY start', (article_id,)
    ):
        roles.setdefault(name, []).append(Role(told, start, end))
    names = SqlNames(connection).several(mentions)
    return [
        (one, LocalEntity(names[one], tuple(found), tuple(roles.get(one, ()))))
        for one, found in mentions.items()
    ]
