"""Several articles a transaction, each of them whole or not at all.

A commit costs as much as a fifth of all else that storing an article takes, and so do the pages that one
article after another changes (those of the counts, and of the search index). So articles that come at once
are committed at once, and none later than a reader would notice.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.library import indexing, opening, tallies
from core.library.owing import Connection

_LONGEST = 0.4
"""Seconds after which no more is gathered: others want to write, and to read what is new."""


class Gathering:
    """A transaction that is begun with the first of some articles; whoever made it must call `commit`."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._ends = 0.0

    @property
    def due(self) -> bool:
        """Whether it is time to commit."""
        return time.monotonic() >= self._ends

    @contextmanager
    def one(self) -> Iterator[None]:
        """Everything inside will be stored, or nothing; waits for another writer. Raises LibraryError."""
        run = self._connection.execute
        with opening.told(self._path):
            if not self._connection.in_transaction:
                run("BEGIN IMMEDIATE")
                self._ends = time.monotonic() + _LONGEST
            run("SAVEPOINT one")
            owed = self._connection.owed()
            try:
                yield
                run("RELEASE one")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    run("ROLLBACK TO one")
                    run("RELEASE one")
                self._connection.owe(owed)
                raise

    def commit(self) -> None:
        """Store what was gathered, or nothing of it. Raises LibraryError."""
        if not self._connection.in_transaction:
            return
        with opening.told(self._path), ending(self._connection, self._path):
            pass


@contextmanager
def ending(connection: Connection, path: Path) -> Iterator[None]:
    """The end of a transaction that has begun: what it owes is paid and all is stored, or nothing.

    Raises LibraryError where the library is no longer at `path`.
    """
    try:
        yield
        if connection.shares or connection.unread:
            tallies.close(connection)
            indexing.pay(connection)
        connection.execute("COMMIT")
        opening.check_place(connection, path)
    except BaseException:
        connection.forget()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.forgive()
