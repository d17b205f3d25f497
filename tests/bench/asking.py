"""What the app asks of a library, timed question by question as readers put them, in a process of its own.

    python -m tests.bench.asking FILE ROUNDS SEED    prints the milliseconds of each time by question, as JSON
    python -m tests.bench.asking FILE ROUNDS         prints them as a table: median and 95th percentile, and
                                                     medians of processor time and of steps

Steps are those of SQLite's virtual machine, thousands: on a busy machine they, and processor time, tell
better than the clock whether a question grows with the library. They are counted in rounds of their own.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core.library import Library
from core.library.reader import ReaderState
from tests.bench.questions import Reader
from tests.bench.resident import resident
from tui.reading import answers
from tui.reading.answers import Shelf

Answers = dict[str, list[float]]
_STEPS = 100
"""Of SQLite's machine, between two counts."""


@contextmanager
def reader(library: Path, seed: int) -> Iterator[Reader]:
    """A reader of a library with a file of marks that is gone afterwards."""
    with (
        TemporaryDirectory() as home,
        Library.open(library, read_only=True) as opened,
        ReaderState.open(Path(home, "reader.db")) as state,
    ):
        yield Reader(Shelf(opened, state, "place"), Random(seed))


def ask(library: Path, rounds: int, seed: int, clock: Callable[[], float] = time.perf_counter) -> Answers:
    """Milliseconds by question, a first round not counted; as "MB" what opening added to the resident set."""
    before = resident()
    with reader(library, seed) as one:
        answers.opening(one.shelf)
        took: Answers = {"MB": [resident() - before]}
        questions = one.questions()
        for turn in range(rounds + 1):
            for name, question in questions.items():
                started = clock()
                question()
                if turn:
                    took.setdefault(name, []).append(1000 * (clock() - started))
    return took


def steps(library: Path, rounds: int, seed: int) -> Answers:
    """Thousands of steps of SQLite's machine by question; the first round counts too."""
    counted = 0

    def count() -> bool:
        nonlocal counted
        counted += 1
        return False

    took: Answers = {}
    with reader(library, seed) as one:
        questions = one.questions()
        one.library.stopped_by(count, _STEPS)
        for name, question in [*questions.items()] * rounds:
            counted = 0
            question()
            took.setdefault(name, []).append(counted * _STEPS / 1000)
    return took


def p95(times: list[float]) -> float:
    """The 95th percentile of some times."""
    return sorted(times)[int(0.95 * len(times))]


def table(library: Path, rounds: int, seed: int = 3) -> Iterator[str]:
    """One row a question, the slowest last."""
    took = ask(library, rounds, seed)
    used = ask(library, min(rounds, 10), seed, time.process_time)
    walked = steps(library, min(rounds, 5), seed)
    yield f"resident more by opening: {took.pop('MB')[0]:.1f} MB"
    yield f"{'milliseconds':36} {'median':>8} {'p95':>8} {'cpu':>8} {'1000 steps':>10}"
    middle = {name: [statistics.median(of[name]) for of in (took, used, walked)] for name in took}
    for name, (clock, cpu, walk) in sorted(middle.items(), key=lambda item: item[1][1]):
        yield f"{name:36} {clock:8.1f} {p95(took[name]):8.1f} {cpu:8.1f} {walk:10.1f}"


if __name__ == "__main__":
    if sys.argv[3:]:
        print(json.dumps(ask(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(*table(Path(sys.argv[1]), int(sys.argv[2])), sep="\n")
