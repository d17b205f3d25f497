"""Wrong words on the command line: a line on stderr and the right exit code, never a traceback."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

import pytest

from core.library import Library
from core.library.reader import ReaderState
from tests.cli.test_commands import run
from tui.reading import verdicts
from tui.reading.answers import Shelf

HUGE = "9" * 30


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("show", HUGE), 1),
        (("export", "annotations", "--article", HUGE), 1),
        (("merge", "#1", "#" + HUGE), 1),
        (("split", "²"), 1),
        (("split", "\udcff"), 1),
        (("--library", "/tmp/" + "x" * 300, "list"), 1),
        (("--library", "/dev/full", "add", "x"), 1),
        (("--library", "/dev/null", "list"), 1),
        (("--library", "", "list"), 2),
        (("list", "--limit", "-5"), 2),
        (("entities", "--type", "\x1b[1m"), 2),
        (("add", ""), 2),
    ],
    ids=lambda value: (
        " ".join(value)[:40].encode("ascii", "replace").decode() if isinstance(value, tuple) else ""
    ),
)
def test_wrong_words_are_one_line(
    war: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: int
) -> None:
    code, _, err = run(capsys, *arguments)
    assert (code, len(err.splitlines())) == (expected, 1)


def test_bytes_that_are_no_text_can_be_asked_about(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "why", "\udcff", "[bold]x")
    assert code == 0
    assert out.startswith("\ufffd ~ [bold]x: ")


@pytest.mark.parametrize("name", ["", "b\udcff\x1b[31m"], ids=["nobody", "bytes"])
def test_whoever_has_no_name_decides_all_the_same(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, name)

    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert run(capsys, "hide", "Hayday")[0] == 0
    with Library.open(war, read_only=True) as library, ReaderState(war.with_name("state.db")) as state:
        assert "undone: hide Hayday" in verdicts.turn(Shelf(library, state, "place"), True).message
    code, out, _ = run(capsys, "journal")
    assert code == 0 and (name or str(os.getuid())).partition("\udcff")[0] in out and "\x1b" not in out


def test_settings_nested_beyond_reason_are_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(os.environ["XDG_CONFIG_HOME"], "warreader", "settings.toml")
    path.parent.mkdir(parents=True)
    path.write_text("a = " + "[" * 3000 + "]" * 3000)
    code, _, err = run(capsys, "list")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "Mend or remove it" in err


def test_output_that_nobody_takes(
    war: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.__main__ import main

    monkeypatch.setattr(sys, "stdout", None)
    assert main(["list"]) == 0
    with open("/dev/full", "w", buffering=1) as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(["list"]) == 1
    assert "no space left on device" in capfd.readouterr().err


def test_an_error_does_not_go_where_the_output_goes(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert run(capsys, "show", "999")[:2] == (1, "")
