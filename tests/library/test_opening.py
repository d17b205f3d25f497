"""Somebody points warreader at the wrong file, or at one that another program holds."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.entity import NameLink
from core.library import Library, LibraryError, opening
from core.library.reader import ReaderState
from tests.library.fakes import article, store


def test_a_library_and_its_directory_are_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "war.db"
    with Library.open(path) as library:
        store(library, article("Kyiv."))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"war.db": 0o600, "war.db-wal": 0o600, "war.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_no_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are my notes, and no database at all. " * 40)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        for read_only in (True, False):
            with pytest.raises(LibraryError, match="not a warreader library") as refusal:
                Library.open(path, read_only=read_only)
            assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)
        assert path.read_bytes() == before


def test_a_library_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    Library.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {opening.VERSION + 1}")
    connection.close()
    with pytest.raises(LibraryError, match=r"newer warreader.*Update"):
        Library.open(path)


def test_a_missing_library_is_made_only_on_request(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such library"):
        Library.open(tmp_path / "war.db", read_only=True)
    with pytest.raises(LibraryError, match="no such library"):
        Library.open(tmp_path / "war.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LibraryError, match="directory"):
        Library.open(tmp_path)


def test_a_path_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="can't open the library"):
        Library.open(tmp_path / "file" / "war.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every directory")
def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(LibraryError, match=r"can't open the library.*permission"):
        Library.open(closed / "war.db")


def test_a_reader_can_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article("Kyiv."))
    with Library.open(path, read_only=True) as library:
        with pytest.raises(LibraryError, match="can't be written"):
            store(library, article("Luhansk.", "/press/b.txt"))
        assert library.counts().articles == 1


def test_readers_go_on_while_somebody_writes_and_a_second_writer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as first:
        monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.05)
        with Library.open(path) as second, Library.open(path, read_only=True) as reader, first.transaction():
            before = reader.data_version()
            assert reader.counts().articles == 0
            with pytest.raises(LibraryError, match=r"another program is writing.*Try again"):
                store(second, article("Kyiv."))
        store(first, article("Kyiv."))
        with Library.open(path, read_only=True) as reader:
            assert reader.counts().articles == 1
            assert isinstance(before, int)


def test_two_processes_make_one_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    code = f"import pathlib, core.library as c; c.Library.open(pathlib.Path({str(path)!r})).close()"
    root = Path(__file__).resolve().parents[2]
    both = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    with Library.open(path) as library:
        assert library.counts().articles == 0


def test_opening_a_ready_library_imports_no_sqlite_utils(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    Library.open(path).close()
    code = (
        f"import sys; from pathlib import Path; from core.library import Library\n"
        f"Library.open(Path({str(path)!r})).close()\nassert 'sqlite_utils' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[2])


def test_the_readers_own_file_keeps_what_was_read_beside_another_session(tmp_path: Path) -> None:
    path = tmp_path / "state" / "reader.db"
    with ReaderState(path) as morning, ReaderState(path) as evening:
        morning.mark_read("/press/a.txt")
        evening.mark_read("/press/b.txt")
        morning.set("place", "article 7")
        evening.set("panes", "three")
        assert morning.read_among(["/press/b.txt", "/press/c.txt"]) == {"/press/b.txt"}
        assert evening.get("place") == "article 7"
        evening.mark_read("/press/a.txt", read=False)
    with ReaderState(path) as later:
        assert later.read_sources() == {"/press/b.txt"}
        assert later.get("panes") == "three" and later.get("none", "default") == "default"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_broken_or_newer_readers_file_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"cut in half" * 100)
    with pytest.raises(LibraryError, match=r"broken\.db"):
        ReaderState(broken)
    newer = tmp_path / "newer.db"
    ReaderState(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match="newer"):
        ReaderState(newer)


def test_a_library_at_rest_in_a_directory_of_others_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article("Kyiv."))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Library.open(path, read_only=True) as library:
        assert library.articles(0, 1)[0].headline == "Kyiv"
    assert [file.name for file in tmp_path.iterdir()] == ["war.db"], "nothing was written beside it"


def test_a_damaged_library_is_told_while_reading(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, *(article(f"Kyiv {n}. " + "word " * 900, f"/press/{n}") for n in range(20)))
    data = bytearray(path.read_bytes())
    data[8192 * 2 :] = os.urandom(len(data) - 8192 * 2)
    path.write_bytes(data)
    with pytest.raises(LibraryError, match="damaged"), Library.open(path, read_only=True) as library:
        for number in range(1, 21):
            library.article(number)


def test_an_articles_fault_is_not_taken_for_the_librarys(tmp_path: Path) -> None:
    with Library.open(tmp_path / "war.db") as library:
        with pytest.raises(sqlite3.IntegrityError), library.transaction():
            library.names.add_links([NameLink(1, 2, 0.9, ("names that are not there",))])
        assert library.counts().articles == 0
