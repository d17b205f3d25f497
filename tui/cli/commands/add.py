"""`warreader add PATH…`: index articles, with a progress bar where somebody looks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.cli.commands.feeds import ADDRESS, add_local
from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.cli.shapes import named, typed


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", type=named, help="a file, a directory or a web address"
    )
    add_local(parser)


def run(context: Context, options: Namespace) -> int:
    from tui.cli.indexing import index, index_web  # bring the whole pipeline

    paths = [Path(source) for source in options.sources if not ADDRESS.match(source)]
    urls = [typed(source) for source in options.sources if ADDRESS.match(source)]
    tally = index(paths, context.library.path, context.model)
    if urls and tally.error is None:
        tally += index_web(urls, context.library.path, context.model, options.allow_local)
    for path, message in tally.summary.notes + tally.summary.failed:
        complain(f"{path}: {message}")
    interrupted = isinstance(tally.error, KeyboardInterrupt)
    if tally.error:
        complain("interrupted; what was added is kept." if interrupted else str(tally.error))
    done = tally.summary
    say(
        f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {len(done.failed)} failed "
        f"({context.library.path})"
    )
    if interrupted:
        return 130
    return 1 if tally.error or done.failed else 0
