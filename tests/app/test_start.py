"""Opening the reader loads only what the first screen shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN = """
import asyncio, sys
from pathlib import Path
from tui.app import WarReaderApp

async def story():
    app = WarReaderApp(Path(sys.argv[1]), Path(sys.argv[2]))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("e", "asterisk", "J")
        await app.workers.wait_for_complete()
        assert app.room.page is not None

asyncio.run(story())
print("\\n".join(sys.modules))
"""
UNWANTED = {
    "spacy", "sqlite_utils", "thinc", "numpy", "trafilatura", "rapidfuzz",
    *(f"textual.widgets._{name}" for name in ("data_table", "markdown", "text_area", "list_view", "footer")),
}  # fmt: skip


def test_reading_imports_no_model_and_no_unused_widget(library_path: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, str(library_path), str(tmp_path / "reader.db")],
        capture_output=True, text=True, cwd=ROOT, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert UNWANTED & set(ran.stdout.split()) == set()
