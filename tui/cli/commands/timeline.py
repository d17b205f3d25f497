"""`warreader timeline`: sentences by the day that they tell of, across all outlets."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from itertools import groupby

from core.library.statements.records import StatedDate
from tui.cli.context import Context
from tui.cli.output import complain, say, say_json, say_wrapped, table
from tui.cli.shapes import add_limit, pages, typed
from tui.cli.stated import date_json, where
from tui.cli.wanted import add_filter, chosen
from tui.reading.phrases import count, joined, spelt


def add_arguments(parser: ArgumentParser) -> None:
    add_filter(parser, "sentences that name it", "telling of a day")
    parser.add_argument("--place", metavar="WHERE", type=typed, help="that name a place, or one within it")
    parser.add_argument(
        "--days", action="store_true", help="the days alone, with how many sentences each has"
    )
    parser.add_argument(
        "--unresolved", action="store_true", help="dates that no day could be given to alone, and why not"
    )
    add_limit(parser, "sentences", default=50)


def run(context: Context, options: Namespace) -> int:
    if context.hint_if_empty():
        return 0
    with context.open() as library:
        wanted = chosen(library, options)
        days = library.statements.timeline_days(wanted)
        left_open = library.statements.unresolved_count(wanted)
        if options.days:
            _print_days([(day.value, day.dates) for day in days], options.json)
            return 0
        ask = library.statements.unresolved if options.unresolved else library.statements.timeline
        found = list(pages(partial(ask, wanted), options.limit))
    if options.json:
        for one in found:
            say_json(date_json(one))
        return 0
    for value, told in groupby(found, lambda one: one.value):
        _print_day(value, list(told))
    all_of_them = left_open if options.unresolved else sum(day.dates for day in days)
    if all_of_them > len(found):
        complain(f"{len(found)} of {all_of_them:,} sentences; --limit N prints more, --since DAY later ones.")
    if left_open and not options.unresolved:
        complain(f"{count(left_open, 'date')} could be given to no day; --unresolved tells why.")
    return 0


def _print_days(days: list[tuple[str, int]], as_json: bool) -> None:
    if as_json:
        for value, dates in days:
            say_json({"value": value, "dates": dates})
    else:
        table(("day", "sentences"), days)


def _print_day(value: str, told: list[StatedDate]) -> None:
    if not sys.stdout.isatty():
        rows = [
            (_meant(one), one.article, one.published or "", one.outlet, one.text, _flat(one.sentence))
            for one in told
        ]
        table((), rows)
        return
    say(spelt(value) if value else "Not resolved")
    for one in told:
        others = f"or {', '.join(map(spelt, one.others))}" if one.others else ""
        why = "" if value else one.why
        say_wrapped(joined(where(one.outlet, one.published, one.article), f"“{one.text}”", others, why), 2)
        say_wrapped(one.sentence, 6)


def _meant(one: StatedDate) -> str:
    """The day that is meant, with the others that may be; or why none is known."""
    return " or ".join((one.value, *one.others)) if one.value else f"? {one.why}"


def _flat(text: str) -> str:
    return " ".join(text.split())
