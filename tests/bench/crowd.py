"""Ten readers and one writer at once, each a process: 95th percentiles of questions, and the rate of writing.

    python -m tests.bench.crowd FILE [SECONDS]    measures a made library, which grows by it

The readers put the questions of tests.bench.asking with the pauses of one who presses four keys a second;
without pauses ten of them are ten programs that share the machine's cores, and tell of its cores alone.
The writer stores made articles, first 100 and then one a transaction; what it stores a second is told beside
what it stores without readers. A question that ends in an error, above all in "database is locked", is told.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from core.library import Library
from tests.bench.asking import p95, reader
from tests.bench.made import Maker, Press, articles

READERS = 10
SECONDS = 15.0
PAUSE = 0.25
"""Seconds between two questions of a reader, by mean."""
Answers = dict[str, list[float]]


@dataclass
class Crowd:
    """What came of some seconds."""

    took: Answers = field(default_factory=dict)
    """Milliseconds by question, of all readers."""
    troubles: list[str] = field(default_factory=list)
    stored: float = 0.0
    """Articles a second."""

    def p95(self, question: str) -> float:
        return p95(self.took[question])

    @property
    def p95_of_all(self) -> float:
        return p95([one for took in self.took.values() for one in took])


def read(path: Path, seed: int, begin: Event, end: Event, told: Any) -> None:
    """Ask until it ends; tell what each question took, and what went wrong."""
    took: Answers = {}
    troubles: list[str] = []
    with reader(path, seed) as one:
        questions, random = list(one.questions().items()), one.random
        told.put(None)
        begin.wait()
        while not end.is_set():
            time.sleep(random.expovariate(1 / PAUSE))
            name, question = random.choice(questions)
            started = time.perf_counter()
            try:
                question()
            except Exception as error:  # it is what is looked for
                troubles.append(f"{name}: {error}")
            took.setdefault(name, []).append(1000 * (time.perf_counter() - started))
    told.put((took, troubles))


def write(path: Path, transaction: int, seed: int, seconds: float) -> float:
    """Articles a second that are stored, so many a transaction."""
    with Library.open(path) as library:
        maker, drawn = Maker(library), articles(Press(), seed, start=seed * 10_000_000)
        for made in islice(drawn, 20):  # its names, for the most part, are then known
            with library.transaction():
                maker.store(made)
        stored, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds:
            with library.transaction():
                for made in islice(drawn, transaction):
                    maker.store(made)
            stored += transaction
        return stored / (time.perf_counter() - started)


def together(path: Path, work: Callable[[], float], readers: int = READERS) -> Crowd:
    """Readers who read for as long as some work takes, which tells the articles that it stored a second."""
    context = multiprocessing.get_context("spawn")
    begin, end, told = context.Event(), context.Event(), context.Queue()
    crowd = Crowd()
    processes = [context.Process(target=read, args=(path, n, begin, end, told)) for n in range(readers)]
    for process in processes:
        process.start()
    for _ in processes:
        told.get()
    begin.set()
    crowd.stored = work()
    end.set()
    for _ in processes:
        took, troubles = told.get()
        crowd.troubles += troubles
        for name, times in took.items():
            crowd.took.setdefault(name, []).extend(times)
    for process in processes:
        process.join()
    return crowd


def pause(seconds: float) -> float:
    """No writing."""
    time.sleep(seconds)
    return 0.0


def main(path: Path, seconds: float) -> None:
    alone = {many: write(path, many, 90 + many, seconds) for many in (100, 1)}
    crowds = {
        "alone": together(path, lambda: pause(seconds)),
        "beside 100 a transaction": together(path, lambda: write(path, 100, 300, seconds)),
        "beside 1 a transaction": together(path, lambda: write(path, 1, 301, seconds)),
    }
    print(f"{'p95, ms':28}", *crowds, sep=" | ")
    for name in crowds["alone"].took:
        print(f"{name:28}", *(f"{crowd.p95(name):8.1f}" for crowd in crowds.values() if name in crowd.took))
    for name, crowd in crowds.items():
        print(f"{name}: {sum(map(len, crowd.took.values()))} answers, {crowd.stored:.0f} articles/s stored,")
        print(f"    in trouble: {len(crowd.troubles)} {sorted(set(crowd.troubles))[:3]}")
    print("written without readers:", {many: round(rate) for many, rate in alone.items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if sys.argv[2:] else SECONDS)
