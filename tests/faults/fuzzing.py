"""Change random bytes of a library's file, and ask it everything: one clear line or an answer, nothing else.

Run in a process of its own (`python -m tests.faults.fuzzing FOLDER RUNS SEED`): a crash of the interpreter or
a hang ends that and nothing more. Prints a line for each run that ended otherwise.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import signal
import sys
import traceback
from collections import Counter
from datetime import date
from pathlib import Path

from core.library import Library
from tests.library.fakes import article, store

PAGE = 8192
HANGS = 20
"""Seconds after which a run counts as hanging."""
COMMANDS = (
    ("list",), ("stories",), ("copies",), ("entities",), ("show", "1"), ("show", "7", "--json"),
    ("dossier", "Hayday"), ("search", "Kyiv"), ("search", "outlet:Wire after:2022"), ("quotes",),
    ("figures",), ("timeline",), ("why", "Hayday", "Gaidai"), ("doubts",), ("export", "entities"),
    ("doctor", "--quick"), ("doctor",), ("hide", "Hayday"), ("edit", "1", "--outlet", "Post"),
)  # fmt: skip


def make(path: Path) -> None:
    with Library.open(path) as library:
        for number in range(12):
            words = f"Hayday {number} spoke of Kyiv. Gaidai left Luhansk with {number} men. " * 40
            store(library, article(words, f"/press/{number}.txt", date(2022, 6, 1 + number)))


def damage(data: bytearray, chance: random.Random) -> None:
    """Some bytes anywhere, some at the heads of pages, or a piece torn off or put elsewhere."""
    kind = chance.random()
    if kind < 0.1:
        del data[chance.randrange(len(data)) :]
    elif kind < 0.2:
        start, to = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
        data[to : to + PAGE] = data[start : start + PAGE]
    for _ in range(chance.choice((1, 4, 40, 400))):
        page = chance.randrange(max(1, len(data) // PAGE)) * PAGE
        place = page + chance.randrange(PAGE if chance.random() < 0.5 else 120)
        if place < len(data):
            data[place] = chance.choice((0, 0xFF, chance.randrange(256)))


def ask(path: Path, command: tuple[str, ...]) -> str:
    """What is wrong with how a command ended, or ""."""
    from tui.__main__ import main

    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["--library", str(path), *command])
    except (Exception, SystemExit):
        return traceback.format_exc(limit=-4)
    told = err.getvalue().splitlines()
    if code not in (0, 1) or (code == 1 and not told and not out.getvalue()):
        return f"ended with {code}, saying {told}"
    return ""


def _hung(*_: object) -> None:
    raise TimeoutError("it hangs")


def main(folder: Path, runs: int, seed: int) -> int:
    whole, path, chance = folder / "whole.db", folder / "war.db", random.Random(seed)
    make(whole)
    signal.signal(signal.SIGALRM, _hung)
    wrong: Counter[str] = Counter()
    for number in range(runs):
        data = bytearray(whole.read_bytes())
        damage(data, chance)
        for command in COMMANDS:
            for end in ("-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            path.write_bytes(data)
            signal.alarm(HANGS)
            if told := ask(path, command):
                if not wrong[told]:
                    print(f"run {number}, {' '.join(command)}: {told}", flush=True)
                    shutil.copy(path, folder / f"wrong-{number}.db")
                wrong[told] += 1
            signal.alarm(0)
    print(f"{runs} damaged libraries, {runs * len(COMMANDS)} commands, {wrong.total()} ended wrongly")
    return min(wrong.total(), 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
