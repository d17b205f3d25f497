"""The prints and links of articles as tables: core.stories' StoryStore."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from core.library import groups, mentions
from core.library.packing import deflated
from core.library.postings import FEATURES, SAMPLES, Posting, blocks, day_of, hashed

MOST_SHARING = 50
"""Articles that are looked at for one sample: of copies, or of furniture, the first will do."""
MOST_NEAR = 80
"""Articles that are looked at for one feature and day, the newest."""
_NONE = len(deflated("{}"))
"""Bytes of the features of an article that has none; a single one takes more."""
_IN = "IN (SELECT value FROM json_each(?))"


def stand_alone(connection: sqlite3.Connection, article_id: int, day: int) -> None:
    """Give an article of a day, which is a proleptic ordinal, a story of its own."""
    connection.execute("INSERT INTO story_member VALUES (?1, ?1)", (article_id,))
    groups.make_story_of_one(connection, article_id, day)


def leave(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of its groups and forget its print and links; what is left stays together."""
    groups.part_copy(connection, article_id)
    rest = [one for one in groups.story_of(connection, article_id) if one != article_id]
    groups.set_stories(connection, [[article_id], rest] if rest else [[article_id]])
    groups.drop_stories(connection, [article_id])
    connection.execute("DELETE FROM story_member WHERE article_id = ?", (article_id,))
    for table in ("copy_link", "story_link"):
        connection.execute(f'DELETE FROM {table} WHERE "left" = ?1 OR "right" = ?1', (article_id,))
    row = connection.execute(
        "SELECT blocks, features FROM article_print WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        return
    features = list(json.loads(row[1]))
    SAMPLES.take(connection, row[0], [article_id])
    FEATURES.take(connection, blocks(map(hashed, features)), [article_id])
    connection.executemany(
        "UPDATE story_frequency SET articles = articles - 1 WHERE feature = ?", [(one,) for one in features]
    )
    connection.execute(
        f"DELETE FROM story_frequency WHERE articles <= 0 AND feature {_IN}", (json.dumps(features),)
    )
    connection.execute("DELETE FROM article_print WHERE article_id = ?", (article_id,))


def _number(digest: str) -> int:
    """The head of a digest in hexadecimal: of a million articles no two share it by chance."""
    return int(digest[:15], 16)


class SqlStories:
    """The library's StoryStore; its writing methods want a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def heading(self, article: int) -> tuple[str, str, str, str, int]:
        row = self._connection.execute(
            "SELECT title, outlet, byline, dateline, day FROM article WHERE id = ?", (article,)
        ).fetchone()
        if row is None:
            raise KeyError(article)
        return (row[0], row[1], row[2], row[3], int(row[4]))

    def text(self, article: int) -> str:
        row = self._connection.execute(
            "SELECT text FROM article_text WHERE article_id = ?", (article,)
        ).fetchone()
        return str(row[0])

    def named(self, article: int) -> list[tuple[str, int, int]]:
        spots = mentions.named(self._connection, article)
        rows = self._connection.execute(
            """SELECT name.id, coalesce(reference.label, name.form) FROM name
            LEFT JOIN reference ON reference.id = name.reference
            WHERE name.id IN (SELECT value FROM json_each(?))""",
            (json.dumps([name for name, _ in spots]),),
        )
        keys = dict(rows.fetchall())
        first = {keys[name]: spot.start for name, spot in reversed(spots)}
        times = Counter(keys[name] for name, _ in spots)
        return [(key, times[key], first[key]) for key in sorted(times)]

    def put_print(
        self, article: int, digest: str, sample: Sequence[int], agency: str, weights: Mapping[str, float]
    ) -> None:
        day = self.heading(article)[4]
        told = json.dumps({one: round(weight, 4) for one, weight in weights.items()}, ensure_ascii=False)
        self._connection.execute(
            "INSERT INTO article_print VALUES (?, ?, ?, ?, ?, ?)",
            (article, _number(digest), len(sample), blocks(sample), agency, deflated(told)),
        )
        SAMPLES.put(self._connection, [Posting(one, 0, article) for one in sample])
        FEATURES.put(self._connection, [Posting(hashed(one), day_of(day), article) for one in weights])
        self._connection.executemany(
            """INSERT INTO story_frequency VALUES (?, 1)
            ON CONFLICT (feature) DO UPDATE SET articles = articles + 1""",
            [(one,) for one in weights],
        )

    def take_out(self, article: int) -> None:
        leave(self._connection, article)
        stand_alone(self._connection, article, self.heading(article)[4])

    def weights(self, article: int) -> dict[str, float]:
        row = self._connection.execute(
            "SELECT features FROM article_print WHERE article_id = ?", (article,)
        ).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def same_digest(self, article: int, digest: str) -> int | None:
        row = self._connection.execute(
            "SELECT min(article_id) FROM article_print WHERE digest = ? AND article_id <> ?",
            (_number(digest), article),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def exact_copies(self, article: int) -> list[int]:
        rows = self._connection.execute(
            """SELECT "right" FROM copy_link WHERE "left" = ?1 AND kind = 'exact'
            UNION SELECT "left" FROM copy_link WHERE "right" = ?1 AND kind = 'exact' ORDER BY 1""",
            (article,),
        )
        return [row[0] for row in rows]

    def sharing(self, article: int, sample: Sequence[int]) -> dict[int, tuple[int, int]]:
        counted: dict[int, int] = {}
        for one in sample:
            for _, other in islice(SAMPLES.since(self._connection, one), MOST_SHARING):
                counted[other] = counted.get(other, 0) + 1
        counted.pop(article, None)
        # One shared sample in twenty is chance.
        likely = [one for one, count in counted.items() if 20 * count > len(sample) or count > 3]
        rows = self._connection.execute(
            f"SELECT article_id, samples FROM article_print WHERE article_id {_IN}", (json.dumps(likely),)
        )
        return {one: (counted[one], samples) for one, samples in rows}

    def near(self, article: int, weights: Mapping[str, float], day: int, days: int) -> dict[int, float]:
        found: dict[int, float] = {}
        first, last = day_of(day - days), day_of(day + days)
        for feature, weight in weights.items():
            for on, other in islice(FEATURES.until(self._connection, hashed(feature), last), MOST_NEAR):
                if on < first:
                    break
                found[other] = found.get(other, 0.0) + weight
        found.pop(article, None)
        return found

    def frequency(self, features: Iterable[str]) -> dict[str, int]:
        rows = self._connection.execute(
            f"SELECT feature, articles FROM story_frequency WHERE feature {_IN}",
            (json.dumps(list(features)),),
        )
        return {feature: articles for feature, articles in rows}

    def size(self) -> int:
        row = self._connection.execute("SELECT ifnull(sum(articles), 0) FROM article_day").fetchone()
        return int(row[0])

    def add_copy(self, left: int, right: int, kind: str, shared: float, alike: float) -> None:
        low, high = sorted((left, right))
        self._connection.execute(
            "INSERT OR REPLACE INTO copy_link VALUES (?, ?, ?, ?, ?)", (low, high, kind, shared, alike)
        )

    def add_links(self, article: int, scores: Mapping[int, float]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO story_link VALUES (?, ?, ?)",
            [(min(article, other), max(article, other), round(score, 4)) for other, score in scores.items()],
        )

    def copies_of(self, article: int) -> list[int]:
        return groups.copies_of(self._connection, article)

    def copy_links(self, articles: Iterable[int]) -> list[tuple[int, int]]:
        wanted = json.dumps(list(articles))
        rows = self._connection.execute(
            f"""SELECT "left", "right" FROM copy_link WHERE "left" {_IN}
            UNION SELECT "left", "right" FROM copy_link WHERE "right" {_IN}""",
            (wanted, wanted),
        )
        return [(left, right) for left, right in rows]

    def join_copies(self, articles: Sequence[int]) -> None:
        groups.join_copies(self._connection, articles)

    def set_copies(self, parts: Sequence[Sequence[int]]) -> None:
        groups.set_copies(self._connection, parts)

    def around(self, articles: Iterable[int]) -> dict[int, int]:
        wanted = json.dumps(list(articles))
        rows = self._connection.execute(
            """WITH near AS (SELECT value AS id FROM json_each(?1)
                UNION SELECT "right" FROM story_link WHERE "left" IN (SELECT value FROM json_each(?1))
                UNION SELECT "left" FROM story_link WHERE "right" IN (SELECT value FROM json_each(?1)))
            SELECT article.id, iif(length(features) <= ?2, 0, article.day)
            FROM story_member JOIN article ON article.id = story_member.article_id
            LEFT JOIN article_print ON article_print.article_id = article.id
            WHERE story_id IN (SELECT story_id FROM story_member JOIN near ON near.id = article_id)""",
            (wanted, _NONE),
        )
        return {one: day for one, day in rows}

    def links(self, articles: Iterable[int]) -> list[tuple[int, int, float]]:
        wanted = json.dumps(list(articles))
        rows = self._connection.execute(
            f"""SELECT "left", "right", score FROM story_link WHERE "left" {_IN} AND "right" {_IN}
            ORDER BY "left", "right\"""",
            (wanted, wanted),
        )
        return [(left, right, score) for left, right, score in rows]

    def join_story(self, article: int, other: int) -> None:
        groups.join_story(self._connection, article, other)

    def set_stories(self, parts: Sequence[Sequence[int]]) -> None:
        groups.set_stories(self._connection, parts)

    def unsorted(self, limit: int) -> list[int]:
        rows = self._connection.execute(
            """SELECT id FROM article WHERE NOT EXISTS
            (SELECT 1 FROM article_print WHERE article_id = id) ORDER BY id LIMIT ?""",
            (limit,),
        )
        return [row[0] for row in rows]
