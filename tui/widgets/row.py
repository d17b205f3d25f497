"""One line of the screen with parts at its left and right; only the cells that change are drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from core.visible import visible
from tui.reading.spans import Marks
from tui.reading.wrap import cells
from tui.widgets.inked import Inked


class Part(NamedTuple):
    """Some words of a row."""

    text: str
    mark: str = ""
    """Component class, without its "row--"."""
    command: str = ""
    """Id of the command that a click on it runs."""

    @property
    def marks(self) -> Marks:
        return (self.mark,) if self.mark else ()


class Row(Inked):
    """One line: titles, tabs, the footer."""

    INK = "row"

    @dataclass
    class Pressed(Message):
        """A part with a command was clicked."""

        command: str

    def __init__(self, *, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._left: list[Part] = []
        self._right: list[Part] = []
        self._laid: list[Part] = []

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these parts; what does not fit at the left is cut, the right is kept."""
        if (self._left, self._right) == (left, right):
            return
        self._left, self._right = list(left), list(right)
        before, self._laid = self._laid, self._lay(self.size.width)
        if changed := _changed(before, self._laid):
            self.refresh(Region(changed[0], 0, changed[1] - changed[0], 1))

    def on_resize(self) -> None:
        self._laid = self._lay(self.size.width)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        segments = [self.segment(part.text, part.marks) for part in self._laid]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style).simplify()

    def on_click(self, event: Click) -> None:
        column = event.x
        for part in self._laid:
            column -= cell_len(part.text)
            if column < 0:
                if part.command:
                    self.post_message(self.Pressed(part.command))
                return

    def _lay(self, width: int) -> list[Part]:
        """Parts that fill the width: left ones cut where the right ones begin."""
        right = [part._replace(text=_safe(part.text)) for part in self._right]
        room = max(0, width - sum(cell_len(part.text) for part in right))
        laid: list[Part] = []
        for part in self._left:
            text = _safe(part.text)
            if part.command and cell_len(text) > room:
                break
            text = (
                text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)) + "…" * (room > 0)
            )
            room -= cell_len(text)
            laid.append(part._replace(text=text))
        return [*laid, Part(" " * room), *right]


def _safe(text: str) -> str:
    return visible(" ".join(text.split("\n")))


def _changed(before: list[Part], after: list[Part]) -> tuple[int, int] | None:
    """The first cell that differs and the end of the last one, or None. Cells, as each part is drawn."""
    old, new = (
        [(cell, part.mark) for part in parts for cell in cells(part.text)] for parts in (before, after)
    )
    differing = [
        index for index in range(max(len(old), len(new))) if old[index : index + 1] != new[index : index + 1]
    ]
    return (differing[0], differing[-1] + 1) if differing else None
