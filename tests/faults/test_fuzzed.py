"""Bytes of files change at random: every command ends in an answer or one clear line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("what", ["fuzzing", "mutating"])
def test_a_damaged_library_and_a_readers_own_files_are_never_a_traceback(tmp_path: Path, what: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{what}", str(tmp_path), "8", "3"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
