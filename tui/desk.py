"""The desk where the app asks its library: questions are answered in threads, the screen never waits.

SQLite connections belong to one thread, so each clerk is one thread with a shelf of its own, opened there at
the first question, anew when another file has taken the library's place, and closed there at the end. A
question whose asker was cancelled while it stood in line is never put; one that is under way is stopped where
SQLite lets itself be, or its answer is dropped. What writes goes to one clerk, in the order in which it was
put, and always to its end; what is asked after it is answered after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from core.library.opening import blamed, seen
from tui.reading.answers import Shelf

Answer = TypeVar("Answer")
OpenShelf = Callable[[ExitStack], Shelf]
"""Opens a shelf and registers what must be closed."""


class _Clerk:
    """One thread with one shelf."""

    def __init__(self, open_shelf: OpenShelf, library: Path, number: int) -> None:
        self._library = library
        self._seen: tuple[int, ...] = ()
        self._thread = ThreadPoolExecutor(1, f"desk-{number}")
        self._open_shelf = open_shelf
        self._shelf: Shelf | None = None
        self._to_close = ExitStack()
        self.waiting: set[Future[object]] = set()

    def put(self, question: Callable[[Shelf], Answer], idle: Event) -> Future[Answer]:
        future = self._thread.submit(self._answer, question, idle)
        self.waiting.add(future)  # type: ignore[arg-type]  # Future is invariant, and only counted here
        future.add_done_callback(self.waiting.discard)
        return future

    def _answer(self, question: Callable[[Shelf], Answer], idle: Event) -> Answer:
        now = seen(self._library)
        if self._shelf is None or (now and now != self._seen):
            self._to_close.close()  # of the file that another has replaced; one that is gone is read on
            self._shelf = None
            self._shelf = self._open_shelf(self._to_close)
            self._seen = now
        self._shelf.library.stopped_by(idle.is_set)
        with blamed(self._library):
            return question(self._shelf)

    def close(self) -> None:
        self._thread.submit(self._to_close.close)
        self._thread.shutdown(wait=True)


class Desk:
    """Questions in, answers out. Two clerks, so that a slow list does not hold up the text."""

    def __init__(self, open_shelf: OpenShelf, library: Path, clerks: int = 2) -> None:
        self._clerks = [_Clerk(open_shelf, library, number) for number in range(clerks)]
        self._files = (library, library.with_name(library.name + "-wal"))
        self._written: Future[Any] = Future()
        """Of what was put last that writes."""
        self._written.set_result(None)

    def stamp(self) -> tuple[tuple[int, ...], ...]:
        """What changes whenever somebody writes to the library: two stats (5 µs), and no question put."""
        file, log = map(_stamp, self._files)
        return file, log if log[-1:] != (0,) else ()  # an empty one comes by reading, too

    def trouble(self) -> str:
        """Why the library's file can't be seen, in the system's words; "" where it is there, or is gone."""
        try:
            self._files[0].stat()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as error:
            return (error.strerror or str(error)).lower()
        return ""

    def put(self, question: Callable[[Shelf], Answer], idle: Event | None = None) -> Future[Answer]:
        """Put a question to the clerk with the fewest before it; callable before there is an event loop.

        It ends in a LibraryError once `idle` is set: nobody waits for the answer any more.
        """
        return min(self._clerks, key=lambda clerk: len(clerk.waiting)).put(question, idle or Event())

    def write(self, question: Callable[[Shelf], Answer]) -> Future[Answer]:
        """Put a question that writes; nobody needs to wait for it."""
        self._written = written = self._clerks[0].put(question, Event())
        return written

    async def change(self, question: Callable[[Shelf], Answer]) -> Answer:
        """The answer to a question that writes; of a cancelled asker it is written all the same."""
        return await asyncio.shield(asyncio.wrap_future(self.write(question)))

    async def ask(self, question: Callable[[Shelf], Answer]) -> Answer:
        """The answer to a question. Raises what the question raises; a cancelled asker gets nothing."""
        if not self._written.done():
            await asyncio.wait([asyncio.wrap_future(self._written)])
        idle = Event()
        try:
            return await asyncio.wrap_future(self.put(question, idle))
        except asyncio.CancelledError:
            idle.set()
            raise

    def close(self) -> None:
        """Let every clerk finish what it has begun, and close its shelf."""
        for clerk in self._clerks:
            clerk.close()


def _stamp(file: Path) -> tuple[int, ...]:
    """Which file it is, and how it was left; empty where there is none."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
