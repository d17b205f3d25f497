"""`warreader watch DIR`: add what is in a directory, and then what comes into it, until stopped."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tui.cli.context import CommandError, Context
from tui.cli.jobs import How, add_jobs
from tui.cli.output import complain, say
from tui.cli.shapes import named
from tui.cli.stopping import stoppable

if TYPE_CHECKING:
    from core.pipeline import Recognizes

NAMED = 5
"""Files of a batch that are named."""
PATIENCE = 60.0
"""Seconds after which what could not be added is tried again, where nothing new comes before."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=lambda word: Path(named(word)), help="a directory")
    add_jobs(parser)


def run(context: Context, options: Namespace) -> int:
    from tui.cli.indexing import recognizer

    directory: Path = options.directory
    if not directory.is_dir():
        raise CommandError(f"{directory}: no such directory. Name one that is there.")
    load = cache(lambda: recognizer(How.of(context, options)))
    waiting: dict[Path, None] = {}  # what is not added yet, as it came
    again = 0.0
    try:
        with stoppable():
            for paths in _batches(directory, context.library.path):
                waiting |= dict.fromkeys(paths)
                if paths or (waiting and monotonic() > again):
                    there = [path for path in waiting if path.exists()]
                    if _add(there, context.library.path, load, directory):
                        waiting.clear()
                    again = monotonic() + PATIENCE
    except KeyboardInterrupt:
        return 0
    return 0


def _add(paths: Sequence[Path], library: Path, load: Callable[[], Recognizes], directory: Path) -> bool:
    """Add files and tell what it came to; False where that failed as a whole, and they must come again."""
    from core.pipeline import add
    from tui.cli.indexing import followed

    tally = followed(lambda follow: add(paths, library, load, follow), "bar")
    done, error = tally.summary, tally.error
    for where, message in done.notes + done.failed:
        complain(f"{where}: {message}")
    if done.added or done.updated or done.failed:
        counts = f"{done.added} added, {done.updated} updated, {done.failures} failed"
        say(counts + _named([path.name for path in paths if path != directory]))
        sys.stdout.flush()
    if isinstance(error, KeyboardInterrupt):
        raise error
    if error is not None:  # a full disk has room again, a cluster comes back
        complain(str(error))
    return error is None


def _named(files: Sequence[str]) -> str:
    """The files of a batch, the first of many."""
    more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
    return f": {', '.join(files[:NAMED])}{more}" if files else ""


def _batches(directory: Path, library: Path) -> Iterator[list[Path]]:
    """The directory, if anything is in it; then every second the files that changed, which may be none."""
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
        yield sorted(set(_articles(changed, directory, library)))


def _articles(changed: Iterable[Path], directory: Path, library: Path) -> Iterator[Path]:
    """The files among what changed that may be articles: neither hidden, nor gone, nor the library itself."""
    root, own = directory.resolve(), library.resolve().name
    for path in changed:
        inside = path.resolve().relative_to(root) if path.resolve().is_relative_to(root) else Path()
        hidden = any(part.startswith(".") for part in inside.parts)
        ours = path.parent.resolve() == library.resolve().parent and path.name.startswith(own)
        if path.is_file() and not path.is_symlink() and not hidden and not ours:
            yield path
