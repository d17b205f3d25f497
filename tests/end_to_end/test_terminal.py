"""The terminal goes away, or types what no keyboard types."""

from __future__ import annotations

import os
import signal
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
