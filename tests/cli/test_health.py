"""`warreader doctor` and `warreader backup`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core import deciding
from core.entity import EntityType, Name
from core.linking.decisions import Verb
from tests.cli.test_commands import run

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
    assert code == 0 and out.endswith("mended; looking again\nsound\n")
    (copy,) = war.parent.glob("war.db.before-fix-*")
    code, out, _ = run(capsys, "--library", str(copy), "doctor")
    assert code == 1 and "differ from a recount: 3" in out


def test_what_no_recount_mends_wants_a_backup(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(war) as connection:
        connection.execute("DELETE FROM article_text WHERE article_id = 1")
    code, out, err = run(capsys, "doctor", "--fix")
    assert code == 1 and "article 1 has no article text" in out and "restore a backup" in err


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
