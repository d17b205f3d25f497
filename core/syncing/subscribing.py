"""Subscribing: which feeds an address means, and keeping them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.fetching import Ask, Fetcher, FetchError
from core.fetching.connecting import check
from core.ingest import IngestError
from core.ingest.feeds import is_feed, read_feed
from core.ingest.subscriptions import (
    Problem,
    Subscriptions,
    address,
    alternates,
    is_opml,
    is_urls_file,
    read_list,
)
from core.library import Library
from core.subscription import Subscription
from core.syncing.pages import part


def find_feeds(fetcher: Fetcher, url: str) -> Subscriptions:
    """What an address means: itself where it is a feed, the feeds of a list, or those that a page names.

    Raises FetchError, and IngestError where there is no feed to be found.
    """
    asked = address(url)
    reply = fetcher.fetch(Ask(asked))
    found = part(reply.moved or asked, reply)
    if is_feed(reply.data):
        return Subscriptions((Subscription(found.source, read_feed(found).title),))
    text = found.data.decode(reply.charset or "utf-8", "replace")
    if is_opml(text) or is_urls_file(text):
        return read_list(found.where, text)
    named = alternates(text, reply.url)
    if not named:
        raise IngestError(asked, "neither a feed nor a page that names one. Look for its feed's address.")
    others = tuple(Problem(0, other.url, "another feed that the page names; left out") for other in named[1:])
    return Subscriptions(named[:1], others)


def subscribe(
    library_path: Path, found: Subscriptions, tags: Iterable[str] = ()
) -> tuple[list[Subscription], list[Subscription], list[Problem]]:
    """Keep subscriptions: those that are new, those that were there, and those that can't be followed.

    Raises LibraryError.
    """
    new: list[Subscription] = []
    known: list[Subscription] = []
    problems = list(found.problems)
    with Library.open(library_path) as library, library.transaction():
        for wanted in found.feeds:
            wanted = replace(wanted, tags=tuple(dict.fromkeys((*wanted.tags, *tags))))
            try:
                check(wanted.url)
            except FetchError as error:
                problems.append(Problem(0, wanted.url, str(error)))
                continue
            (new if library.feeds.subscribe(wanted) else known).append(wanted)
    return new, known, problems
