"""What a list prints as a name, and its number, can be typed to every command that asks for a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from tests.cli.test_commands import run
from tests.library import test_labels as labels


@pytest.fixture
def steppe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of an oblast that no article calls by its label, in a library named by the environment."""
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        for at, text in enumerate((*labels.TEXTS, "“We hold,” [PERSON Olena Donets] said in [ORG NBC].")):
            labels.put(library, text, f"/{at}")
        number = library.entities_named("Donetsk Oblast")[0].id
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    return number


def test_a_label_and_a_number_are_names_everywhere(steppe: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Donetsk Oblast" in run(capsys, "entities")[1]
    assert "Donetsk Oblast" in run(capsys, "entities", "--called", "donetsk ob")[1]
    for word in ("Donetsk Oblast", "donetsk oblast", str(steppe), f"#{steppe}"):
        for command in (("dossier", word), ("why", word), ("quotes", "--entity", word)):
            code, out, err = run(capsys, *command)
            assert code == 0 and "Traceback" not in err, command
            assert command[0] == "quotes" or f"Donetsk Oblast #{steppe}" in out or "3 mentions" in out
        code, out, _ = run(capsys, "why", word, "Donetsk")
        assert code == 0 and out.startswith("Two entities:\n  Donetsk Oblast"), word
    assert "Donetsk region" in run(capsys, "why", str(steppe), "Donetsk region")[1]
    assert run(capsys, "search", 'place:"donetsk oblast"')[1].count("\n") == 2
    assert run(capsys, "search", "--json", 'org:"nbc news"')[1].count("\n") == 2


def test_a_decision_takes_the_label_before_the_spelling(
    steppe: int, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "rename", "Donetsk Oblast", "Donetsk")
    assert (code, err) == (0, "") and f"#{steppe}" in out
    code, _, err = run(capsys, "hide", "Donetsk")
    assert code == 1 and "means several entities" in err, "two are labelled so"
    assert run(capsys, "rename", f"#{steppe}", "The Steppe")[0] == 0
    code, out, _ = run(capsys, "hide", "The Steppe")
    assert code == 0 and f"#{steppe}" in out and "hidden" in out
    assert run(capsys, "hide", "Donetsk")[0] == 0


def test_a_number_that_none_has_is_one_line(steppe: int, capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("999", "#999", "9" * 30, "0"):
        for command in (("dossier", word), ("why", word), ("why", word, "Donetsk"), ("hide", word)):
            code, out, err = run(capsys, *command)
            assert (code, out) == (1, "") and f"no entity {word}" in err and err.count("\n") == 1
