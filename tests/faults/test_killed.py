"""Somebody pulls the plug: 200 times, at random statements and in the middle of commits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_indexer_leaves_a_sound_library_that_adding_again_makes_whole(
    tmp_path: Path, seed: int
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(tmp_path), "102", str(seed)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=600,
    )
    assert run.returncode == 0, run.stdout + run.stderr
