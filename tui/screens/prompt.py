"""A prompt on the last line of the screen, over what it asks about."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from tui.screens.once import Once
from tui.widgets.typed import LONGEST, TypedLine


class Prompt(Once, ModalScreen[str | None]):
    """Asks for words; gives them, or None when it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "cancel", "Cancel", show=False)]

    def __init__(self, sign: str, on_typed: Callable[[str], None], words: str = "") -> None:
        super().__init__()
        self._words = words
        self._sign = sign
        self._on_typed = on_typed

    def compose(self) -> ComposeResult:
        with Horizontal(id="prompt"):
            yield Label(f" {self._sign} ", markup=False)
            words = TypedLine(self._words, compact=True, max_length=LONGEST)  # what is typed takes its place
            words.cursor_blink = False  # a blinking cursor writes to the terminal for ever
            yield words

    def on_input_changed(self, event: Input.Changed) -> None:
        self._on_typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        self.dismiss(None)
