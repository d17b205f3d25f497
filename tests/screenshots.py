"""Draw the README's pictures from the running app on the sample: `python -m tests.screenshots FOLDER`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from core.recognition import load
from core.sample import build_sample
from tui.app import WarReaderApp

WIDE, NARROW = (120, 40), (80, 24)

PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {}
"""Name to the terminal's size and the keys that are pressed."""


async def draw(library: Path, state: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen as SVG after the keys."""
    app = WarReaderApp(library, state, sample=True)
    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause(0.5)  # what follows a chosen name once the reader rests on it
        await app.workers.wait_for_complete()
        return app.export_screenshot(title="warreader", simplify=True)


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch:
        library = build_sample(Path(scratch), load)
        for name, (size, keys) in PICTURES.items():
            svg = asyncio.run(draw(library, Path(scratch, name), size, keys))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(folder / f"{name}.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
