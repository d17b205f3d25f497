"""A terminal for tests: runs a program on a real pseudo-terminal, presses keys and reads the screen.

It answers the few questions that Textual asks a terminal on starting, keeps every byte that was sent, and
draws them with pyte.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pyte

from tests.replies import ANSWERS

MARGINS = b"\x1b[?69$p"
"""The question whether there are left and right margins."""

NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""Private sequences (keyboard protocol and the like) that pyte would print."""

UNFINISHED = re.compile(rb"\x1b(\[[^@-~]*)?$")

KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "ctrl+o": "\x0f", "ctrl+d": "\x04", "ctrl+u": "\x15",
        "ctrl+l": "\x0c", "up": "\x1b[A", "down": "\x1b[B", "shift+tab": "\x1b[Z"}  # fmt: skip


class Screen(pyte.Screen):
    """pyte's, which also scrolls on demand (SU, SD), between left and right margins too (DECLRMM)."""

    sides: tuple[int, int] | None = None

    def set_mode(self, *modes: int, **kind: Any) -> None:
        super().set_mode(*modes, **kind)
        if kind.get("private") and 69 in modes:
            self.sides = (0, self.columns)

    def reset_mode(self, *modes: int, **kind: Any) -> None:
        super().reset_mode(*modes, **kind)
        if kind.get("private") and 69 in modes:
            self.sides = None

    def set_sides(self, left: int = 1, right: int = 0) -> None:
        assert self.sides is not None, "margins that the terminal was not told to heed"
        self.sides = (left - 1, right or self.columns)

    def scroll_up(self, count: int = 1) -> None:
        self._scroll(count or 1)

    def scroll_down(self, count: int = 1) -> None:
        self._scroll(-(count or 1))

    def _scroll(self, count: int) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        left, right = self.sides or (0, self.columns)
        rows = range(top, bottom + 1)
        before = {y: [self.buffer[y][x] for x in range(left, right)] for y in rows}
        for y in rows:
            kept = before.get(y + count, [self.cursor.attrs] * (right - left))
            self.buffer[y].update(zip(range(left, right), kept, strict=True))


def seen(cell: Any) -> tuple[object, ...]:
    """What a reader sees of a cell: of a blank no colour of letters, and nothing that is bold or slanted."""
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        cell = cell._replace(fg="", bold=False, italics=False, blink=False)
    return tuple(cell)


class Stream(pyte.ByteStream):
    """pyte's, for that screen."""

    csi: ClassVar = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down", "s": "set_sides"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "set_sides"}


class Terminal:
    """A program on a terminal of its own; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 120,
        rows: int = 40,
        margins: bool = False,
    ) -> None:
        """`margins` says whether the terminal has left and right ones."""
        self.sent = bytearray()
        """Everything that the program has sent."""
        self._screen = Screen(columns, rows)
        self._stream = Stream(self._screen)
        self._question = self._held = b""
        self._answers = {**ANSWERS, MARGINS: b"\x1b[?69;2$y" if margins else b"\x1b[?69;0$y"}
        self.master, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(command), stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8",
                 "COLUMNS": str(columns), "LINES": str(rows)},
        )  # fmt: skip
        os.close(terminal)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.master >= 0:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self.master)
        self.master = -1

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as they stand."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every column of every row: its character and how it is drawn."""
        columns, rows = self._screen.columns, self._screen.lines
        return [[seen(self._screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)
        self.process.send_signal(signal.SIGWINCH)

    def scribble(self) -> None:
        """Let others write over all of the screen, in colours, with the cursor somewhere else then."""
        self._stream.feed(b"\x1b[H\x1b[0;7;31m" + b"job stopped " * 500 + b"\x1b[0;4;35m\x1b[7;7H")

    def press(self, *keys: str) -> None:
        """Send keys: characters as they are, others by name ("enter", "ctrl+o")."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; empty when nothing does or the program has ended."""
        if not select.select([self.master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # Linux's way to say that the other end was closed
            return b""
        self.sent += data
        self._answer(data)
        self._draw(data)
        return data

    def settle(self, quiet: float = 0.25, limit: float = 10.0) -> float:
        """Read until nothing came for `quiet` seconds and no thread works; returns when the last byte did."""
        last = time.perf_counter()
        end = last + limit
        while time.perf_counter() < end and ((came := self.read(quiet)) or self._works()):
            if came:
                last = time.perf_counter()
        return last

    def rest(self, quiet: float = 0.03, limit: float = 60.0) -> None:
        """Read until nothing comes and the program waits for a key, however long a busy machine takes."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and (self.read(quiet) or self._works()):
            pass

    def _works(self) -> bool:
        """Whether any thread of the program runs, or would if it were let (proc(5): a state other than S)."""
        try:
            stats = [task.read_text() for task in Path(f"/proc/{self.process.pid}/task").glob("*/stat")]
        except OSError:  # a thread has just ended
            return self.process.poll() is None
        return any(stat.rpartition(")")[2].split()[0] in "RD" for stat in stats)

    def wait_for(self, seen: str | Callable[[str], bool], limit: float = 15.0) -> None:
        """Read until the screen shows `seen`; raises AssertionError with the screen when it never does."""
        shown = seen if callable(seen) else lambda text: seen in text
        end = time.perf_counter() + limit
        while not shown(self.text):
            if time.perf_counter() > end or (self.process.poll() is not None and not self.read(0.1)):
                raise AssertionError(f"{seen!r} is not on the screen:\n{self.text}")
            self.read(0.1)

    def wait_for_exit(self, limit: float = 10.0) -> int:
        """Read until the program ends, and return its exit code."""
        end = time.perf_counter() + limit
        while self.process.poll() is None and time.perf_counter() < end:
            self.read(0.05)
        return self.process.wait(timeout=1)

    def _draw(self, data: bytes) -> None:
        """Feed the screen, holding back a sequence of which only the head has come."""
        data = self._held + data
        head = UNFINISHED.search(data)
        whole = head.start() if head else len(data)
        self._held = data[whole:]
        self._stream.feed(NOT_FOR_PYTE.sub(b"", data[:whole]))

    def _answer(self, data: bytes) -> None:
        asked = self._question + data
        for question, answer in self._answers.items():
            if question in asked:
                os.write(self.master, answer)
                asked = asked.replace(question, b"")
        self._question = asked[-8:] if b"\x1b" in asked[-8:] else b""
