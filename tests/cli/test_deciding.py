"""A reader overrules the scores from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core import deciding
from tests.cli.test_commands import run


def people(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """The persons of the library by label, with their mentions."""
    rows = [line.split("\t") for line in run(capsys, "entities", "--type", "PERSON")[1].splitlines()]
    return {row[5]: int(row[2]) for row in rows}


def mentions(capsys: pytest.CaptureFixture[str]) -> list[int]:
    """How often each person of the library is mentioned."""
    rows = run(capsys, "entities", "--type", "PERSON")[1].splitlines()
    return [int(row.split("\t")[2]) for row in rows]


def test_a_decision_is_taken_undone_and_taken_again(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = people(capsys)
    assert before == {"Hayday": 4}
    code, out, err = run(capsys, "split", "Gaidai")
    assert (code, err) == (0, "") and "Gaidai is Gaidai #" in out
    parted = people(capsys)
    assert parted["Gaidai"] == 1
    assert run(capsys, "undo")[1].startswith("undone: split Gaidai")
    assert people(capsys) == before
    assert run(capsys, "redo")[0] == 0
    assert people(capsys) == parted
    assert run(capsys, "merge", "Hayday", "Gaidai")[0] == 0
    assert people(capsys) == before
    for _ in range(2):
        assert run(capsys, "undo")[0] == 0
    code, out, err = run(capsys, "undo")
    assert (code, out) == (1, "") and "nothing to undo" in err


def test_the_journal_is_plain_text_beside_the_library(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "not-same", "Kyiv", "Luhansk")
    path = deciding.journal_path(war)
    assert path == war.with_name("war.db.decisions.jsonl")
    assert json.loads(path.read_text())["decision"] == "not-the-same"
    code, out, _ = run(capsys, "journal")
    assert code == 0 and out.split("\t")[2:] == ["not-the-same", "Kyiv ~ Luhansk\n"]
    path.write_text(path.read_text() + "not a line of a journal\n")
    code, out, err = run(capsys, "journal")
    assert code == 1 and "Kyiv ~ Luhansk" in out and f"{path}:2: " in err


def test_what_can_not_be_decided_is_one_line(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, told in (
        (["merge", "Nobody", "Kyiv"], "nobody is called Nobody"),
        (["merge", "#99", "Kyiv"], "no entity #99"),
        (["merge", "Kyiv", "Kyiv"], "the very same name"),
        (["merge", "Hayday", "Kyiv"], "retype one of them first"),
        (["split", "Kyiv", "--article", "1"], "article 1 names no Kyiv"),
        (["split", "Hayday", "--article", "1", "--at", "3"], "no Hayday at 3"),
        (["split", "Hayday", "--article", "99"], "no article 99"),
    ):
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (1, "") and told in err and err.count("\n") == 1
    deciding.journal_path(war).mkdir()
    code, _, err = run(capsys, "hide", "Hayday")
    assert code == 1 and err.count("\n") == 1 and "journal can't be" in err
    deciding.journal_path(war).rmdir()
    assert people(capsys) == {"Hayday": 4}, "nothing was changed"


def test_what_is_decided_of_one_entity(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run(capsys, "entities")[1]
    assert "is The governor #1" in run(capsys, "rename", "Hayday", "The governor")[1]
    assert people(capsys) == {"The governor": 4}
    assert "Luhansk is Luhansk #" in run(capsys, "retype", "Luhansk", "org")[1]
    assert "ORG\t1\t1\t1\tLuhansk" in run(capsys, "entities", "--type", "org")[1]
    assert "hidden" in run(capsys, "hide", "Kyiv")[1]
    assert "Kyiv" not in run(capsys, "entities")[1]
    exported = json.loads(run(capsys, "export", "annotations", "--article", "3")[1])["mentions"]
    assert not [m for m in exported if m["text"] == "Kyiv" and "boilerplate" not in m]
    assert "(hidden)" in run(capsys, "show", "3", "--why")[1]
    assert "Kyiv" in run(capsys, "entities", "--hidden")[1]
    run(capsys, "unhide", "Kyiv")
    for _ in range(4):
        assert run(capsys, "undo")[0] == 0
    assert run(capsys, "entities")[1] == before


def test_a_form_or_a_mention_of_one_article_is_split_off(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "split", "Hayday", "--article", "1", "--at", "23")[0] == 0
    assert mentions(capsys) == [3, 1]
    assert run(capsys, "split", "Hayday", "--article", "1")[0] == 0
    assert mentions(capsys) == [2, 1, 1], "the one mention stays by itself"
    out = run(capsys, "journal")[1]
    assert "split\tHayday (in /press/a.txt at 23)" in out and "split\tHayday (in /press/a.txt)" in out
    run(capsys, "undo")
    assert "undone: split Hayday (in /press/a.txt at 23)" in run(capsys, "undo")[1]
    assert people(capsys) == {"Hayday": 4}


def test_the_journal_tells_which_decisions_wait(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "hide", "Kyiv")
    path = deciding.journal_path(war)
    path.write_text(path.read_text().replace("Kyiv", "Atlantis"))
    code, _, err = run(capsys, "journal")
    assert code == 1 and f"{path}:1: speaks of Atlantis, whom no article names so" in err


def test_another_readers_journal_is_taken_in_though_no_new_article_comes(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = people(capsys)
    run(capsys, "split", "Gaidai")
    path, parted = deciding.journal_path(war), people(capsys)
    theirs = path.read_text()
    run(capsys, "undo")
    assert people(capsys) == before
    path.write_text(theirs)
    run(capsys, "add", str(war))  # the library itself, which holds nothing to add
    assert people(capsys) == parted
