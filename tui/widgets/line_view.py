"""A scrolling view that draws only the lines in sight (Textual's Line API)."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.reading.spans import Marks
from tui.widgets.inked import Inked

Piece = tuple[str, Marks]
"""Words that are safe to draw, and their marks."""
WHEEL = 3
"""Lines that one notch of the mouse wheel moves."""


class LineView(Inked, ScrollView, can_focus=False, inherit_bindings=False):
    """Draws `line(index)`, each piece with its marks."""

    INK = "mark"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.active = False
        """Whether the reader's hands are here. Not Textual's focus, which redraws the whole screen."""

    @property
    def top(self) -> int:
        """Index of the first line in view."""
        return self.scroll_offset.y

    @property
    def height(self) -> int:
        """Lines in view."""
        return self.size.height

    @property
    def width(self) -> int:
        """Cells of a line; the scroll bar's column is not among them, shown or not."""
        return self.size.width - self.scrollbar_gutter.width

    def activate(self, active: bool) -> None:
        """Show whether the reader's hands are here."""
        self.active = active

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        """The pieces of one line, and the marks that lie under all of it."""
        raise NotImplementedError

    def set_length(self, lines: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.width, lines)

    def go_to_line(self, line: int) -> None:
        """Scroll so that a line is the first in view, as far as there are lines."""
        self.scroll_to(y=line, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        parts, under = self.line(self.top + y)
        width, base = self.width, self.style_of(under)
        segments = [self.segment(text, under + marks) for text, marks in parts]
        return Strip(segments).adjust_cell_length(width, base).simplify()

    def refresh_span(self, line: int, column: int = 0, width: int | None = None, lines: int = 1) -> None:
        """Draw a part of the content again, if it is in view."""
        region = Region(column, line - self.top, self.size.width if width is None else width, lines)
        if visible := region.intersection(self.size.region):
            self.refresh(visible)

    def move(self, step: int) -> None:
        """Down by lines, or up."""
        self.go_to_line(self.top + step)

    def turn(self, pages: float) -> None:
        """Down by screenfuls, or up; one line is kept in view."""
        self.move(round(pages * max(1, self.height - 1)))

    def go_to_end(self, last: bool) -> None:
        """To the first or the last line."""
        self.go_to_line(self.virtual_size.height if last else 0)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self._wheel(event, -WHEEL)

    def _wheel(self, event: MouseScrollDown | MouseScrollUp, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.go_to_line(self.top + lines)


def cut(pieces: Iterable[Piece], cells: int) -> list[Piece]:
    """The pieces within so many cells, with an ellipsis where something is left out."""
    kept: list[Piece] = []
    for text, marks in pieces:
        size = cell_len(text)
        if size > cells:
            return [*kept, (set_cell_size(text, max(0, cells - 1)) + "…" * (cells > 0), marks)]
        kept.append((text, marks))
        cells -= size
    return kept
