"""The terminal goes away, or types what no keyboard types."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.terminal import Terminal


@pytest.fixture
def reading(home: Path) -> Terminal:
    """A reader who stands in the linked mentions of an entity."""
    terminal = Terminal(COMMAND, environment(home))
    terminal.wait_for("10 articles")
    terminal.press("e", "3")
    terminal.wait_for("Enter follow")
    terminal.settle()
    return terminal


def test_a_terminal_that_closes_ends_the_reader(reading: Terminal) -> None:
    """It once went on at 100 % of a core."""
    with reading:
        reading.hang_up()
        assert reading.process.wait(timeout=10) == 0


@pytest.mark.parametrize("cause", [signal.SIGHUP, signal.SIGTERM])
def test_a_lost_connection_keeps_the_place(reading: Terminal, home: Path, cause: signal.Signals) -> None:
    with reading:
        before = reading.lines[1:4]
        reading.process.send_signal(cause)
        assert reading.wait_for_exit() == 0
    with Terminal(COMMAND, environment(home)) as again:
        again.wait_for(before[0].strip()[:20])
        again.settle()
        assert again.lines[1:4] == before


def test_a_byte_that_is_no_text_leaves_the_keys_working(reading: Terminal) -> None:
    with reading:
        os.write(reading.master, b"\xff\xfe")
        reading.press("?")
        reading.wait_for("Next entity in the text")


def test_a_paste_into_a_prompt_runs_no_commands(reading: Terminal) -> None:
    with reading:
        reading.press("2", "/")
        reading.settle()
        os.write(reading.master, b"\x1b[200~Luhansk\x1bQ\x03" + b"x" * 1_000_000 + b"\x1b[201~")
        reading.settle(1.0)
        reading.press("escape")
        reading.settle(0.6)
        reading.press("?")
        reading.wait_for("Next entity in the text")


FAILING = """
from tui.screens.reading_room import ReadingRoom
from tui.__main__ import main
def fail(room):
    raise RuntimeError("the paper burns")
ReadingRoom.DOING = {**ReadingRoom.DOING, "metadata": fail}
raise SystemExit(main())
"""


def test_a_failure_leaves_the_terminal_sane_and_names_its_log(home: Path) -> None:
    with Terminal([sys.executable, "-c", FAILING], environment(home)) as terminal:
        terminal.wait_for("10 articles")
        terminal.settle()
        terminal.press("i")
        assert terminal.wait_for_exit() == 1
        terminal.settle()
        left = bytes(terminal.sent).rpartition(b"\x1b[?1049l")
        assert left[1], "the alternate screen is left"
        said = left[2].decode()
    log = home / "state" / "warreader" / "crash.log"
    assert "warreader failed (RuntimeError)" in said and "Traceback" not in said
    assert "crash.log" in said
    assert "the paper burns" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("term", ["", "dumb"])
def test_where_no_screen_can_be_drawn_the_list_is_printed(home: Path, term: str) -> None:
    with Terminal(["env", f"TERM={term}", *COMMAND], environment(home)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "no screen can be drawn here" in terminal.text and "Danube Radio" in terminal.text


def test_twenty_columns_and_five_rows_and_a_mouse_beyond_them(home: Path) -> None:
    with Terminal(COMMAND, environment(home), columns=20, rows=5) as terminal:
        terminal.wait_for("Articles")
        terminal.settle()
        os.write(terminal.master, b"\x1b[<0;900;700M\x1b[<0;900;700m\x1b[<64;0;0M\x1b[<35;99999;1M")
        terminal.press("e", "3", "1", "?", "q", "z", "Z", "2")
        terminal.settle()
        assert terminal.process.poll() is None
        terminal.press("Q")
        assert terminal.wait_for_exit() == 0
