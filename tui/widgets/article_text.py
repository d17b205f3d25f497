"""The text pane: an article with its mentions told apart by type, of any length.

The screen says what is chosen; the pane marks it, keeps it in view, and says which mention was clicked and
that the view moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from tui.reading.page import Page
from tui.reading.spans import Layer, Marks, Span, pieces
from tui.reading.wrap import Layout, Line, wrap
from tui.widgets.line_view import LineView, Piece

MEASURE = 84
"""Longest line in cells: beyond some 90 the eye loses the next line."""
MARGIN = 2
LETTERED = 7
"""Cells at the left that the letters of the types take."""
LETTERS = {"person": "P", "place": "L", "org": "O", "weapon": "W", "norp": "N", "event": "E"}
CONTEXT = 3
"""Lines kept in view above and below what is shown."""


class ArticleText(LineView):
    """One article's text."""

    class Pressed(Message):
        """The text was clicked where there is no mention."""

    @dataclass
    class MentionPressed(Message):
        """A mention was clicked; `index` is its place in `Page.mentions`."""

        index: int

    class Moved(Message):
        """Other lines came into view."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.page: Page | None = None
        self._words = ""
        self._layout = Layout("", ())
        self._width = 0
        self._shift = MARGIN
        self._entity = Layer()
        self._found = Layer()
        self._here = Layer()
        self._chosen = Layer()
        self._passages = Layer()
        self._selected = Layer()
        self._hints: dict[int, str] = {}
        self._layers: tuple[Layer, ...] = ()
        self._target: tuple[Span, bool] | None = None
        self._lettered = False
        self.at_left = False
        """Whether lines begin at the left of a pane that is wider than they are."""

    @property
    def first_offset(self) -> int:
        """Offset of the first character in view."""
        lines = self._layout
        return lines[min(self.top, len(lines) - 1)].start if lines else 0

    def edge(self, forward: bool) -> int:
        """The offset from which a step in a direction finds the first mention in view."""
        lines = self._layout
        if forward or not lines:
            return self.first_offset - 1
        return lines[min(self.top + self.height, len(lines)) - 1].end

    @property
    def progress(self) -> int:
        """How much of the text lies above the lower edge, in percent."""
        seen = self.top + self.height
        return min(100, round(100 * seen / max(1, len(self._layout))))

    def open(self, page: Page) -> None:
        """Show another article from its beginning, with nothing chosen in it."""
        self.page = page
        self._entity = self._found = self._here = self._chosen = self._passages = Layer()
        self._stack()
        self._target = None
        self._lay_out()
        self.go_to_line(0)
        self.refresh()

    def renew(self, page: Page) -> None:
        """Show the same article with other mentions, where it stands."""
        self.page = page
        self._entity = self._chosen = Layer()
        self._stack()
        self.refresh()

    def tell(self, words: str) -> None:
        """Show words of our own in place of an article."""
        self.page, self._words = None, words
        self._lay_out()
        self.refresh()

    def choose(self, chosen: int | None, entity: int | None) -> None:
        """Mark a mention, by its index in the page, as the chosen one, and all mentions of an entity."""
        if self.page is None:
            return
        before = [self._entity, self._chosen]
        self._entity = self.page.layer(entity)
        self._chosen = _one("chosen", self.page.span(chosen) if chosen is not None else None)
        self._redraw(before, [self._entity, self._chosen])

    def found(self, spans: Sequence[Span]) -> None:
        """Mark what was found, disjoint and in order."""
        before = [self._found, self._here]
        self._found, self._here = Layer(spans, "found"), Layer()
        self._redraw(before, [self._found])

    def stand_on(self, here: Span | None) -> None:
        """Mark the one of the places found where the reader is."""
        before, self._here = self._here, _one("here", here)
        self._redraw([before], [self._here])

    def mark_passages(self, spans: Sequence[Span]) -> None:
        """Mark the passages that the reader marked; disjoint and in order."""
        before, self._passages = self._passages, Layer(spans, "passage")
        self._redraw([before], [self._passages])

    def select(self, span: Span | None) -> None:
        """Mark the passage that is being selected."""
        before, self._selected = self._selected, _one("selected", span)
        self._redraw([before], [self._selected])

    def hint(self, labels: Mapping[int, str]) -> None:
        """Draw letters over what stands at some offsets; with none, the text again."""
        before, self._hints = self._hints, dict(sorted(labels.items()))
        for offset in before.keys() | self._hints.keys():
            if before.get(offset) != self._hints.get(offset):
                self.refresh_span(self._layout.line_of(offset))

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are laid out."""
        return self._layout

    def mentions_in_view(self) -> list[tuple[int, int]]:
        """(index in `Page.mentions`, first offset in view) of each mention that is seen."""
        lines = self._layout[self.top : self.top + self.height]
        if self.page is None or not lines:
            return []
        first, last = lines[0].start, lines[-1].shown
        return [(index, max(self.page.starts[index], first)) for index in self.page.within(first, last)]

    def reveal(self, span: Span, at_top: bool = False) -> None:
        """Scroll a span into view with lines of context around it; or to the top."""
        if not self._width:
            self._target = (span, at_top)
            return
        first, last = self._layout.line_of(span[0]), self._layout.line_of(max(span[0], span[1] - 1))
        context = min(CONTEXT, self.height // 4)
        if at_top:
            self.go_to_line(first)
        elif not (self.top <= first - context and last + context < self.top + self.height):
            near = self.top - self.height < first < self.top + 2 * self.height
            above = context if near and first < self.top + context else self.height // 3
            below = last + context + 1 - self.height
            self.go_to_line(below if near and first >= self.top + context else first - above)

    def in_view(self, span: Span) -> bool:
        """Whether the beginning of a span is in view."""
        return self.top <= self._layout.line_of(span[0]) < self.top + self.height

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        if index >= len(self._layout):
            return [], ()
        line = self._layout[index]
        words = self._hinted(line) if self._hints else self._pieces(line.start, line.shown)
        return [*self._margin(line), *words], ()

    def _margin(self, line: Line) -> list[Piece]:
        """What stands left of a line: nothing, or on demand a letter for the type of each name in it."""
        if not self._lettered or self.page is None:
            return [(" " * self._shift, ())]
        marks = [mark for _, _, mark in self.page.types.over(line.start, line.shown)][: LETTERED - 2]
        letters: list[Piece] = [(LETTERS.get(mark, "?"), (mark,)) for mark in marks]
        return [(" " * (self._shift - len(letters) - 1), ()), *letters, (" ", ())]

    def letter(self) -> bool:
        """Show the letters of the types, or no longer; whether they are shown now."""
        self._lettered = not self._lettered
        first = self.first_offset
        self._lay_out()
        self.go_to_line(self._layout.line_of(first))
        self.refresh()
        return self._lettered

    def _pieces(self, start: int, end: int) -> list[Piece]:
        text = self._layout.text
        return [(text[a:b], marks) for a, b, marks in pieces(start, end, self._layers)] if start < end else []

    def _hinted(self, line: Line) -> list[Piece]:
        """A line with letters in the place of as many cells of its mentions."""
        words: list[Piece] = []
        at, text = line.start, self._layout.text
        for offset, label in self._hints.items():
            if at <= offset < line.shown:
                end = offset + 1
                while cell_len(text[offset:end]) < len(label) and end < line.shown:
                    end += 1
                covered = max(len(label), cell_len(text[offset:end]))
                words += [*self._pieces(at, offset), (label.ljust(covered), ("hint",))]
                at = end
        return [*words, *self._pieces(at, line.shown)]

    def on_resize(self) -> None:
        self.post_message(self.Moved())  # how much is in view changed, if nothing else did
        if self.width == self._width:
            return
        first, was_laid = self.first_offset, self._width > 0
        self._lay_out()
        if self._target is not None:
            (span, at_top), self._target = self._target, None
            self.reveal(span, at_top)
        elif was_laid:
            self.go_to_line(self._layout.line_of(first))
        chosen = self._chosen.spans
        if was_laid and chosen:
            self.reveal(chosen[0])

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def on_click(self, event: Click) -> None:
        offset = self._layout.offset_at(self.top + event.y, event.x - self._shift)
        if self.page is not None and (index := self.page.at(offset)) is not None:
            self.post_message(self.MentionPressed(index))
        else:
            self.post_message(self.Pressed())

    def _lay_out(self) -> None:
        self._width = self.width
        text = self._words if self.page is None else self.page.text
        if not self._width:
            return
        left = LETTERED if self._lettered else MARGIN
        measure = max(10, min(MEASURE, self._width - left - MARGIN))
        self._shift = max(1, left if self.at_left else max(left, (self._width - measure) // 2))
        self._layout = wrap(text, measure, apart=True)
        self.set_length(len(self._layout) + 1 if text else 0)

    def _stack(self) -> None:
        if self.page is not None:
            self._layers = (
                *self.page.layers,
                *(self._passages, self._entity, self._found, self._here, self._chosen, self._selected),
            )

    def _redraw(self, before: list[Layer], after: list[Layer]) -> None:
        """Draw again, of what is in view, the spans that are in only one of these."""
        self._stack()
        lines = self._layout
        if not lines or not self.height:
            return
        bottom = lines[min(self.top + self.height, len(lines)) - 1].end
        old, new = (
            {span for layer in layers for span in layer.over(self.first_offset, bottom)}
            for layers in (before, after)
        )
        for start, end, _ in old ^ new:
            self._refresh_offsets(start, end)

    def _refresh_offsets(self, start: int, end: int) -> None:
        for index in range(self._layout.line_of(start), self._layout.line_of(end - 1) + 1):
            line = self._layout[index]
            left, right = max(start, line.start), min(end, line.shown)
            if left < right:
                column = self._shift + self._layout.column_of(left)
                self.refresh_span(index, column, cell_len(self._layout.text[left:right]))


def _one(mark: str, span: Span | None) -> Layer:
    return Layer([span] if span else (), mark)
