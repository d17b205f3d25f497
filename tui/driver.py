"""The reader's side of the terminal, held against what Textual's own driver does not survive.

Measured with Textual 8.2: a closed terminal makes its input thread spin at 100 % of a core for ever, a byte
that is no UTF-8 ends that thread with the app deaf, an ESC inside a paste turns what follows into keys, and a
write to a closed terminal ends the thread that writes. Here a closed terminal ends the app as quitting does,
with the place kept.
"""

from __future__ import annotations

import os
import re
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Event
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.frames.looks import RESET
from tui.frames.sparing import SparingApp
from tui.restoring import Shown

_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
MOST_PASTED = 100_000
"""Characters of one paste that are taken."""


class Paste:
    """Lets what is typed through, and of what is pasted neither control characters nor more than a limit."""

    def __init__(self) -> None:
        self._inside = False
        self._taken = 0
        self._held = ""

    def clean(self, typed: str) -> str:
        """The part of the input that may be read now; a mark that is cut in two is held back."""
        typed, self._held = self._held + typed, ""
        out: list[str] = []
        while typed:
            mark = _PASTED if self._inside else _PASTE
            before, found, typed = typed.partition(mark)
            if not found:
                # Outside, an ESC alone is a key, and not to be held back.
                before, self._held = _without_head(before, mark, 1 if self._inside else 3)
            out.append(self._pasted(before) if self._inside else before)
            if found:
                out.append(mark)
                self._inside, self._taken = not self._inside, 0
        return "".join(out)

    def _pasted(self, text: str) -> str:
        taken = _CONTROLS.sub("", text)[: MOST_PASTED - self._taken]
        self._taken += len(taken)
        return taken


def _without_head(text: str, mark: str, least: int) -> tuple[str, str]:
    """A text without what may be the beginning of a mark at its end, and that beginning."""
    for size in range(len(mark) - 1, least - 1, -1):
        if text.endswith(mark[:size]):
            return text[:-size], text[-size:]
    return text, ""


class _Unbroken:
    """A terminal to write to that may be gone: then nothing more is written."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


_REST = 0.1
"""Seconds between two looks at whether the rest of a key has come."""
_OTHER_SCREEN = "\x1b[?1049h"
_ASK = "\x1b[?69$p"
_TOLD = re.compile(r"\x1b\[\?69;([0-4])\$y")
"""DECRQM and its answer: whether the terminal knows left and right margins (DECLRMM), on (1) or off (2).

Asked and not told by a variable, as no variable of the terminal's comes over SSH. xterm, WezTerm, iTerm2,
Ghostty, mintty and Windows Terminal know them; kitty, foot and Alacritty say no; tmux and screen say nothing.
"""


class _Bell(Event):
    """An event that a selector can wait for, too: a thread that waits for keys need not look every 0.1 s."""

    def __init__(self) -> None:
        super().__init__()
        self._heard, self._rung = os.pipe()

    def fileno(self) -> int:
        return self._heard

    def set(self) -> None:
        if not self.is_set():
            super().set()
            os.write(self._rung, b"!")

    def clear(self) -> None:
        if self.is_set():
            os.read(self._heard, 1)
            super().clear()


class SteadyDriver(LinuxDriver):
    """Textual's driver, reading and writing with care."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file: Any = _Unbroken(self._file)
        self._asked = False
        self._is_there = False
        """Whether the terminal shows the reader's screen already, which entering it again would clear."""
        self.exit_event = self._bell = _Bell()

    def start_application_mode(self) -> None:
        """Take the terminal, and ask it what it can do."""
        shown: Shown | None = getattr(self._app, "shown", None)
        self._is_there = shown is not None and not shown.taken
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if shown is not None and self._is_there:
            shown.taken, self.attrs_before = True, shown.attributes
            self._is_there = False
        self._asked = True
        self.write(_ASK)
        self.flush()

    def write(self, data: str) -> None:
        if self._is_there and data == _OTHER_SCREEN:
            return
        super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back, without the look that frames leave set for the next."""
        self.write(RESET)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Hand on what is typed until the app ends, or the terminal does."""
        parser, paste = XTermParser(self._debug), Paste()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while not self._bell.is_set():
                # Only what may be the beginning of a key is waited for no longer than its rest may take.
                ready = selector.select(None if parser._timeout_time is None else _REST)
                if any(key.fd == self.fileno for key, _ in ready):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit)
                        return
                    text = decode(data)
                    if self._asked and (told := _TOLD.search(text)):
                        self._asked = False  # what is pasted later is no answer
                        self.process_message(SparingApp.TerminalTold(told[1] in "12"))
                    if typed := paste.clean(text):  # nothing would end the parser
                        for event in parser.feed(typed):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
