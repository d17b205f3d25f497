"""Records as the commands print them: JSON objects, and lists fetched by page."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from core.library.records import ArticleSummary, EntitySummary

_PAGE = 500
Record = TypeVar("Record")


def typed(word: str) -> str:
    """A word from the command line; bytes in it that are no UTF-8 become U+FFFD."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def named(word: str) -> str:
    """A path from the command line: "" is no path, though to pathlib it is the current directory."""
    if not word:
        raise ArgumentTypeError("an empty path")
    return word


def _amount(word: str) -> int:
    if not word.isdecimal():
        raise ArgumentTypeError(f"{word} is no number")
    return int(word)


def add_limit(parser: ArgumentParser, what: str, default: int | None = None) -> None:
    told = f" (default {default})" if default else ""
    parser.add_argument("--limit", metavar="N", type=_amount, default=default, help=f"at most N {what}{told}")


def pages(fetch: Callable[[int, int], list[Record]], limit: int | None) -> Iterator[Record]:
    """All records that `fetch(offset, limit)` gives, up to `limit`, never more than a page in memory."""
    offset = 0
    while limit is None or offset < limit:
        page = fetch(offset, _PAGE if limit is None else min(_PAGE, limit - offset))
        if not page:
            return
        yield from page
        offset += len(page)


def article_json(s: ArticleSummary) -> dict[str, Any]:
    return {
        "id": s.id,
        "headline": s.headline,
        "outlet": s.outlet,
        "published": s.published,
        "words": s.words,
        "source": s.source,
    }


def entity_json(e: EntitySummary) -> dict[str, Any]:
    return {
        "id": e.id,
        "type": e.type,
        "label": e.label,
        "mentions": e.mentions,
        "articles": e.articles,
        "sources": e.sources,
        "spellings": e.spellings,
        "description": e.description,
        "reference": e.reference,
        "latitude": e.latitude,
        "longitude": e.longitude,
        "unresolved": e.unresolved,
        "last": e.last,
    }
