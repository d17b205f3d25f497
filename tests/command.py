"""How the tests call warreader: as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_INSTALLED = Path(sys.executable).with_name("warreader")

COMMAND: tuple[str, ...] = (str(_INSTALLED),) if _INSTALLED.exists() else (sys.executable, "-m", "tui")
"""The installed command; where the package stands on the path uninstalled, its module."""

_ROOT = Path(__file__).resolve().parents[1]


SPOTTING = """
import sys
import core.pipeline
from tests.library.fakes import Joiner, Spotter
from tui.__main__ import main
from tui.cli import indexing
indexing.recognizer = lambda how: Spotter()
core.pipeline._linker = lambda library: Joiner(library.names)
sys.exit(main())
"""
"""A program of Python's: warreader with a recogniser that loads no model."""


def python_path() -> str:
    """Where a program of ours finds the tests and the packages."""
    return os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))


def environment(home: Path) -> dict[str, str]:
    """This process's environment with every directory of the user inside `home`."""
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    kept = {name: value for name, value in os.environ.items() if name != "WARREADER_LIBRARY"}
    return kept | own | {"HOME": str(home), "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": python_path()}


def warreader(*arguments: str | Path, home: Path) -> str:
    """Run the command and return what it printed; raises RuntimeError with its words where it fails."""
    run = subprocess.run(
        (*COMMAND, *map(str, arguments)), capture_output=True, text=True, env=environment(home), timeout=600
    )
    if run.returncode:
        raise RuntimeError(f"{run.args} ended with {run.returncode}\n{run.stdout}{run.stderr}")
    return run.stdout
