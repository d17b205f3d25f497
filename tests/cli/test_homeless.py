"""Somebody without a home: no HOME, and a user id that no table knows, as in some containers."""

from __future__ import annotations

import pwd
from pathlib import Path

import platformdirs
import pytest

from core.library import Library
from tests.cli.test_commands import run
from tests.library.fakes import article, store

NAMES = ("CONFIG", "DATA", "STATE")
NOWHERE = "no home directory is known"


@pytest.fixture(autouse=True)
def _homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: object) -> None:
        raise KeyError("uid not found")

    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME", *(f"XDG_{one}_HOME" for one in NAMES)):
        monkeypatch.delenv(name, raising=False)
    for ask in ("getpwuid", "getpwnam"):
        monkeypatch.setattr(pwd, ask, unknown)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def war(tmp_path: Path) -> str:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article("Hayday spoke of Kyiv.", "/press/a.txt"))
    return str(path)


@pytest.mark.parametrize("newer", [True, False], ids=["platformdirs raises", "platformdirs gives ~"])
@pytest.mark.parametrize(
    "arguments", [("list",), ("marks",), ("keys",), ("hide", "Hayday"), ()], ids=" ".join
)
def test_there_is_no_place_for_anything_and_one_line_says_so(
    war: str,
    arguments: tuple[str, ...],
    newer: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not newer:
        for what in ("config", "data", "state"):
            monkeypatch.setattr(platformdirs, f"user_{what}_path", lambda app: Path("~") / app)
    code, out, err = run(capsys, "--library", war, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith(f"warreader: {NOWHERE}") and len(err.splitlines()) == 1
    assert not Path("~").exists()


def test_the_places_of_the_environment_are_enough(
    war: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for arguments in (("list",), ("hide", "Hayday"), ("marks",), ("keys",), ("doctor",), ()):
        assert run(capsys, "--library", war, *arguments)[0] == 0, arguments


@pytest.mark.parametrize(
    "arguments", [("--library", "~nobody/war.db", "list"), ("subscribe", "~nobody/urls")]
)
def test_a_home_that_nobody_has_is_told(
    arguments: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "") and err.endswith(
        "that home directory is not known. Write the path in full.\n"
    )
    assert list(tmp_path.iterdir()) == []
