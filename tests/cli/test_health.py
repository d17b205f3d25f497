"""`warreader doctor` and `warreader backup`."""

from __future__ import annotations

import gzip
import os
import sqlite3
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from core import deciding
from core.entity import EntityType, Name
from core.linking.decisions import Verb
from tests.cli.test_commands import run
from tests.library.fakes import Spotter

HAYDAY = Name(EntityType.PERSON, "Hayday")


def test_a_sound_library_is_called_so(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "doctor")
    assert (code, err) == (0, "") and out.endswith("sound\n") and "3 articles" in out


def test_faults_are_told_and_mended_after_a_backup(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(war) as connection:
        connection.execute("UPDATE entity SET mentions = 99")
    code, out, err = run(capsys, "doctor")
    assert code == 1 and "differ from a recount: 3" in out and "--fix" in err
    code, out, _ = run(capsys, "doctor", "--fix")
    assert code == 0 and "mended; looking again\n" in out and out.endswith("sound\n")
    (copy,) = war.parent.glob("war.db.before-fix-*")
    code, out, _ = run(capsys, "--library", str(copy), "doctor")
    assert code == 1 and "differ from a recount: 3" in out


def test_what_no_recount_mends_is_made_of_the_articles_and_what_is_gone_is_named(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    with sqlite3.connect(war) as connection:
        connection.execute("DELETE FROM article_text WHERE article_id = 1")
    code, out, err = run(capsys, "doctor", "--fix")
    assert (
        code == 1
        and "article 1 has no article text" in out
        and "article 1 (/press/a.txt): can't be read" in err
    )
    assert run(capsys, "doctor")[0] == 0


def test_decisions_that_the_library_does_not_show_are_told_and_taken_in(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deciding.decide(war, Verb.HIDE, "me", HAYDAY)
    assert run(capsys, "doctor")[0] == 0
    with sqlite3.connect(war) as connection:
        connection.execute("DELETE FROM decision")
    code, out, _ = run(capsys, "doctor", "--quick")
    assert code == 1 and "not taken in yet: 1" in out
    assert run(capsys, "doctor", "--fix")[0] == 0


def test_a_backup_takes_the_decisions_along(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deciding.decide(war, Verb.HIDE, "me", HAYDAY)
    copy = war.with_name("copy.db")
    code, out, _ = run(capsys, "backup", str(copy))
    assert code == 0 and str(copy) in out
    assert deciding.journal_path(copy).read_text() == deciding.journal_path(war).read_text()
    assert run(capsys, "--library", str(copy), "doctor")[0] == 0
    code, _, err = run(capsys, "backup", str(copy))
    assert code == 1 and "--force" in err
    assert run(capsys, "backup", str(copy), "--force")[0] == 0
    code, _, err = run(capsys, "backup", str(war), "--force")
    assert code == 1 and "the library itself" in err


STORED = Path(__file__).parents[1] / "library" / "stored"


def test_an_older_library_is_told_and_updated_after_a_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(before := gzip.decompress((STORED / "3.db.gz").read_bytes()))
    code, out, err = run(capsys, "--library", str(old), "doctor")
    assert code == 1 and "older warreader (schema 3" in out and "--fix" in err
    assert old.read_bytes() == before
    code, out, _ = run(capsys, "--library", str(old), "doctor", "--fix")
    (copy,) = tmp_path.glob("old.db.before-fix-*")
    assert "4 articles" in out and f"as it was: {copy}" in out
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert run(capsys, "--library", str(old), "list")[0] == 0


def test_a_library_torn_beyond_examining_is_one_line(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = war.read_bytes()
    war.write_bytes(data[:8192] + os.urandom(len(data) - 8192))
    for damaged in (war.read_bytes(), data[:100] + os.urandom(8092) + data[8192:]):
        war.write_bytes(damaged)
        for option in ((), ("--quick",)):
            code, out, err = run(capsys, "doctor", *option)
            assert code == 1 and "so damaged that it can't be examined" in out and "--fix" in err
        code, _, err = run(capsys, "doctor", "--fix")
        assert code == 1 and len(err.splitlines()) == 1 and "Restore a backup" in err
        assert war.read_bytes() == damaged


def test_no_backup_replaces_another_when_the_clock_stands_still(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Still(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(2022, 6, 24, tzinfo=tz)

    monkeypatch.setattr("tui.cli.commands.health.datetime", Still)
    for _ in range(2):
        with sqlite3.connect(war) as connection:
            connection.execute("UPDATE entity SET mentions = 99")
        assert run(capsys, "doctor", "--fix")[0] == 0
    assert len(list(war.parent.glob("war.db.before-fix-*"))) == 2


def test_an_index_that_is_gone_is_told_and_made_anew(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(war) as connection:
        connection.execute("DROP INDEX article_by_outlet")
    for option in ((), ("--quick",)):
        code, out, _ = run(capsys, "doctor", *option)
        assert code == 1 and "schema: the index article_by_outlet is gone" in out and "sound" not in out
    code, out, _ = run(capsys, "doctor", "--fix")
    assert code == 0 and out.endswith("sound\n")
    assert run(capsys, "doctor")[0] == 0


def test_a_line_of_decisions_that_is_garbled_is_no_traceback(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    deciding.decide(war, Verb.HIDE, "me", HAYDAY)
    with sqlite3.connect(war) as connection:
        connection.execute("UPDATE decision SET line = '{'")
    code, out, _ = run(capsys, "doctor")
    assert code == 1 and "rows of decision that hold what no warreader stores: 1" in out
    assert run(capsys, "doctor", "--fix")[0] == 0


def damaged_in(old: Path, table: str) -> None:
    """Put nothing where the root page of a table or an index was."""
    with sqlite3.connect(old) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with old.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(size))


def test_an_older_library_that_is_damaged_is_brought_to_this_version_where_that_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress((STORED / "12.db.gz").read_bytes()))
    damaged_in(old, "article_day")
    code, out, err = run(capsys, "--library", str(old), "doctor")
    assert code == 1 and "older warreader (schema 12" in out and "--fix" in err
    assert "so damaged that it can't be examined" in out
    code, out, _ = run(capsys, "--library", str(old), "doctor", "--fix")
    assert code == 0 and "4 articles" in out and out.endswith("sound\n")


@pytest.mark.parametrize(("version", "lost"), [(12, 0), (5, 4)])
def test_an_older_library_that_cannot_be_updated_gives_its_articles(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    version: int,
    lost: int,
) -> None:
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress((STORED / f"{version}.db.gz").read_bytes()))
    damaged_in(old, "mention")
    before = old.read_bytes()
    code, out, err = run(capsys, "--library", str(old), "doctor", "--fix")
    assert "4 articles were read and indexed anew" in out
    assert err.count("kept, but not when it was updated") == lost and code == (lost > 0)
    (copy,) = tmp_path.glob("old.db.before-fix-*")
    assert copy.read_bytes() == before
    assert run(capsys, "--library", str(old), "doctor")[0] == 0
