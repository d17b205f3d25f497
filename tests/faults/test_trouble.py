"""The disk fills up, two indexers meet, the file system has no locks, the library is somebody else's."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.library import Library, LibraryError
from tests.command import COMMAND, environment
from tests.faults.held import UNPRIVILEGED, needs_modes
from tests.faults.killing import dump, index, write

_connect = sqlite3.connect


def _small_file() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, resource.RLIM_INFINITY))


def _full_disk() -> None:
    def connect(*args: Any, **named: Any) -> sqlite3.Connection:
        connection = _connect(*args, **named)
        connection.execute("PRAGMA max_page_count = 85")
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]


def in_a_child(work: Callable[[], object]) -> int:
    """Fork, work, and return how the child ended."""
    child = os.fork()
    if not child:
        code = 9
        try:
            work()
            code = 0
        except LibraryError as error:
            code = 1 if "\n" not in str(error) and "what was stored is kept" in str(error) else 8
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write(tmp_path / "articles", "spoke of")
    return tmp_path / "articles"


@pytest.fixture
def whole(tmp_path: Path, articles: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What an undisturbed run stores."""
    index(tmp_path / "whole.db", articles)
    return dump(tmp_path / "whole.db")


@pytest.mark.parametrize("fill", [_small_file, _full_disk], ids=["limit", "full"])
def test_a_full_disk_is_told_and_adding_again_makes_the_library_whole(
    tmp_path: Path, articles: Path, whole: dict[str, list[tuple[Any, ...]]], fill: Callable[[], None]
) -> None:
    path = tmp_path / "war.db"

    def add() -> None:
        fill()
        index(path, articles)

    assert in_a_child(add) == 1
    if path.exists() and path.stat().st_size:
        with Library.open(path) as library:
            assert library.health.examine() == []
    index(path, articles)
    assert dump(path) == whole


def test_a_backup_that_finds_no_room_leaves_the_one_before(tmp_path: Path, articles: Path) -> None:
    path, copy = tmp_path / "war.db", tmp_path / "copy.db"
    index(path, articles)
    copy.write_bytes(b"the one before")

    def back_up() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        with Library.open(path, read_only=True) as library:
            library.health.backup(copy)

    assert in_a_child(back_up) == 1
    assert copy.read_bytes() == b"the one before"
    assert not list(tmp_path.glob("copy.db.*"))


def test_two_indexers_at_once_both_finish(
    tmp_path: Path, articles: Path, whole: dict[str, list[tuple[Any, ...]]]
) -> None:
    path = tmp_path / "war.db"
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            code = 9
            try:
                index(path, articles)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children] == [0, 0]
    with Library.open(path) as library:
        assert library.health.examine() == []
        assert library.counts().articles == len(whole["article"])
        assert library.counts().mentions == sum(many for *_, many in whole["name_article"])


def test_a_file_system_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_locks(where: str, **named: Any) -> sqlite3.Connection:
        return _connect(f"{where}&vfs=unix-none", **named)

    monkeypatch.setattr(sqlite3, "connect", without_locks)
    with pytest.raises(LibraryError, match="no locks or no shared memory"):
        Library.open(tmp_path / "war.db")


@pytest.fixture
def shared(tmp_path: Path, articles: Path) -> Path:
    """A library that nobody may write, in a directory that nobody may write."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    index(folder / "war.db", articles)
    (folder / "war.db").chmod(0o444)
    folder.chmod(0o555)
    return folder / "war.db"


READING = (
    "list",
    "show 1",
    "entities",
    "stories",
    "search Kyiv",
    "dossier Hayday",
    "quotes",
    "figures",
    "timeline",
    "marks",
    "doctor",
    "export articles",
    "why Hayday Gaidai",
)


@needs_modes
def test_a_shared_library_is_read_and_never_changed(tmp_path: Path, shared: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*UNPRIVILEGED, *COMMAND, "--library", str(shared), *arguments]
        home = environment(tmp_path / "mine")
        return subprocess.run(command, capture_output=True, text=True, env=home, timeout=60)

    before = shared.read_bytes(), sorted(shared.parent.iterdir())
    for reading in READING:
        done = run(*reading.split())
        assert done.returncode == 0, (reading, done.stderr)
    for writing in ("hide Hayday", "merge Hayday Kyiv", "edit 1 --outlet Mine", "doctor --fix", "undo"):
        done = run(*writing.split())
        assert len(done.stderr.splitlines()) <= 1 and "Traceback" not in done.stderr, (writing, done.stderr)
    assert (shared.read_bytes(), sorted(shared.parent.iterdir())) == before
