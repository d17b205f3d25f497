"""The feeds that the library's reader follows, and what became of fetching them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from core.library import opening
from core.library.records import Feed
from core.subscription import Subscription

_COLUMNS = (
    "id, source, url, title, found_title, tags, etag, modified, "
    "last_fetched, last_status, failures, next_due, gone"
)
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(days=1)


class Feeds:
    """The table of feeds of an open library; writing wants a transaction. Raises LibraryError."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def all(self) -> list[Feed]:
        """Every feed, in the order in which they were subscribed to."""
        return self._select("ORDER BY id")

    def find(self, url: str) -> Feed | None:
        """The feed of an address, its present or its first one."""
        found = self._select("WHERE ? IN (url, source) ORDER BY url = ? DESC", url, url)
        return found[0] if found else None

    def subscribe(self, wanted: Subscription) -> bool:
        """Follow a feed; of one that is followed title and tags are taken over, and it is asked again.

        Returns whether it is new.
        """
        known = self.find(wanted.url)
        if known is None:
            self._write(
                "INSERT INTO feed (source, url, title, tags) VALUES (?, ?, ?, ?)",
                *(wanted.url, wanted.url, wanted.title, json.dumps(wanted.tags)),
            )
            return True
        tags = tuple(dict.fromkeys((*known.tags, *wanted.tags)))
        self._write(
            "UPDATE feed SET title = ?, tags = ?, gone = 0, failures = 0, next_due = '' WHERE id = ?",
            *(wanted.title or known.title, json.dumps(tags), known.id),
        )
        return False

    def unsubscribe(self, feed: Feed) -> None:
        """Follow a feed no longer; its articles stay."""
        self._write("DELETE FROM feed WHERE id = ?", feed.id)

    def note_reply(
        self, feed: Feed, now: datetime, status: str, *, title: str = "", etag: str = "", modified: str = ""
    ) -> None:
        """Note a reply whose articles are in the library, so that only what is newer need be sent."""
        self._write(
            "UPDATE feed SET last_fetched = ?, last_status = ?, found_title = ?, etag = ?, modified = ?, "
            "failures = 0, next_due = '', gone = 0 WHERE id = ?",
            *(_stamp(now), status, title or feed.found_title, etag, modified, feed.id),
        )

    def note_failure(
        self, feed: Feed, now: datetime, status: str, *, gone: bool = False, wait: float = 0.0
    ) -> None:
        """Note a failure; the feed is left in peace for longer each time, and for ever where it is gone."""
        pause = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(feed.failures, 20))
        due = now + max(pause, timedelta(seconds=min(wait, 30 * 86_400)))
        self._write(
            "UPDATE feed SET last_fetched = ?, last_status = ?, failures = failures + 1, next_due = ?, "
            "gone = ? WHERE id = ?",
            *(_stamp(now), status, _stamp(due), int(gone), feed.id),
        )

    def move(self, feed: Feed, url: str) -> None:
        """Ask another address from now on; the articles keep the source that they have."""
        if self.find(url) is None:
            self._write("UPDATE feed SET url = ? WHERE id = ?", url, feed.id)

    def source_of(self, url: str) -> str | None:
        """The source of the article that stands at an address, or None."""
        with opening.told(self._path):
            row = self._connection.execute(
                # The unary plus keeps SQLite from putting the address into substr(), which then has no index.
                """SELECT source FROM article WHERE substr(url, -16) = substr(?1, -16) AND +url = ?1
                AND url != '' ORDER BY id LIMIT 1""",
                (url,),
            ).fetchone()
        return str(row[0]) if row else None

    def _select(self, which: str, *values: object) -> list[Feed]:
        with opening.told(self._path):
            rows = self._connection.execute(
                # An article's source is its feed's, "#" and the entry's id; "$" is the character after "#".
                f"""SELECT {_COLUMNS}, (SELECT count(*) FROM article
                    WHERE article.source >= feed.source || '#' AND article.source < feed.source || '$')
                FROM feed {which}""",
                values,
            ).fetchall()
        return [_feed(*row) for row in rows]

    def _write(self, sql: str, *values: object) -> None:
        with opening.told(self._path):
            self._connection.execute(sql, values)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _moment(stamp: str) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None


def _feed(
    feed_id: int,
    source: str,
    url: str,
    title: str,
    found_title: str,
    tags: str,
    etag: str,
    modified: str,
    last_fetched: str,
    last_status: str,
    failures: int,
    next_due: str,
    gone: int,
    articles: int,
) -> Feed:
    words: Iterable[str] = json.loads(tags)
    return Feed(
        feed_id,
        source,
        url,
        title,
        found_title,
        tuple(words),
        etag,
        modified,
        _moment(last_fetched),
        last_status,
        failures,
        _moment(next_due),
        bool(gone),
        articles,
    )
