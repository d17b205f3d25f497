"""Questions on the last lines of the screen that one key answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen

from tui.screens.once import Once
from tui.widgets.row import Part, Row


class Choice(Once, ModalScreen[str | None]):
    """Gives the key of the answer, or None when it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+c", "cancel", "Cancel", show=False)]

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        yield Row(id="choice")

    def on_mount(self) -> None:
        self._ask()

    def _ask(self, first: str = "") -> None:
        parts = [Part(f" {first}{self._question} ", "notice")]
        for key, words in {**self._answers, "Esc": "neither"}.items():
            parts += [Part(f" {key}", "key", key), Part(f" {words} ", "label", key)]
        self.query_one(Row).show(parts, most=max(1, self.app.size.height - 1))

    def on_row_pressed(self, message: Row.Pressed) -> None:
        """A click answers as the key does."""
        message.stop()
        self.dismiss(message.command if message.command in self._answers else None)

    def on_key(self, event: Key) -> None:
        if event.character in self._answers:
            event.stop()
            self.dismiss(event.character)
        elif event.is_printable and event.key not in self._bindings.key_to_bindings:
            self._ask(f"{event.character} is no answer. ")

    def action_cancel(self) -> None:
        self.dismiss(None)
