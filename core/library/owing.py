"""What a transaction has stored and has yet to count and to index: a debt that is paid before it ends.

Counting many articles at once changes the row of an entity that all of them name once, not with each; of
made articles three times as many are stored a second. Whoever asks for counts, or changes what they stand
on, has the debt paid first.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.library.tallies import Share


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
    numbers: dict[tuple[str | float, ...], int]
    """What core.library.interning has looked up; forgotten when a transaction is rolled back."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.numbers = {}
        self.forgive()

    def forgive(self) -> None:
        """Owe nothing: the transaction has ended."""
        self.shares, self.counted, self.unread = [], set(), {}

    def owed(self) -> Owed:
        """What is owed now, to be owed again where what follows is taken back."""
        return list(self.shares), set(self.counted), dict(self.unread)

    def owe(self, owed: Owed) -> None:
        """Owe what was owed before, and forget what was looked up since."""
        self.numbers.clear()
        self.shares, self.counted, self.unread = owed
