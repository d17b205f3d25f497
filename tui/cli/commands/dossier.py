"""`warreader dossier NAME`: all that is known of one entity, as the reader's dossier shows it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from shutil import get_terminal_size
from typing import Any

from tui.cli.context import Context
from tui.cli.output import say, say_json
from tui.cli.shapes import article_json, entity_json, typed
from tui.cli.stated import date_json, figure_json, quote_json
from tui.cli.wanted import entity_called
from tui.reading import dossier
from tui.reading.dossier import File


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", type=typed, help="an entity's number, or a spelling")
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        file = dossier.gather(library, entity_called(library, options.name))
    if options.json:
        say_json(_json(file))
        return 0
    width = max(20, min(get_terminal_size().columns, 100)) if sys.stdout.isatty() else 100
    encoding = (sys.stdout.encoding or "").lower()
    for entry in dossier.entries(file, width, ascii_only="utf" not in encoding):
        say("".join(text for text, _ in entry.line).rstrip())
    return 0


def _json(file: File) -> dict[str, Any]:
    return entity_json(file.entity) | {
        "ties": [one._asdict() for one in file.ties],
        "aliases": [one._asdict() for one in file.aliases],
        "inconsistent": [{"outlet": one.outlet, "spellings": dict(one.spellings)} for one in file.uneven],
        "roles": [one._asdict() for one in file.roles],
        "days": [one._asdict() for one in file.days],
        "company": {
            "of_articles": file.company.articles,
            "entities": [one._asdict() for one in file.company.companions],
        },
        "newest_articles": [
            article_json(one.summary) | {"mentions": one.mentions, "start": one.start}
            for one in file.articles
        ],
        "quotes_and_claims": file.quoted,
        "newest_quotes": [quote_json(one) for one in file.quotes],
        "source_of": [asdict(one) for one in file.sources],
        "figures": file.counted,
        "newest_figures": [figure_json(one) for one in file.figures],
        "dates": file.dated,
        "last_dates": [date_json(one) for one in file.dates],
        "links": [one._asdict() for one in file.reasons],
        "decisions": list(file.decisions),
    }
