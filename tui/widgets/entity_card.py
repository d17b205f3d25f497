"""The card at the head of the right pane: who or what the chosen entity is."""

from __future__ import annotations

from textual.geometry import Size

from tui.reading.answers import Dossier
from tui.reading.card import Line, card
from tui.reading.spans import Marks
from tui.reading.wrap import wrap
from tui.widgets.line_view import LineView, Piece, cut

EMPTY = (
    "Choose a name in the text: e steps from name to name, a click chooses one.",
    "Its spellings and every place where an article mentions it will stand here.",
)


class EntityCard(LineView):
    """As high as it must be; it takes no keys, the list under it does."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._dossier: Dossier | None = None
        self._lines: list[Line] = []
        self._lines_width = -1

    def show(self, dossier: Dossier | None) -> None:
        """Show another entity, or with None how to come by one."""
        before = len(self._lines)
        self._dossier = dossier
        self._lines_width = -1
        self.refresh(layout=self._measured(self.size.width) != before)

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        self._measured(self.size.width)
        if index >= len(self._lines):
            return [], ()
        return [("  ", ()), *cut(self._lines[index], self.size.width - 3)], ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._measured(width)

    def _measured(self, width: int) -> int:
        """How many lines there are at a width."""
        if width != self._lines_width:
            self._lines_width = width
            self._lines = self._laid(max(10, width - 3))
        return len(self._lines)

    def _laid(self, width: int) -> list[Line]:
        if self._dossier is not None:
            return [*card(self._dossier, width), [("─" * width, ("rule",))]]
        lines: list[Line] = []
        for words in EMPTY:
            lines.append([])
            for line in wrap(words, width).lines:
                lines.append([(words[line.start : line.shown], ("quiet",))])
        return lines
