"""RSS and Atom by feedgen, JSON Feed by the standard library."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tests.ingest.formats.pieces import FILES, PIECES, Piece, Run


def paragraphs(piece: Piece) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)


def when(piece: Piece) -> datetime:
    return datetime(piece.published.year, piece.published.month, piece.published.day, 9, tzinfo=UTC)


def build(run: Run) -> None:
    del run  # all by libraries
    _xml()
    _json()


def _xml() -> None:
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


def _json() -> None:
    items = [
        {
            "id": piece.name,
            "url": piece.url,
            "title": piece.title,
            "authors": [{"name": piece.byline}],
            "date_published": when(piece).isoformat(),
            "content_html": paragraphs(piece),
        }
        for piece in PIECES.values()
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "All of them", "items": items}
    (FILES / "feed.json").write_text(json.dumps(feed, indent=1), encoding="utf-8")
