"""A hostile library through every command on a terminal: every byte sent is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.end_to_end.hostile_corpus import LINE, build
from tests.end_to_end.sequences import strange
from tests.terminal import Terminal
from tui.cli.commands import COMMANDS as ON_THE_LINE

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


def test_the_list_of_what_may_be_sent_lets_nothing_else_through() -> None:
    for sent in ("\x1b[31mred\x1b[0m", "\x1b[?1049h\x1b[2;3H", "ü – ж"):
        assert strange(sent.encode()) == []
    for sent in ("\x1b]0;x\x07", "\x1b]52;c;eA==\x07", "\x1b]8;;x\x1b\\", "\x1bPq\x1b\\", "\x1bc", "\x07",
                 "\x9b2J", "\u202e", "\u200b", "\U000e0041", "a\u0301\u0301\u0301"):  # fmt: skip
        assert strange(sent.encode())
