"""The screen as it was left, shown again before Textual is imported, which takes longer than what follows.

On leaving, the shadow of the screen (see tui/frames) is kept in a file beside the reader's state, with all
that it hangs on: which file the library is, the terminal and its size, the reader's own files. The next start
shows it where all of that is still the same and the article is still there, and takes it for what stands on
the terminal: the first frame of the app then sends only what differs. What a night's sync brought is among
that: until then, some 0.2 s later, the lists are yesterday's. But what the reader did elsewhere, in another
session say, has led to another place, and no old one is shown. Keys are gathered meanwhile as the app's own
driver has them, and whatever ends the process gives the terminal back. It is used once. `start = "anew"`
keeps and shows none.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from core.library import Library
from tui.frames.runs import Runs, drawn, judged

_KEYS, _SCREEN = 0, 2
"""stdin and stderr, which Textual's driver reads and writes."""
_MOST = 1_000_000
"""Characters of a file that is looked at, or kept."""
_HANGS_ON = (
    *("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TMUX", "STY"),
    *("LANG", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES"),
)
_OF_READER = ("reader.db", "reader.db-wal", "theme.json")
_OF_SETTINGS = ("settings.toml", "keys.toml", "themes")


class Left(NamedTuple):
    """A screen that was left, and the article that it shows."""

    rows: Runs
    source: str
    article: int


class Shown:
    """A screen that was left and stands on the terminal again; the app's driver takes the terminal over."""

    def __init__(self, left: Left, attributes: list[Any]) -> None:
        self.left = left
        self.attributes = attributes
        """The terminal's own, as whoever started us has set them."""
        self.taken = False
        """Whether the app has the terminal, and gives it back itself."""


class LastScreen:
    """The file that a screen is kept in from one session to the next."""

    def __init__(self, library: Path, state: Path, settings: Path) -> None:
        self._path = state.with_name("screen.json")
        self._environment = [os.environ.get(name, "") for name in _HANGS_ON]  # before the app changes it
        self._library = library
        self._files = [
            Path(__file__),
            *(state.with_name(name) for name in _OF_READER),
            *(settings.with_name(name) for name in _OF_SETTINGS),
        ]

    @contextmanager
    def shown(self) -> Iterator[Shown | None]:
        """Show it, where one stands there still; whatever happens inside, the terminal is given back.

        Raises LibraryError.
        """
        left = self._take()
        if left is None or os.name != "posix":
            yield None
            return
        import termios

        try:
            attributes = termios.tcgetattr(_KEYS)
            _gather_keys(attributes)
        except termios.error:
            yield None
            return
        shown = Shown(left, attributes)
        for cause in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(cause, _end)
        try:
            _write("\x1b[?1049h\x1b[?25l" + drawn(left.rows) + "\x1b[0m")
            yield shown
        finally:
            if not shown.taken:
                _write("\x1b[0m\x1b[?25h\x1b[?1049l")
            with suppress(termios.error):
                termios.tcsetattr(_KEYS, termios.TCSANOW, attributes)

    def keep(self, left: Left) -> None:
        """Keep a screen for the next start; a place that can't be written to is no reason to complain."""
        from core import keeping

        with suppress(OSError):
            runs = [[(text, *look) for text, look in row] for row in left.rows]
            kept = json.dumps({"of": self._hangs_on(), "article": left[1:], "rows": runs})
            if len(kept) < _MOST:
                keeping.write(kept.encode(), self._path)

    def _take(self) -> Left | None:
        """What was kept, if the reader would see that article now; the file is gone after."""
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            with self._path.open(encoding="utf-8") as file:
                words = file.read(_MOST)
            self._path.unlink()
            kept = json.loads(words)
            columns, rows = os.get_terminal_size(_SCREEN)
            if kept["of"] == self._hangs_on() and self._holds(*kept["article"]):
                return Left(judged(kept["rows"], columns, rows), *kept["article"])
        return None

    def _holds(self, source: str, article: int) -> bool:
        """Whether the library holds an article under that id: 5 ms. Raises LibraryError, ValueError."""
        with Library.open(self._library, read_only=True) as library:
            return isinstance(source, str) and library.article_of(source) == article

    def _hangs_on(self) -> list[Any]:
        """All that would make another screen of it, as JSON gives it back."""
        return [
            *os.get_terminal_size(_SCREEN),
            *self._environment,
            _stamp(self._library)[:2],
            *map(_stamp, self._files),
        ]


def _stamp(path: Path) -> list[int]:
    """Which file it is, and how it was left; nothing of one that is missing or empty."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size] if found.st_size else []


def _write(sequence: str) -> None:
    with suppress(OSError):  # of a terminal that is gone
        rest = sequence.encode()
        while rest:
            rest = rest[os.write(_SCREEN, rest) :]


def _gather_keys(attributes: list[Any]) -> None:
    """Let the terminal keep what is typed for the app, and show none of it; as Textual's driver sets it."""
    import termios

    mine = list(attributes)
    mine[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    mine[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    termios.tcsetattr(_KEYS, termios.TCSANOW, mine)


def _end(cause: int, _: object) -> None:
    raise SystemExit(128 + cause)
