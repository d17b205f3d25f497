"""A reader in tmux: a session on a socket of its own, keys sent to it, and the pane as it shows it."""

from __future__ import annotations

import os
import re
import select
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

NAMED = {"enter": "Enter", "escape": "Escape", "tab": "Tab", "space": "Space", "down": "Down", "up": "Up"}
"""tmux's names of keys; the others are sent as they are."""
OF_A_TERMINAL = frozenset({"TMUX", "TMUX_PANE", "COLUMNS", "LINES"})
"""What the environment says of another terminal."""
TMUX = shutil.which("tmux")


class Tmux:
    """One command in one pane; a context manager that ends the server.

    What the pane prints also comes through a pipe, so that waiting is reading and no polling.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], folder: Path, columns: int, rows: int
    ) -> None:
        self._socket = f"warreader-{os.getpid()}-{folder.name}"
        self._environment = {
            **{name: value for name, value in environment.items() if name not in OF_A_TERMINAL},
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        pipe = folder / "printed"
        os.mkfifo(pipe)
        self._printed = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self._kept_open = os.open(pipe, os.O_WRONLY)
        """By us too, so that the end of the pipe's writer is no end of the pipe."""
        shell = f"read go; {shlex.join(command)}; echo ended with $?; read gone"
        size = ("-x", str(columns), "-y", str(rows))
        self._tmux("-f", os.devnull, "new-session", "-d", "-s", "reader", *size, shell)
        self._tmux("pipe-pane", "-t", "reader", f"cat > {shlex.quote(str(pipe))}")
        self.press("enter")  # only now is nothing missed

    def __enter__(self) -> Tmux:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        socket = Path(self._tmux("display-message", "-p", "#{socket_path}").strip())
        self._tmux("kill-server")
        socket.unlink(missing_ok=True)
        os.close(self._printed)
        os.close(self._kept_open)

    def _tmux(self, *arguments: str) -> str:
        assert TMUX is not None
        command = (TMUX, "-u", "-L", self._socket, *arguments)
        return subprocess.run(
            command, env=self._environment, check=True, capture_output=True, text=True, timeout=30
        ).stdout

    @property
    def text(self) -> str:
        """What the pane shows."""
        return self._tmux("capture-pane", "-p", "-t", "reader")

    def press(self, *keys: str) -> None:
        """Send keys as the table of commands calls them."""
        for key in keys:
            if key.startswith("ctrl+"):
                self._tmux("send-keys", "-t", "reader", f"C-{key.removeprefix('ctrl+')}")
            elif key in NAMED:
                self._tmux("send-keys", "-t", "reader", NAMED[key])
            else:
                self._tmux("send-keys", "-t", "reader", "-l", "\\;" if key == ";" else key)

    def wait_for(self, pattern: str, limit: float = 30.0) -> str:
        """Read until the pane shows what fits; its first group, or all. AssertionError when it never does."""
        end = time.monotonic() + limit
        while not (found := re.search(pattern, text := self.text)):
            if not select.select([self._printed], [], [], max(0.0, end - time.monotonic()))[0]:
                raise AssertionError(f"{pattern} is not in the pane:\n{text}")
            os.read(self._printed, 1 << 16)
        return found[found.lastindex or 0]
