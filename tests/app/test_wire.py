"""Whatever a reader does, the differences leave the terminal as whole frames would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen as TextualScreen

from tests.map.reports import build
from tests.terminal import Screen, Stream, seen
from tui.frames.frame import Frame
from tui.frames.sparing import SparingApp

KEYS = [
    *("j", "k", "space", "b", "g", "G", "ctrl+d", "ctrl+u", "1", "2", "3", "e", "E", "*", "J", "K", "n"),
    *(
        "enter",
        "enter",
        "ctrl+o",
        "tab",
        "P",
        "D",
        "I",
        "h",
        "l",
        "+",
        "-",
        "0",
        "f",
        "z",
        "Z",
        "S",
        "q",
        "escape",
    ),
    *("?", "/", "F", "t", "w", "resize"),
]
"""What the walks are made of: moves and jumps, other screens, and prompts that take letters."""
LONG = 60


class Wire:
    """Two terminals at one app: one is sent whole frames, the other differences."""

    def __init__(self, columns: int, rows: int, margins: bool, erases: bool) -> None:
        self.whole, self.spared = Screen(columns, rows), Screen(columns, rows)
        self.frame = Frame(margins, erases)
        self.console = Console(color_system="truecolor", force_terminal=True)
        self.size = (columns, rows)
        self.bytes = {"whole": 0, "differences": 0}
        self._feeds = [Stream(screen).feed for screen in (self.whole, self.spared)]

    def show(self, update: LayoutUpdate | ChopsUpdate, size: tuple[int, int]) -> None:
        if size != self.size:
            self.size = size
            for screen in (self.whole, self.spared):
                screen.resize(size[1], size[0])
        sent = (
            update.render_segments(self.console),
            self.frame.difference(update, size, ColorSystem.TRUECOLOR),
        )
        for name, sequence, feed in zip(self.bytes, sent, self._feeds, strict=True):
            self.bytes[name] += len(sequence.encode())
            feed(sequence.encode())

    @property
    def wrong(self) -> list[str]:
        """Rows in which the two differ."""
        columns, rows = self.size
        return [
            f"{self.whole.display[y]}\n{self.spared.display[y]}"
            for y in range(rows)
            if [seen(self.whole.buffer[y][x]) for x in range(columns)]
            != [seen(self.spared.buffer[y][x]) for x in range(columns)]
        ]


@pytest.fixture
def wire(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    tapped = Wire(*request.param)

    def display(app: SparingApp, screen: TextualScreen[Any], update: Any) -> None:
        if isinstance(update, LayoutUpdate | ChopsUpdate) and not app._batch_count:
            tapped.show(update, (app.size.width, app.size.height))
        app.post_display_hook()

    monkeypatch.setattr(SparingApp, "_display", display)
    yield tapped


@pytest.mark.parametrize(
    "wire",
    [(120, 40, False, True), (120, 40, True, True), (80, 24, False, False), (200, 60, True, False)],
    ids=lambda made: "{}x{}-margins:{}-erases:{}".format(*made),
    indirect=True,
)
@pytest.mark.parametrize("walk", range(2))
async def test_a_walk_leaves_what_whole_frames_would(
    story: Any, tmp_path: Path, wire: Wire, walk: int
) -> None:
    steps = Random(walk)
    async with story(size=wire.size, path=build(tmp_path / "places.db") if walk else None) as reader:
        assert not wire.wrong and "warreader" in wire.spared.display[0]
        for _ in range(LONG):
            key = steps.choice(KEYS)
            if key == "q" and reader.app.screen is reader.room:
                continue  # it would leave the app
            if key == "resize":
                width, height = reader.app.size
                await reader.pilot.resize_terminal(
                    width + steps.choice((-3, 3)), height + steps.choice((-1, 1))
                )
                await reader.settle()
            else:
                await reader.press(key)
            assert not wire.wrong, f"after {key}"
    assert wire.bytes["differences"] < wire.bytes["whole"] / 2


@pytest.mark.parametrize("wire", [(120, 40, False, True)], ids=["120x40"], indirect=True)
async def test_a_step_on_the_index_and_the_map_is_sent_in_few_bytes(
    story: Any, tmp_path: Path, wire: Wire
) -> None:
    async def sent(key: str) -> int:
        before = wire.bytes["differences"]
        await reader.press(key)
        assert not wire.wrong, f"after {key}"
        return wire.bytes["differences"] - before

    async with story(size=wire.size, path=build(tmp_path / "places.db")) as reader:
        await reader.press("I")
        assert max([await sent("j") for _ in range(8)]) <= 220, "no ground under the figures"
        await reader.press("q", "P")
        assert max([await sent("l") for _ in range(8)]) <= 600, "what comes in at the edge is erased"
