"""`warreader export annotations`: what was found in each article, one JSON object a line and article.

Offsets are `str` indexes into the stored text: for plain-text sources, into the file decoded as UTF-8.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import PurePath
from typing import Any

from core.library.records import StoredArticle
from core.library.statements import Statements
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
                stored = library.article(article_id)
            except KeyError:
                raise CommandError(f"no article {article_id}. `warreader list` shows the numbers.") from None
            say_json(annotated(stored) | stated(library.statements, article_id))
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


def stated(statements: Statements, article_id: int) -> dict[str, Any]:
    """Direct quotations, resolved dates and quantities, in the same form."""
    return {
        "quotes": [
            {"start": q.start, "end": q.end, "text": q.text}
            | {"speaker": q.speaker.entity if q.speaker else None}
            | {"speaker_text": q.speaker.text if q.speaker else None}
            | _marks(partial=q.partial, boilerplate=q.boilerplate)
            for q in statements.quotes_of(article_id)
            if q.direct
        ],
        "dates": [
            {"start": d.start, "end": d.end, "text": d.text, "value": d.value}
            | ({"alt": d.others} if d.others else {})
            | _marks(boilerplate=d.boilerplate)
            for d in statements.dates_of(article_id)
            if d.value
        ],
        "quantities": [
            {"start": f.start, "end": f.end, "text": f.text, "value": f.value}
            | _marks(vague=f.vague, boilerplate=f.boilerplate)
            for f in statements.figures_of(article_id)
        ],
    }


def _marks(**marks: bool) -> dict[str, bool]:
    return {mark: True for mark, true in marks.items() if true}
