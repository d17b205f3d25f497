"""A place to write a note of several lines, over the foot of the screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from core.marks import LONGEST_NOTE
from tui.screens.once import Once
from tui.widgets.row import Part, Row
from tui.widgets.typed import TypedText


class Note(Once, ModalScreen[str | None]):
    """Gives the note, or None when it was cancelled. What was written is not thrown away by one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d,f2", "save", "Save", show=False, priority=True),
        Binding("escape,ctrl+c", "cancel", "Cancel", show=False, priority=True),
    ]

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(id="note"):
            yield Row(id="note-title")
            area = TypedText(self._words, compact=True, highlight_cursor_line=False)
            area.cursor_blink = False  # a blinking cursor writes to the terminal for ever
            yield area

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._tell("")

    def on_text_area_changed(self) -> None:
        self._asked = False
        self._tell("")

    def action_save(self) -> None:
        words = self.query_one(TextArea).text.strip()
        if len(words) > LONGEST_NOTE:
            self._tell(f"too long: {len(words):,} characters, and {LONGEST_NOTE:,} can be kept")
        else:
            self.dismiss(words)

    def action_cancel(self) -> None:
        if self._asked or self.query_one(TextArea).text.strip() == self._words.strip():
            self.dismiss(None)
        else:
            self._asked = True
            self._tell("Esc once more throws away what you wrote")

    def _tell(self, notice: str) -> None:
        keys = [("Ctrl+D", "save"), ("Esc", "cancel")]
        parts = [Part(f" {self._title} ", "strong")]
        for key, words in keys:
            parts += [Part(f" {key}", "key"), Part(f" {words} ", "label")]
        self.query_one(Row).show([Part(f" {notice}", "notice")] if notice else parts)
