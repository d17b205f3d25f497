"""`warreader search WORDS`: articles that hold all words, the best first, each with its first hit."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import partial

from core.library.records import SearchHit
from tui.cli.context import Context
from tui.cli.output import complain, say, say_json, table
from tui.cli.shapes import add_limit, article_json, pages, typed

HEADINGS = ("id", "date", "outlet", "headline", "sentence")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        type=typed,
        help='words, "a phrase", prefix*; after -- also -without',
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "articles", default=50)


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    # The shell took the quotation marks off a phrase.
    words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in options.words)
    with context.open() as library:
        hits = list(pages(partial(library.search, words), options.limit))
    if options.json:
        for hit in hits:
            say_json(
                article_json(hit.summary) | {"start": hit.start, "end": hit.end, "sentence": hit.sentence}
            )
    elif sys.stdout.isatty():
        _print_hits(hits)
    else:
        table(HEADINGS, _rows(hits))
    if not hits:
        complain(f"no article has {words}.")
    return 0


def _print_hits(hits: list[SearchHit]) -> None:
    """Each hit on two lines, since a sentence wants the whole width."""
    if hits:
        say(f"{'id':>6}  date · outlet · headline")
        say("        the first sentence that was found")
        say()
    for hit in hits:
        s = hit.summary
        about = (str(s.published or ""), s.outlet, s.headline)
        say(f"{s.id:>6}  {' · '.join(filter(None, about))}")
        say(f"        {' '.join(hit.sentence.split())}")


def _rows(hits: list[SearchHit]) -> Iterator[tuple[object, ...]]:
    for hit in hits:
        s = hit.summary
        yield s.id, s.published or "", s.outlet, s.headline, " ".join(hit.sentence.split())
