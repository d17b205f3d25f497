"""Letters on every mention in view: what is typed chooses one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen

from tui.reading.hints import labels, typed
from tui.screens.once import Once
from tui.widgets.article_text import ArticleText
from tui.widgets.row import Part, Row


class Hints(Once, ModalScreen[int | None]):
    """Gives the index of the place whose letters were typed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "leave", "Leave", show=False),
        Binding("backspace", "take_back", "Take back", show=False),
    ]

    def __init__(self, text: ArticleText, places: Sequence[int]) -> None:
        """`places` are offsets of the text, in order."""
        super().__init__()
        self._text = text
        self._places = places
        self._labels = labels(len(places))
        self._typed = ""

    def compose(self) -> ComposeResult:
        yield Row(id="choice")

    def on_mount(self) -> None:
        self._show()

    def on_unmount(self) -> None:
        self._text.hint({})

    def on_resize(self) -> None:
        self._show()

    def on_key(self, event: Key) -> None:
        letters = self._typed + (event.character or "").lower()
        found = typed(self._labels, letters) if len(letters) > len(self._typed) else []
        if not found:
            return
        event.stop()
        if self._labels[found[0]] == letters:
            self.dismiss(found[0])
        else:
            self._typed = letters
            self._show()

    def action_take_back(self) -> None:
        self._typed = self._typed[:-1]
        self._show()

    def action_leave(self) -> None:
        self.dismiss(None)

    def _show(self) -> None:
        left = {
            self._places[i]: self._labels[i][len(self._typed) :] for i in typed(self._labels, self._typed)
        }
        self._text.hint(left)
        told = f" {self._typed}" if self._typed else " letters"
        self.query_one(Row).show(
            [
                Part(told, "key"),
                Part(" choose a mention ", "label"),
                Part(" Esc", "key"),
                Part(" none", "label"),
            ]
        )
