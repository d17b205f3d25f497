"""Whatever the umask: what warreader makes can be read by nobody else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import deciding, keeping, sample, settings, syncing
from core.library import Library
from core.library.reader import ReaderState
from tests.cli.test_commands import run
from tests.cli.test_marks import WIRE
from tests.library.fakes import Spotter, article, store
from tui import crash
from tui.preferences import ChosenTheme


@pytest.fixture
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Every file and folder below one that others may do something with."""
    return {
        str(path.relative_to(folder)): stat.filemode(path.lstat().st_mode)
        for path in folder.rglob("*")
        if path.lstat().st_mode & 0o077
    }


@pytest.mark.usefixtures("open_to_all")
def test_nobody_else_reads_what_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "mine"
    monkeypatch.setattr(settings, "state_path", lambda: home / "state" / "reader.db")
    path = home / "library" / "war.db"
    with Library.open(path) as library:
        store(library, article("Hayday spoke of Kyiv.", "/press/a.txt"))
        assert path.with_name("war.db-wal").exists() and path.with_name("war.db-shm").exists()
        assert modes(home) == {}
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    assert run(capsys, "hide", "Hayday")[0] == 0
    assert deciding.journal_path(path).exists()
    assert run(capsys, "backup", str(home / "copies" / "copy.db"))[0] == 1
    (home / "copies").mkdir(mode=0o700)
    assert run(capsys, "backup", str(home / "copies" / "copy.db"))[0] == 0
    assert run(capsys, "doctor", "--fix")[0] == 0
    with ReaderState(settings.state_path()) as state:
        state.marks.star(WIRE)
    ChosenTheme(settings.state_path(), "").keep("warreader-light")
    crash.tell(ValueError("x"), home / "state" / "crash.log")
    keeping.write(b"copied", home / "state" / "clipboard.txt")
    sample.build_sample(home / "data", Spotter)
    with syncing.lock.alone(home / "feeds" / "war.db"):
        assert modes(home) == {}
    kept = {path.name.partition("-")[0] for path in home.rglob("*") if path.is_file()}
    assert {"war.db", "copy.db", "reader.db", "theme.json", "crash.log", "clipboard.txt", "sample"} <= kept
