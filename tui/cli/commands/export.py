"""`warreader export annotations`: mentions, entities and boilerplate, one JSON object a line and article.

Offsets are `str` indexes into the stored text: for plain-text sources, into the file decoded as UTF-8.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import PurePath
from typing import Any

from core.library.records import StoredArticle
from tui.cli.context import CommandError, Context
from tui.cli.output import say_json


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("annotations",), help="what to export")
    parser.add_argument("--article", metavar="ID", type=int, help="this article alone")


def run(context: Context, options: Namespace) -> int:
    if options.article is None and context.hint_if_empty():
        return 0
    with context.open() as library:
        ids = library.article_ids() if options.article is None else iter((options.article,))
        for article_id in ids:
            try:
                say_json(annotated(library.article(article_id)))
            except KeyError:
                raise CommandError(f"no article {article_id}. `warreader list` shows the numbers.") from None
    return 0


def annotated(stored: StoredArticle) -> dict[str, Any]:
    """An article's annotations in the form in which quality is measured."""
    article = stored.article
    return {
        "doc": PurePath(article.provenance.source).name,
        "title": article.title or None,
        "outlet": article.outlet or None,
        "published": article.published,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.form, "type": m.type, "entity": m.entity}
            | ({"boilerplate": True} if m.boilerplate else {})
            for m in stored.mentions
            if not m.hidden
        ],
        "boilerplate": stored.boilerplate,
    }
