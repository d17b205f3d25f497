"""How a library's rooms answer: a question is a function of the connection, and trouble is told one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from core.library import opening
from core.library.owing import Connection

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Asking:
    """What asks an open library."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def _ask(
        self,
        question: Callable[Concatenate[Connection, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """What one of the room's functions answers, after all that is stored is counted."""
        if self._connection.shares:
            from core.library import tallies  # a reader, who owes nothing, starts without it

            with opening.told(self.path):
                tallies.pay(self._connection)
        return self._say(question, *args, **named)

    def _say(
        self,
        question: Callable[Concatenate[Connection, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """The same for what asks for no count; SQLite's trouble is told as LibraryError."""
        with opening.told(self.path):
            try:
                return question(self._connection, *args, **named)
            except OverflowError as error:  # a number that no row can have
                raise KeyError(*args) from error
