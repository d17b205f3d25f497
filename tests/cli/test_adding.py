"""A reader adds articles from the command line."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from core.library import Library
from core.pipeline import Summary
from tests.cli.test_commands import run
from tests.library.fakes import Spotter
from tui.cli import indexing
from tui.cli.context import CommandError
from tui.cli.jobs import How


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spotter: None) -> Path:
    """A directory of three files."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in (("a", "Hayday left Kyiv."), ("b", "Haidai came."), ("c", "Gaidai stayed.")):
        (folder / f"{name}.txt").write_text(text)
    monkeypatch.setenv("WARREADER_LIBRARY", str(tmp_path / "war.db"))
    return folder


def test_the_summary_tells_what_became_of_every_file(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "add", str(press))
    assert (code, err) == (0, "") and out.startswith("3 added, 0 updated, 0 unchanged, 0 failed")
    (press / "b.txt").write_text("Haidai came back.")
    (press / "bad\x1b[2J.txt").write_bytes(b"\x89PNG")
    code, out, err = run(capsys, "add", str(press), str(press / "missing.txt"))
    assert code == 1 and out.startswith("0 added, 1 updated, 2 unchanged, 2 failed")
    assert [line.split(": ")[0] for line in err.splitlines()] == ["warreader"] * 2
    assert "bad␛[2J.txt: a binary file" in err and "missing.txt: no such file" in err


def test_programs_are_told_how_far_it_has_come(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (press / "bad.txt").write_bytes(b"\x89PNG")
    code, out, err = run(capsys, "add", "--progress", "json", str(press))
    *lines, complaint = err.splitlines()
    steps = [json.loads(line) for line in lines]
    assert [one["done"] for one in steps] == sorted(one["done"] for one in steps)
    assert (steps[-1]["done"], steps[-1]["total"], steps[-1]["seconds_left"]) == (4, 4, 0)
    assert "bad.txt: a binary file" in complaint and out.startswith("3 added") and code == 1


def test_another_encoding_is_told_and_is_no_failure(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (press / "d.txt").write_bytes("Губернатор сообщил, что город под обстрелом.".encode("cp1251"))
    code, _, err = run(capsys, "add", str(press))
    assert code == 0 and "d.txt: not sound UTF-8; read as cp1251." in err


def test_a_directory_with_nothing_readable(
    tmp_path: Path, press: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nothing").mkdir()
    code, out, err = run(capsys, "add", str(tmp_path / "nothing"))
    assert code == 1 and err.count("\n") == 1 and f"{tmp_path / 'nothing'}: no files" in err
    assert "1 failed" in out


def test_an_interrupt_keeps_what_was_stored(
    press: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Spotter):
        def annotate(self, articles):  # type: ignore[no-untyped-def]
            for annotation in super().annotate(articles):
                if len(self.seen) == 3:
                    raise KeyboardInterrupt
                yield annotation

    monkeypatch.setattr(indexing, "recognizer", lambda how: Interrupted())
    code, out, err = run(capsys, "add", str(press))
    assert code == 130 and out.startswith("2 added") and "what was added is kept" in err


def test_a_missing_model_is_one_line(
    press: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    code, out, err = run(
        capsys, "--library", str(press / "war.db"), "--model", "xx_no_such", "add", str(press)
    )
    assert code == 1 and out.startswith("0 added")
    assert err.startswith("warreader: ") and "xx_no_such" in err and err.count("\n") == 1


def test_tables_of_the_readers_own_are_read_but_for_the_lines_that_are_broken(
    press: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    tables = press / "config" / "warreader" / "tables"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(press / "config"))
    tables.mkdir(parents=True)
    (tables / "places.tsv").write_bytes(
        b"label\tlatitude\tlongitude\nFar Yard\tnorth\t37.1\nKamianka Yard\t48.1\t37.1\n\xff Yard\t\t\n"
    )
    library = ("--library", str(press / "war.db"))
    (press / "yard.txt").write_text("Shells fell on Kamianka Yard overnight, the mayor told reporters.\n")
    code, _, err = run(capsys, *library, "add", str(press / "yard.txt"))
    first, last = err.splitlines()
    assert code == 0 and f"{tables / 'places.tsv'}:2: " in first and f"{tables / 'places.tsv'}:4: " in last
    assert all(line.endswith("the line is left out.") for line in (first, last))
    _, out, _ = run(capsys, *library, "entities", "--type", "PLACE", "--json")
    assert [json.loads(line)["label"] for line in out.splitlines()] == ["Kamianka Yard"]


def test_a_library_that_can_not_be_made_is_one_line(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--library", str(press / "a.txt" / "war.db"), "add", str(press))
    assert code == 1 and out.startswith("0 added")
    assert str(press / "a.txt" / "war.db") in err and err.count("\n") == 1


def test_an_empty_library_shows_the_sample_and_says_so(
    press: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARREADER_LIBRARY")
    monkeypatch.setattr("core.sample.sample_paths", lambda: sorted(press.iterdir()))
    code, out, err = run(capsys)
    assert code == 0 and len(out.splitlines()) == 3
    assert "this is the sample" in err and "warreader add PATH" in err
    run(capsys, "add", str(press / "a.txt"))
    code, out, err = run(capsys)
    assert len(out.splitlines()) == 1 and err == ""


def test_a_command_error_is_not_taken_for_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: str | None) -> Spotter:
        raise CommandError("no model")

    monkeypatch.setattr(indexing, "recognizer", refuse)
    (tmp_path / "a.txt").write_text("Kyiv.")
    tally = indexing.index([tmp_path / "a.txt"], tmp_path / "war.db", How())
    assert isinstance(tally.error, CommandError) and tally.summary == Summary()
    with Library.open(tmp_path / "war.db", read_only=True) as library:
        assert library.article_count() == 0


def test_a_table_standard_input_and_a_pattern(
    press: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (press / "rows.csv").write_text("nr,headline,words\n1,Hayday leaves,Hayday left Kyiv.\n2,,Haidai came.\n")
    code, out, err = run(capsys, "add", str(press / "rows.csv"))
    assert code == 1 and "rows.csv: none of its columns is known to hold text: nr, headline, words." in err
    code, out, err = run(
        capsys, "add", str(press / "*.csv"), str(press / "a.txt"), "--map", "text=words", "--map", "key=nr"
    )
    assert (code, err) == (0, "") and out.startswith("3 added") and out.endswith(": 2 csv, 1 text\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Gaidai stayed.")))
    assert run(capsys, "add", "-")[1].startswith("1 added")
    _, out, _ = run(capsys, "list", "--json")
    sources = [json.loads(line)["source"] for line in out.splitlines()]
    digest = sha256(b"Gaidai stayed.").hexdigest()[:16]
    assert {f"{press / 'rows.csv'}#1", f"{press / 'rows.csv'}#2", f"stdin#{digest}"} <= set(sources)


def test_a_limit_and_wrong_options(press: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (press / "a.txt").write_text("Hayday left Kyiv. " * 100)
    code, out, err = run(capsys, "add", str(press), "--max-size", "1K")
    assert (
        code == 1 and out.startswith("2 added") and "a.txt: larger than 1,024 bytes. Raise the limit" in err
    )
    for wrong in (("--map", "words"), ("--map", "nonsense=x"), ("--max-size", "0"), ("--max-size", "big")):
        assert run(capsys, "add", str(press), *wrong)[0] == 2
