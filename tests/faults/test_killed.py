"""Somebody pulls the plug 200 times, at random statements and in the middle of commits; and in migrations."""

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
    run("killing", tmp_path, 102, seed)


def test_a_killed_migration_leaves_a_library_of_the_old_version_or_of_this_one(tmp_path: Path) -> None:
    run("migrating", tmp_path, 3, 1)


def test_a_killed_decision_is_taken_or_is_not(tmp_path: Path) -> None:
    run("deciding", tmp_path, 30, 1)


def run(room: str, folder: Path, points: int, seed: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{room}", str(folder), str(points), str(seed)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
