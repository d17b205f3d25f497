"""Feeds, and lists of feeds, by the libraries and readers that make them in Python, Perl, Ruby and Node."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.ingest.formats.pieces import FILES, HERE, PIECES, Piece, Run

FEEDS = (
    {"url": "https://steppe-courier.example/rss", "title": "Steppe Courier", "tags": ["war", "east"]},
    {"url": "https://tram-gazette.example/atom.xml", "title": "The Tram & Bread Gazette", "tags": []},
    {"url": "http://nachrichten.brueckenstein.example/feed?all=1&x=2", "title": "Brücke", "tags": []},
)
"""What the lists hold."""


def paragraphs(piece: Piece) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)


def when(piece: Piece) -> datetime:
    return datetime(piece.published.year, piece.published.month, piece.published.day, 9, tzinfo=UTC)


def build(run: Run) -> None:
    _feedgen()
    _django()
    _json_feeder()
    told = json.dumps({"pieces": list(map(_told, PIECES.values())), "feeds": FEEDS})
    for command, script in (("perl", "feeds.pl"), ("ruby", "feeds.rb"), ("node", "feeds.mjs")):
        # Node's libraries are where npm has put them: in the folder that the build is called from.
        run(command, HERE / "makers" / script, FILES, stdin=told, cwd=Path.cwd())
    with TemporaryDirectory() as folder:
        _lists(run, Path(folder))


def _told(piece: Piece) -> dict[str, Any]:
    return {
        "name": piece.name,
        "title": piece.title,
        "url": piece.url,
        "byline": piece.byline,
        "day": str(piece.published),
        "rfc822": format_datetime(when(piece)),
        "first": piece.paragraphs[0],
        "html": paragraphs(piece),
    }


def _feedgen() -> None:
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

    feed = FeedGenerator()
    feed.id("https://feeds.example/all")
    feed.title("All of them")
    feed.link(href="https://feeds.example/", rel="alternate")
    feed.description("Every piece")
    feed.updated(datetime(2024, 1, 1, tzinfo=UTC))
    feed.lastBuildDate(datetime(2024, 1, 1, tzinfo=UTC))
    for piece in PIECES.values():
        entry = feed.add_entry(order="append")
        entry.id(piece.name)
        entry.title(piece.title)
        entry.link(href=piece.url)
        entry.author(name=piece.byline, email="desk@feeds.example")
        entry.published(when(piece))
        entry.updated(when(piece))
        entry.content(paragraphs(piece), type="CDATA")
    feed.rss_file(str(FILES / "feedgen.rss"))
    feed.atom_file(str(FILES / "feedgen.atom"))


def _django() -> None:
    from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed  # type: ignore[import-not-found]
    from jsonfeed import JSONFeed  # type: ignore[import-not-found]

    for kind, name in (
        (Rss201rev2Feed, "django.rss"),
        (Atom1Feed, "django.atom"),
        (JSONFeed, "django.feed.json"),
    ):
        feed = kind(
            title="All of them", link="https://feeds.example/", description="Every piece", language="en"
        )
        for piece in PIECES.values():
            feed.add_item(
                piece.title,
                piece.url,
                paragraphs(piece),
                unique_id=piece.name,
                author_name=piece.byline,
                pubdate=when(piece),
                content_html=paragraphs(piece),
            )
        with (FILES / name).open("w", encoding="utf-8") as file:
            feed.write(file, "utf-8")


def _json_feeder() -> None:
    from feeder.feeder import FeedItem, json_feed  # type: ignore[import-not-found]

    items = [
        FeedItem(
            piece.name,
            piece.url,
            piece.title,
            "",
            paragraphs(piece),
            when(piece).isoformat(),
            [{"name": piece.byline}],
        )
        for piece in PIECES.values()
    ]
    feed = json_feed("All of them", None, "https://feeds.example/", None, items, [])
    (FILES / "json-feeder.feed.json").write_text(json.dumps(feed, indent=1), encoding="utf-8")


def _lists(run: Run, folder: Path) -> None:
    """Lists that rss2email and newsboat write after taking in another's."""
    os.environ |= {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    rss2email = ("r2e", "-c", folder / "r2e.cfg", "-d", folder / "r2e.json")
    run(*rss2email, "new", "desk@feeds.example")
    run(*rss2email, "opmlimport", FILES / "grouped.opml")
    run(*rss2email, "opmlexport", FILES / "rss2email.opml")
    for name in ("grouped", "rss2email"):
        (FILES / f"{name}.urls").unlink(missing_ok=True)
        run("newsboat", "-u", FILES / f"{name}.urls", "-c", folder / name, "-i", FILES / f"{name}.opml")
    run("newsboat", "-u", FILES / "grouped.urls", "-c", folder / "n", "-e", output=FILES / "newsboat.opml")
    run("newsboat", "-u", FILES / "newsboat.urls", "-c", folder / "m", "-i", FILES / "newsboat.opml")
