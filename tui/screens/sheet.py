"""A sheet laid over the reading room: lines to read and to scroll, closed by q."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.commands import COMMANDS, Here, Pane, shown
from tui.reading.card import Line
from tui.reading.spans import Marks
from tui.reading.wrap import wrap
from tui.screens.dispatch import MOVING, CommandScreen, Doing, bindings
from tui.widgets.line_view import LineView, Piece, cut
from tui.widgets.row import Part, Row

MEASURE = 90
MARGIN = 3


class Lines(LineView):
    """Lines that are laid out for the width at hand."""

    def __init__(self, lay: Callable[[int], list[Line]], *, id: str) -> None:
        super().__init__(id=id)
        self._lay = lay
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        self.lay_anew()

    def lay_anew(self) -> None:
        """Lay the lines out again, after what they tell has changed."""
        self._lines = self._lay(min(MEASURE, self.width - 2 * MARGIN))
        self.set_length(len(self._lines) + 1)
        self.refresh()

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= len(self._lines):
            return [], ()
        return [(" " * MARGIN, ()), *cut(self._lines[index], self.width - MARGIN)], ()


class Sheet(CommandScreen):
    """A title, lines that scroll, and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Pane.SHEET), ("escape,question_mark", "run('leave')")]

    panes = frozenset({Pane.SHEET})
    DOING: ClassVar[Mapping[str, Doing]] = {**MOVING, "leave": lambda sheet: sheet.dismiss()}

    def __init__(self, title: str, lay: Callable[[int], list[Line]]) -> None:
        super().__init__()
        self._title = title
        self._lay = lay

    def compose(self) -> ComposeResult:
        yield Row(id="title")
        yield Lines(self._lay, id="lines")
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.query_one("#title", Row).show([Part(f" {self._title} ", "name")])
        self.show_words()

    def here(self) -> Here:
        return Here(Pane.SHEET)

    @property
    def moving(self) -> Lines:
        return self.query_one(Lines)


def help_lines(width: int) -> list[Line]:
    """The table of commands as a page: groups, keys, titles and what they do."""
    lines: list[Line] = []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += [[], [(group, ("headline",))]]
        for command in (command for command in COMMANDS if command.group == group):
            keys = " ".join(map(shown, command.keys)) or "ctrl+p"
            layout = wrap(command.help, max(20, width - 17))
            lines.append([(f"{keys:<16} ", ("mention",)), (command.title, ("strong",))])
            lines += [[(" " * 17, ()), (command.help[a:b], ("quiet",))] for a, b, _ in layout.lines]
    return lines
