"""The reader's marks on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from core import settings
from core.entity import EntityType, Name
from core.library.reader import ReaderState
from core.marks import Anchor, Cited, Mark, MarkKind, Named
from tests.cli.test_commands import run

WIRE = Cited("/a.txt", "Gates [hold]", "Danube *Radio*", date(2022, 6, 24), "https://a.example/x(1)")
HOSTILE = Cited("/b\x1b]52;c;eA==\x07.txt", "Left\x1b[2J", "Post")


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's file with a mark of each kind."""
    path = tmp_path / "reader.db"
    monkeypatch.setattr(settings, "state_path", lambda: path)
    name = Name(EntityType.PERSON, "Serhiy Haidai")
    with ReaderState(path) as state:
        state.marks.star(HOSTILE)
        state.marks.tag(WIRE, "bridges")
        state.marks.keep(
            Mark(MarkKind.ENTITY, WIRE, "governor", named=Named(name.type, name.identity, name.form))
        )
        state.marks.keep(
            Mark(MarkKind.PASSAGE, WIRE, "which?\nask <him>", Anchor.of("The gates\nhold.", 4, 15))
        )
    return path


def test_a_passage_and_its_note_go_out_as_markdown_with_the_citation(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "marks", "--markdown", "--kind", "passage")
    assert code == 0
    assert out == (
        "> gates hold.\n\nwhich?  \nask \\<him\\>\n\n"
        "— Danube \\*Radio\\*, [“Gates \\[hold\\]”](https://a.example/x%281%29), 24 Jun 2022\n"
    )


def test_marks_are_listed_by_kind_and_tag(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "marks")
    assert len(out.splitlines()) == 4 and "\x1b" not in out and "\x07" not in out
    assert "Serhiy Haidai\tgovernor" in out
    _, out, _ = run(capsys, "marks", "--tag", "Bridges", "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert {one["kind"] for one in told} == {"tag", "entity", "passage"}
    assert told[0]["quote"] == "gates\nhold." and told[0]["published"] == "2022-06-24"
    assert "\x1b" not in run(capsys, "marks", "--markdown")[1]


def test_a_damaged_file_is_told_in_one_line(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked.write_bytes(b"cut in half" * 100)
    code, out, error = run(capsys, "marks")
    assert (code, out) == (1, "") and "damaged" in error and error.count("\n") == 1
