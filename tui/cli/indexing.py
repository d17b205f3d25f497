"""Running the pipeline from the command line: the recogniser of choice, a progress bar, a clean stop."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from core import examining, settings
from core.ingest import Options
from core.library import LibraryError
from core.pipeline import OnProgress, Progress, Recognizes, Summary, add, add_articles
from tui.cli.context import CommandError
from tui.cli.jobs import How
from tui.cli.output import complain


@dataclass
class Tally:
    """What indexing came to, and what ended it before its time."""

    summary: Summary
    error: BaseException | None = None

    def __add__(self, later: Tally) -> Tally:
        return Tally(self.summary + later.summary, self.error or later.error)


def recognizer(how: How) -> Recognizes:
    """The recogniser that was asked for, with the reader's own tables.

    What is wrong in the tables is told and left out. Raises CommandError where its pipeline is not installed
    or no scheduler answers.
    """
    from core.recognition import ModelNotFoundError, lexicon, load  # imports spaCy: 1 to 1.5 s

    tables = settings.tables_path()
    for told in lexicon.complaints(tables):
        complain(told)
    try:
        if how.jobs == 1 and not how.scheduler:
            return load(how.model, extra=tables if tables.is_dir() else None)
        from core.recognition import spreading

        spreading.check(how.model)
        make = partial(spreading.processes, how.jobs) if not how.scheduler else _cluster(how.scheduler)
        return spreading.Spread(make, how.jobs, how.model, spreading.tables_in(tables), examining.prepared)
    except ModelNotFoundError as error:
        raise CommandError(str(error)) from error


def _cluster(address: str) -> Callable[[], Executor]:
    from core.recognition import spreading

    try:
        return spreading.cluster(address)
    except ImportError:
        raise CommandError(
            "--scheduler needs dask.distributed. Get it with: python -m pip install 'warreader[cluster]'"
        ) from None
    except (OSError, ValueError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise CommandError(
            f"{address}: no scheduler answers there ({told}). Name one as tcp://HOST:PORT."
        ) from None


def index(paths: Sequence[Path], library: Path, how: How, options: Options | None = None) -> Tally:
    """Add paths to a library; an interrupt, a missing model or the library's trouble ends it early."""
    return followed(
        lambda follow: add(paths, library, lambda: recognizer(how), follow, None, options), how.progress
    )


def index_web(urls: Sequence[str], library: Path, how: How, options: Options, allow_local: bool) -> Tally:
    """Add pages and feeds of the web to a library, as `index` adds files."""
    from core.fetching import Fetcher, Limits
    from core.syncing import articles_at

    with Fetcher(Limits(size=options.max_size), allow_local=allow_local) as fetcher:
        found = articles_at(fetcher, urls, options)
        return followed(
            lambda follow: add_articles(found, library, lambda: recognizer(how), follow), how.progress
        )


def followed(run: Callable[[OnProgress], Summary], how: str) -> Tally:
    """Run what adds articles (`add`, `add_articles`), and tell by a bar or by JSON how far it has come."""
    so_far: Callable[[], Summary] = Summary
    with progress_lines() if how == "json" else progress_bar() as show:

        def follow(progress: Progress) -> None:
            nonlocal so_far
            so_far = progress.summary
            show(progress)

        try:
            return Tally(run(follow))
        except (KeyboardInterrupt, LibraryError, CommandError) as error:
            return Tally(so_far(), error)


@contextmanager
def progress_lines() -> Iterator[OnProgress]:
    """A line of JSON on stderr for each step: articles done, how many in all, about the seconds left."""
    began = monotonic()

    def show(progress: Progress) -> None:
        done, total = progress.done, progress.total
        left = round((monotonic() - began) / done * max(0, total - done), 1) if done else None
        told = json.dumps({"done": done, "total": total, "seconds_left": left})
        print(told, file=sys.stderr, flush=True)

    yield show


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
            bar.update(task, total=progress.total, completed=progress.done, speed=told)

        yield show
