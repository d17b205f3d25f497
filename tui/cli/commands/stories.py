"""`warreader stories`: what several articles tell; `warreader copies`: articles that are copies."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from core.library import Library
from core.library.records import CopyGroup, StoryArticle, StorySummary
from tui.cli.context import Context
from tui.cli.output import say, say_json
from tui.cli.shapes import add_limit, article_json, pages
from tui.reading.phrases import of_story, of_wire


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "stories", default=50)


def add_copies(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "groups")


def run(context: Context, options: Namespace) -> int:
    """Print the stories of more than one article, those of most outlets first."""
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        for story in pages(library.largest_stories, options.limit):
            if options.json:
                say_json(story_json(library, story))
            else:
                print_story(library, story)
    return 0


def run_copies(context: Context, options: Namespace) -> int:
    """Print the groups of copies, each with what joins it."""
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        for group in pages(library.copy_groups, options.limit):
            if options.json:
                say_json(_copies_json(group))
            else:
                _print_copies(group)
    return 0


def print_story(library: Library, story: StorySummary) -> None:
    """A story's line, what its articles share, and the articles under it; an article alone as one line."""
    if story.articles == 1:
        say(_line(story.lead.id, story.lead.published, story.lead.outlet, story.lead.headline))
        return
    shared = _shared(library, story.id)
    say(f"{story.lead.headline}  ({of_story(story)}{': ' if shared else ''}{', '.join(shared)})")
    for one in library.story_articles(story.id):
        say(_article_line(one))


def _article_line(one: StoryArticle) -> str:
    told = _line(one.summary.id, one.summary.published, one.summary.outlet, one.summary.headline)
    wire = f"  [{of_wire(one.origin, one.outlets, one.copies)}]" if one.copies > 1 and not one.is_copy else ""
    return ("    = " if one.is_copy else "  ") + told + wire


def _line(article_id: int, published: object, outlet: str, headline: str) -> str:
    return "  ".join(filter(None, (str(article_id), str(published or "undated"), outlet, headline)))


def _shared(library: Library, story_id: int) -> list[str]:
    from core.stories.likeness import shared

    return shared(library.story_features(story_id))


def story_json(library: Library, story: StorySummary) -> dict[str, Any]:
    """A story with its articles and what they share."""
    return {
        "id": story.id,
        "headline": story.lead.headline,
        "first": story.first,
        "last": story.last,
        "outlets": story.outlets,
        "sources": story.sources,
        "shared": _shared(library, story.id),
        "articles": [
            {**article_json(one.summary), "copy": one.is_copy, "origin": one.origin}
            for one in library.story_articles(story.id)
        ],
    }


def _print_copies(group: CopyGroup) -> None:
    say(f"{of_wire(group.origin, group.outlets, len(group.articles))}")
    for one in group.articles:
        say("  " + _line(one.id, one.published, one.outlet, one.headline))
    for link in group.links:
        alike = f"{link.shared:.0%} of the shorter, {link.alike:.0%} alike"
        say(f"    {link.left} ~ {link.right}: {link.kind}, {alike}")


def _copies_json(group: CopyGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "origin": group.origin,
        "outlets": group.outlets,
        "articles": [article_json(one) for one in group.articles],
        "links": [
            {
                "left": link.left,
                "right": link.right,
                "kind": link.kind,
                "shared": round(link.shared, 4),
                "alike": round(link.alike, 4),
            }
            for link in group.links
        ],
    }
