"""What stored articles call their entities, read back and written anew when a reader decides otherwise.

A mention knows the name it has and, where a decision gave it that, its home: the name that linking gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from core.entity import LocalEntity, Mention, Name, Role
from core.library import groups, interning, tallies
from core.library.owing import Connection
from core.library.statements import writing as statements


def homes(connection: Connection, names: Iterable[int], sources: Iterable[str]) -> dict[tuple[int, int], str]:
    """(article id, home) of mentions that come home to these names or stand in these articles; the source."""
    wanted = json.dumps(list(names))
    rows = connection.execute(
        """SELECT article_id, home, source FROM (
            SELECT article_id, name_id AS home FROM mention
            WHERE name_id IN (SELECT value FROM json_each(?1)) AND home IS NULL
            UNION SELECT article_id, home FROM mention WHERE home IN (SELECT value FROM json_each(?1))
            UNION SELECT article_id, ifnull(home, name_id) FROM mention
            WHERE article_id IN (SELECT id FROM article WHERE source IN (SELECT value FROM json_each(?2)))
            AND name_id IS NOT NULL)
        JOIN article ON article.id = article_id ORDER BY article_id, home""",
        (wanted, json.dumps(list(sources))),
    )
    return {(article, home): source for article, home, source in rows}


def entity(connection: Connection, article_id: int, home: int, name: Name) -> LocalEntity:
    """The entity that an article calls by a name, as linking told it: its mentions and roles."""
    (text,) = connection.execute(
        "SELECT text FROM article_text WHERE article_id = ?", (article_id,)
    ).fetchone()
    spans = connection.execute(
        """SELECT start, "end" FROM mention
        WHERE article_id = ?1 AND (home = ?2 OR (home IS NULL AND name_id = ?2)) ORDER BY start""",
        (article_id, home),
    )
    mentions = tuple(Mention(start, end, text[start:end], name.type) for start, end in spans)
    rows = connection.execute(
        """SELECT text, start, "end" FROM role WHERE article_id = ?1 AND name_id IN (
            SELECT name_id FROM mention WHERE article_id = ?1 AND ifnull(home, name_id) = ?2)
        ORDER BY start""",
        (article_id, home),
    )
    return LocalEntity(name, mentions, tuple(Role(*row) for row in rows))


def retell(connection: Connection, source: str, told: Iterable[tuple[int, int | None, LocalEntity]]) -> None:
    """Give mentions and roles of an article other names: (name id, id of the home if another, entity)."""
    (article_id,) = connection.execute("SELECT id FROM article WHERE source = ?", (source,)).fetchone()
    copies = groups.copies_of(connection, article_id)
    others = [one for one in copies if one != article_id]
    if others:  # what an article shares with its copies is no source of its own
        groups.set_copies(connection, [[article_id], others])
    touched = tallies.take(connection, tallies.share(connection, article_id))
    statements.before_renaming(connection, article_id)
    for name, home, entity in told:
        for mention in entity.mentions:
            where = (article_id, mention.start)
            how = connection.execute(
                """SELECT confidence, found_by, note, boilerplate FROM mention
                JOIN mention_told ON mention_told.id = told WHERE article_id = ? AND start = ?""",
                where,
            ).fetchone()
            connection.execute(
                "UPDATE mention SET name_id = ?, home = ?, told = ? WHERE article_id = ? AND start = ?",
                (name, home, interning.told(connection, entity.name.type, *how), *where),
            )
        connection.executemany(
            "UPDATE OR REPLACE role SET name_id = ? WHERE article_id = ? AND start = ? AND text = ?",
            [(name, article_id, role.start, role.text) for role in entity.roles],
        )
    statements.after_renaming(connection, article_id)
    touched |= tallies.add(connection, tallies.share(connection, article_id))
    if others:
        groups.set_copies(connection, [copies])
    tallies.relabel(connection, touched)
