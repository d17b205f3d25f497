"""A screen that asks the desk: what it shows comes from the library, and it never waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from core.library import LibraryError
from tui.desk import Answer, Desk
from tui.reading.answers import Shelf
from tui.screens.dispatch import CommandScreen


class AskingScreen(CommandScreen):
    """Puts questions to the desk, and tells a reader where there is no answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    async def ask(self, question: Callable[[Shelf], Answer]) -> Answer:
        """The desk's answer; if there is none, the reader is told and the asking worker ends."""
        try:
            return await self.desk.ask(question)
        except KeyError as error:
            self.say("that is no longer in the library")
            raise asyncio.CancelledError from error
        except LibraryError as error:
            self.say(str(error))
            raise asyncio.CancelledError from error

    def work_on(self, doing: Coroutine[None, None, None]) -> None:
        """Let what was asked for take its time."""
        self.run_worker(doing, group="asked")
