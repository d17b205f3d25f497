"""A hostile library through every command and every screen on a terminal: every byte sent is looked at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.end_to_end.hostile_corpus import LINE, build
from tests.end_to_end.sequences import strange
from tests.terminal import Terminal
from tui.cli.commands import COMMANDS as ON_THE_LINE
from tui.commands import COMMANDS, Command, Pane

ASKED: dict[str, list[tuple[str, ...]]] = {
    "show": [("1",), ("1", "--why"), ("2", "--json"), (LINE,)],
    "list": [(), ("--limit", LINE)],
    "entities": [()], "stories": [(), ("--json",)], "copies": [()], "figures": [(), ("--json",)],
    "quotes": [(), ("--json",), ("--shared",)], "timeline": [()], "feeds": [()], "doubts": [()],
    "compare": [("1", "3"), ("1", "3", "--json")], "dossier": [("Hayday",), ("Hayday", "--json"), (LINE,)],
    "search": [("kyiv",), ("kyiv", "--json"), (LINE,)], "why": [("Hayday", "Gaidai"), (LINE, LINE)],
    "marks": [(), ("--json",), ("--markdown",)], "keys": [()], "journal": [()], "doctor": [()],
    "export": [("entities",), ("articles",), ("annotations",)], "subscribe": [(LINE,)],
    "unsubscribe": [(LINE,)], "add": [(LINE,)], "merge": [(LINE, "Kyiv")],
    "edit": [("1", "--outlet", LINE), ("1", "--updated", LINE), ("1", "--reset", "url")],
    "not-same": [(LINE, "Kyiv")], "split": [(LINE,)], "rename": [("Gaidai", LINE)], "retype": [(LINE, LINE)],
    "hide": [(LINE,)], "unhide": [(LINE,)], "undo": [()], "redo": [()],
    "backup": [(f"/nowhere/{LINE[:60]}",)],
    "watch": [(LINE,)], "sync": [(LINE,)],
}  # fmt: skip
"""What each command is asked; `sample` opens the reader on articles of ours."""

ROOM = "war␛]0;owned"
"""The library's name, which stands over the panes."""
WAYS = {
    Pane.ARTICLES: ("1", ROOM), Pane.TEXT: ("2", ROOM), Pane.MENTIONS: ("3", ROOM),
    Pane.SHEET: ("?", "Every key"),
    Pane.DOUBTS: ("W", "Doubtful links"), Pane.SEARCH: ("Fkyiv", " F "),
    Pane.PASSAGE: ("v", "word"), Pane.BOOK: ("B", "Your marks"), Pane.DOSSIER: ("D", "Dossier"),
    Pane.INDEX: ("I", "0 all"), Pane.QUOTES: ('"', "Quotes"), Pane.TIMELINE: ("T", "Timeline"),
    Pane.FIGURES: ("$", "Figures"), Pane.BESIDE: ("1+j+c", "Compared"), Pane.MAP: ("P", "Map"),
}  # fmt: skip
"""How each screen is reached from the text, and what tells that it is there."""
OURS = (Pane.SHEET, Pane.MAP)
"""Screens on which no word is from outside: the help, and names of towns that come with us."""
ACTING = "␛["
"""Words from outside, as they are seen."""
ENDS = ("quit", "leave", "suspend")
ESCAPE = "\x1b[27u"
"""As terminals send it that tell Escape from the beginning of another key."""
SENT = {
    "space": " ", "left": "\x1b[D", "right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~", "delete": "\x1b[3~", "escape": ESCAPE, "f1": "\x1bOP", "f2": "\x1bOQ",
    "f3": "\x1bOR", "f5": "\x1b[15~",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    build(home, home / "state" / "warreader" / "reader.db")
    return home


@pytest.fixture
def home(hostile: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(hostile, tmp_path / "home"))


def library(home: Path) -> str:
    return str(next(path for path in home.iterdir() if path.name.endswith(".db")))


@pytest.mark.parametrize("command", [one.name for one in ON_THE_LINE if one.name != "sample"])
def test_a_command_sends_visible_text_alone(home: Path, command: str) -> None:
    assert command in ASKED, "say here what it is asked"
    for arguments in ASKED[command]:
        with Terminal([*COMMAND, "--library", library(home), command, *arguments], environment(home)) as one:
            assert one.wait_for_exit(60) in (0, 1, 2)
            one.settle(0.05)
            assert strange(bytes(one.sent)) == [] and b"Traceback" not in one.sent


def test_every_screen_is_walked() -> None:
    assert set(WAYS) == set(Pane), "say here how it is reached"


GIVEN = {
    pane: [command for command in COMMANDS if command.id not in ENDS and min(command.where) is pane]
    for pane in Pane
}
"""The commands that are given on each screen: every one of them on one."""


@pytest.mark.parametrize("pane", Pane)
def test_a_screen_sends_its_own_sequences_and_visible_text(home: Path, pane: Pane) -> None:
    with reader_of(home, pane) as reader:
        reader.wait_for(lambda text: pane in OURS or ACTING in text, 60)  # linked mentions take a moment
        answer(reader)
        go(reader, Pane.TEXT)
    assert strange(bytes(reader.sent), moves="\b\v") == []


def test_where_the_article_was_taken_from_is_visible_text(home: Path) -> None:
    with reader_of(home, Pane.TEXT) as reader:
        press(reader, "i")
        assert strange(bytes(reader.sent), moves="\b\v") == []
        assert "outlet · from ␛[31mred" in reader.text


@pytest.mark.skipif("WARREADER_WALK" not in os.environ, reason="a minute: WARREADER_WALK=1 walks it")
@pytest.mark.parametrize("pane", Pane)
def test_a_command_of_a_screen_sends_visible_text_alone(home: Path, pane: Pane) -> None:
    """Commands, with hostile words for whatever they ask, and back to the screen."""
    with reader_of(home, pane) as reader:
        for command in GIVEN[pane]:
            give(reader, command)
            answer(reader)
            go(reader, pane)
    copies = any(command.id.startswith("copy") for command in GIVEN[pane])
    assert strange(bytes(reader.sent), copies, moves="\b\v") == []


@contextmanager
def reader_of(home: Path, pane: Pane) -> Iterator[Terminal]:
    """The reader on a screen, every other one small."""
    columns, rows = (120, 40) if list(Pane).index(pane) % 2 else (80, 24)
    with Terminal(
        [*COMMAND, "--library", library(home)], environment(home), columns=columns, rows=rows
    ) as reader:
        reader.wait_for(ROOM)
        go(reader, pane)
        yield reader


def answer(reader: Terminal) -> None:
    """Paste hostile words into whatever asks for some, and take them."""
    reader.rest()
    os.write(reader.master, b"\x1b[200~" + LINE.encode() + b"\x1b[201~")
    reader.press("enter")
    reader.rest()


def go(reader: Terminal, pane: Pane) -> None:
    """Back to the panes, to the first article and an entity in it, and from there to a screen."""
    way, title = WAYS[pane]
    for _ in range(5):
        before = ""
        while before != reader.text:  # whatever lies over the panes
            before = reader.text
            press(reader, ESCAPE)
        press(reader, *"z" * (ROOM not in reader.text))  # only the text may be shown
        press(reader, "1", "g", "enter", "2", "e", "e", *way)
        if title in reader.text:
            return
    pytest.fail(f"{title!r} is not on the screen:\n{reader.text}")


def press(reader: Terminal, *keys: str) -> None:
    """Press a key once what the one before it asked for is done."""
    for key in keys:
        reader.press(key)
        reader.rest()
        assert reader.process.poll() is None, reader.text


def give(reader: Terminal, command: Command) -> None:
    """Give a command by its key, or in the palette by its words."""
    if command.keys:
        key = command.keys[0]
        reader.press(chr(ord(key[5]) - 96) if key.startswith("ctrl+") else SENT.get(key, key))
        return
    reader.press("\x10", *command.title)
    reader.rest(0.2)
    reader.press("enter")


def test_the_list_of_what_may_be_sent_lets_nothing_else_through() -> None:
    for sent in ("\x1b[31mred\x1b[0m", "\x1b[?1049h\x1b[2;3H", "ü – ж"):
        assert strange(sent.encode()) == []
    for sent in ("\x1b]0;x\x07", "\x1b]52;c;eA==\x07", "\x1b]8;;x\x1b\\", "\x1bPq\x1b\\", "\x1bc", "\x07",
                 "\x9b2J", "\u202e", "\u200b", "\U000e0041", "a\u0301\u0301\u0301"):  # fmt: skip
        assert strange(sent.encode())
