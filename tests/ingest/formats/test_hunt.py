"""A short hunt with atheris over all files, where it is installed; `hunt` is there for a long one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.ingest.formats.pieces import FILES

ROOT = Path(__file__).resolve().parents[3]
RUNS = os.environ.get("WARREADER_HUNT", str(3 * len(list(FILES.iterdir()))))


@pytest.mark.skipif(
    not find_spec("atheris"), reason="atheris is not installed: pip install 'warreader[fuzz]'"
)
def test_atheris_finds_nothing(tmp_path: Path) -> None:
    # A shell between: Linux hands a program the peak of memory of whoever starts it.
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-m", "tests.ingest.formats.hunt", RUNS]
    found = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr[-3000:]
    (done,) = re.findall(r"Done (\d+) runs", found.stderr)
    assert int(done) >= int(RUNS)  # a few more where the last input is tried in several ways
