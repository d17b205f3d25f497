"""The reader's own file: kept over crashes, versions and other sessions, and never in the way of reading."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from errno import EACCES, ENOSPC
from pathlib import Path

import pytest

from core.entity import EntityType, Name
from core.library import LibraryError, reader
from core.library.reader import ReaderState
from core.marks import Anchor, Cited, Mark, MarkKind, Named, Signs

ROOT = Path(__file__).resolve().parents[2]
WIRE = Cited(
    "/press/wire.txt", "Sluice gates hold", "Danube Radio", date(2022, 6, 24), "https://example.org/1"
)
POST = Cited("/press/post.txt", "The bridge is down")
TEXT = "The gates hold. The bridge at Popasna is down. The gates hold."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "reader.db"


def passage(words: str, note: str = "", text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(MarkKind.PASSAGE, WIRE, note, Anchor.of(text, start, start + len(words)))


def named(form: str) -> Named:
    return Named(EntityType.PERSON, Name(EntityType.PERSON, form).identity, form)


def test_stars_and_tags_are_told_as_sets_of_sources(path: Path) -> None:
    with ReaderState(path) as state:
        marks = state.marks
        marks.star(WIRE)
        marks.star(POST)
        marks.star(POST, False)
        marks.tag(WIRE, " #War  Crimes")
        marks.tag(POST, "bridges")
        marks.tag(WIRE, "bridges")
        marks.tag(WIRE, "gone")
        marks.tag(WIRE, "gone", put=False)
        state.mark_read(POST.source)
        assert marks.starred() == {WIRE.source}
        assert marks.tagged("WAR-CRIMES") == {WIRE.source}
        assert marks.tagged("bridges") == {WIRE.source, POST.source}
        assert marks.tags() == [("bridges", 2), ("war-crimes", 1)]
        assert state.read_sources() == {POST.source}
        assert marks.noted() == set()
        with pytest.raises(ValueError, match="letter"):
            marks.tag(WIRE, " # ")


def test_notes_and_passages_are_told_by_article_and_by_name(path: Path) -> None:
    with ReaderState(path) as state:
        marks = state.marks
        marks.keep(passage("The bridge at Popasna", "which bridge?"))
        marks.keep(passage("The gates hold"))
        marks.keep(Mark(MarkKind.ARTICLE, WIRE, "a wire copy"))
        marks.keep(Mark(MarkKind.ENTITY, WIRE, "the governor", named=named("Serhiy Haidai")))
        marks.tag(WIRE, "b")
        marks.tag(WIRE, "a")
        assert [mark.text for mark in marks.of(WIRE.source) if mark.anchor] == ["", "which bridge?"]
        assert marks.of(WIRE.source)[-1].cited == WIRE
        assert marks.signs([WIRE.source, POST.source]) == {WIRE.source: Signs(False, ("a", "b"), 3)}
        (note,) = marks.on([named("Hayday").identity, named("Serhiy Haidai").identity])
        assert (note.text, note.named) == ("the governor", named("Serhiy Haidai"))
        assert marks.noted() == {WIRE.source}
        assert marks.count() == 6 and marks.count([MarkKind.TAG]) == 2
        assert marks.count(tag="a") == 6 and marks.count(tag="none") == 0
        newest = marks.listed(0, 2)
        assert [mark.text for mark in newest] == ["a", "b"]
        assert len(marks.listed(2, 99, tag="A")) == 4


def test_a_note_is_changed_in_place_and_an_empty_one_is_gone(path: Path) -> None:
    with ReaderState(path) as state:
        first = state.marks.keep(passage("The gates hold", "once"))
        state.marks.keep(passage("The gates hold", "twice"), was="once")
        assert [mark.text for mark in state.marks.of(WIRE.source)] == ["twice"]
        state.marks.keep(passage("The gates hold", ""), was="twice")
        assert len(state.marks.of(WIRE.source)) == 1, "the passage stays highlighted"
        assert first.id
        state.marks.keep(Mark(MarkKind.ARTICLE, WIRE, "mine"))
        state.marks.keep(Mark(MarkKind.ARTICLE, WIRE, ""), was="mine")
        assert state.marks.count([MarkKind.ARTICLE]) == 0


def test_what_was_removed_is_put_back_as_it_was(path: Path) -> None:
    with ReaderState(path) as state:
        state.marks.keep(passage("The gates hold", "a note"))
        (kept,) = state.marks.of(WIRE.source)
        removed = state.marks.remove(kept.id)
        assert removed == kept and state.marks.count() == 0
        assert state.marks.remove(kept.id) is None
        state.marks.put_back(removed)
        (again,) = state.marks.of(WIRE.source)
        assert (again.text, again.anchor, again.at) == (kept.text, kept.anchor, kept.at)


def test_what_another_program_garbled_is_shown_without_it_and_kept(path: Path) -> None:
    with ReaderState(path) as state:
        state.marks.keep(Mark(MarkKind.ENTITY, WIRE, "governor", named=named("Haidai")))
        state.marks.star(WIRE)
        state.run("UPDATE mark SET at = 'yesterday', name = iif(name = '', '', '[1')")
        state.run("UPDATE cited SET published = '2022-13-01'")
        state.run("INSERT INTO mark (kind, source, at) VALUES ('colour', '/press/wire.txt', '')")
        star, note = state.marks.listed(0, 9)
        assert (star.kind, star.at, star.cited) == (MarkKind.STAR, None, WIRE._replace(published=None))
        assert (note.text, note.named) == ("governor", None)
        assert [mark.kind for mark in state.marks.of(WIRE.source)] == [MarkKind.STAR]
        assert state.run("SELECT count(*) FROM mark") == [(3,)]


def test_a_note_that_two_sessions_change_is_kept_in_both_wordings(path: Path) -> None:
    with ReaderState(path) as morning, ReaderState(path) as evening:
        morning.marks.keep(Mark(MarkKind.ARTICLE, WIRE, "draft"))
        morning.marks.keep(Mark(MarkKind.ARTICLE, WIRE, "morning's"), was="draft")
        kept = evening.marks.keep(Mark(MarkKind.ARTICLE, WIRE, "evening's"), was="draft")
        assert kept.text == "morning's\n\nevening's"
        assert [mark.text for mark in morning.marks.of(WIRE.source)] == [kept.text]


def write(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.marks.writer", str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_sessions_at_once_lose_nothing_of_each_other(path: Path) -> None:
    both = [write(path, name, 60) for name in ("left", "right")]
    assert [process.communicate(timeout=120)[1] for process in both] == [None, None]
    assert [process.returncode for process in both] == [0, 0]
    with ReaderState(path) as state:
        assert state.marks.starred() == state.marks.tagged("night")
        assert len(state.marks.starred()) == 120


@pytest.mark.parametrize("after", [0, 1, 7, 30])
def test_a_session_killed_while_it_writes_loses_nothing_that_was_kept(path: Path, after: int) -> None:
    process = write(path, "killed", 100_000)
    assert process.stdout is not None
    kept = [int(process.stdout.readline()) for _ in range(after + 1)][-1]
    process.send_signal(signal.SIGKILL)
    kept = max([kept, *map(int, process.communicate()[0].split())])
    with ReaderState(path) as state:
        assert state.run("PRAGMA integrity_check") == [("ok",)]
        assert {f"/killed/{number}" for number in range(kept + 1)} <= state.marks.tagged("night")
        assert len(state.marks.starred() - state.marks.tagged("night")) <= 1, "each mark is whole or absent"
        state.marks.star(WIRE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_an_earlier_version_kept_is_taken_over(path: Path) -> None:
    path.parent.mkdir()
    shutil.copy(Path(__file__).with_name("reader-1.db"), path)
    with ReaderState(path) as state:
        assert state.read_sources() == {"/press/a.txt", "https://example.org/b"}
        assert state.get("place:/war.db") == '{"article": 3}'
        state.marks.star(WIRE)
    with ReaderState(path) as state:
        assert state.run("PRAGMA user_version") == [(reader.VERSION,)]
        assert state.marks.starred() == {WIRE.source} and len(state.read_sources()) == 2


def newer(path: Path) -> None:
    ReaderState(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def cut(path: Path) -> None:
    with ReaderState(path) as state:
        for number in range(300):
            state.mark_read(f"/press/{number}" * 9)
    path.write_bytes(path.read_bytes()[:20_000])


def scrambled(path: Path) -> None:
    cut(path)
    data = bytearray(path.read_bytes())
    path.write_bytes(data[:100] + os.urandom(len(data) - 100))


def strange(path: Path) -> None:
    path.write_bytes(b"no database " * 100)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (soup TEXT)")
    connection.close()


def directory(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("spoil", [newer, cut, scrambled, strange, foreign, directory])
def test_a_file_that_cannot_be_used_keeps_nobody_from_reading(path: Path, spoil: object) -> None:
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with ReaderState.open(path) as state:
        assert state.read_among(["/press/1"]) == set()
        assert state.marks.starred() == set() and state.marks.listed(0, 9) == []
        state.mark_read("/press/1")
        state.set("place", "here")
        assert state.get("place") == "here", "remembered as long as the session lasts"
        assert str(path) in state.trouble and "\n" not in state.trouble
        with pytest.raises(LibraryError, match=r"reader\.db"):
            state.marks.star(WIRE)
    assert (path.read_bytes() if path.is_file() else b"") == before, "and nothing in it was touched"


@pytest.mark.parametrize(("why", "told"), [(EACCES, "can't be written"), (ENOSPC, "the disk is full")])
def test_a_file_that_cannot_be_made_is_told_of_as_the_readers_own(
    path: Path, monkeypatch: pytest.MonkeyPatch, why: int, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(why, os.strerror(why), str(path))

    monkeypatch.setattr(os, "open", refuse)
    with ReaderState.open(path) as state:
        assert told in state.trouble and "library" not in state.trouble
        state.change("later", lambda kept: f"{kept}one")
        assert state.get("later") == "one", "remembered as long as the session lasts"


def test_a_search_saved_by_a_name_that_another_session_took_is_kept_beside_the_other(path: Path) -> None:
    with ReaderState(path) as morning, ReaderState(path) as evening:
        assert morning.searches.save("east", "luhansk") == "east"
        assert evening.searches.save("east", "kharkiv") == "east 2"
        assert evening.searches.save("east", "kharkiv") == "east 2", "and no third time"
        assert morning.searches.save("east", "donbas", was="luhansk") == "east", "the reader's own, changed"
        assert evening.searches.rename("east 2", "east", was="luhansk") == "east 2"
        assert [(one.name, one.query) for one in morning.searches.all()] == [
            ("east", "donbas"),
            ("east 2", "kharkiv"),
        ]


def test_a_file_that_another_session_holds_is_told_and_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_WAIT_SECONDS", 0.05)
    with ReaderState(path) as state, ReaderState(path) as other:
        other.run("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="another session"):
            state.marks.star(WIRE)
        other.run("COMMIT")
        state.marks.star(WIRE)
        assert not state.trouble and other.marks.starred() == {WIRE.source}
