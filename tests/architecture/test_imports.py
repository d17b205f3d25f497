"""The arrows between rooms, as written and as they run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

HEAVY = ("spacy", "thinc", "numpy", "sqlite_utils", "trafilatura", "markdown_it", "httpx", "feedparser")
"""What takes from 50 ms to 1.5 s to import, and only indexing needs."""


def loaded_by(code: str) -> set[str]:
    """Names of the modules that a fresh interpreter has loaded after running `code`."""
    report = "\nimport sys; print('\\n'.join(['modules:', *sys.modules]))"
    run = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split("modules:\n")[1].split())


def test_the_written_arrows_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    "room", ["pipeline", "library", "ingest", "recognition", "linking", "sample", "fetching", "syncing"]
)
def test_no_room_of_core_loads_the_app_or_textual(room: str) -> None:
    loaded = loaded_by(f"import core.{room}")
    assert not {name for name in loaded if name.split(".")[0] in ("tui", "textual")}


def test_opening_the_app_loads_nothing_that_indexes() -> None:
    loaded = loaded_by("import tui.app")
    assert "textual" in loaded
    assert not loaded.intersection(HEAVY)


def test_the_screen_as_it_was_left_stands_before_textual_is_imported() -> None:
    loaded = loaded_by("import tui.cli.commands.reader, tui.cli.parser, tui.cli.context")
    assert "tui.restoring" in loaded
    assert not loaded.intersection(
        (*HEAVY, "textual", "rich", "core.query", "core.ingest", "core.library.schema")
    )


def test_the_recogniser_waits_with_spacy_until_it_is_loaded() -> None:
    assert not loaded_by("import core.recognition").intersection(("spacy", "thinc"))


def test_telling_the_version_loads_neither_app_nor_model() -> None:
    loaded = loaded_by(
        "import sys\n"
        "from tui.__main__ import main\n"
        "sys.argv = ['warreader', '--version']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code"
    )
    assert not loaded.intersection((*HEAVY, "textual"))
