"""What a reader copies: the words, where they stand, and the way to the terminal."""

from __future__ import annotations

import base64
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import keeping
from core.marks import Cited
from tui import clipboard
from tui.app import WarReaderApp
from tui.reading.quoting import quotation

PLAIN: dict[str, str] = {}
TMUX = {"TMUX": "/tmp/tmux-0/default,1,0"}
SCREEN = {"STY": "1234.pts-0.host"}


def decoded(plain: str) -> str:
    assert plain.startswith("\x1b]52;c;") and plain.endswith("\x07")
    return base64.b64decode(plain[7:-1], validate=True).decode()


@given(st.text(max_size=2_000))
def test_a_terminal_takes_the_very_text(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert decoded(clipboard.sequence(text, PLAIN)) == text


@given(st.text("aЖ漢\n", max_size=2_000))
def test_tmux_and_screen_hand_the_very_sequence_through(text: str) -> None:
    plain = clipboard.sequence(text, PLAIN)
    wrapped, own = clipboard.sequence(text, TMUX).split("\x1b\\")
    assert wrapped.startswith("\x1bPtmux;") and own == plain
    assert wrapped.removeprefix("\x1bPtmux;").replace("\x1b\x1b", "\x1b") == plain
    pieces = clipboard.sequence(text, SCREEN).split("\x1b\\")
    assert pieces.pop() == ""
    assert all(piece.startswith("\x1bP") and len(piece) <= 256 for piece in pieces)
    assert "".join(piece[2:] for piece in pieces) == plain


def test_too_long_a_text_is_cut_between_characters() -> None:
    text = "漢" * 30_000
    assert clipboard.is_cut(text) and not clipboard.is_cut("a" * clipboard.MOST)
    sent = decoded(clipboard.sequence(text, PLAIN))
    assert set(sent) == {"漢"} and clipboard.MOST - 3 < len(sent.encode()) <= clipboard.MOST
    assert len(clipboard.sequence(text, PLAIN)) <= 100_000


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_copied_acts_on_a_terminal_or_a_shell(words: str, title: str, url: str) -> None:
    copied = quotation(words, Cited("/a.txt", title, "Outlet", None, url))
    assert copied.count("\n") == 1
    assert all(letter.isprintable() for letter in copied.replace("\n", ""))


def test_the_file_is_the_readers_alone_and_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "state" / "clipboard.txt"
    keeping.write(b"one", path)
    keeping.write(b"two\nlines", path)
    assert path.read_text() == "two\nlines"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping.os, "fsync", fail)
    with pytest.raises(OSError, match="space"):
        keeping.write(b"three", path)
    assert path.read_text() == "two\nlines" and [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal was sent for its clipboard."""
    found: list[str] = []
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(WarReaderApp, "send", lambda _, sequence: found.append(decoded(sequence)))
    return found


async def test_a_reader_copies_the_sentence_with_where_it_stands(
    story: Any, sent: list[str], tmp_path: Path
) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("y")
        assert sent == [
            "“Luhansk governor Serhiy Haidai announced the withdrawal in a late post.”\n"
            "— The Harbour Post, “Troops to withdraw from Severodonetsk after weeks of street fighting”, "
            "24 Jun 2022, /reports/1.txt"
        ]
        assert "sent to the terminal" in reader.seen("#footer")
        assert (tmp_path / "clipboard.txt").read_text() == sent[0]
        await reader.press("Y")
        assert sent[1] == "/reports/1.txt", "an article of no address: where it was read from"
        assert "it has no URL: where it was read from is sent" in reader.seen("#footer")


async def test_what_is_copied_is_what_the_hands_are_on(story: Any, sent: list[str]) -> None:
    async with story() as reader:
        await reader.press("y")
        assert sent[-1].startswith("“Troops to withdraw"), "nothing chosen: what stands at the top"
        await reader.press("slash", *"gunners answer", "enter", "y")
        assert sent[-1].startswith("“Russia has fought for the city since May, and Ukrainian gunners")
        await reader.press("1", "j", "y", "Y")
        assert sent[-2].startswith("Radio Meridian, “Governor says") and sent[-1] == "/reports/0.txt"
        await reader.press("escape", "escape", "2", "g")
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("enter", "j", "j", "j", "y")
        assert sent[-1].startswith("“The head of Luhansk region, Serhiy Hayday,")
        assert "Radio Meridian" in sent[-1]


async def test_a_file_that_cannot_be_written_is_told(story: Any, sent: list[str], tmp_path: Path) -> None:
    (tmp_path / "clipboard.txt").mkdir()
    async with story() as reader:
        await reader.press("Y")
        assert sent and "can't be written" in reader.seen("#footer")
