"""What is sent over a slow line, and that it is enough whatever becomes of the terminal."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.terminal import Terminal

OF_ANY_SIZE = ("env", "-u", "COLUMNS", "-u", "LINES")
"""The size is the terminal's own, not that of variables."""


def opened(home: Path, command: Sequence[str] = COMMAND, margins: bool = False, **variables: str) -> Terminal:
    terminal = Terminal(command, environment(home) | variables, margins=margins)
    terminal.wait_for("10 articles")
    terminal.settle()
    return terminal


def assert_whole(reader: Terminal) -> None:
    """What is on the screen is what drawing all of it gives."""
    reader.settle()
    shown = reader.cells
    reader.press("ctrl+l")
    reader.settle()
    changed = [row for row, (was, now) in enumerate(zip(shown, reader.cells, strict=True)) if was != now]
    assert not changed, [reader.lines[row] for row in changed]


def sent(reader: Terminal, *keys: str, quiet: float = 0.5) -> bytes:
    before = len(reader.sent)
    for key in keys:
        reader.press(key)
        reader.settle(quiet)
    return bytes(reader.sent[before:])


def test_nothing_is_sent_where_nothing_changes(home: Path) -> None:
    with opened(home) as reader:
        sent(reader, "1", "g")
        assert sent(reader, "k", "g", "b", "up", "ctrl+u") == b"", "the first article is the first"
        sent(reader, "G")
        assert sent(reader, "j", "G", " ", "ctrl+d") == b""
        assert sent(reader, "2", "g") != b""
        assert sent(reader, "k", "2", "b") == b"", "the text's beginning"


def test_over_ssh_nothing_moves_by_itself(home: Path) -> None:
    """No animation, no cursor that blinks: what a key changes comes at once, and then nothing."""
    with opened(home, SSH_CONNECTION="192.0.2.1 50000 192.0.2.2 22") as reader:
        for keys in (
            ["/"],
            ["escape", "F"],
            ["escape", "\x10"],
            ["escape", "P"],
            ["+"],
            ["q", "?"],
            ["q", "2"],
            [" "],
        ):
            sent(reader, *keys, quiet=0.4)
            assert sent(reader, quiet=1.0) == b""
            before = len(reader.sent)
            assert not reader.read(1.2), f"after {keys}: {bytes(reader.sent[before:])!r}"


@pytest.mark.parametrize("margins", [False, True])
def test_a_terminal_that_says_so_scrolls_a_pane_by_itself(home: Path, margins: bool) -> None:
    with opened(home, margins=margins) as reader:
        sent(reader, "2", "g")
        scrolled = sent(reader, "j")
        assert (b"\x1b[?69h" in scrolled) == margins
        assert not margins or len(scrolled) < 400
        assert_whole(reader)


def test_a_storm_of_resizes_leaves_the_screen_whole(home: Path) -> None:
    with opened(home, [*OF_ANY_SIZE, *COMMAND]) as reader:
        for round in range(20):
            reader.resize(*((72, 20), (131, 37), (120, 40))[round % 3])
            if round % 4 == 0:
                reader.press("j")
            reader.read(0.05)
        reader.resize(99, 31)
        reader.read(0.01)
        reader.resize(120, 40)
        reader.wait_for(lambda _: "warreader" in reader.lines[0] and "find" in reader.lines[-1])
        assert_whole(reader)


def test_a_size_that_came_back_is_drawn_anew(home: Path) -> None:
    """The terminal lost what did not fit into the size between."""
    with opened(home, [*OF_ANY_SIZE, *COMMAND]) as reader:
        sent(reader, "g")  # a key takes away what is said at the start
        before = reader.cells
        reader.resize(60, 10)
        reader.resize(120, 40)
        reader.wait_for(lambda _: reader.cells == before)
        assert_whole(reader)


def test_stopped_and_brought_back_the_reader_draws_over_what_others_wrote(home: Path) -> None:
    with opened(home) as reader:
        sent(reader, "e", "3")
        before = reader.cells
        reader.press("\x1a")
        reader.wait_for(lambda _: b"\x1b[?1049l" in reader.sent)
        os.waitpid(reader.process.pid, os.WUNTRACED)
        assert b"\x1b[0m" in bytes(reader.sent).partition(b"\x1b[?1049l")[0][-200:], (
            "the shell gets no colours"
        )
        reader.scribble()
        os.killpg(reader.process.pid, signal.SIGCONT)
        reader.wait_for(lambda _: reader.cells == before)
        assert_whole(reader)
