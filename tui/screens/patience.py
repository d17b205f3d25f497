"""A screen whose reader types faster than answers arrive: no key is lost, and none is done too early.

What is typed while an article is on its way is meant for that article, and done when it is there; steps of
one kind are added up and taken together. So it is with a list that is being changed.
"""

from __future__ import annotations

from textual import work
from textual.events import Key, Paste
from textual.worker import Worker

from tui.desk import Desk
from tui.reading.trail import Place
from tui.screens.asking import CHANGE, AskingScreen
from tui.screens.walking import Steps, StepTo


class PatientScreen(AskingScreen):
    """Keeps commands until what they are meant for is there."""

    AWAITED = CHANGE
    ANYTIME = frozenset({"quit", "suspend"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._typed_ahead: list[str] = []
        """Commands that wait."""

    def action_run(self, command_id: str) -> None:
        """Run a command; what is typed ahead of something on its way is meant for that."""
        if command_id in self.ANYTIME or not self.arriving:
            super().action_run(command_id)
        else:
            self._typed_ahead.append(command_id)

    def awaits(self, event: Key | Paste) -> bool:
        return super().awaits(event) or (bool(self._typed_ahead) and not self.bound(event) & self.ANYTIME)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Do what was typed ahead, once that is there."""
        while self._typed_ahead and not self.arriving:
            super().action_run(self._typed_ahead.pop(0))


class WalkingScreen(PatientScreen):
    """Steps from place to place; commands wait for the article."""

    AWAITED = "article"
    ANYTIME = PatientScreen.ANYTIME | {"leave"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._steps: Steps | None = None

    @property
    def place(self) -> Place | None:
        """Where the reader is."""
        raise NotImplementedError

    def action_run(self, command_id: str) -> None:
        """Run a command, or add it to the steps of its kind that are under way."""
        if self._steps is not None and not self._typed_ahead and command_id in self._steps.commands:
            AskingScreen.action_run(self, command_id)
        else:
            super().action_run(command_id)

    def awaits(self, event: Key | Paste) -> bool:
        """A key waits for the article, unless it is another step on the way to it."""
        if self._steps is not None and not self._typed_ahead and self.bound(event) & self._steps.commands:
            return self._asked
        return super().awaits(event)

    def go_on(self, step: StepTo, by: int) -> None:
        """Step on; steps asked for while one is under way are taken together, so that none is lost."""
        if self._steps is not None and self._steps.step == step:
            self._steps.due += by
        else:
            self._steps = Steps(step, by)
            self._go_on(self._steps)

    @work(exclusive=True, group="article")
    async def _go_on(self, steps: Steps) -> None:
        try:
            while steps.due and self.place is not None:
                by, steps.due = steps.due, 0
                await steps.step(self, self.place, by)
        finally:
            if self._steps is steps:
                self._steps = None
