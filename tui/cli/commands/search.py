"""`warreader search QUERY`: articles that a query finds, newest or best first, each at its best place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from core.library import Library
from core.library.records import SearchHit
from core.query import Entity, Query, QueryError, Speaker, parse
from core.visible import visible
from tui.cli.context import Context, marked
from tui.cli.output import complain, say, say_json, table
from tui.cli.shapes import add_limit, article_json, typed
from tui.reading.querying import TERMS
from tui.reading.searching import taken

HEADINGS = ("id", "date", "outlet", "headline", "sentence")
_PAGE = 500
_EPILOG = "\n".join(
    (
        *TERMS,
        "",
        "The shell takes quotation marks off: put the whole query in single ones,",
        "'\"fire parity\" person:haidai'.",
    )
)


def add_arguments(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter

    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("query", metavar="QUERY", nargs="+", type=typed, help="what to search for, see below")
    parser.add_argument("--ranked", action="store_true", help="the best first, not the newest")
    parser.add_argument("--literal", action="store_true", help="a word means itself alone, and no name")
    parser.add_argument("--count", action="store_true", help="print only how many articles there are")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    add_limit(parser, "articles", default=50)


def run(context: Context, options: Namespace) -> int:
    text = " ".join(options.query)
    try:
        query = parse(text, literal=options.literal)
        if context.hint_if_empty():
            return 0
        with context.open() as library:
            return _search(library, query, options)
    except QueryError as error:
        complain(str(error))
        print(visible(f"  {text}"), file=sys.stderr)
        print(" " * (2 + error.start) + "^" * max(1, error.end - error.start), file=sys.stderr)
        return 2


def _search(library: Library, query: Query, options: Namespace) -> int:
    whole = options.count or options.ranked
    keys = library.searches.find(query, marked(query), limit=sys.maxsize if whole else options.limit).keys
    if options.count:
        print(len(keys))
        return 0
    if options.ranked:
        keys = library.searches.ranked(query, keys)[: options.limit]
    hits = (
        hit
        for at in range(0, len(keys), _PAGE)
        for hit in library.searches.hits(query, keys[at : at + _PAGE])
    )
    if options.json:
        for hit in hits:
            place = {"start": hit.start, "end": hit.end, "sentence": hit.sentence}
            say_json(article_json(hit.summary) | place)
    elif sys.stdout.isatty():
        _print_hits(hits)
    else:
        table(HEADINGS, _rows(hits))
    if not options.json:
        _tell_of_names(library, query)
    if not keys:
        _tell_of_nothing(library, query)
    return 0


def _tell_of_names(library: Library, query: Query) -> None:
    """Say which words were taken for names, and how they are not."""
    if told := [taken(query, one) for one in library.searches.meant(query) if one.widens]:
        complain(f"{'; '.join(told)}. With --literal a word means itself alone.")


def _tell_of_nothing(library: Library, query: Query) -> None:
    for one in library.searches.meant(query):
        if isinstance(one.term, Entity | Speaker) and not one.entities:
            complain(f"nobody and nothing of that kind is called “{' '.join(one.term.words)}”.")
    complain(f"no article has {query.text}.")


def _print_hits(hits: Iterator[SearchHit]) -> None:
    """Each hit on two lines, since a sentence wants the whole width."""
    for number, hit in enumerate(hits):
        if not number:
            say(f"{'id':>6}  date · outlet · headline")
            say("        the sentence that was found")
            say()
        s = hit.summary
        about = (str(s.published or ""), s.outlet, s.headline)
        say(f"{s.id:>6}  {' · '.join(filter(None, about))}")
        say(f"        {' '.join(hit.sentence.split())}")


def _rows(hits: Iterator[SearchHit]) -> Iterator[tuple[object, ...]]:
    for hit in hits:
        s = hit.summary
        yield s.id, s.published or "", s.outlet, s.headline, " ".join(hit.sentence.split())
