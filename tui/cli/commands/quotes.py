"""`warreader quotes`: who said what; the same utterance in other outlets; how often whom each quotes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from core import comparing
from core.library import Library
from core.library.statements.records import StatedQuote
from tui.cli.context import CommandError, Context
from tui.cli.output import complain, say, say_json, say_wrapped, table
from tui.cli.shapes import add_limit, pages
from tui.cli.stated import by, marks, quote_json, spread, utterance_json, where, words
from tui.cli.wanted import add_filter, chosen, entity_called
from tui.reading.phrases import joined


def add_arguments(parser: ArgumentParser) -> None:
    add_filter(parser, "what this speaker says", "published")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--direct", action="store_true", help="direct quotations alone")
    kinds.add_argument("--claims", action="store_true", help="indirect speech alone")
    parser.add_argument("--unverified", action="store_true", help="what the article could not verify alone")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--shared", action="store_true", help="utterances that several articles have")
    other.add_argument("--utterance", metavar="ID", type=int, help="all wordings of one utterance")
    other.add_argument("--sources", action="store_true", help="how often each outlet gives --entity the word")
    add_limit(parser, "quotes", default=50)


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        if options.sources:
            _print_sources(library, options)
        elif options.utterance is not None:
            _print_wordings(library, options)
        elif options.shared:
            _print_shared(library, options)
        else:
            _print_quotes(library, options)
    return 0


def _print_quotes(library: Library, options: Namespace) -> None:
    direct = True if options.direct else False if options.claims else None
    wanted = replace(chosen(library, options), direct=direct, unverified=options.unverified)
    found = pages(partial(library.statements.quotes, wanted), options.limit)
    printed = 0
    for quote in found:
        printed += 1
        if options.json:
            say_json(quote_json(quote))
        elif sys.stdout.isatty():
            _print_quote(quote)
        else:
            table((), [(quote.id, quote.article, quote.published or "", *_row(quote))])
    all_of_them = library.statements.quote_count(wanted)
    if not options.json and all_of_them > printed:
        complain(f"{printed} of {all_of_them:,} quotes and claims; --limit N prints more.")


def _row(quote: StatedQuote) -> tuple[str, str, str, str]:
    return quote.outlet, by(quote.speaker), marks(quote), " ".join(words(quote).split())


def _print_quote(quote: StatedQuote) -> None:
    say_wrapped(joined(by(quote.speaker), where(quote.outlet, quote.published, quote.article)))
    say_wrapped(words(quote), 4)
    if told := marks(quote):
        say_wrapped(f"[{told}]", 4)


def _print_sources(library: Library, options: Namespace) -> None:
    if not options.entity:
        raise CommandError("whose? Name somebody with --entity.")
    used = library.statements.sources(entity_called(library, options.entity))
    if options.json:
        for one in used:
            say_json(
                {
                    "outlet": one.outlet,
                    "quotes": one.quotes,
                    "claims": one.claims,
                    "unverified": one.unverified,
                }
            )
        return
    table(
        ("outlet", "quotes", "claims", "could not be verified"),
        [(one.outlet, one.quotes, one.claims, one.unverified) for one in used],
    )


def _print_shared(library: Library, options: Namespace) -> None:
    for one in pages(library.statements.utterances, options.limit):
        if options.json:
            say_json(utterance_json(one))
        else:
            say_wrapped(joined(f"{one.id}  {spread(one)}", by(one.lead.speaker)))
            say_wrapped(words(one.lead), 4)


def _print_wordings(library: Library, options: Namespace) -> None:
    try:
        told = library.statements.utterance(options.utterance)
    except KeyError:
        raise CommandError(
            f"no utterance {options.utterance}. `warreader quotes --shared` shows the numbers."
        ) from None
    found = pages(partial(library.statements.wordings, told.id), options.limit)
    if options.json:
        for quote in found:
            say_json(quote_json(quote))
        return
    say(f"{spread(told)}. In [brackets]: what the first wording does not have, or words otherwise.")
    first: StatedQuote | None = None
    for quote in found:
        first = first or quote
        say_wrapped(joined(by(quote.speaker), where(quote.outlet, quote.published, quote.article)))
        for line in beside(first.text, quote.text):
            say_wrapped(line, 4)


def beside(first: str, other: str) -> Iterator[str]:
    """A wording with what is not in the first one in brackets, and a line of what the first has beyond it.

    >>> list(beside("in positions smashed to pieces", "in shattered posts"))
    ['“in [shattered posts]”', 'instead of: positions smashed to pieces']
    """
    shown, at, instead, without = [], 0, [], []
    for run in comparing.word_by_word(first, other):
        start, end = run.right
        if run.kind in (comparing.Kind.ADDED, comparing.Kind.REWORDED):
            shown += [other[at:start], "[", other[start:end], "]"]
            at = end
        if run.kind is comparing.Kind.REWORDED:
            instead.append(first[slice(*run.left)])
        elif run.kind is comparing.Kind.CUT:
            without.append(first[slice(*run.left)])
    yield "“" + "".join([*shown, other[at:]]) + "”"
    for what, parts in (("instead of", instead), ("without", without)):
        if parts:
            yield f"{what}: {' … '.join(parts)}"
