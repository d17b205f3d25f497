"""`warreader list`: the article list, newest first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from core.library import Library
from core.library.records import ArticleSummary
from tui.cli.context import Context
from tui.cli.output import say_json, table
from tui.cli.shapes import add_limit, article_json, pages

HEADINGS = ("id", "date", "outlet", "words", "headline")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--by-story", action="store_true", help="a story's articles under one line")
    add_limit(parser, "articles")


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        if options.by_story:
            _print_stories(library, options)
            return 0
        print_articles(library, options.limit, as_json=options.json)
    return 0


def _print_stories(library: Library, options: Namespace) -> None:
    """Print the list by story, newest first; the limit counts stories."""
    from tui.cli.commands.stories import print_story, story_json

    for story in pages(library.by_story, options.limit):
        if options.json:
            say_json(story_json(library, story))
        else:
            print_story(library, story)


def print_articles(library: Library, limit: int | None = None, *, as_json: bool = False) -> None:
    """Print the article list, page by page."""
    found = pages(library.articles, limit)
    if as_json:
        for summary in found:
            say_json(article_json(summary))
    else:
        table(HEADINGS, _rows(found))


def _rows(found: Iterator[ArticleSummary]) -> Iterator[tuple[object, ...]]:
    for s in found:
        yield s.id, s.published or "", s.outlet, s.words, s.headline
