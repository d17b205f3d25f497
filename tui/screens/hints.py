"""Letters on every mention in view, in whichever pane: what is typed chooses one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen

from tui.reading.hints import labels, typed
from tui.screens.once import Once
from tui.widgets.row import Part, Row


class Lettered(Protocol):
    """A view that draws letters at some of its places."""

    def hint(self, labels: Mapping[int, str]) -> None: ...


class Hints(Once, ModalScreen[int | None]):
    """Gives the index of the place whose letters were typed, counted over all views, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "leave", "Leave", show=False),
        Binding("backspace", "take_back", "Take back", show=False),
    ]

    def __init__(self, *views: tuple[Lettered, Sequence[int]]) -> None:
        """Each view with its places, in order; those of the first have the shorter letters."""
        super().__init__()
        self._places = [(view, place) for view, places in views for place in places]
        self._views = [view for view, _ in views]
        self._labels = labels(len(self._places))
        self._typed = ""

    def compose(self) -> ComposeResult:
        yield Row(id="choice")

    def on_mount(self) -> None:
        self._show()

    def on_unmount(self) -> None:
        for view in self._views:
            view.hint({})

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
        left: dict[Lettered, dict[int, str]] = {view: {} for view in self._views}
        for index in typed(self._labels, self._typed):
            view, place = self._places[index]
            left[view][place] = self._labels[index][len(self._typed) :]
        for view, letters in left.items():
            view.hint(letters)
        told = f" {self._typed}" if self._typed else " letters"
        self.query_one(Row).show(
            [
                Part(told, "key"),
                Part(" choose a mention ", "label"),
                Part(" Esc", "key"),
                Part(" none", "label"),
            ]
        )
