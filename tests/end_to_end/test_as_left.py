"""The screen stands again as it was left, before the app does; and only where the reader is still there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import termios
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from tests.command import COMMAND, environment, warreader
from tests.terminal import Terminal

TAKEN = b"\x1b[?1000h"
"""The first that the app itself sends: the mouse, please."""
FOOTER = "/ find"
_BARS = str.maketrans("▁▂▃▄▅▆▇█", " " * 8)

Opens = Callable[..., Terminal]


@pytest.fixture
def library(home: Path, tmp_path: Path) -> Path:
    """A library of the reader's own."""
    return Path(shutil.copy(next(home.rglob("*.db")), tmp_path / "war.db"))


@pytest.fixture
def opens(home: Path, library: Path) -> Opens:
    """Opens the reader on it."""

    def at(extra: Mapping[str, str] | None = None, **size: int) -> Terminal:
        return Terminal([*COMMAND, "--library", str(library)], environment(home) | dict(extra or {}), **size)

    return at


@pytest.fixture
def kept(home: Path) -> Path:
    """The file in which a screen is kept."""
    return home / "state" / "warreader" / "screen.json"


@pytest.fixture
def left(opens: Opens) -> list[str]:
    """The lines of the screen, as a reader left it on a name in a text."""
    with opens() as terminal:
        terminal.wait_for(FOOTER)
        before = terminal.lines[1]
        terminal.press("j")
        terminal.wait_for(lambda _: terminal.lines[1] != before)
        terminal.press("e")
        terminal.wait_for(lambda _: "Linked mentions" not in terminal.lines[1])
        return leave(terminal)


def words(terminal: Terminal) -> list[str]:
    """The lines of the screen without scroll bars, which tell by what way one came, too."""
    return [line.translate(_BARS) for line in terminal.lines]


def leave(terminal: Terminal) -> list[str]:
    """The lines of the screen at last."""
    terminal.rest()
    lines = words(terminal)
    terminal.press("Q")
    assert terminal.wait_for_exit() == 0
    return lines


def before_the_app(terminal: Terminal) -> bytes:
    """What the terminal was sent before the app took it, which now shows its first frame."""
    terminal.wait_for(lambda text: TAKEN in terminal.sent and FOOTER in text)
    terminal.rest()
    return bytes(terminal.sent).partition(TAKEN)[0]


def assert_anew(terminal: Terminal) -> None:
    """Nothing stood there before the app."""
    assert b"find" not in before_the_app(terminal)


def test_the_screen_stands_again_as_it_was_left_before_the_app_does(left: list[str], opens: Opens) -> None:
    for _ in range(2):  # the second shows what the first left, which is the same
        with opens() as terminal:
            terminal.wait_for(lambda _: words(terminal) == left)
            before = before_the_app(terminal)
            assert b"find" in before
            assert words(terminal) == left
            assert terminal.sent.count(b"\x1b[?1049h") == 1
            assert len(terminal.sent) - len(before) < 1_000, "what the app sends first is next to nothing"
            leave(terminal)


def test_what_is_typed_meanwhile_is_done(left: list[str], opens: Opens) -> None:
    with opens() as other:
        before_the_app(other)
        other.press("j")
        other.wait_for(lambda _: other.lines[1] != left[1])
        moved = other.lines[1]
        other.press("k")
        other.wait_for(lambda _: words(other) == left)
        leave(other)
    with opens() as terminal:
        terminal.press("j")  # before anything has begun
        terminal.wait_for(lambda _: terminal.lines[1] == moved)


def test_where_something_has_changed_nothing_old_is_shown(left: list[str], opens: Opens, home: Path) -> None:
    with opens(columns=100) as terminal:
        assert_anew(terminal)
        leave(terminal)
    with opens({"NO_COLOR": "1"}) as terminal:
        assert_anew(terminal)
        leave(terminal)
    with opens() as terminal:  # with colours again
        assert_anew(terminal)
        leave(terminal)
    os.utime(home / "state" / "warreader" / "reader.db")  # another session wrote to it
    with opens() as terminal:
        assert_anew(terminal)


def assert_mended(terminal: Terminal, left: list[str], opens: Opens) -> None:
    """The screen that was left stood there at first, and then the one of a session that knows of none."""
    terminal.wait_for(lambda _: words(terminal) == left)
    assert b"find" in before_the_app(terminal)
    with opens() as anew:
        assert_anew(anew)
        anew.wait_for(lambda _: not terminal.read(0) and anew.cells == terminal.cells)
    assert words(terminal) != left


def test_what_a_library_took_in_meanwhile_comes_with_the_first_frame(
    left: list[str], opens: Opens, home: Path, library: Path, tmp_path: Path
) -> None:
    (article := tmp_path / "morning.md").write_text(
        "---\ntitle: A quiet morning\ndate: 2031-05-01\n---\n\nVovchansk was quiet, Kyiv too.\n", "utf-8"
    )
    warreader("--library", library, "add", article, home=home)
    with opens() as terminal:
        assert_mended(terminal, left, opens)
        assert "11 articles" in terminal.text and "A quiet morning" in terminal.text


def test_what_was_decided_meanwhile_comes_with_the_first_frame(
    left: list[str], opens: Opens, home: Path, library: Path
) -> None:
    warreader("--library", library, "rename", "Vovchansk", "Wowtschansk", home=home)
    with opens() as terminal:
        assert_mended(terminal, left, opens)
        assert "Wowtschansk" in terminal.text


