"""The directory of a reader's own files fills up, is full, or can't be written: one reads on, and is told.

On a file system that is really so small: a tmpfs in a mount namespace of the reader's own.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from core.library import Library
from core.library.reader import ReaderState
from core.marks import Cited
from tests.command import COMMAND, environment
from tests.library.fakes import article, store
from tests.terminal import Terminal

NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
MOUNT = """
mount -t tmpfs -o size=256k,mode=700 tmpfs "$STATE" && cp "$KEPT"/* "$STATE"
case "$HOW" in
  full) cat /dev/zero > "$STATE/filler" 2> /dev/null ;;
  read-only) mount -o remount,ro "$STATE" ;;
esac
exec "$@"
"""


def mounts() -> bool:
    command = [*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True).returncode == 0
    return False


pytestmark = pytest.mark.skipif(
    not mounts(), reason="no file system can be mounted here (unshare --user --mount)"
)
BEFORE = "/press/before.txt"
FIRST, SECOND = "/press/2.txt", "/press/1.txt"
Asked = Callable[..., tuple[list[str], dict[str, str]]]


@pytest.fixture
def war(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        for number in (1, 2):
            words = f"Hayday spoke {number} times. Kyiv listened."
            store(library, article(words, f"/press/{number}.txt", date(2022, 6, 20 + number)))
    return path


@pytest.fixture
def command(tmp_path: Path, war: Path) -> Asked:
    """The reader, or a command, with a state directory that has room, is full, or can't be written."""
    state, kept = tmp_path / "state" / "warreader", tmp_path / "kept"
    state.mkdir(parents=True)
    kept.mkdir()
    with ReaderState(kept / "reader.db") as own:
        own.marks.star(Cited(BEFORE, "Starred before"))

    def command(how: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
        places = {"STATE": str(state), "KEPT": str(kept), "HOW": how}
        words = [*NAMESPACE, "sh", "-c", MOUNT, "sh", *COMMAND, "--library", str(war), *arguments]
        return words, environment(tmp_path) | places

    return command


def inside(reader: Terminal) -> Path:
    """The state directory, as the reader has it before it."""
    places = dict(
        pair.split("=", 1)
        for pair in Path(f"/proc/{reader.process.pid}/environ").read_text().split("\0")
        if "=" in pair
    )
    return Path(f"/proc/{reader.process.pid}/root{places['STATE']}")


def fill(folder: Path) -> None:
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def starred(folder: Path, copy: Path) -> set[str]:
    """What the file holds; SQLite would look for one outside under that name, and a copy is what it is."""
    assert not (folder / "reader.db-journal").exists(), "nothing is left half done"
    shutil.copyfile(folder / "reader.db", copy)
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {source for (source,) in kept.execute("SELECT source FROM mark WHERE kind = 'star'")}


def test_marks_that_find_no_room_are_told_and_those_before_are_kept(tmp_path: Path, command: Asked) -> None:
    words, places = command("roomy")
    with Terminal(words, places) as reader:
        reader.wait_for("spoke 2 times")
        reader.press("2", "s")
        reader.wait_for("starred")
        fill(inside(reader))
        reader.press("J")
        reader.wait_for("spoke 1 times")
        reader.press("s")
        reader.wait_for("the disk is full: this was not kept. Make room and mark it again.")
        assert starred(inside(reader), tmp_path / "copy.db") == {BEFORE, FIRST}
        reader.press("y")
        reader.wait_for("can't be written (No space left on device)")
        (inside(reader) / "filler").unlink()
        reader.press("s")
        reader.wait_for("starred")
        assert starred(inside(reader), tmp_path / "copy.db") == {BEFORE, FIRST, SECOND}
        fill(inside(reader))  # nor is there room for the place where the reader leaves
        reader.press("Q")
        assert reader.wait_for_exit() == 0
    assert b"Traceback" not in reader.sent and b"failed" not in reader.sent


@pytest.mark.parametrize(
    ("how", "told", "written"),
    [("full", "the disk is full", "No space left"), ("read-only", "can't be written", "Read-only")],
)
def test_without_room_for_ones_own_files_one_reads_all_the_same(
    tmp_path: Path, command: Asked, how: str, told: str, written: str
) -> None:
    words, places = command(how)
    with Terminal(words, places) as reader:
        reader.wait_for("spoke 2 times")
        reader.press("2", "s")
        reader.wait_for(told)
        reader.press("y")
        reader.wait_for(f"can't be written ({written}")
        assert starred(inside(reader), tmp_path / "copy.db") == {BEFORE}
        reader.press("J")
        reader.wait_for("spoke 1 times")
        reader.press("Q")
        assert reader.wait_for_exit() == 0
    assert b"Traceback" not in reader.sent and b"failed" not in reader.sent


@pytest.mark.parametrize("how", ["full", "read-only"])
@pytest.mark.parametrize(
    "arguments", ["list", "marks", "search is:starred", "search Hayday", "show 1", "stories"]
)
def test_commands_read_on_too(command: Asked, how: str, arguments: str) -> None:
    words, places = command(how, *arguments.split())
    run = subprocess.run(words, env=places, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0 and "Traceback" not in run.stderr, run.stderr
    assert (
        "Starred before" in run.stdout if arguments == "marks" else "spoke" in run.stdout or run.stdout == ""
    )
