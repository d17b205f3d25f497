"""`warreader export`: annotations as JSON Lines, articles and entities as CSV.

Annotations are what was found in an article, one JSON object each. Their offsets are `str` indexes
into the stored text: for plain-text sources, into the file decoded as UTF-8. The columns of the
articles' CSV are such as `warreader add` knows.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import Any

from core.article import FIELDS
from core.library import Library
from core.library.records import StoredArticle
from core.library.statements import Statements
from tui.cli.context import CommandError, Context
from tui.cli.output import say_csv, say_json
from tui.cli.shapes import entity_json, pages


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=("annotations", "articles", "entities"),
        help="annotations as JSON Lines; articles with all that is known of them, or entities, as CSV",
    )
    parser.add_argument("--article", metavar="ID", type=int, help="this article alone")


def run(context: Context, options: Namespace) -> int:
    if options.article is None and context.hint_if_empty():
        return 0
    with context.open() as library:
        if options.what == "entities":
            say_csv(map(entity_json, pages(partial(library.entities, None), None)))
            return 0
        found = _articles(library, options.article)
        if options.what == "articles":
            say_csv(map(_told, found))
            return 0
        for stored in found:
            say_json(annotated(stored) | stated(library.statements, stored.id))
    return 0


def _articles(library: Library, article_id: int | None) -> Iterator[StoredArticle]:
    """One article, or all; raises CommandError where there is no such one."""
    for one in library.article_ids() if article_id is None else (article_id,):
        try:
            yield library.article(one)
        except KeyError:
            raise CommandError(f"no article {one}. `warreader list` shows the numbers.") from None


def _told(stored: StoredArticle) -> dict[str, object]:
    article = stored.article
    told = {field: getattr(article, field) for field in FIELDS}
    return {"id": stored.id, **told, "source": article.provenance.source, "text": article.text}


def annotated(stored: StoredArticle) -> dict[str, Any]:
    """An article's annotations in the form in which quality is measured."""
    article = stored.article
    return {
        "doc": PurePath(article.provenance.source).name,
        "title": article.title or None,
        "outlet": article.outlet or None,
        "published": article.published,
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "text": article.text[m.start : m.end],
                "type": m.type,
                "entity": m.entity,
            }
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
