"""Reading stories: pages of the list by story, one story with its articles, and groups of copies.

The list by story has a line for every story, most of which have one article alone; a page deep in it is found
by day, as in the list of articles.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from core.library.articles import SUMMARY, published, seek, summary
from core.library.records import CopyGroup, CopyLink, StoryArticle, StorySummary

_STORY = f"""SELECT story.id, story.day, story.first_day, story.articles, story.outlets, story.sources,
    {SUMMARY} FROM story JOIN article ON article.id = lead"""


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT ifnull(sum(stories), 0) FROM story_day").fetchone()[0])


def stories(connection: sqlite3.Connection, offset: int, limit: int) -> list[StorySummary]:
    days = connection.execute("SELECT day, stories FROM story_day ORDER BY day DESC")
    day, skip = seek(days, offset)
    if day is None:
        return []
    rows = connection.execute(
        f"""{_STORY} WHERE story.id IN (
            SELECT id FROM story WHERE day <= ? ORDER BY day DESC, id DESC LIMIT ? OFFSET ?)
        ORDER BY story.day DESC, story.id DESC""",
        (day, limit, skip),
    )
    return [_summary(row) for row in rows]


def largest(connection: sqlite3.Connection, offset: int, limit: int) -> list[StorySummary]:
    """Stories of more than one article, those of most outlets first."""
    rows = connection.execute(
        f"""{_STORY} WHERE story.id IN (SELECT id FROM story WHERE articles > 1
            ORDER BY outlets DESC, articles DESC, id LIMIT ? OFFSET ?)
        ORDER BY story.outlets DESC, story.articles DESC, story.id""",
        (limit, offset),
    )
    return [_summary(row) for row in rows]


def story(connection: sqlite3.Connection, story_id: int) -> StorySummary:
    row = connection.execute(f"{_STORY} WHERE story.id = ?", (story_id,)).fetchone()
    if row is None:
        raise KeyError(story_id)
    return _summary(row)


def story_of(connection: sqlite3.Connection, article_id: int) -> int:
    """Id of the story that holds an article; KeyError where there is no such article."""
    row = connection.execute(
        "SELECT story_id FROM story_member WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        raise KeyError(article_id)
    return int(row[0])


def position(connection: sqlite3.Connection, story_id: int) -> int:
    """The place of a story in the list by story, from 0; KeyError where there is none."""
    row = connection.execute("SELECT day FROM story WHERE id = ?", (story_id,)).fetchone()
    if row is None:
        raise KeyError(story_id)
    newer = connection.execute("SELECT ifnull(sum(stories), 0) FROM story_day WHERE day > ?", row).fetchone()
    same_day = connection.execute(
        "SELECT count(*) FROM story WHERE day = ? AND id > ?", (row[0], story_id)
    ).fetchone()
    return int(newer[0] + same_day[0])


def articles(connection: sqlite3.Connection, story_id: int) -> list[StoryArticle]:
    """A story's articles, newest first; copies follow the article that their group is named after."""
    rows = connection.execute(
        f"""SELECT {SUMMARY}, ifnull(group_id, article.id), ifnull(agency, '') FROM story_member
        JOIN article ON article.id = story_member.article_id
        LEFT JOIN copy_member ON copy_member.article_id = article.id
        LEFT JOIN article_print ON article_print.article_id = article.id
        WHERE story_id = ? ORDER BY day DESC, article.id DESC""",
        (story_id,),
    ).fetchall()
    by_group: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_group.setdefault(row[6], []).append(row)
    found = []
    for group in by_group.values():
        heads = sorted(group, key=_originality)
        outlets = len({row[2] or row[5] for row in group})
        for at, row in enumerate(heads):
            found.append(
                StoryArticle(summary(row[:6]), _told(group) if at == 0 else "", at > 0, len(group), outlets)
            )
    return found


def shared(connection: sqlite3.Connection, story_id: int) -> list[dict[str, float]]:
    """The weighed features of a story's articles."""
    rows = connection.execute(
        """SELECT features FROM story_member JOIN article_print USING (article_id) WHERE story_id = ?
        ORDER BY article_id""",
        (story_id,),
    )
    return [dict(json.loads(row[0])) for row in rows]


def copy_groups(connection: sqlite3.Connection, offset: int, limit: int) -> list[CopyGroup]:
    """Groups of copies by id, each with its articles, the origin first, and the links between them."""
    ids = connection.execute(
        "SELECT DISTINCT group_id FROM copy_member ORDER BY group_id LIMIT ? OFFSET ?", (limit, offset)
    ).fetchall()
    return [_copy_group(connection, row[0]) for row in ids]


def _copy_group(connection: sqlite3.Connection, group_id: int) -> CopyGroup:
    rows = connection.execute(
        f"""SELECT {SUMMARY}, group_id, ifnull(agency, '') FROM copy_member
        JOIN article ON article.id = copy_member.article_id
        LEFT JOIN article_print ON article_print.article_id = article.id WHERE group_id = ?""",
        (group_id,),
    ).fetchall()
    links = connection.execute(
        """SELECT "left", "right", kind, shared, alike FROM copy_link JOIN copy_member ON article_id = "left"
        WHERE group_id = ? ORDER BY "left", "right\"""",
        (group_id,),
    )
    heads = sorted(rows, key=_originality)
    return CopyGroup(
        group_id,
        _told(rows),
        tuple(summary(row[:6]) for row in heads),
        tuple(CopyLink(*link) for link in links),
    )


def _originality(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sorts the articles of a group: an agency's own first, then the earliest."""
    return (row[2] != row[7] or not row[7], not row[3], row[3], row[0])


def _told(group: list[tuple[Any, ...]]) -> str:
    """The agency that most of a group's articles credit; without one the outlet of the earliest."""
    credits = [str(row[7]) for row in group if row[7]]
    if credits:
        return min(set(credits), key=lambda name: (-credits.count(name), name))
    return str(min(group, key=_originality)[2])


def _summary(row: tuple[Any, ...]) -> StorySummary:
    return StorySummary(
        row[0], published(row[2]), published(row[1]), row[3], row[4], row[5], summary(row[6:])
    )
