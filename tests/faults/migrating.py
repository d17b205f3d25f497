"""Kill with SIGKILL whoever migrates a library of an earlier version, and look at what is left.

Run in a process of its own (`python -m tests.faults.migrating FOLDER POINTS SEED`), as tests.faults.killing
is: of every earlier version, those that can be enlarged with each article TIMES over, POINTS children die
before a chosen SQL statement or after a chosen time, in the copying of rows, the commit, the checkpoints or
the writing anew of the file. After each: the file is sound, of the old version or of this one with all its
articles, and opening it again makes of it row for row what an undisturbed opening makes.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from core.library import Library, LibraryError
from core.library.opening import VERSION
from tests.faults.killing import Scenario, die, dump, start, traced
from tests.library import old

TIMES = 15
_connect = sqlite3.connect


@dataclass(frozen=True)
class Undisturbed:
    statements: int
    seconds: float
    articles: int
    rows: dict[str, list[tuple[Any, ...]]]


def before(folder: Path, version: int) -> Scenario:
    path = folder / f"{version}.db"
    old.unpack(version, path)
    if version in old.BEFORE_STATEMENTS:
        old.enlarge(path, TIMES)
    return Scenario(f"schema {version}", path, folder)


def undisturbed(scenario: Scenario, library: Path) -> Undisturbed:
    seen: list[str] = []
    start(scenario, library)
    traced(seen.append)
    began = time.monotonic()
    migrate(library)
    seconds = time.monotonic() - began
    sqlite3.connect = _connect
    rows = dump(library)
    return Undisturbed(len(seen), seconds, len(rows["article"]), rows)


def die_after(library: Path, seconds: float) -> None:
    """Migrate in a child that is killed after so many seconds, unless it has ended by then."""
    child = os.fork()
    if child:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return
    try:
        migrate(library)
    finally:
        os._exit(0)


def migrate(library: Path) -> None:
    Library.open(library).close()


def wrong(library: Path, version: int, whole: Undisturbed) -> str:
    """What is wrong with what a killed migration left, or ""."""
    with closing(_connect(library)) as connection:
        ((sound,),) = connection.execute("PRAGMA integrity_check").fetchall()
        ((found,),) = connection.execute("PRAGMA user_version").fetchall()
        ((articles,),) = connection.execute(
            "SELECT count(*) FROM article JOIN article_text ON article_id = id"
        )
    if sound != "ok" or found not in (version, VERSION) or articles != whole.articles:
        return f"{sound}, version {found}, {articles} articles"
    try:
        with Library.open(library) as opened:
            if faults := opened.health.examine():
                return f"not sound: {faults[0]}"
    except LibraryError as error:
        return str(error)
    rows = dump(library)
    other = [table for table in whole.rows if rows.get(table) != whole.rows[table]]
    return f"other rows in {', '.join(other)}" if other or rows.keys() != whole.rows.keys() else ""


def main(folder: Path, points: int, seed: int) -> int:
    chance, failed = random.Random(seed), 0
    library = folder / "war.db"
    for version in range(1, VERSION):
        scenario = before(folder, version)
        whole = undisturbed(scenario, library)
        for number in range(points):
            statement, after = chance.randint(1, whole.statements), chance.uniform(0.0, whole.seconds)
            start(scenario, library)
            if number % 2:
                die(partial(migrate, library), statement)
            else:
                die_after(library, after)
            if told := wrong(library, version, whole):
                failed += 1
                print(f"{scenario.name}, {number}: statement {statement} or {after:.4f} s: {told}")
        print(f"{scenario.name}: {points} killed in {whole.statements} statements, {whole.seconds:.2f} s")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
