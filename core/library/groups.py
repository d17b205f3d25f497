"""Groups of articles, copies and stories, and the counts that stand on them.

A count per independent source counts articles that are copies of one another once. It is maintained: whenever
a group of copies changes, its share of the counts is taken off and put on again. A story's line (days, how
many articles, outlets and sources, whose headline) is made anew whenever its members change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from core.library import mentions

_IN = "IN (SELECT value FROM json_each(?))"
_ONE_MORE = "INSERT INTO story_day VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET stories = stories + 1"
# A copy brings no source that is not there.
_GROW = """WITH own AS (SELECT *, iif(outlet = '', source, outlet) AS sender FROM article WHERE id = ?2)
    UPDATE story SET articles = articles + 1, day = max(story.day, own.day),
        first_day = iif(own.day, min(own.day, iif(first_day, first_day, own.day)), first_day),
        outlets = outlets + NOT EXISTS (SELECT 1 FROM story_member JOIN article AS a ON a.id = article_id
            WHERE story_id = ?1 AND iif(a.outlet = '', a.source, a.outlet) = sender)
    FROM own WHERE story.id = ?1 RETURNING day"""


def copies_of(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """The group of copies that holds an article, which may be the only one."""
    rows = connection.execute(
        """SELECT article_id FROM copy_member WHERE group_id =
        (SELECT group_id FROM copy_member WHERE article_id = ?) ORDER BY article_id""",
        (article_id,),
    )
    return [row[0] for row in rows] or [article_id]


def story_of(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """The articles of the story that holds an article."""
    rows = connection.execute(
        """SELECT article_id FROM story_member WHERE story_id =
        (SELECT story_id FROM story_member WHERE article_id = ?) ORDER BY article_id""",
        (article_id,),
    )
    return [row[0] for row in rows]


def join_copies(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Make one group of those that hold these articles, of which the largest is left as it is where it can.

    A wire story has hundreds of copies: what hangs on them is not counted anew with each that comes.
    """
    found = {group[0]: group for group in (copies_of(connection, one) for one in articles)}
    largest, *others = sorted(found.values(), key=len, reverse=True)
    for group in others:
        _count_once(connection, group, largest[0])
        whole = sorted(largest + group)
        stays = whole[0] == largest[0] and len(largest) > 1
        connection.executemany(
            "INSERT OR REPLACE INTO copy_member VALUES (?, ?)",
            [(one, whole[0]) for one in (group if stays else whole)],
        )
        largest = whole
    moved = json.dumps([one for group in others for one in group])
    held = connection.execute(
        f"""SELECT DISTINCT story.id FROM story_member JOIN story ON story.id = story_id
        WHERE articles > 1 AND article_id {_IN}""",
        (moved,),
    ).fetchall()
    renew_stories(connection, [row[0] for row in held])


