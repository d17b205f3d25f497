"""Kill with SIGKILL whoever takes decisions and puts articles right; look at what journal and library say.

Run in a process of its own (`python -m tests.faults.deciding FOLDER POINTS SEED`), as tests.faults.killing
is. A child takes the decisions below one after another and dies before a chosen SQL statement, or a chosen
moment after it began a commit. After each: the library is sound, no line of the journal is torn, and the next
`add` makes of them what a library is that takes in such a journal at once.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from functools import partial
from pathlib import Path

from core import deciding
from core.entity import EntityType, Name
from core.library import Library
from core.linking.decisions import Verb
from tests.faults.killing import LATEST, NAMES, Scenario, die, index, start, traced, write

_connect = sqlite3.connect
GOVERNOR, OTHER, THIRD = (Name(EntityType.PERSON, form) for form in NAMES[:3])
Seen = list[tuple[str, str, int, int]]


def decide(library: Path) -> None:
    """Decisions of several kinds, taken back and taken again, with an edit between them."""
    deciding.decide(library, Verb.MERGE, "ada", GOVERNOR, OTHER)
    deciding.decide(library, Verb.RENAME, "ada", GOVERNOR, value="The governor")
    deciding.decide(library, Verb.NOT_SAME, "bob", GOVERNOR, THIRD)
    deciding.undo(library, "bob")
    deciding.edit(library, 2, {"outlet": "Another Outlet", "published": "2022-06-30"}, "ada")
    deciding.decide(library, Verb.HIDE, "ada", Name(EntityType.PLACE, "Kyiv"))
    deciding.redo(library, "bob")


def begin(filled: Path, library: Path) -> None:
    start(Scenario("decided", filled, filled.parent), library)
    deciding.journal_path(library).unlink(missing_ok=True)


def seen(path: Path) -> Seen:
    with Library.open(path, read_only=True) as library:
        found = [*library.entities(), *library.entities(hidden=True)]
        return sorted((one.label, one.type.value, one.mentions, one.articles) for one in found)


def wrong(library: Path, articles: Path, filled: Path) -> str:
    """What is wrong with what a killed reader left, or ""."""
    with Library.open(library) as opened:
        if faults := opened.health.examine():
            return f"not sound: {faults[0]}"
    index(library, articles)
    with Library.open(library) as opened:
        _, problems = deciding.check(opened)
        if told := [*opened.health.examine(), *deciding.unmet(opened), *problems]:
            return f"after adding again: {told[0]}"
    again = library.with_name("again.db")
    begin(filled, again)
    if (journal := deciding.journal_path(library)).exists():
        shutil.copy(journal, deciding.journal_path(again))
    index(again, articles)
    return "" if seen(again) == seen(library) else f"{seen(library)} instead of {seen(again)}"


def main(folder: Path, points: int, seed: int) -> int:
    chance, failed, told = random.Random(seed), 0, list[str]()
    articles, filled, library = folder / "press", folder / "filled.db", folder / "war.db"
    write(articles, "spoke of")
    index(filled, articles)
    begin(filled, library)
    traced(told.append)
    decide(library)
    sqlite3.connect = _connect
    commits = told.count("COMMIT")
    for number in range(points):
        by_time = number % 3 == 0
        statement = 0 if by_time else chance.randint(1, len(told))
        commit = chance.randint(1, commits) if by_time else 0
        begin(filled, library)
        die(partial(decide, library), statement, commit, chance.uniform(0.0, LATEST))
        if trouble := wrong(library, articles, filled):
            failed += 1
            print(f"statement {statement}, commit {commit}: {trouble}")
    print(f"killed {points} times in {len(told)} statements, {commits} commits")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
