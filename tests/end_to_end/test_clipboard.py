"""The very bytes that a terminal is sent for its clipboard, bare and inside tmux and screen."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.terminal import Terminal
from tui import clipboard


@pytest.mark.parametrize(
    "around", [{}, {"TMUX": "/tmp/none,1,0"}, {"STY": "1.none"}], ids=["bare", "tmux", "screen"]
)
def test_a_terminal_is_sent_the_sentence_once_and_when_asked(home: Path, around: dict[str, str]) -> None:
    kept = {name: value for name, value in environment(home).items() if name not in ("TMUX", "STY")}
    with Terminal(COMMAND, {**kept, **around}) as terminal:
        terminal.wait_for("10 articles")
        terminal.press("e")
        terminal.settle()
        assert b"52;c;" not in terminal.sent, "only by the reader's own act"
        terminal.press("y")
        terminal.wait_for("sent to the terminal")
        terminal.settle()
        text = (home / "state" / "warreader" / "clipboard.txt").read_text(encoding="utf-8")
        body = base64.b64encode(text.encode())
        expected = {
            "": b"\x1b]52;c;" + body + b"\x07",
            "TMUX": b"\x1bPtmux;\x1b\x1b]52;c;" + body + b"\x07\x1b\\\x1b]52;c;" + body + b"\x07",
            "STY": clipboard.sequence(text, around).encode(),
        }[next(iter(around), "")]
        assert text.startswith("“") and "\n— " in text
        assert bytes(terminal.sent).count(expected) == 1
