"""One line of the screen with parts at its left and right; only the cells that change are drawn again.

What must be read whole, a message or the answers to a question, may take more lines while it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


BEGINS = frozenset(("key", "notice"))
"""Marks of parts that a further line may begin with: answers, and the words of messages."""


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
        self._laid: list[list[Part]] = [[]]
        self._most = 1

    def show(self, left: Sequence[Part], right: Sequence[Part] = (), most: int = 1) -> None:
        """Show these parts, in at most so many lines.

        What does not fit at the left is cut, the right is kept.
        """
        if (self._left, self._right, self._most) == (left, right, most):
            return
        self._left, self._right, self._most = list(left), list(right), most
        before = self._lay()
        if len(before) == len(self._laid):
            for y, (was, now) in enumerate(zip(before, self._laid, strict=True)):
                if changed := _changed(was, now):
                    self.refresh(Region(changed[0], y, changed[1] - changed[0], 1))

    def on_resize(self) -> None:
        self._lay()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        parts = self._laid[y] if y < len(self._laid) else []
        segments = [self.segment(part.text, part.marks) for part in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style).simplify()

    def on_click(self, event: Click) -> None:
        column = event.x
        for part in self._laid[event.y] if event.y < len(self._laid) else []:
            column -= cell_len(part.text)
            if column < 0:
                if part.command:
                    self.post_message(self.Pressed(part.command))
                return

    def _lay(self) -> list[list[Part]]:
        """Lay the parts out in lines for the width at hand; returns those before."""
        width = self.size.width
        lines: list[list[Part]] = [[]]
        for group in _groups(self._left):
            line = lines[-1]
            if len(lines) < self._most and line and 0 < width < _cells((*line, *group)):
                lines.append([])
            lines[-1] += group
        before, self._laid = self._laid, [_filled(line, (), width) for line in lines[:-1]]
        self._laid.append(_filled(lines[-1], [_safe(part) for part in self._right], width))
        if len(before) != len(self._laid):
            self.styles.height = len(self._laid)
        return before


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts, safe to draw; together what stands on one line."""
    groups: list[list[Part]] = []
    for part in map(_safe, parts):
        if not groups or part.mark in BEGINS:
            groups.append([])
        groups[-1].append(part)
    return groups


def _filled(left: Sequence[Part], right: Sequence[Part], width: int) -> list[Part]:
    """Parts that fill the width: left ones cut where the right ones begin."""
    room = max(0, width - _cells(right))
    laid: list[Part] = []
    for part in left:
        text = part.text
        if part.command and cell_len(text) > room:
            break
        text = text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)) + "…" * (room > 0)
        room -= cell_len(text)
        laid.append(part._replace(text=text))
    return [*laid, Part(" " * room), *right]


def _cells(parts: Iterable[Part]) -> int:
    return sum(cell_len(part.text) for part in parts)


def _safe(part: Part) -> Part:
    return part._replace(text=visible(" ".join(part.text.split("\n"))))


def _changed(before: list[Part], after: list[Part]) -> tuple[int, int] | None:
    """The first cell that differs and the end of the last one, or None. Cells, as each part is drawn."""
    old, new = (
        [(cell, part.mark) for part in parts for cell in cells(part.text)] for parts in (before, after)
    )
    differing = [
        index for index in range(max(len(old), len(new))) if old[index : index + 1] != new[index : index + 1]
    ]
    return (differing[0], differing[-1] + 1) if differing else None
