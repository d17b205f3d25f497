"""A screen that asks the desk: what it shows comes from the library, and it never waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import ClassVar

from textual.events import Key, Paste
from textual.worker import Worker

from core.library import LibraryError
from tui.desk import Answer, Desk
from tui.reading.answers import Shelf
from tui.reading.left_off import Over
from tui.reading.phrases import of_file
from tui.screens.dispatch import CommandScreen
from tui.typed_ahead import TypedAhead

IMPATIENT = frozenset({"leave", "quit", "suspend"})
"""Commands that wait for nothing."""
ANYTIME = IMPATIENT | {"clear", "help", "palette", "redraw"}
"""Commands that are meant for nothing that is on its way."""
CHANGE = "change"
"""The group of workers that change something."""


class AskingScreen(CommandScreen):
    """Puts questions to the desk, and tells a reader where there is no answer."""

    AWAITED: ClassVar[str] = ""
    """The group of the workers that bring what its commands are meant for."""
    ANYTIME: ClassVar[frozenset[str]] = ANYTIME
    """Commands that do not wait for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._leaving = False
        """Somebody left what is on its way before it was there."""

    def action_run(self, command_id: str) -> None:
        """Run a command; leaving waits for what was asked for, and then leaves that and not this."""
        if command_id == "leave" and self._asked:
            self._leaving = True
        else:
            super().action_run(command_id)

    @property
    def stood(self) -> Over | None:
        """How it stands, for the next session to open it so again; None where it is not opened again."""
        return None

    def awaits(self, event: Key | Paste) -> bool:
        """A key waits for what was asked for, unless it leaves that, and for what it is meant for."""
        given = self.bound(event)
        return (self._asked and not given & IMPATIENT) or (self.arriving and not given & self.ANYTIME)

    @property
    def arriving(self) -> bool:
        """Whether something that commands are meant for is on its way."""
        return self.is_coming(self.AWAITED)

    def is_coming(self, group: str) -> bool:
        """Whether what workers of a group bring is on its way."""
        return any(worker.group == group and not worker.is_finished for worker in self.workers)

    @property
    def _asked(self) -> bool:
        """Whether something that was asked for is on its way."""
        return self.is_coming("asked")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Leave what was left before it was there, and take the keys that waited for it."""
        if self._asked:
            return
        leaving, self._leaving = self._leaving, False
        # Where nothing came, this was not what somebody wanted to leave.
        if leaving and (top := self.app.screen) is not self and isinstance(top, CommandScreen):
            top.call_after_refresh(top.action_run, "leave")
        else:
            self.take_ahead()

    def on_screen_resume(self) -> None:
        """Take the keys that were typed on what lay over this."""
        self.take_ahead()

    def take_ahead(self) -> None:
        """Let keys be taken that waited for something here."""
        if isinstance(self.app, TypedAhead):
            self.app.call_later(self.app.take_ahead)

    async def ask(self, question: Callable[[Shelf], Answer]) -> Answer:
        """The desk's answer; if there is none, the reader is told and the asking worker ends.

        It ends too where the screen was left meanwhile: there is nothing any more to show the answer in.
        """
        answer = await self._answered(self.desk.ask(question))
        if self not in self.app.screen_stack:
            raise asyncio.CancelledError
        return answer

    async def change(self, question: Callable[[Shelf], Answer]) -> Answer:
        """The same of a question that writes."""
        return await self._answered(self.desk.change(question))

    async def _answered(self, answer: Awaitable[Answer]) -> Answer:
        try:
            return await answer
        except KeyError as error:
            self.say("that is no longer in the library")
            raise asyncio.CancelledError from error
        except LibraryError as error:
            self.say(of_file(str(error)))
            raise asyncio.CancelledError from error

    def work_on(self, doing: Coroutine[None, None, None], group: str = "asked") -> None:
        """Let what was asked for take its time; who leaves meanwhile leaves what comes of it.

        Of what changes something nothing comes that one could leave: that is of the group CHANGE.
        """
        self.run_worker(doing, group=group)

    def work_anew(self, doing: Callable[[], Coroutine[None, None, None]], group: str) -> Worker[None]:
        """Do something instead of what of its group is not done yet, begun or not.

        A function: of a coroutine that is cancelled before it begins Python warns that nobody awaited it.
        """
        return self.run_worker(doing, group=group, exclusive=True)
