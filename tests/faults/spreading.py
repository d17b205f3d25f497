"""Recognise on real processes, kill one in the middle, and compare with what one process finds.

Run as `python -m tests.faults.spreading processes|cluster`: a pool of two processes, or a Dask cluster of two
on this machine. Prints "the same", or what differs.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from operator import ne
from pathlib import Path

from core.article import Article
from core.recognition import load, spreading
from tests.library.fakes import article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SHARES = 6
Victims = Callable[[], list[int]]


def press() -> list[Article]:
    """Pieces of the sample articles, no two alike."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    pieces = (
        texts[number % len(texts)][number : number + 1_200] for number in range(SHARES * spreading.SHARE)
    )
    return [article(text, f"/{number}") for number, text in enumerate(pieces)]


@contextmanager
def processes() -> Iterator[tuple[Callable[[], Executor], Victims]]:
    pools: list[ProcessPoolExecutor] = []

    def make() -> Executor:
        pool = spreading.processes(2)
        assert isinstance(pool, ProcessPoolExecutor)
        pools.append(pool)
        return pool

    yield make, lambda: list(pools[-1]._processes)


@contextmanager
def cluster() -> Iterator[tuple[Callable[[], Executor], Victims]]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as two:
        workers = two.workers
        yield spreading.cluster(two.scheduler_address), lambda: [one.process.pid for one in workers.values()]


def main(where: str) -> int:
    articles = press()
    alone = list(load().annotate(articles))
    with (processes if where == "processes" else cluster)() as (make, victims):
        found = []
        for annotation in spreading.Spread(make, 2).annotate(articles):
            found.append(annotation)
            if len(found) == spreading.SHARE:
                os.kill(victims()[0], signal.SIGKILL)
    print("the same" if found == alone else f"{sum(map(ne, found, alone))} differ")
    return int(found != alone)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
