"""What stored articles call their entities, read back and written anew when a reader decides otherwise.

A mention knows the name it has and, where a decision gave it that, its home: the name that linking gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from core.entity import LocalEntity, Mention, Name, Role, form_of
from core.library import groups, interning, mentions, tallies
from core.library.owing import Connection
from core.library.statements import writing as statements

_IN = "IN (SELECT value FROM json_each(?))"


def homes(connection: Connection, names: Iterable[int], sources: Iterable[str]) -> dict[tuple[int, int], str]:
    """(article id, home) of mentions that come home to these names or stand in these articles; the source."""
    asked, whole = json.dumps(list(names)), json.dumps(list(sources))
    # Where no decision gave a mention another name, the article's mentions need not be read.
    found = connection.execute(
        f"""SELECT article_id, name_id, source FROM name_article JOIN article ON article.id = article_id
        WHERE name_id {_IN} AND article_id NOT IN (SELECT article_id FROM home_article)
        UNION SELECT article_id, name_id, source FROM home_article JOIN article ON article.id = article_id
        WHERE name_id {_IN}""",
        (asked, asked),
    ).fetchall()
    for article, source, named in connection.execute(
        f"""SELECT id, source, 0 FROM article WHERE source {_IN}
        UNION ALL SELECT id, source, name_id FROM name_article JOIN article ON article.id = article_id
        WHERE name_id {_IN} AND article_id IN (SELECT article_id FROM home_article)""",
        (whole, asked),
    ).fetchall():
        homes = {spot.home or name for name, spot in mentions.named(connection, article)}
        found += [(article, home, source) for home in homes if not named or home == named]
    return {(article, home): source for article, home, source in sorted(found)}


def entity(connection: Connection, article_id: int, home: int, name: Name) -> LocalEntity:
    """The entity that an article calls by a name, as linking told it: its mentions and roles."""
    (text,) = connection.execute(
        "SELECT text FROM article_text WHERE article_id = ?", (article_id,)
    ).fetchone()
    spots = [s for s in mentions.of(connection, article_id) if (s.home or s.name) == home]
    told = tuple(Mention(s.start, s.end, form_of(text[s.start : s.end]), name.type) for s in spots)
    rows = connection.execute(
        f'SELECT text, start, "end" FROM role WHERE article_id = ? AND name_id {_IN} ORDER BY start',
        (article_id, json.dumps([spot.name for spot in spots])),
    )
    return LocalEntity(name, told, tuple(Role(*row) for row in rows))


def retell(connection: Connection, source: str, told: Iterable[tuple[int, int | None, LocalEntity]]) -> None:
    """Give mentions and roles of an article other names: (name id, id of the home if another, entity)."""
    article_id, day = connection.execute("SELECT id, day FROM article WHERE source = ?", (source,)).fetchone()
    # What an article shares with its copies is no source of its own.
    others = groups.part_copy(connection, article_id)
    touched = tallies.take(connection, tallies.share(connection, article_id))
    statements.before_renaming(connection, article_id)
    spots = {spot.start: spot for spot in mentions.forget(connection, article_id)}
    for name, home, entity in told:
        for mention in entity.mentions:
            spot = spots[mention.start]
            how = connection.execute(
                "SELECT confidence, found_by, note, boilerplate FROM mention_told WHERE id = ?", (spot.told,)
            ).fetchone()
            number = interning.told(connection, entity.name.type, *how)
            spots[mention.start] = spot._replace(told=number, name=name, home=home)
        connection.executemany(
            "UPDATE OR REPLACE role SET name_id = ? WHERE article_id = ? AND start = ? AND text = ?",
            [(name, article_id, role.start, role.text) for role in entity.roles],
        )
    mentions.put(connection, article_id, day, spots.values())
    statements.after_renaming(connection, article_id)
    touched |= tallies.add(connection, tallies.share(connection, article_id))
    if others:
        groups.join_copies(connection, [article_id, others[0]])
    tallies.relabel(connection, touched)
