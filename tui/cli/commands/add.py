"""`warreader add SOURCE…`: index articles, with a progress bar where somebody looks."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from pathlib import Path

from core.ingest.options import MAPPED, MAX_SIZE, Options
from tui.cli.commands.feeds import ADDRESS, add_local
from tui.cli.context import Context
from tui.cli.jobs import How, add_jobs, add_progress
from tui.cli.output import complain, say
from tui.cli.shapes import named, typed
from tui.cli.stopping import code, stoppable


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        type=named,
        help="a file, a directory, a quoted pattern, an address in the web, or - for standard input",
    )
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        type=_mapping,
        help="of tables and JSON: the column or key that holds a field (text, title, outlet, published …)",
    )
    parser.add_argument("--table", metavar="NAME", default="", help="of a database: the table to read")
    parser.add_argument(
        "--max-size",
        metavar="SIZE",
        type=_size,
        default=MAX_SIZE,
        help="largest file, or part of one, that is read: 500K, 64M, 2G (default 64M)",
    )
    add_jobs(parser)
    add_progress(parser)
    add_local(parser)


def run(context: Context, options: Namespace) -> int:
    from tui.cli.indexing import index, index_web  # bring the whole pipeline

    wanted = Options(options.max_size, dict(options.map), options.table)
    paths = [Path(source) for source in options.sources if not ADDRESS.match(source)]
    urls = [typed(source) for source in options.sources if ADDRESS.match(source)]
    how = How.of(context, options)
    with stoppable():
        tally = index(paths, context.library.path, how, wanted)
        if urls and tally.error is None:
            tally += index_web(urls, context.library.path, how, wanted, options.allow_local)
    for path, message in tally.summary.notes + tally.summary.failed:
        complain(f"{path}: {message}")
    _tell_of_decisions(context.library.path)
    stop = tally.error if isinstance(tally.error, KeyboardInterrupt) else None
    if tally.error:
        complain("interrupted; what was added is kept." if stop else str(tally.error))
    done = tally.summary
    say(
        f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {done.failures} failed "
        f"({context.library.path}){_kinds(done.formats)}"
    )
    if stop:
        return code(stop)
    return 1 if tally.error or done.failed else 0


def _tell_of_decisions(library: Path) -> None:
    """Tell of the lines of the journal that are no decisions."""
    from core import deciding

    try:
        for problem in deciding.read(library)[1]:
            complain(str(problem))
    except OSError as error:  # closed to us since: the articles are stored, and are told of
        complain(f"{deciding.journal_path(library)}: can't be read ({str(error.strerror).lower()}).")


def _kinds(formats: Iterable[tuple[str, int]]) -> str:
    """How many articles of which format were met, where it was not text alone."""
    told = ", ".join(f"{count} {form}" for form, count in formats)
    return "" if re.fullmatch(r"(?:\d+ text)?", told) else f": {told}"


def _mapping(word: str) -> tuple[str, str]:
    field, separator, column = word.partition("=")
    if not separator or not column:
        raise ArgumentTypeError(f"{word} is not of the form FIELD=COLUMN")
    if field not in MAPPED:
        raise ArgumentTypeError(f"no field {field}; there are {', '.join(MAPPED)}")
    return field, column


def _size(word: str) -> int:
    found = re.fullmatch(r"(\d{1,12})([kmg]?)b?", word.lower())
    if not found or not int(found[1]):
        raise ArgumentTypeError(f"{word} is no size; write it as 500K, 64M or 2G")
    return int(found[1]) << 10 * " kmg".index(found[2] or " ")
