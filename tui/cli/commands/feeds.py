"""`warreader subscribe`, `unsubscribe` and `feeds`: which feeds the library follows."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.library import Library
from core.library.opening import told_of_file
from core.library.records import Feed
from core.settings import SettingsError, at_home
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say, say_json, table
from tui.cli.shapes import typed

if TYPE_CHECKING:
    from core.fetching import Fetcher
    from core.ingest.subscriptions import Subscriptions

HEADINGS = ("articles", "last fetched", "status", "tags", "address", "feed")
ADDRESS = re.compile(r"(?:https?|feed):|[a-z][a-z\d+.-]*://", re.IGNORECASE)
"""How a source that is fetched begins; anything else is a file."""


def add_local(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--allow-local", action="store_true", help="fetch from this computer and private networks, too"
    )


def add_subscribe(parser: ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=typed,
        help="the address of a feed, of a page that names one or of a list; or a list: OPML, newsboat's urls",
    )
    parser.add_argument(
        "--tag", metavar="TAG", action="append", type=typed, default=[], help="a tag for all of them"
    )
    add_local(parser)


def subscribe(context: Context, options: Namespace) -> int:
    from core.fetching import Fetcher, FetchError
    from core.ingest import IngestError
    from core.syncing import subscribe as keep

    failed = False
    with Fetcher(allow_local=options.allow_local) as fetcher:
        for source in options.sources:
            try:
                found = _feeds_of(fetcher, source)
            except FetchError as error:
                complain(f"{source}: {error}.")
                failed = True
                continue
            except (IngestError, SettingsError) as error:
                complain(str(error))
                failed = True
                continue
            new, known, problems = keep(context.library.path, found, options.tag)
            for line, text, reason in problems:
                complain(f"{source}{f', line {line}' if line else ''}: {text}: {reason}.")
            for one in new:
                say(f"subscribed to {one.title or one.url}{f' ({one.url})' if one.title else ''}")
            for one in known:
                say(f"followed already: {one.title or one.url}")
            if not (new or known or problems):
                complain(f"{source}: names no feed.")
            failed |= not new and not known
    return 1 if failed else 0


def _feeds_of(fetcher: Fetcher, source: str) -> Subscriptions:
    from core.ingest.decoding import decode
    from core.ingest.sources import read_bytes
    from core.ingest.subscriptions import read_list
    from core.syncing import find_feeds

    if ADDRESS.match(source):
        return find_feeds(fetcher, source)
    path = at_home(source)
    return read_list(path, decode(source, read_bytes(path))[0])


def add_unsubscribe(parser: ArgumentParser) -> None:
    parser.add_argument("feeds", metavar="FEED", nargs="+", type=typed, help="a feed's address or name")


def unsubscribe(context: Context, options: Namespace) -> int:
    with Library.open(context.library.path, create=False) as library:
        for words in options.feeds:
            feed = _find(library, words)
            with library.transaction():
                library.feeds.unsubscribe(feed)
            say(f"no longer followed: {feed.name}; its articles stay")
    return 0


def _find(library: Library, words: str) -> Feed:
    """The feed of an address or a name; raises CommandError where there is none, or more than one."""
    if (feed := library.feeds.find(words)) is not None:
        return feed
    named = [feed for feed in library.feeds.all() if feed.name.casefold() == words.casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        raise CommandError(f"{words}: {len(named)} feeds are called so. Give the address of one.")
    raise CommandError(f"{words}: not among the feeds. `warreader feeds` lists them.")


def add_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run_list(context: Context, options: Namespace) -> int:
    found: list[Feed] = []
    with told_of_file(context.library.path):
        there = context.library.path.exists()
    if there:
        with context.open() as library:
            found = library.feeds.all()
    if not found:
        complain("no feeds. Follow one with `warreader subscribe ADDRESS`.")
    elif options.json:
        for feed in found:
            say_json(_json(feed))
    else:
        table(HEADINGS, _rows(found), wraps=("address", "feed"))
    return 0


def _rows(found: list[Feed]) -> Iterator[tuple[object, ...]]:
    for feed in found:
        fetched = f"{feed.last_fetched.astimezone():%Y-%m-%d %H:%M}" if feed.last_fetched else ""
        yield feed.articles, fetched, _status(feed), ", ".join(feed.tags), feed.url, feed.name


def _status(feed: Feed) -> str:
    if feed.gone:
        return "gone"
    if feed.failures and feed.next_due:
        return f"{feed.last_status} Next at {feed.next_due.astimezone():%d %b %H:%M}"
    return feed.last_status or "never fetched"


def _json(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.name,
        "tags": feed.tags,
        "articles": feed.articles,
        "last_fetched": feed.last_fetched and feed.last_fetched.isoformat(),
        "status": feed.last_status,
        "failures": feed.failures,
        "next_due": feed.next_due and feed.next_due.isoformat(),
        "gone": feed.gone,
    }
