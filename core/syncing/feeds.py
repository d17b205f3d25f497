"""One sync: every feed that is due is asked, and what is new of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from core import pipeline
from core.article import Article
from core.fetching import Ask, Fetcher, FetchError, Limits, Reply
from core.ingest import IngestError
from core.ingest import feeds as ingest_feeds
from core.library import Library
from core.library.records import Feed, Outcome
from core.linking.store import NameStore
from core.pipeline import Links, Recognizes, Summary
from core.syncing.lock import SyncError, alone
from core.syncing.pages import part, with_pages


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What became of one feed."""

    name: str
    url: str
    added: int = 0
    updated: int = 0
    failure: str = ""
    """Why it gave nothing, or not all; empty where all went well."""
    notes: tuple[str, ...] = ()
    """What else a reader may want to know."""


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """What a sync came to."""

    outcomes: tuple[FeedOutcome, ...] = ()
    waiting: int = 0
    """Feeds that failed lately and are left in peace for a while."""
    gone: int = 0
    """Feeds that are no more and were not asked."""

    @property
    def added(self) -> int:
        return sum(outcome.added for outcome in self.outcomes)

    @property
    def updated(self) -> int:
        return sum(outcome.updated for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[FeedOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.failure)


OnOutcome = Callable[[FeedOutcome], None]


def sync(
    library_path: Path,
    load_recognizer: Callable[[], Recognizes],
    urls: Sequence[str] = (),
    *,
    full_text: bool = False,
    allow_local: bool = False,
    limits: Limits | None = None,
    on_outcome: OnOutcome | None = None,
    make_linker: Callable[[NameStore], Links] | None = None,
) -> SyncSummary:
    """Ask the feeds of the library for what is new: all that are due, or those of `urls`, due or not.

    The recogniser is loaded once the first new article needs it. Raises SyncError where another sync is at
    work or an address is not subscribed to, LibraryError, and what `load_recognizer` raises.
    """
    with alone(library_path), Library.open(library_path, create=False) as library:
        due, waiting, gone = _due(library, urls, datetime.now(UTC))
        with Fetcher(limits, allow_local=allow_local) as fetcher:
            run = _Sync(
                library,
                fetcher,
                cache(load_recognizer),
                make_linker,
                full_text,
            )
            outcomes = []
            for outcome in run.outcomes(due):
                outcomes.append(outcome)
                if on_outcome:
                    on_outcome(outcome)
    return SyncSummary(tuple(outcomes), waiting, gone)


def _due(library: Library, urls: Sequence[str], now: datetime) -> tuple[list[Feed], int, int]:
    """The feeds to ask, how many are left in peace for a while, and how many are gone."""
    if urls:
        named = {url: library.feeds.find(url) for url in urls}
        for url, feed in named.items():
            if feed is None:
                raise SyncError(f"{url}: not among the feeds. `warreader subscribe` makes it one.")
        return list({feed.id: feed for feed in named.values() if feed}.values()), 0, 0
    feeds = library.feeds.all()
    there = [feed for feed in feeds if not feed.gone]
    due = [feed for feed in there if _is_due(feed, now)]
    return due, len(there) - len(due), len(feeds) - len(there)


def _is_due(feed: Feed, now: datetime) -> bool:
    """Whether a feed is to be asked; one that was last asked in the future is: the clock was put back."""
    back = feed.last_fetched is not None and feed.last_fetched > now
    return feed.next_due is None or feed.next_due <= now or back


@dataclass
class _Sync:
    """One call of `sync`."""

    library: Library
    fetcher: Fetcher
    recognizer: Callable[[], Recognizes]
    make_linker: Callable[[NameStore], Links] | None
    full_text: bool
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def outcomes(self, due: Iterable[Feed]) -> Iterator[FeedOutcome]:
        asked = {feed.url: feed for feed in due}
        asks = (Ask(feed.url, feed.etag, feed.modified) for feed in asked.values())
        for ask, reply in self.fetcher.fetch_all(asks):
            feed = asked[ask.url]
            yield self._failed(feed, reply) if isinstance(reply, FetchError) else self._take(feed, reply)

    def _failed(self, feed: Feed, error: FetchError) -> FeedOutcome:
        told = f"{error}."
        if error.gone:
            told = f"{error}: the feed is no more and won't be asked again. `warreader unsubscribe` ends it."
        self._note_failure(feed, told, error)
        return FeedOutcome(feed.name, feed.url, failure=told)

    def _note_failure(self, feed: Feed, told: str, error: FetchError | None = None) -> None:
        with self.library.transaction():
            self.library.feeds.note_failure(
                feed, self.now, told, gone=bool(error and error.gone), wait=error.wait if error else 0.0
            )

    def _take(self, feed: Feed, reply: Reply) -> FeedOutcome:
        if reply.unchanged:
            etag, modified = reply.etag or feed.etag, reply.modified or feed.modified
            self._note(feed, reply, "nothing new", etag=etag, modified=modified)
            return FeedOutcome(feed.name, feed.url)
        try:
            if not ingest_feeds.is_feed(reply.data):
                raise IngestError(feed.url, "no feed is there any more, but something else.")
            # Entries are known by the address that was subscribed to first, wherever the feed is now.
            read = ingest_feeds.read_feed(part(feed.source, reply))
        except IngestError as error:
            self._note_failure(feed, error.reason)
            return FeedOutcome(feed.name, feed.url, failure=error.reason)
        notes: list[str] = []
        summary = self._store(self._new(feed, read), notes)
        return self._stored(feed, reply, read, summary, notes)

    def _stored(
        self, feed: Feed, reply: Reply, read: ingest_feeds.Feed, summary: Summary, notes: list[str]
    ) -> FeedOutcome:
        failures = [f"{where}: {why}" for where, why in summary.failed]
        # What is not all in the library must be sent again.
        whole = not failures and not notes
        status = f"{len(failures)} articles failed" if failures else f"{summary.added} new"
        self._note(
            feed,
            reply,
            status,
            title=read.title,
            etag=reply.etag if whole else "",
            modified=reply.modified if whole else "",
        )
        if reply.moved:
            notes.append(f"moved for good to {reply.moved}, which is asked from now on.")
        return FeedOutcome(
            feed.title or read.title or feed.url,
            feed.url,
            summary.added,
            summary.updated,
            "; ".join(failures),
            tuple(notes),
        )

    def _note(
        self, feed: Feed, reply: Reply, status: str, *, title: str = "", etag: str, modified: str
    ) -> None:
        with self.library.transaction():
            self.library.feeds.note_reply(feed, self.now, status, title=title, etag=etag, modified=modified)
            if reply.moved:
                self.library.feeds.move(feed, reply.moved)

    def _new(self, feed: Feed, read: ingest_feeds.Feed) -> list[Article]:
        """The entries that are not in the library as they stand, each under the source that it has there."""
        links = Counter(article.url for article in read.articles)
        links[read.site] += 1  # a link to the site itself tells no entry from another
        found = (self._as_known(article, feed, links[article.url] == 1) for article in read.articles)
        return [one for one in found if one and self.library.known(one) is not Outcome.UNCHANGED]

    def _as_known(self, article: Article, feed: Feed, own_link: bool) -> Article | None:
        """An article under the source that it has already; None where it came in from elsewhere.

        A feed that changes the ids of its entries is seen through by their links.
        """
        origin = article.provenance
        if not own_link or self.library.article_of(origin.source) is not None:
            return article
        source = self.library.feeds.source_of(article.url)
        if source is not None and not source.startswith(f"{feed.source}#"):
            return None
        return article if source is None else replace(article, provenance=replace(origin, source=source))

    def _store(self, new: list[Article], notes: list[str]) -> Summary:
        if not new:
            return Summary()
        found = with_pages(self.fetcher, new, notes.append) if self.full_text else new
        return pipeline.add_articles(found, self.library.path, self.recognizer, make_linker=self.make_linker)