def test_of_an_article_that_was_removed_meanwhile_nothing_is_shown(
    left: list[str], opens: Opens, library: Path, kept: Path
) -> None:
    source, article = json.loads(kept.read_text(encoding="utf-8"))["article"]
    with Library.open(library) as opened, opened.transaction():
        assert opened.article_of(source) == article
        opened.remove(article)
    with opens() as terminal:
        assert_anew(terminal)
        terminal.wait_for("9 articles")


def test_of_another_library_in_its_place_nothing_is_shown(
    left: list[str], opens: Opens, library: Path
) -> None:
    library.rename(before := library.with_name("before.db"))
    shutil.copy2(before, library)
    with opens() as terminal:
        assert_anew(terminal)
        terminal.wait_for(lambda _: words(terminal) == left)


def overwrite(library: Path, first: int, last: int) -> None:
    """Write over pages of a library, and leave it the time and the size that it had."""
    known = library.stat()
    with library.open("r+b") as file:
        file.seek(first)
        file.write(b"x" * (last - first))
    os.utime(library, ns=(known.st_atime_ns, known.st_mtime_ns))


def test_a_library_that_was_damaged_meanwhile_is_told_of(
    left: list[str], opens: Opens, library: Path
) -> None:
    overwrite(library, 0, library.stat().st_size)
    with opens() as terminal:
        own = termios.tcgetattr(terminal.master)
        assert terminal.wait_for_exit() == 1
        terminal.rest()
        assert str(library) in terminal.text.replace("\n", "")
        assert b"\x1b[?1049h" not in terminal.sent
        assert termios.tcgetattr(terminal.master) == own


def test_damage_that_the_app_meets_first_is_told_of_on_the_readers_own_screen(
    left: list[str], opens: Opens, library: Path
) -> None:
    with closing(sqlite3.connect(library)) as opened:
        ((root,),) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article_text'")
        ((size,),) = opened.execute("PRAGMA page_size")
    overwrite(library, (root - 1) * size, root * size)
    with opens() as terminal:
        own = termios.tcgetattr(terminal.master)
        assert terminal.wait_for_exit() == 1
        terminal.rest()
        assert str(library) in terminal.text.replace("\n", "")
        assert_given_back(terminal, own)


@pytest.mark.parametrize(
    ("columns", "rows", "keys"),
    [(80, 24, ""), (120, 40, "ze")],
    ids=["in a narrow terminal", "the text alone"],
)
def test_however_the_room_was_shown(opens: Opens, columns: int, rows: int, keys: str) -> None:
    with opens(columns=columns, rows=rows) as terminal:
        terminal.wait_for(FOOTER)
        terminal.rest()
        before = words(terminal)
        terminal.press(*keys)
        terminal.wait_for(lambda _: (words(terminal) != before) == bool(keys))
        lines = leave(terminal)
    with opens(columns=columns, rows=rows) as terminal:
        terminal.wait_for(lambda _: words(terminal) == lines)
        terminal.wait_for(lambda _: TAKEN in terminal.sent)
        before_taken = bytes(terminal.sent).partition(TAKEN)[0]
        assert lines[rows // 2].split()[0].encode() in before_taken
        terminal.rest()
        assert words(terminal) == lines


def test_the_settings_can_do_without(opens: Opens, home: Path, kept: Path) -> None:
    (settings := home / "config" / "warreader" / "settings.toml").parent.mkdir(parents=True)
    settings.write_text('start = "anew"\n', encoding="utf-8")
    with opens() as terminal:
        before_the_app(terminal)
        leave(terminal)
    assert not kept.exists()


def test_what_is_kept_is_for_its_reader_alone_and_small(left: list[str], kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.stat().st_size < 50_000


CUT, NO_LIST, SEQUENCE, NO_LOOK, LONG = "cut", "no list", "a sequence", "a look that there is none", "long"


def damaged(kept: dict[str, Any], how: str) -> str:
    """The file's words after somebody was at it."""
    first = kept["rows"][0]
    if how == NO_LIST:
        kept["rows"] = 5
    elif how == SEQUENCE:
        first[0][0] = "\x1b]52;c;cm0=\x07"[: len(first[0][0])].ljust(len(first[0][0]))
    elif how == NO_LOOK:
        first[0][2] = "\x1b]52;c;cm0=\x07"
    elif how == LONG:
        kept["rows"] += kept["rows"]
    words = json.dumps(kept)
    return words[: len(words) // 2] if how == CUT else words


@pytest.mark.parametrize("how", [CUT, NO_LIST, SEQUENCE, NO_LOOK, LONG])
def test_a_file_that_is_not_as_it_was_kept_is_passed_over(
    left: list[str], opens: Opens, kept: Path, how: str
) -> None:
    kept.write_text(damaged(json.loads(kept.read_text(encoding="utf-8")), how), encoding="utf-8")
    with opens() as terminal:
        assert_anew(terminal)
        assert b"\x1b]52" not in terminal.sent
        terminal.wait_for(lambda _: words(terminal) == left)


def assert_given_back(terminal: Terminal, own: list[Any]) -> None:
    """The terminal is as it was: its own screen, its cursor, its line discipline."""
    assert terminal.sent.count(b"\x1b[?1049l") == terminal.sent.count(b"\x1b[?1049h") == 1
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")
    assert termios.tcgetattr(terminal.master) == own


@pytest.mark.parametrize("cause", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_before_the_app_has_begun_gives_the_terminal_back(
    left: list[str], opens: Opens, cause: signal.Signals
) -> None:
    with opens() as terminal:
        own = termios.tcgetattr(terminal.master)
        terminal.wait_for(FOOTER)
        terminal.process.send_signal(cause)
        terminal.wait_for_exit()
        terminal.rest()
        assert_given_back(terminal, own)
