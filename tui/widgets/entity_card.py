"""The card at the head of the right pane: who or what the chosen entity is."""

from __future__ import annotations

from textual.geometry import Size

from tui.keys import keys_of
from tui.reading.answers import Dossier
from tui.reading.card import Line, card, paragraph
from tui.reading.spans import Marks
from tui.widgets.line_view import LineView, Piece, cut

EMPTY = (
    "Choose an entity in the text: {next_entity} steps from one to the next, a click chooses one.",
    "Its spellings and every place where an article mentions it will stand here.",
)


class EntityCard(LineView):
    """As high as it must be; it takes no keys, the list under it does."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._dossier: Dossier | None = None
        self._lines: list[Line] = []
        self._laid_for = (-1, -1)

    def show(self, dossier: Dossier | None) -> None:
        """Show another entity, or with None how to come by one."""
        before = len(self._lines)
        self._dossier = dossier
        (width, rows), self._laid_for = self._laid_for, (-1, -1)
        self.refresh(layout=self._lay_out(width, rows) != before)

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= len(self._lines):
            return [], ()
        return [("  ", ()), *cut(self._lines[index], self.width - 3)], ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._lay_out(width, container.height // 2)

    def _lay_out(self, width: int, rows: int) -> int:
        """Make the lines for a width and about so many rows, unless they are made; how many there are."""
        if self._laid_for != (width, rows):
            self._laid_for = (width, rows)
            inner = max(10, width - 3)
            self._lines = self._make(inner, rows)
        return len(self._lines)

    def _make(self, width: int, rows: int) -> list[Line]:
        keys = keys_of(self.app)
        if self._dossier is not None:
            return card(self._dossier, width, rows, keys.told("{why}"))
        return [line for words in EMPTY for line in [[], *paragraph(keys.told(words), width, ("quiet",))]]
