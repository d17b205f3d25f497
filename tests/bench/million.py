"""One large library from end to end: what a reader meets in it, beside a library of a hundred articles.

    python -m tests.bench.million FILE [SECONDS]    measures a made library, which grows by it

In this order: the first frame and the memory of the app, by turns over both libraries; its keys in the list,
at its beginning and at its end, also by story and narrowed to what a word finds; every question of the app; a
merge; ten readers beside a writer, SECONDS for each of five runs. Wants of other packages only those that the
app itself needs, and numpy.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from core.library import Library
from core.library.reader import ReaderState
from tests.bench import asking, crowd, merging
from tests.bench.made import fill
from tests.replies import ANSWERS

FEW = 100
STARTS, PRESSES, ROUNDS = 7, 20, 20
SECONDS = 8.0
OUTLET = '"Outlet 1"'
"""Whose articles the list is narrowed to."""
QUIET = 0.08
"""Seconds without a byte after which a key's answer is complete."""
_READY = re.compile(rb"\d words ")
"""What stands in the title of an article once it is open."""
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]")


class App:
    """The app on a terminal of its own, of which the bytes alone are looked at."""

    def __init__(self, library: Path, home: Path) -> None:
        self._master, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        places = {f"XDG_{what}_HOME": str(home / what) for what in ("DATA", "STATE", "CONFIG")}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", "--library", str(library)],
            stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            env={**os.environ, **places, "TERM": "xterm-256color", "COLORTERM": "truecolor",
                 "LC_ALL": "C.UTF-8", "COLUMNS": "120", "LINES": "40"},
        )  # fmt: skip
        os.close(terminal)
        self.sent = b""

    def __enter__(self) -> App:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux's way to say that the other end was closed
            return False
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._master, answer)
        self.sent += data
        return True

    def ready(self) -> float:
        """Milliseconds from the process's start to an open article. Raises RuntimeError without one."""
        while not _READY.search(_SEQUENCE.sub(b"", self.sent)):
            if not self._read(20.0):
                raise RuntimeError(f"no frame: {self.sent[-500:]!r}")
        return 1000 * (time.perf_counter() - self.started)

    def settle(self) -> float:
        """The moment of the last byte before some quiet."""
        last = time.perf_counter()
        while self._read(QUIET):
            last = time.perf_counter()
        return last

    def press(self, key: str) -> float:
        """Milliseconds from a key to the last byte of its answer."""
        pressed = time.perf_counter()
        os.write(self._master, key.encode())
        return 1000 * (self.settle() - pressed) if self._read(1.0) else 0.0

    def resident(self) -> float:
        """The megabytes that the app holds."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def _starts(libraries: dict[str, Path], home: Path) -> Iterator[str]:
    frames: dict[str, list[float]] = {name: [] for name in libraries}
    held: dict[str, list[float]] = {name: [] for name in libraries}
    for turn in range(STARTS + 1):
        for name, path in libraries.items():
            with App(path, home / name) as app:
                took = app.ready()
                app.settle()
                if turn:  # the first compiles modules, and has the file read from the disk
                    frames[name].append(took)
                    held[name].append(app.resident())
    few, many = (statistics.median(frames[name]) for name in libraries)
    yield f"first frame: {many:.0f} ms, of {FEW} articles {few:.0f}: {many / few:.2f}, ≤ 1.2"
    few, many = (statistics.median(held[name]) for name in libraries)
    yield f"resident then: {many:.1f} MB, of {FEW} articles {few:.1f}: {many - few:.1f} more, ≤ 20"


def _keys(library: Path, home: Path) -> Iterator[str]:
    with ReaderState(home / "STATE" / "warreader" / "reader.db") as state:
        state.searches.save("outlet", f"outlet:{OUTLET}")
    with App(library, home) as app:
        app.ready()
        app.settle()
        app.press("1")
        for told, before in {"list": "", "list by story": "S", "narrowed list": "SV\r"}.items():
            for key in before:
                app.press(key)
            yield from _moves(app, told)


def _moves(app: App, told: str) -> Iterator[str]:
    """Down and up, by a line and by a page, at the beginning and the end of a list, and the jump there."""
    for where, to, keys in (("beginning", "g", "j "), ("end", "G", "kb")):
        jumps = [app.press(key) for _ in range(5) for key in ("g", "G")][1::2]
        app.press(to)
        for key in keys:
            moves = sorted(app.press(key) for _ in range(PRESSES))
            middle = statistics.median(moves)
            yield f"key {key!r} at the {told}'s {where}: {middle:.1f} ms, p95 {moves[-2]:.1f}"
    yield f"jump to the {told}'s end: {statistics.median(jumps):.1f} ms"


def main(path: Path, seconds: float = SECONDS) -> None:
    with TemporaryDirectory() as folder:
        home, small = Path(folder), Path(folder, "small.db")
        with Library.open(small) as library, Library.open(path):  # an older version's is brought up to date
            fill(library, FEW)
        for lines in (_starts({"few": small, "many": path}, home), _keys(path, home / "keys")):
            print(*lines, sep="\n", flush=True)
    print(*asking.table(path, ROUNDS), sep="\n", flush=True)
    print(*merging.main(path), sep="\n", flush=True)
    crowd.main(path, seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(float, sys.argv[2:]))
