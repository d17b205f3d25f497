"""Somebody stops the indexer politely: it says so in one line, leaves nobody behind and loses nothing."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from core import pipeline
from core.library import Library
from core.recognition.spreading import SHARE
from tests.command import environment
from tests.library.fakes import Joiner, Spotter
from tests.terminal import Terminal

ARTICLES = 9 * SHARE
"""More than go out to two processes at once: what comes back is committed when the next is read."""
COMMAND = (sys.executable, "-m", "tests.faults.stopping")


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for n in range(ARTICLES):
        (folder / f"{n:03}.txt").write_text(f"Report {n}. Haidai left Kyiv. Gaidai stayed.")
    return folder


def let_go(terminal: Terminal) -> bool:
    """Read what is left of a program that ended; whether nobody has its terminal now: reading fails then."""
    while terminal.read(20):
        pass
    try:
        return bool(select.select([terminal.master], [], [], 0)[0]) and not os.read(terminal.master, 1)
    except OSError:
        return True


@pytest.mark.parametrize("at", [0, SHARE])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("cause", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_indexer_that_is_told_to_stop_keeps_what_it_has(
    tmp_path: Path, press: Path, cause: signal.Signals, jobs: str, at: int
) -> None:
    library, held = tmp_path / "war.db", tmp_path / "held"
    held.touch()
    command = (*COMMAND, "--library", str(library), "add", "--jobs", jobs, str(press))
    with Terminal(command, environment(tmp_path) | {"HELD": f"{at}:{held}"}, columns=400) as terminal:
        terminal.wait_for(lambda text: (tmp_path / "held.by").exists() and f" {at}/" in text, 60)
        terminal.process.send_signal(cause)
        terminal.wait_for("interrupted; what was added is kept.", 60)
        held.unlink()
        assert terminal.wait_for_exit(30) == 128 + cause
        assert let_go(terminal)
    told = [line.strip() for line in terminal.lines if line.strip()]
    assert told == ["warreader: interrupted; what was added is kept.", told[-1]], "and the summary"
    assert told[-1].startswith(f"{at} added, 0 updated, 0 unchanged, 0 failed")
    with Library.open(library) as opened:
        assert opened.article_count() == at and opened.health.examine() == []
    again = pipeline.add([press], library, Spotter, make_linker=Joiner)
    assert (again.added, again.unchanged, again.failed) == (ARTICLES - at, at, ())
