"""`warreader entities`: who and what is named, most mentions first or by another figure."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial

from core.entity import EntityType
from core.library import Library
from core.library.records import EntitySummary, Sort
from tui.cli.context import Context
from tui.cli.output import say_json, table
from tui.cli.shapes import add_limit, entity_json, pages, typed
from tui.reading.phrases import about

HEADINGS = ("id", "type", "mentions", "articles", "spellings", "name", "description")
_MOST = 1_000


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--type",
        metavar="T",
        type=lambda word: word.upper(),
        choices=[kind.value for kind in EntityType],
        help=f"only this type: {', '.join(EntityType)}",
    )
    parser.add_argument(
        "--sort",
        choices=[sort.value for sort in Sort],
        default=Sort.MENTIONS.value,
        help="by what, the largest first (default mentions; last is the day last seen)",
    )
    parser.add_argument(
        "--called",
        metavar="WORDS",
        type=typed,
        default="",
        help=f"only those called so, in any spelling; {_MOST:,} at most",
    )
    parser.add_argument("--hidden", action="store_true", help="those that were decided to be left out")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "entities")


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    kind = EntityType(options.type) if options.type else None
    with context.open() as library:
        found = pages(partial(_page, library, kind, options), options.limit)
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
    library: Library, kind: EntityType | None, options: Namespace, offset: int, limit: int
) -> list[EntitySummary]:
    sort = Sort(options.sort)
    if options.called.strip() and not options.hidden:
        found = library.entities_called(options.called.strip(), kind, _MOST, sort=sort)
        return found[offset : offset + limit]
    return library.entities(kind, offset, limit, sort=sort, hidden=options.hidden)
