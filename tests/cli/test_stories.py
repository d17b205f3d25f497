"""Stories, copies and edits on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core import pipeline
from core.library import Library
from tests.cli.test_commands import run
from tests.library.fakes import store
from tests.library.test_stories import OTHER, wire


@pytest.fixture
def wires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One wire story in two outlets, and another article."""
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, wire("/a", "Post"), wire("/b", "Times"), wire("/c", "X\x1b[2J", OTHER))
        pipeline.sort(library)
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    return path


def test_a_wire_story_is_told_with_its_outlets(wires: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "stories")
    assert "2 articles · 2 outlets · 1 source" in out and "[AP, in 2 outlets]" in out
    _, out, _ = run(capsys, "copies")
    assert "AP, in 2 outlets" in out and "1 ~ 2: exact" in out
    told = json.loads(run(capsys, "stories", "--json")[1])
    assert (told["outlets"], told["sources"], [one["copy"] for one in told["articles"]]) == (
        2,
        1,
        [False, True],
    )
    _, out, _ = run(capsys, "list", "--by-story")
    assert "\x1b" not in out and out.count("\n") == 4


def test_an_edit_is_printed_with_its_origin_and_taken_back(
    wires: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "edit", "1", "--outlet", "Evening Post")
    assert code == 0 and "outlet: Evening Post  (edited by " in out
    assert "Evening Post" in run(capsys, "show", "1", "--why")[1]
    assert "outlet: Post\n" in run(capsys, "edit", "1", "--reset", "outlet")[1]


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        (("edit", "9", "--title", "x"), "no article 9"),
        (("edit", "1", "--published", "soon"), "soon is no date"),
        (("edit", "1", "--reset", "url"), "no edit of url"),
    ],
)
def test_what_cannot_be_edited_is_told_in_one_line(
    wires: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], trouble: str
) -> None:
    code, _, complaint = run(capsys, *words)
    assert code == 1 and trouble in complaint and complaint.count("\n") == 1
