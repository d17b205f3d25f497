"""Running the pipeline from the command line: the recogniser of choice, a progress bar, a clean stop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core import settings
from core.ingest import Options
from core.library import LibraryError
from core.pipeline import OnProgress, Progress, Recognizes, Summary, add
from tui.cli.context import CommandError


@dataclass
class Tally:
    """What indexing came to, and what ended it before its time."""

    summary: Summary
    error: BaseException | None = None


def recognizer(model: str | None) -> Recognizes:
    """The recogniser of a spaCy pipeline with the reader's own tables.

    Raises CommandError where the pipeline is not installed or a table can't be read.
    """
    from core.recognition import ModelNotFoundError, TableError, load  # imports spaCy: 1 to 1.5 s

    tables = settings.tables_path()
    try:
        return load(model, extra=tables if tables.is_dir() else None)
    except (ModelNotFoundError, TableError) as error:
        raise CommandError(str(error)) from error


def index(paths: Sequence[Path], library: Path, model: str | None, options: Options | None = None) -> Tally:
    """Add paths to a library; an interrupt, a missing model or the library's trouble ends it early."""
    return followed(lambda follow: add(paths, library, lambda: recognizer(model), follow, None, options))


def followed(run: Callable[[OnProgress], Summary]) -> Tally:
    """Run what adds articles (`add`, `add_articles`) under a progress bar."""
    tally = Tally(Summary())
    with progress_bar() as show:

        def follow(progress: Progress) -> None:
            tally.summary = progress.summary
            show(progress)

        try:
            tally.summary = run(follow)
        except (KeyboardInterrupt, LibraryError, CommandError) as error:
            tally.error = error
    return tally


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """A bar on stderr with articles per second and the time left; nothing where no terminal shows it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, speed="")

        def show(progress: Progress) -> None:
            speed = bar.tasks[0].speed
            told = f"{speed:.1f} articles/s" if speed else ""
            bar.update(task, total=progress.total, completed=progress.summary.done, speed=told)

        yield show
