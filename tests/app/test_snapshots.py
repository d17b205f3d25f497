"""Pictures of the screen; `pytest tests/app --snapshot-update` takes them anew."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tui import themes
from tui.app import WarReaderApp

TO_THE_GOVERNOR = ["e", "e", "e"]
VIEWS = {
    "text": TO_THE_GOVERNOR,
    "mentions": [*TO_THE_GOVERNOR, "enter", "j"],
    "articles": ["1", "j"],
    "found": ["slash", *"haidai", "enter"],
    "search": ["F", *"person:haidai -pentagon"],
    "wrong": ["F", *"haidai before:x"],
    "saved": [
        *("F", *"person:haidai", "f2", "ctrl+u", *"The governor", "enter"),
        *("F", "ctrl+u", *"is:unread", "f2", "enter", "1", "g", "k", "enter"),
    ],
    "why": [*TO_THE_GOVERNOR, "enter", "w"],
    "help": ["question_mark"],
    "hints": ["f"],
    "selecting": [*TO_THE_GOVERNOR, "v"],
    "marks": [*TO_THE_GOVERNOR, "s", "v", "enter", "B"],
    "dossier": [*TO_THE_GOVERNOR, "D"],
    "index": ["I", "j"],
    "stories": ["S", "1"],
    "about": ["i"],
    "merge": ["e", "m", *"lys"],
    "tag": ["a", *"front line"],
    "note": [*TO_THE_GOVERNOR, "A", "e", *"Ask the district who saw it."],
    "trail": [*TO_THE_GOVERNOR, "enter", "j", "enter", "apostrophe"],
    "letters": ["Z"],
    "zen": [*TO_THE_GOVERNOR, "z"],
}
SHOTS = [
    *product(VIEWS, ((80, 24), (120, 40), (200, 60)), (themes.DARK.name, themes.LIGHT.name)),
    *(("text", (120, 40), name) for name in [*themes.OURS][2:]),
    *((view, (80, 24), [*themes.OURS][2]) for view in ("mentions", "articles", "found")),
]


@pytest.mark.parametrize(
    ("view", "size", "theme"), SHOTS, ids=[f"{view}-{w}x{h}-{theme}" for view, (w, h), theme in SHOTS]
)
def test_the_screen_looks_as_it_should(
    view: str,
    size: tuple[int, int],
    theme: str,
    library_path: Path,
    tmp_path: Path,
    reader_of: Any,
    snap_compare: Any,
) -> None:
    app = WarReaderApp(library_path, tmp_path / "reader.db")
    app.theme = theme

    async def walk(pilot: Any) -> None:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press(*VIEWS[view])

    assert snap_compare(app, terminal_size=size, run_before=walk)
