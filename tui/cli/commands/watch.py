"""`warreader watch DIR`: add what is in a directory, and then what comes into it, until stopped."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from tui.cli.context import CommandError, Context
from tui.cli.jobs import How, add_jobs
from tui.cli.output import complain, say
from tui.cli.shapes import named
from tui.cli.stopping import stoppable

NAMED = 5
"""Files of a batch that are named."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=lambda word: Path(named(word)), help="a directory")
    add_jobs(parser)


def run(context: Context, options: Namespace) -> int:
    from core.pipeline import add
    from tui.cli.indexing import recognizer

    directory: Path = options.directory
    if not directory.is_dir():
        raise CommandError(f"{directory}: no such directory. Name one that is there.")
    load = cache(lambda: recognizer(How.of(context, options)))
    try:
        with stoppable():
            for paths in _batches(directory, context.library.path):
                summary = add(paths, context.library.path, load)
                for where, message in summary.notes + summary.failed:
                    complain(f"{where}: {message}")
                if summary.added or summary.updated or summary.failed:
                    counts = f"{summary.added} added, {summary.updated} updated, {summary.failures} failed"
                    say(counts + _named([path.name for path in paths if path != directory]))
                    sys.stdout.flush()
    except KeyboardInterrupt:
        return 0
    return 0


def _named(files: Sequence[str]) -> str:
    """The files of a batch, the first of many."""
    more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
    return f": {', '.join(files[:NAMED])}{more}" if files else ""


def _batches(directory: Path, library: Path) -> Iterator[list[Path]]:
    """The directory, if anything is in it, and then the files that changed, as they come."""
    from watchfiles import Change, watch

    beginning = True
    # It gives an answer every second, changes or none; what comes in while we index is in the next one.
    for changes in watch(directory, watch_filter=None, rust_timeout=1_000, yield_on_timeout=True):
        if beginning:  # only now is it sure that nothing comes in unseen
            beginning = False
            if any(not path.name.startswith(".") for path in directory.iterdir()):
                yield [directory]
            continue
        changed = (Path(path) for change, path in changes if change is not Change.deleted)
        if paths := sorted(set(_articles(changed, directory, library))):
            yield paths


def _articles(changed: Iterable[Path], directory: Path, library: Path) -> Iterator[Path]:
    """The files among what changed that may be articles: neither hidden, nor gone, nor the library itself."""
    root, own = directory.resolve(), library.resolve().name
    for path in changed:
        inside = path.resolve().relative_to(root) if path.resolve().is_relative_to(root) else Path()
        hidden = any(part.startswith(".") for part in inside.parts)
        ours = path.parent.resolve() == library.resolve().parent and path.name.startswith(own)
        if path.is_file() and not path.is_symlink() and not hidden and not ours:
            yield path
