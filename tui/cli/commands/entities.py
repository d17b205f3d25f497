"""`warreader entities`: who and what is named, most mentions first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial

from core.entity import EntityType
from core.library import Library
from core.library.records import EntitySummary
from tui.cli.context import Context
from tui.cli.output import say_json, table
from tui.cli.shapes import add_limit, entity_json, pages
from tui.reading.phrases import about

HEADINGS = ("id", "type", "mentions", "articles", "spellings", "name", "description")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--type",
        metavar="T",
        type=lambda word: word.upper(),
        choices=[kind.value for kind in EntityType],
        help=f"only this type: {', '.join(EntityType)}",
    )
    parser.add_argument("--hidden", action="store_true", help="those that were decided to be left out")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "entities")


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    kind = EntityType(options.type) if options.type else None
    with context.open() as library:
        found = pages(partial(_page, library, kind, options.hidden), options.limit)
        if options.json:
            for entity in found:
                say_json(entity_json(entity))
        else:
            table(
                HEADINGS,
                ((e.id, e.type, e.mentions, e.articles, e.spellings, e.label, about(e)) for e in found),
            )
    return 0


def _page(
    library: Library, kind: EntityType | None, hidden: bool, offset: int, limit: int
) -> list[EntitySummary]:
    return library.entities(kind, offset, limit, hidden=hidden)
