"""Recognition on many processes, of this machine or of a cluster, behind the face of one recogniser.

Articles go out in shares that are read in the very batches in which one process would read them, so the
answers are the same to the letter; they come back in order. So many shares are under way that no process
waits for the one that stores, and no more: memory stays bounded, and a slow library slows reading down.

Processes come from any executor of concurrent.futures: Python's own pool, or that of dask.distributed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from core.article import Article
from core.entity import Annotation
from core.recognition.model import BATCH, find
from core.recognition.recognizer import Recognizer, load

SHARE = 4 * BATCH
"""Articles that go out at once: a second's work."""
AHEAD = 2
"""Shares that wait for each process, beside the one that it works on."""

Tables = tuple[tuple[str, bytes], ...]
"""A reader's own tables by their names: another machine does not have them."""


@dataclass(slots=True)
class Spread:
    """A recogniser on `jobs` processes; one that is killed is replaced, and its shares go out again."""

    make: Callable[[], Executor]
    jobs: int
    model: str | None = None
    tables: Tables = ()
    then: Callable[[Article, Annotation], Annotation] | None = None
    """What is done with each article where it was read; it must be known by its name to other processes."""
    careful: bool = False
    """Some share killed who read it: even one article is read by another process than this one."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """The annotation of each article, in order. Raises what recognition raises.

        Of articles that fit into one share this process takes care itself: others would start longer.
        """
        coming = iter(articles)
        first = list(islice(coming, SHARE))
        if len(first) < SHARE and not self.careful:
            yield from annotated(self.model, self.tables, first)
            return
        yield from self._spread(_shares(chain(first, coming)))

    def _spread(self, shares: Iterator[list[Article]]) -> Iterator[Annotation]:
        executor, renewed = self.make(), False
        under_way: deque[tuple[list[Article], Future[list[Annotation]]]] = deque()
        try:
            while True:
                for share in islice(shares, self.jobs * (1 + AHEAD) - len(under_way)):
                    under_way.append((share, self._send(executor, share)))
                if not under_way:
                    return
                try:
                    found = under_way[0][1].result()
                except BrokenExecutor:
                    if renewed:  # the share itself kills who reads it
                        self.careful = True
                        raise
                    _end(executor, (future for _, future in under_way))
                    executor, renewed = self.make(), True
                    under_way = deque((share, self._send(executor, share)) for share, _ in under_way)
                    continue
                renewed = False
                under_way.popleft()
                yield from found
        finally:
            _end(executor, (future for _, future in under_way))

    def _send(self, executor: Executor, share: list[Article]) -> Future[list[Annotation]]:
        if self.then is None:
            return executor.submit(annotated, self.model, self.tables, share)
        return executor.submit(_followed, self.then, self.model, self.tables, share)


def _end(executor: Executor, futures: Iterable[Future[list[Annotation]]]) -> None:
    """Let nothing more be begun; dask's executor can't cancel what waits by itself."""
    for future in futures:
        future.cancel()
    executor.shutdown(wait=False)


def _shares(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while share := list(islice(articles, SHARE)):
        yield share


def annotated(model: str | None, tables: Tables, articles: Sequence[Article]) -> list[Annotation]:
    """What one process does with a share."""
    return list(_recognizer(model, tables).annotate(articles))


def _followed(
    then: Callable[[Article, Annotation], Annotation],
    model: str | None,
    tables: Tables,
    articles: Sequence[Article],
) -> list[Annotation]:
    found = annotated(model, tables, articles)
    return [then(article, annotation) for article, annotation in zip(articles, found, strict=True)]


@lru_cache(maxsize=1)
def _recognizer(model: str | None, tables: Tables) -> Recognizer:
    with TemporaryDirectory() as folder:
        for name, content in tables:
            Path(folder, name).write_bytes(content)
        return load(model, extra=Path(folder) if tables else None)


def check(model: str | None) -> None:
    """Raise ModelNotFoundError where there is no such pipeline, before anybody waits for processes."""
    if model is not None:
        find((model,))


def tables_in(folder: Path) -> Tables:
    """The tables in a folder, to be sent along."""
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.glob("*.tsv")))


def processes(jobs: int) -> Executor:
    """Processes of this machine. They leave ctrl+c and a lost terminal to their parent, and end with it."""
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin)


def cluster(address: str) -> Callable[[], Executor]:
    """The processes of a Dask cluster by the address of its scheduler, as tcp://HOST:PORT.

    Raises ImportError without dask.distributed, OSError where nobody answers.
    """
    from distributed import Client

    client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    return lambda: cast(Executor, client.get_executor(pure=False))


def _begin() -> None:
    for cause in (signal.SIGINT, signal.SIGHUP):  # which a terminal sends to everybody on it
        signal.signal(cause, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool's process that waits for work is never told that nobody is left to give it some."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
