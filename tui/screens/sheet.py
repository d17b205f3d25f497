"""A sheet laid over the reading room: lines to read, to scroll and to find words in, closed by q."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.commands import Here, Need, Pane
from tui.reading.card import Line
from tui.reading.find import find
from tui.reading.spans import Marks
from tui.screens.dispatch import MOVING, CommandScreen, Doing, bindings
from tui.widgets.line_view import LineView, Piece, cut
from tui.widgets.row import Part, Row

MEASURE = 90
MARGIN = 3

Hit = tuple[int, int, int]
"""A line, and where in it found words begin and end."""


class Lines(LineView):
    """Lines that are laid out for the width at hand."""

    def __init__(self, lay: Callable[[int], list[Line]], *, id: str) -> None:
        super().__init__(id=id)
        self._lay = lay
        self._lines: list[Line] = []
        self._words = ""
        self.hits: list[Hit] = []
        self.hit = 0
        """Index of the hit where the reader is."""

    def on_resize(self) -> None:
        self.lay_anew()

    def lay_anew(self) -> None:
        """Lay the lines out again, after what they tell has changed."""
        self._lines = self._lay(min(MEASURE, self.width - 2 * MARGIN))
        self.set_length(len(self._lines) + 1)
        self._look_up()
        self.refresh()

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= len(self._lines):
            return [], ()
        line = self._lines[index]
        for number, (at, start, end) in enumerate(self.hits):
            if at == index:
                line = _marked(line, start, end, "here" if number == self.hit else "found")
        return [(" " * MARGIN, ()), *cut(line, self.width - MARGIN)], ()

    def find(self, words: str) -> None:
        """Mark words and show the first place from the top of what is in view; "" forgets them."""
        self._words = words
        self._look_up()
        below = (number for number, hit in enumerate(self.hits) if hit[0] >= self.top)
        self.hit = next(below, 0)
        self.step(0)

    def step(self, by: int) -> None:
        """Show the next place found, or the previous; after the last comes the first."""
        if self.hits:
            self.hit = (self.hit + by) % len(self.hits)
            line = self.hits[self.hit][0]
            if not self.top <= line < self.top + self.height:
                self.go_to_line(line - self.height // 3)
        self.refresh()

    def _look_up(self) -> None:
        texts = ("".join(text for text, _ in line) for line in self._lines)
        self.hits = [(number, *span) for number, text in enumerate(texts) for span in find(text, self._words)]
        self.hit = min(self.hit, max(0, len(self.hits) - 1))


def _marked(line: Line, start: int, end: int, mark: str) -> Line:
    """A line with one more mark on [start, end)."""
    marked: Line = []
    at = 0
    for text, marks in line:
        first, last = (max(0, min(len(text), edge - at)) for edge in (start, end))
        pieces = ((text[:first], marks), (text[first:last], (*marks, mark)), (text[last:], marks))
        marked += [piece for piece in pieces if piece[0]]
        at += len(text)
    return marked


class Sheet(CommandScreen):
    """A title, lines that scroll, and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.SHEET)

    panes = frozenset({Pane.SHEET})
    DOING: ClassVar[Mapping[str, Doing]] = {
        **MOVING,
        "find": lambda sheet: sheet.ask_words(),
        "find_next": lambda sheet: sheet.moving.step(1),
        "find_previous": lambda sheet: sheet.moving.step(-1),
        "clear": lambda sheet: sheet.moving.find("") if sheet.moving.hits else sheet.dismiss(),
        "leave": lambda sheet: sheet.dismiss(),
    }

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
        found = {Need.FIND} if self.moving.hits else set()
        return Here(Pane.SHEET, frozenset({Need.ARTICLE, *found}))  # a sheet is a text to find words in

    def ask_words(self) -> None:
        """Open the prompt for words to find."""
        from tui.screens.prompt import Prompt

        self.app.push_screen(Prompt("/", self.moving.find), self._finish)

    def _finish(self, words: str | None) -> None:
        if not words:
            self.moving.find("")
        elif not self.moving.hits:
            self.say(f"“{words}” does not stand here")
        self.show_words()

    @property
    def moving(self) -> Lines:
        return self.query_one(Lines)
