"""An indexer that stops in the middle for whatever happens to its files then, and how it ended."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import environment
from tests.terminal import Terminal

ARTICLES = 80
UNPRIVILEGED = () if os.geteuid() else ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Root reads and writes whatever the modes say, unless its capabilities are taken."""
needs_modes = pytest.mark.skipif(
    bool(UNPRIVILEGED) and not shutil.which("setpriv"), reason="root, whom no mode stops, and no setpriv"
)


@dataclass(frozen=True)
class Ended:
    code: int
    told: list[str]


def press(folder: Path) -> Path:
    folder.mkdir()
    for n in range(ARTICLES):
        (folder / f"{n:03}.txt").write_text(f"Report {n}. Haidai left Kyiv. Gaidai stayed.")
    return folder


def add(home: Path, library: Path, articles: Path, meanwhile: Callable[[], object]) -> Ended:
    """Add articles; half-way, with everything before committed, something happens."""
    held = home / "held"
    held.touch()
    command = [sys.executable, "-m", "tests.faults.stopping", "--library", str(library)]
    command = [*UNPRIVILEGED, *command, "add", "--jobs", "1", str(articles)]
    at = f"{ARTICLES // 2}:{held}"
    with Terminal(command, environment(home) | {"HELD": at}, columns=400, rows=60) as terminal:
        terminal.wait_for(lambda _: (home / "held.by").exists(), 60)
        meanwhile()
        held.unlink()
        code = terminal.wait_for_exit(60)
        terminal.settle()
    return Ended(code, [line.strip() for line in terminal.lines if line.strip()])
