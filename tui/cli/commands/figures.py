"""`warreader figures`: how many of what, by whose account; `--differing`: what outlets report differently."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from functools import partial

from core.library import Library
from core.library.statements.records import FigurePair, Filter, StatedFigure
from tui.cli.context import Context
from tui.cli.output import complain, say_json, say_wrapped, table
from tui.cli.shapes import add_limit, pages
from tui.cli.stated import amount, by, figure_json, pair_json, where
from tui.cli.wanted import add_filter, chosen
from tui.reading.phrases import joined


def add_arguments(parser: ArgumentParser) -> None:
    add_filter(parser, "in sentences that name it", "published")
    parser.add_argument("--place", metavar="WHERE", help="in sentences that name a place, or one within it")
    parser.add_argument(
        "--differing",
        action="store_true",
        help="side by side, those that another article reports differently",
    )
    add_limit(parser, "figures", default=50)


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        wanted = chosen(library, options)
        if options.differing:
            _print_pairs(library, wanted, options)
        else:
            _print_figures(library, wanted, options)
    return 0


def _print_figures(library: Library, wanted: Filter, options: Namespace) -> None:
    printed = 0
    for figure in pages(partial(library.statements.figures, wanted), options.limit):
        printed += 1
        if options.json:
            say_json(figure_json(figure))
        elif sys.stdout.isatty():
            print_figure(figure)
        else:
            source = by(figure.source) if figure.source else ""
            about = (figure.outlet, amount(figure), figure.unit, figure.value, source)
            table((), [(figure.id, figure.article, figure.published or "", *about, _flat(figure.sentence))])
    all_of_them = library.statements.figure_count(wanted)
    if not options.json and all_of_them > printed:
        complain(f"{printed} of {all_of_them:,} figures; --limit N prints more.")


def print_figure(figure: StatedFigure, indent: int = 0) -> None:
    """A figure with its source and sentence."""
    source = f"by {by(figure.source)}" if figure.source else ""
    differing = "reported differently elsewhere" if figure.differing else ""
    place = where(figure.outlet, figure.published, figure.article)
    say_wrapped(joined(amount(figure), source, place, differing), indent)
    say_wrapped(figure.sentence, indent + 4)


def _print_pairs(library: Library, wanted: Filter, options: Namespace) -> None:
    one_sided = replace(wanted, differing=True)
    if wanted != Filter():  # a figure is wanted, and whatever reports it differently
        found = [
            pair
            for figure in pages(partial(library.statements.figures, one_sided), options.limit)
            for pair in library.statements.figure_pairs_of(figure.id)
            if pair.differs
        ]
        pairs = iter(dict.fromkeys(found))
    else:
        pairs = pages(partial(library.statements.figure_pairs, Filter()), options.limit)
    for pair in pairs:
        if options.json:
            say_json(pair_json(pair))
        else:
            print_pair(pair)


def print_pair(pair: FigurePair) -> None:
    """Two figures side by side, and why."""
    say_wrapped(f"{pair.left.unit}: {'reported differently' if pair.differs else 'reported alike'}")
    for figure in (pair.left, pair.right):
        print_figure(replace(figure, differing=0), 2)
    say_wrapped(f"[{'; '.join(pair.reasons)}]", 2)


def _flat(text: str) -> str:
    return " ".join(text.split())
