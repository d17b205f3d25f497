"""Draw the README's pictures from the running app on the sample: `python -m tests.screenshots FOLDER`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from core.recognition import load
from core.sample import build_sample
from tui.app import WarReaderApp

GOVERNOR = re.compile(r"Ha[iy]da[iy]|Gaidai|Hajdaj")
ARTICLE = "Danube Radio"

FONTS = re.compile(r"@font-face\s*{[^}]*}\s*")
"""What would fetch a font from elsewhere when the picture is shown; the reader's own monospace font does."""

PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "reading-room": ((120, 40), ()),
    "narrow": ((80, 24), ()),
    "why": ((120, 40), ("w",)),
    "dossier": ((120, 40), ("D",)),
    "compare": ((120, 40), ("c",)),
    "map": ((120, 40), ("P",)),
}
"""Name to the terminal's size and the keys that are pressed once the governor is chosen."""


async def press(app: WarReaderApp, pilot: Pilot[None], key: str) -> None:
    """Press a key and wait for all that it sets going."""
    await pilot.press(key)
    await pilot.pause(0.4)  # the right pane follows once the reader rests on a name
    await app.workers.wait_for_complete()
    await pilot.pause()


async def draw(library: Path, state: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen as SVG: an article open, the governor chosen in it, and then the keys."""
    app = WarReaderApp(library, state, sample=True)
    async with app.run_test(size=size) as pilot:
        while app.room.page is None or app.room.page.outlet != ARTICLE:
            await press(app, pilot, "J")
        while app.room.dossier is None or not GOVERNOR.search(app.room.dossier.entity.label):
            await press(app, pilot, "e")
        for key in ("*", *keys):
            await press(app, pilot, key)
        return FONTS.sub("", app.export_screenshot(title="warreader", simplify=True))


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    with TemporaryDirectory() as scratch:
        library = build_sample(Path(scratch), load)
        for name, (size, keys) in PICTURES.items():
            svg = asyncio.run(draw(library, Path(scratch, name), size, keys))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(folder / f"{name}.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
