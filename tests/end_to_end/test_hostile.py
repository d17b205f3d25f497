"""Nothing that an article says reaches the terminal as anything but words."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from core.library import Library
from tests.command import COMMAND, environment, warreader
from tests.end_to_end.sequences import strange
from tests.library.fakes import article, store
from tests.terminal import Terminal

HOSTILE = (
    "Troops \x1b[31mleave\x1b[0m Kyiv and [bold]Kharkiv[/bold] behind\n\n"
    "KYIV, June 24 \x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 said \x9b2J Haidai in [link=x]Lviv[/]\n\n"
    "[@click=app.quit]here[/]\n"
    "\x1bP+q544e\x1b\\ \x08\x7f\x85 \u202edias\u202c \u2066x\u2069 [/] [red not closed\n"
)
PAYLOADS = (
    b"\x1b]52", b"b3duZWQ=\x07", b"owned\x07", b"\x1b[31mleave", b"\x1bP+q", b"\xc2\x9b", "\u202e".encode(),
)  # fmt: skip
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    article = home / "hostile.txt"
    article.write_text(HOSTILE, encoding="utf-8", newline="")
    warreader("--library", home / "hostile.db", "add", article, home=home)
    return home / "hostile.db"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_in_the_reader(library: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    command = [*COMMAND, "--library", str(library)]
    with Terminal(command, environment(tmp_path), columns=size[0], rows=size[1]) as reader:
        reader.wait_for("1 article")
        for key in ("2", "e", "e", "w", "escape", "3", "enter", "1", "/", *"said", "enter", "n"):
            reader.press(key)
            reader.settle(0.15)
        reader.press("escape", "2")
        reader.settle()
        assert "[bold]Kharkiv[/bold]" in reader.text
        sent = bytes(reader.sent)
        assert not [payload for payload in PAYLOADS if payload in sent]


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("show", "1"), ("entities",), ("search", "Kharkiv"), ("show", "1", "--json")],
    ids=" ".join,
)
def test_on_the_command_line(library: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    printed = warreader("--library", library, *arguments, home=tmp_path)
    assert printed.strip()
    assert not CONTROL.search(printed)


def test_on_the_command_line_at_a_terminal(library: Path, tmp_path: Path) -> None:
    with Terminal([*COMMAND, "--library", str(library), "show", "1"], environment(tmp_path)) as terminal:
        terminal.wait_for("[bold]Kharkiv[/bold]")
        terminal.wait_for_exit()
        assert not [payload for payload in PAYLOADS if payload in terminal.sent]


def test_the_name_of_a_library_that_fails_as_it_is_opened_is_words(tmp_path: Path) -> None:
    """The app itself tells of it, on the reader's own screen, when it has left its own."""
    path = tmp_path / "war\x1b]0;owned\x07\u202e[bold]x[@click=app.quit]y.db"
    with Library.open(path) as opened:
        store(opened, article("Hayday left Kyiv.", "/press/a.txt"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE article_text RENAME TO lost")
        connection.commit()
    with Terminal([*COMMAND, "--library", str(path)], environment(tmp_path)) as reader:
        assert reader.wait_for_exit(60) == 1
        reader.settle()
    assert strange(bytes(reader.sent), moves="\b\v") == []
    told = "".join(reader.text.split())  # where lines break hangs on how long the path is
    assert "war␛]0;owned␇�[bold]x[@click=app.quit]y.db:thelibraryisdamaged" in told


def test_a_file_name_is_words_too(tmp_path: Path) -> None:
    named = tmp_path / "war\x1b]0;owned\x07.txt"
    named.write_bytes(b"")
    run = subprocess.run(
        [*COMMAND, "--library", str(tmp_path / "x.db"), "add", str(named)],
        capture_output=True, text=True, env=environment(tmp_path), timeout=60,
    )  # fmt: skip
    assert run.returncode == 1
    assert not CONTROL.search(run.stdout + run.stderr)
