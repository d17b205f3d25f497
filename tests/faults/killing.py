"""Kill the indexer with SIGKILL at many random points, and look each time at what is left.

Run in a process of its own (`python -m tests.faults.killing FOLDER POINTS SEED`): it loads everything once,
and forks a child for every point. A child dies before a chosen SQL statement, or a chosen moment after it
began a commit, while pages and checkpoints are written; its library checkpoints at every few pages so that
this is met. After each: the library must be sound, hold every article whole or not at all, and, once the
same `add` has run again, be row for row the library of a run that nobody disturbed. Prints a line for each
point where it is not; the exit code tells whether there was one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from core import pipeline
from core.library import Library
from tests.library import old as stored
from tests.library.fakes import Ahead, Spotter

NAMES = ("Hayday", "Haidai", "Gaidai", "Kyiv", "Luhansk")
LATEST = 0.004
"""Seconds after the beginning of a commit at which a child dies at the latest."""
_connect = sqlite3.connect


@dataclass(frozen=True)
class Scenario:
    """What an indexer finds when it starts."""

    name: str
    before: Path | None
    """A library to start from."""
    articles: Path
    reads: type[Spotter] = Ahead
    """Whether articles are read, and so committed, one by one or all at once."""


def scenarios(folder: Path) -> list[Scenario]:
    """A new library, one of the first version, which is migrated, and one whose articles have changed."""
    first, second = folder / "first", folder / "second"
    write(first, "spoke of")
    old = folder / "old.db"
    stored.unpack(1, old)
    filled = folder / "filled.db"
    write(second, "spoke of")
    index(filled, second)
    write(second, 'said: "We have left" on Tuesday and named 40 soldiers and')
    return [
        Scenario("new", None, first),
        Scenario("old", old, first, Spotter),
        Scenario("changed", filled, second),
    ]


def write(folder: Path, verb: str) -> None:
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(NAMES):
        other = NAMES[(number + 2) % len(NAMES)]
        words = f"{name} {verb} {other}\n\nGovernor {name} {verb} {other} in {NAMES[number - 1]}, {number}.\n"
        (folder / f"{number}.txt").write_text(f"Published: June {20 + number}, 2022\n\n{words}")


def index(library: Path, articles: Path, reads: type[Spotter] = Spotter) -> None:
    summary = pipeline.add([articles], library, reads)
    assert not summary.failed, summary.failed


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but when they were written, and how the search index is laid out."""
    connection = _connect(path)
    tables = connection.execute(
        """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'article_search%'
        AND name NOT LIKE '\\_sqlite\\_migrations%' ESCAPE '\\'"""
    ).fetchall()
    rows = {}
    for (table,) in tables:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "added"]
        chosen = ", ".join(f'"{column}"' for column in columns)
        rows[table] = sorted(connection.execute(f"SELECT {chosen} FROM {table}"), key=repr)
    connection.close()
    return rows


def traced(on_statement: Callable[[str], None]) -> None:
    """Let every connection made from now on tell its statements, and checkpoint often."""

    def connect(*args: Any, **named: Any) -> sqlite3.Connection:
        connection = _connect(*args, **named)
        connection.execute("PRAGMA wal_autocheckpoint = 8")
        connection.set_trace_callback(on_statement)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]


def start(scenario: Scenario, library: Path) -> None:
    for end in ("", "-wal", "-shm"):
        library.with_name(library.name + end).unlink(missing_ok=True)
    if scenario.before is not None:
        shutil.copy(scenario.before, library)


def undisturbed(scenario: Scenario, library: Path) -> tuple[int, int, dict[str, list[tuple[Any, ...]]]]:
    """How many statements and commits a run takes, and what it leaves."""
    seen: list[str] = []
    start(scenario, library)
    traced(seen.append)
    index(library, scenario.articles, scenario.reads)
    sqlite3.connect = _connect
    return len(seen), seen.count("COMMIT"), dump(library)


def die(work: Callable[[], object], statement: int, commit: int = 0, delay: float = 0.0) -> None:
    """Work in a child until it kills itself; a count of 0 means never."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or commit, "the child should not have come to its end"
        return
    left = [statement, commit]

    def kill(after: float = 0.0) -> None:
        time.sleep(after)
        os.kill(os.getpid(), signal.SIGKILL)

    def count(sql: str) -> None:
        left[0] -= 1
        left[1] -= sql == "COMMIT"
        if left[0] == 0:
            kill()
        if left[1] == 0 and sql == "COMMIT":
            threading.Thread(target=kill, args=(delay,), daemon=True).start()

    traced(count)
    try:
        work()
    finally:
        os._exit(0)


def wrong(library: Path, articles: Path, whole: dict[str, list[tuple[Any, ...]]]) -> str:
    """What is wrong with what a killed indexer left, or ""."""
    with Library.open(library) as opened:
        if faults := opened.health.examine():
            return f"not sound: {faults[0]}"
    index(library, articles)
    with Library.open(library) as opened:
        if faults := opened.health.examine():
            return f"not sound after adding again: {faults[0]}"
    again = dump(library)
    other = [table for table in whole if again[table] != whole[table]]
    return f"other rows after adding again in {', '.join(other)}" if other else ""


def main(folder: Path, points: int, seed: int) -> int:
    chance, failed = random.Random(seed), 0
    library = folder / "war.db"
    for scenario in scenarios(folder):
        statements, commits, whole = undisturbed(scenario, library)
        for number in range(points // 3):
            by_time = number % 4 == 0
            statement = 0 if by_time else chance.randint(1, statements)
            commit = chance.randint(1, commits) if by_time else 0
            delay = chance.uniform(0.0, LATEST)
            start(scenario, library)
            die(partial(index, library, scenario.articles, scenario.reads), statement, commit, delay)
            if told := wrong(library, scenario.articles, whole):
                failed += 1
                print(f"{scenario.name}, statement {statement}, commit {commit} + {delay:.4f} s: {told}")
        print(f"{scenario.name}: killed {points // 3} times in {statements} statements, {commits} commits")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
