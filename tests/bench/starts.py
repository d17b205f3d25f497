"""From starting a program to its first useful frame, on a terminal of 120 by 40, ours beside others'.

All are started by turns, so that a slow minute slows them alike, and each is told twice: by the clock, and by
the processor time that its threads had used when the frame stood, which a busy machine moves less. A frame
of ours is useful once an article is open; the screen as it was left, which the reader shows again before it
has begun, is told by itself: an article is taken out of the library before each such start. harlequin is met
where it is installed, in any environment on PATH.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from core.library import Library
from tests.bench.figures import Figure
from tests.bench.made import fill
from tests.command import COMMAND, environment
from tests.terminal import Terminal

FEW, MANY = 100, 10_000
"""Articles."""
STARTS = 15
READY = "/ find"
"""A word of the footer, which the reader draws once an article is open."""


class Program(NamedTuple):
    """What is started, and the words on its first useful frame."""

    command: Sequence[str]
    shown: str
    leave: str = ""
    """The key that leaves it; without one it is killed."""
    changes: Path | None = None
    """A library that others write to after it was left."""


class Start(NamedTuple):
    """Milliseconds, by median."""

    took: float
    used: float


def figures(home: Path) -> Iterator[Figure]:
    """Starts over a made library of many articles, beside the peers' and beside those over a small one."""
    programs = {
        "hello, ≤ 1.25": Program(peer("hello"), "hello"),
        f"of {FEW:,}, ≤ 1.2": reader(home, FEW),
        "ours": (ours := reader(home, MANY)),
        "as left": ours._replace(leave="Q", changes=Path(ours.command[-1])),
    }
    if harlequin := shutil.which("harlequin"):
        programs["harlequin, ≤ 0.4"] = Program([harlequin, "-a", "sqlite", ours.command[-1]], "Query")
    found = by_turns(programs, home)
    mine, left = found.pop("ours"), found.pop("as left")
    for name, other in found.items():
        if name.startswith("hello"):
            yield Figure("the screen as it was left, written to since", "ms", left.took, other.took, name)
            yield Figure("the screen as it was left, written to since", "ms CPU", left.used, other.used, name)
        yield Figure(f"first frame of {MANY:,} articles", "ms", mine.took, other.took, name)
        yield Figure(f"first frame of {MANY:,} articles", "ms CPU", mine.used, other.used, name)


def by_turns(programs: Mapping[str, Program], home: Path, starts: int = STARTS) -> dict[str, Start]:
    """Start every program so often; one start before is not counted."""
    found: dict[str, list[Start]] = {name: [] for name in programs}
    for _ in range(starts + 1):
        for name, program in programs.items():
            found[name].append(_once(program, home))
    return {
        name: Start(*map(statistics.median, zip(*times[1:], strict=True))) for name, times in found.items()
    }


def _once(program: Program, home: Path) -> Start:
    # Who is killed leaves no screen behind, and finds none.
    state = {"XDG_STATE_HOME": str(home / f"left{program.leave}")}
    with Terminal(program.command, compiling(home) | state) as terminal:
        terminal.wait_for(program.shown)
        start = Start(1000 * (time.perf_counter() - terminal.started), 1000 * used(terminal))
        if program.leave:
            terminal.settle()
            terminal.press(program.leave)
            terminal.wait_for_exit()
    if program.changes:
        with Library.open(program.changes) as library, library.transaction():
            library.remove(min(library.article_ids()))
    return start


def used(terminal: Terminal) -> float:
    """Seconds of processor time that the threads of a program have used; of nanoseconds, on Linux."""
    tasks = Path(f"/proc/{terminal.process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


def compiling(home: Path) -> dict[str, str]:
    """An environment with modules compiled once, as they are for a user, in a place that is gone after."""
    kept = {name: value for name, value in environment(home).items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(home / "compiled")}


def peer(name: str) -> list[str]:
    """One of the small Textual programs."""
    return [sys.executable, "-m", "tests.bench.peers", name]


def reader(home: Path, articles: int) -> Program:
    """The reader over a made library."""
    path = home / f"first{articles}.db"
    with Library.open(path) as library:
        fill(library, articles)
    return Program([*COMMAND, "--library", str(path)], READY)
