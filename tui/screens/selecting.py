"""The text while a passage is selected: its ends are moved by keys, then it is copied, marked or noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from core.marks import Anchor, Mark, MarkKind
from tui.commands import Here, Pane
from tui.reading import marking, quoting, selecting
from tui.reading.page import Page
from tui.reading.selecting import Next, Selection
from tui.screens import room_copying, room_marks
from tui.screens.asking import AskingScreen
from tui.screens.dispatch import MOVING, Doing, bindings
from tui.widgets.line_view import LineView
from tui.widgets.row import Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

ALWAYS_DONE = ("help", "palette", "clear", "quit", "redraw", "suspend")
"""What every screen does, and moves nothing."""


class Selecting(AskingScreen, ModalScreen[None]):
    """Lies over the reading room, whose text shows the passage."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.PASSAGE)
    panes = frozenset({Pane.PASSAGE})

    def __init__(self, room: ReadingRoom, page: Page, selection: Selection) -> None:
        super().__init__(room.desk)
        self._room = room
        self._page = page
        self.selection = selection

    def compose(self) -> ComposeResult:
        yield Row(id="footer")

    def on_mount(self) -> None:
        self.show(self.selection)

    def on_unmount(self) -> None:
        self._room.text.select(None)

    def here(self) -> Here:
        return Here(Pane.PASSAGE)

    @property
    def moving(self) -> LineView:
        return self._room.text

    @property
    def passage(self) -> Mark:
        """The selected passage as a mark."""
        anchor = Anchor.of(self._page.text, self.selection.start, self.selection.end)
        return Mark(MarkKind.PASSAGE, quoting.cited(self._page), anchor=anchor)

    @property
    def _over(self) -> Mark | None:
        span = self.selection.start, self.selection.end
        return marking.over(self._page.text, self._room.marks, span)

    def show(self, selection: Selection) -> None:
        """Show a selection, the end that moves in view."""
        self.selection = selection
        self._room.text.select((selection.start, selection.end))
        at = selection.moving - (1 if selection.at_end else 0)
        self._room.text.reveal((at, at + 1))
        self.show_words()

    def move(self, part: Next, on: bool) -> None:
        self.show(self.selection.moved(self._page.text, part, on))

    @property
    def line(self) -> Next:
        return selecting.lines(self._room.text.lines)

    def leave(self) -> None:
        self.dismiss(None)

    def copy(self) -> None:
        words = self._page.text[self.selection.start : self.selection.end]
        self.leave()
        room_copying.copy(self._room, quoting.quotation(words, quoting.cited(self._page)))

    def mark(self) -> None:
        """Mark the passage; one that is marked is no longer, unless a note hangs on it."""
        there = self._over
        self.leave()
        if there is None:
            room_marks.keep(self._room, self.passage)
        elif there.text:
            self._room.say(
                self.keys.told("a note hangs on it: {marks} lists your marks, {delete_mark} deletes there")
            )
        else:
            room_marks.delete(self._room, there)

    def note(self) -> None:
        """Write a note on the passage, or go on with that of the marked one that it lies on."""
        self.leave()
        room_marks.write(self._room, self._over or self.passage)

    DOING: ClassVar[Mapping[str, Doing]] = {
        "word_on": lambda screen: screen.move(selecting.word, True),
        "word_back": lambda screen: screen.move(selecting.word, False),
        "line_on": lambda screen: screen.move(screen.line, True),
        "line_back": lambda screen: screen.move(screen.line, False),
        "sentence_on": lambda screen: screen.move(selecting.sentence, True),
        "sentence_back": lambda screen: screen.move(selecting.sentence, False),
        "other_end": lambda screen: screen.show(screen.selection.turned()),
        "mark_passage": lambda screen: screen.mark(),
        "copy_passage": lambda screen: screen.copy(),
        "note_passage": lambda screen: screen.note(),
        **{command: MOVING[command] for command in ALWAYS_DONE},
        "leave": lambda screen: screen.leave(),
    }