def part_copy(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Take an article out of its group of copies, in which the others stay; returns those."""
    others = [one for one in copies_of(connection, article_id) if one != article_id]
    if not others:
        return []
    connection.execute("DELETE FROM copy_member WHERE article_id = ?", (article_id,))
    if len(others) == 1:
        connection.execute("DELETE FROM copy_member WHERE article_id = ?", others)
    elif article_id < others[0]:
        connection.execute("UPDATE copy_member SET group_id = ? WHERE group_id = ?", (others[0], article_id))
    _count_once(connection, [article_id], others[0], -1)
    return others


def _count_once(connection: sqlite3.Connection, articles: Sequence[int], group: int, sign: int = 1) -> None:
    """Take from the counts per source what a whole group and another one both name; -1 gives it back.

    `group` is the other's first article, by which it goes where it has more than one.
    """
    names = {name for one in articles for name, _ in mentions.named(connection, one)}
    connection.execute(
        """UPDATE entity SET sources = sources - ?3
        WHERE id IN (SELECT entity_id FROM name WHERE id IN (SELECT value FROM json_each(?1))) AND EXISTS (
            SELECT 1 FROM (SELECT ?2 AS one UNION SELECT article_id FROM copy_member WHERE group_id = ?2)
            JOIN article ON article.id = one CROSS JOIN name ON name.entity_id = entity.id
            JOIN name_article AS a ON a.name_id = name.id AND a.day = article.day AND a.article_id = one)""",
        (json.dumps(list(names)), group, sign),
    )


def set_copies(connection: sqlite3.Connection, parts: Sequence[Sequence[int]]) -> None:
    """Make groups of copies of articles that were whole groups before; one article alone is in none."""
    touched = [one for part in parts for one in part]
    _count_sources(connection, touched, -1)
    connection.execute(f"DELETE FROM copy_member WHERE article_id {_IN}", (json.dumps(touched),))
    connection.executemany(
        "INSERT INTO copy_member VALUES (?, ?)",
        [(one, min(part)) for part in parts if len(part) > 1 for one in part],
    )
    _count_sources(connection, touched, 1)
    held = connection.execute(
        f"SELECT DISTINCT story_id FROM story_member WHERE article_id {_IN}", (json.dumps(touched),)
    ).fetchall()
    renew_stories(connection, [row[0] for row in held])


def _count_sources(connection: sqlite3.Connection, articles: Iterable[int], sign: int) -> None:
    """Add to (or take from) the counts of entities per source what whole groups of articles bring."""
    named = [(one, name) for one in articles for name in {n for n, _ in mentions.named(connection, one)}]
    connection.execute(
        """UPDATE entity SET sources = entity.sources + ?1 * told.found FROM (
            SELECT entity_id, count(DISTINCT ifnull(group_id, asked.value ->> 0)) AS found
            FROM json_each(?2) AS asked JOIN name ON name.id = asked.value ->> 1
            LEFT JOIN copy_member ON copy_member.article_id = asked.value ->> 0 GROUP BY entity_id
        ) AS told WHERE entity.id = told.entity_id""",
        (sign, json.dumps(named)),
    )


def set_stories(connection: sqlite3.Connection, parts: Sequence[Sequence[int]]) -> None:
    """Make stories of articles that were whole stories before; what stays as it was is left alone."""
    touched = json.dumps([one for part in parts for one in part])
    held: dict[int, list[int]] = {}
    for one, story in connection.execute(
        f"SELECT article_id, story_id FROM story_member WHERE article_id {_IN} ORDER BY article_id",
        (touched,),
    ):
        held.setdefault(story, []).append(one)
    made = {min(part): sorted(part) for part in parts}
    drop_stories(connection, [story for story, group in held.items() if made.get(story) != group])
    changed = {story: group for story, group in made.items() if held.get(story) != group}
    connection.executemany(
        "UPDATE story_member SET story_id = ? WHERE article_id = ?",
        [(story, one) for story, group in changed.items() for one in group],
    )
    make_stories(connection, changed)


def join_story(connection: sqlite3.Connection, article: int, other: int) -> None:
    """Let an article that stands alone stand in the story of another, whose copy it is."""
    (story,) = connection.execute(
        "SELECT story_id FROM story_member WHERE article_id = ?", (other,)
    ).fetchone()
    if article < story:  # which is named after the first of its articles
        return set_stories(connection, [[article, *story_of(connection, other)]])
    drop_stories(connection, [article])
    (before,) = connection.execute("SELECT day FROM story WHERE id = ?", (story,)).fetchone()
    (after,) = connection.execute(_GROW, (story, article)).fetchone()
    connection.execute("UPDATE story_member SET story_id = ? WHERE article_id = ?", (story, article))
    if after != before:
        _one_less(connection, before)
        connection.execute(_ONE_MORE, (after,))


def renew_stories(connection: sqlite3.Connection, stories: Sequence[int]) -> None:
    """Count stories anew, after something about their articles changed."""
    drop_stories(connection, stories)
    make_stories(connection, stories)


def drop_stories(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Delete the lines of stories; their members are the caller's."""
    for story in stories:
        row = connection.execute("DELETE FROM story WHERE id = ? RETURNING day", (story,)).fetchone()
        if row is not None:
            _one_less(connection, row[0])


def _one_less(connection: sqlite3.Connection, day: int) -> None:
    connection.execute("UPDATE story_day SET stories = stories - 1 WHERE day = ?", (day,))
    connection.execute("DELETE FROM story_day WHERE day = ? AND stories <= 0", (day,))


def make_stories(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Make the lines of stories whose members are set.

    Its headline is that of the article which is most like the others.
    """
    for story in stories:
        row = connection.execute(
            """INSERT INTO story
            SELECT ?1, max(day), ifnull(min(nullif(day, 0)), 0), count(*),
                count(DISTINCT iif(outlet = '', source, outlet)),
                count(DISTINCT ifnull(group_id, id)),
                (SELECT article_id FROM story_member AS m WHERE story_id = ?1 ORDER BY
                    (SELECT ifnull(sum(score), 0) FROM story_link JOIN story_member AS o
                     ON o.article_id = "left" + "right" - m.article_id AND o.story_id = ?1
                     WHERE "left" = m.article_id OR "right" = m.article_id) DESC, article_id LIMIT 1)
            FROM story_member JOIN article ON id = story_member.article_id
            LEFT JOIN copy_member ON copy_member.article_id = id WHERE story_id = ?1 RETURNING day""",
            (story,),
        ).fetchone()
        connection.execute(_ONE_MORE, row)


def make_story_of_one(connection: sqlite3.Connection, article_id: int, day: int) -> None:
    """The same for an article that stands alone and has no copies, as most do, in a sixth of the time."""
    connection.execute("INSERT INTO story VALUES (?1, ?2, ?2, 1, 1, 1, ?1)", (article_id, day))
    connection.execute(_ONE_MORE, (day,))
