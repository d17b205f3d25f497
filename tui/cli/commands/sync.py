"""`warreader sync`: fetch what is new in the feeds. Quiet where nothing happened, so that cron can run it."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from core.library.opening import LibraryError, told_of_file
from tui.cli.commands.feeds import add_local
from tui.cli.context import CommandError, Context
from tui.cli.jobs import How, add_jobs
from tui.cli.output import complain, say
from tui.cli.shapes import typed
from tui.cli.stopping import stoppable

if TYPE_CHECKING:
    from core.pipeline import Recognizes
    from core.syncing import FeedOutcome, SyncSummary


_NO_FEEDS = "no feeds. Follow one with `warreader subscribe ADDRESS`."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "urls",
        metavar="FEED",
        nargs="*",
        type=typed,
        help="feeds by their addresses; else all",
    )
    parser.add_argument("--full-text", action="store_true", help="fetch the pages behind the entries, too")
    parser.add_argument("--watch", metavar="MINUTES", type=_minutes, help="stay, and sync again so often")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell of every feed, news or none")
    add_jobs(parser)
    add_local(parser)


def _minutes(word: str) -> float:
    try:
        minutes = float(word)
    except ValueError:
        raise ArgumentTypeError(f"{word} is no number") from None
    if not 0 < minutes <= 10_080:
        raise ArgumentTypeError("between 0 and 10,080 minutes (a week)")
    return minutes


def run(context: Context, options: Namespace) -> int:
    from tui.cli.indexing import recognizer

    load = cache(lambda: recognizer(How.of(context, options)))
    if options.watch is None:
        with stoppable():
            return _once(context, options, load)
    try:
        with stoppable():
            while True:
                try:
                    _once(context, options, load)
                except (CommandError, LibraryError) as error:  # a full disk has room again
                    complain(str(error))
                time.sleep(60 * options.watch)
    except KeyboardInterrupt:
        if options.verbose:
            complain("stopped.")
    return 0


def _once(context: Context, options: Namespace, load: Callable[[], Recognizes]) -> int:
    from core.syncing import SyncError, sync

    with told_of_file(context.library.path):
        there = context.library.path.exists()
    if not there:
        raise CommandError(_NO_FEEDS)
    try:
        summary = sync(
            context.library.path,
            load,
            options.urls,
            full_text=options.full_text,
            allow_local=options.allow_local,
            on_outcome=lambda outcome: _tell(outcome, options.verbose),
        )
    except SyncError as error:
        raise CommandError(str(error)) from error
    if not (summary.outcomes or summary.waiting or summary.gone):
        complain(_NO_FEEDS)
    else:
        _tell_all(summary, options.verbose)
    sys.stdout.flush()
    return 1 if summary.failed else 0


def _tell(outcome: FeedOutcome, verbose: bool) -> None:
    if outcome.failure:
        complain(f"{outcome.name}: {outcome.failure}")
    elif verbose:
        say(f"{outcome.name}: {outcome.added} new, {outcome.updated} updated")
    if verbose:
        for note in outcome.notes:
            complain(f"{outcome.name}: {note}")


def _tell_all(summary: SyncSummary, verbose: bool) -> None:
    if not (verbose or summary.added or summary.updated or summary.failed):
        return
    parts = [f"{_count(len(summary.outcomes), 'feed')}", f"{_count(summary.added, 'new article')}"]
    for number, word in (
        (summary.updated, "updated"),
        (len(summary.failed), "failed"),
        (summary.waiting, "waiting after failures"),
        (summary.gone, "gone"),
    ):
        if number:
            parts.append(f"{number:,} {word}")
    say(", ".join(parts))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
