"""Chooses one of many things by how it is called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.worker import WorkerError

from core.visible import visible
from tui.screens.once import Once
from tui.widgets.typed import LONGEST, TypedLine

Thing = TypeVar("Thing")


class Picker(Once, ModalScreen[Thing | None], Generic[Thing]):
    """A line to type on and the things that fit; gives one, or None when it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "cancel", "Cancel", show=False),
        Binding("down,ctrl+n", "step(1)", "Next", show=False, priority=True),
        Binding("up,ctrl+p", "step(-1)", "Previous", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        find: Callable[[str], Awaitable[Sequence[Thing]]],
        words: Callable[[Thing], str],
        start: int = 0,
    ) -> None:
        """`find` gives what fits the words typed, `words` the line that shows a thing; at first the one at
        `start` is chosen."""
        super().__init__()
        self._title = title
        self._find = find
        self._words = words
        self._start = start
        self._found: Sequence[Thing] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="picker"):
            yield Label(visible(self._title), markup=False)
            words = TypedLine(compact=True, max_length=LONGEST)
            words.cursor_blink = False  # a blinking cursor writes to the terminal for ever
            yield words
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._looking = self.look_up("")

    @work(exclusive=True)
    async def look_up(self, words: str) -> None:
        """Show what fits."""
        self._found = await self._find(words)
        if self.app.screen is not self:  # nobody waits for it any more
            return
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options([Text(visible(self._words(thing)), no_wrap=True) for thing in self._found])
        at = self._start if not words and self._start < len(self._found) else 0
        shown.highlighted = at if self._found else None

    def on_input_changed(self, event: Input.Changed) -> None:
        self._looking = self.look_up(event.value)

    async def on_input_submitted(self) -> None:
        """Take what fits the words as they stand, though it may not have come yet."""
        with suppress(WorkerError):
            await self._looking.wait()
        if self.app.screen is not self:
            return
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.dismiss(self._found[index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_step(self, by: int) -> None:
        shown = self.query_one(OptionList)
        if shown.highlighted is not None:
            shown.highlighted = max(0, min(len(self._found) - 1, shown.highlighted + by))

    def action_cancel(self) -> None:
        self.dismiss(None)
