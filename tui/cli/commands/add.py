"""`warreader add PATH…`: index articles, with a progress bar where somebody looks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.cli.shapes import named


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=lambda word: Path(named(word)), help="a file or a directory"
    )


def run(context: Context, options: Namespace) -> int:
    from core import deciding
    from tui.cli.indexing import index  # brings the whole pipeline

    tally = index(options.paths, context.library.path, context.model)
    for path, message in tally.summary.notes + tally.summary.failed:
        complain(f"{path}: {message}")
    for problem in deciding.read(context.library.path)[1]:
        complain(str(problem))
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
