"""The disk that a library lies on fills up, on a real one: a tmpfs in a mount namespace of its own.

What is told says what to do, what was stored before is kept, and the same command makes the library whole
once there is room: also where it is a library of an earlier version, which is migrated first.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import environment
from tests.faults.held import ARTICLES, press
from tests.faults.test_no_room import NAMESPACE, mounts
from tests.library import old

ADDING = (sys.executable, "-m", "tests.faults.stopping")
SCRIPT = """
mount -t tmpfs -o size="$SIZE",mode=700 tmpfs "$DISK" && cp "$BEFORE"/* "$DISK"
"$@" --library "$DISK/war.db" add --jobs 1 "$PRESS"; echo "ended with $?"
mount -o remount,size=64m "$DISK"
"$@" --library "$DISK/war.db" add --jobs 1 "$PRESS"; echo "ended with $?"
"$@" --library "$DISK/war.db" doctor; echo "ended with $?"
"""
FULL = "the disk is full. Make room and run the command again; what was stored is kept."

pytestmark = pytest.mark.skipif(
    not mounts(), reason="no file system can be mounted here (unshare --user --mount)"
)


@pytest.mark.parametrize(("version", "room"), [(0, 2_000_000), (5, 900_000)], ids=["new", "old"])
def test_a_library_whose_disk_is_full_is_whole_once_there_is_room(
    tmp_path: Path, version: int, room: int
) -> None:
    before, disk = tmp_path / "before", tmp_path / "disk"
    before.mkdir()
    disk.mkdir()
    (before / "note.txt").write_text("what else is there")
    if version:
        old.unpack(version, before / "war.db")
        old.enlarge(before / "war.db", 15)
    size = sum(path.stat().st_size for path in before.iterdir()) + room
    places = {"DISK": disk, "BEFORE": before, "PRESS": press(tmp_path / "press"), "SIZE": size}
    around = environment(tmp_path) | {name: str(value) for name, value in places.items()} | {"HELD": "9999:-"}
    run = subprocess.run(
        [*NAMESPACE, "sh", "-c", SCRIPT, "sh", *ADDING],
        env=around,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.stderr.splitlines() == [f"warreader: {disk / 'war.db'}: {FULL}"]
    first, failed, second, *rest = run.stdout.splitlines()
    added = int(first.split()[0])
    assert (failed, rest[0], rest[-2:]) == ("ended with 1", "ended with 0", ["sound", "ended with 0"])
    assert second.startswith(f"{ARTICLES - added} added, 0 updated, {added} unchanged, 0 failed")
    assert (0 < added < ARTICLES) if version == 0 else added == 0, "the old library could not be migrated"
