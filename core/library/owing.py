"""What a transaction has stored and has yet to count and to index: a debt that is paid before it ends.

Counting many articles at once changes the row of an entity that all of them name once, not with each; of
made articles three times as many are stored a second. Whoever asks for counts, or changes what they stand
on, has the debt paid first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.library.tallies import Share


STEPS = 1_000
"""Of SQLite's own between two looks whether it is to stop: of reading the search index they take 2 ms."""
Unread = dict[int, tuple[int, str, str]]
"""By article, its key, title and text."""
Owed = tuple["list[Share]", set[int], Unread]


class Connection(sqlite3.Connection):
    """A connection to a library, with what its transaction owes."""

    shares: list[Share]
    """Of articles that are stored and not yet counted."""
    counted: set[int]
    """Entities whose counts changed since; what they need no more goes when the transaction ends."""
    unread: Unread
    """Articles that are stored and not yet in the search index."""
    file: tuple[int, ...] = ()
    """What tells the library's file from another that takes its place, of a connection that writes."""
    _idle: Callable[[], bool] | None
    _steps: int
    numbers: dict[tuple[str | float, ...], int]
    """What core.library.interning has looked up; forgotten when a transaction is rolled back."""
    words: dict[int, str]
    """Of quotes that others were compared with; forgotten with the numbers."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.numbers, self.words = {}, {}
        self.stop_when(None)
        self.forgive()

    def stop_when(self, idle: Callable[[], bool] | None, steps: int = STEPS) -> None:
        """Ask every so many steps of SQLite's whether it is to stop; it does so with an OperationalError."""
        self._idle, self._steps = idle, steps
        self.set_progress_handler(idle, steps)

    def stopped(self) -> bool:
        """Whether it is to stop now."""
        return self._idle is not None and self._idle()

    @contextmanager
    def ending(self, over: Callable[[], bool]) -> Iterator[None]:
        """What is inside is to stop also when something is over."""
        self.set_progress_handler(lambda: self.stopped() or over(), self._steps)
        try:
            yield
        finally:
            self.set_progress_handler(self._idle, self._steps)

    def forgive(self) -> None:
        """Owe nothing: the transaction has ended."""
        self.shares, self.counted, self.unread = [], set(), {}

    def forget(self) -> None:
        """Forget what was looked up: something of it may be taken back."""
        self.numbers.clear()
        self.words.clear()

    def owed(self) -> Owed:
        """What is owed now, to be owed again where what follows is taken back."""
        return list(self.shares), set(self.counted), dict(self.unread)

    def owe(self, owed: Owed) -> None:
        """Owe what was owed before, and forget what was looked up since."""
        self.forget()
        self.shares, self.counted, self.unread = owed
