"""A reader uses the command line, right and wrong."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE
from tui.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one call; checks that nothing of a terminal's language came out."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    assert not any(c in out + err for c in "\x1b\x07\x9b")
    return code, out, err


def test_the_list_for_people_and_for_programs(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "list")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[0] for row in rows] == ["3", "2", "1"]
    assert rows[1][1:] == ["", "Post␛]0;x␇", "4", "Gaidai stayed in Luhansk"]
    code, out, _ = run(capsys, "list", "--json", "--limit", "1")
    assert json.loads(out)["source"] == "/press/c\x1b.txt"


def test_plain_warreader_prints_the_list_where_nobody_looks(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys) == run(capsys, "list")


def test_an_article_is_shown_with_its_controls_made_visible(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "show", "3")
    assert code == 0 and "Haidai␛[31m left [bold]Kyiv[/bold].\n\nAD: buy Kyiv␇ now" in out
    shown = json.loads(run(capsys, "show", "3", "--json")[1])
    assert shown["text"] == HOSTILE
    assert all(HOSTILE[m["start"] : m["end"]] == m["text"] for m in shown["mentions"])


def test_show_why_tells_how_each_mention_was_found(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "show", "3", "--why")
    rows = [line.split("\t") for line in out.splitlines() if line[:1].isdigit()]
    assert [row[1] for row in rows] == ["Haidai", "Kyiv", "Kyiv"]
    assert rows[0][2:6] == ["PERSON", "Hayday #1", "100%", "model"]
    assert rows[2][3] == "(boilerplate)"


def test_entities_by_type(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "entities", "--type", "person")
    assert out.split("\t")[:6] == ["1", "PERSON", "4", "3", "3", "Hayday"]
    labels = [json.loads(line)["label"] for line in run(capsys, "entities", "--json")[1].splitlines()]
    assert labels == ["Hayday", "Luhansk", "Kyiv"]


def test_searching(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", "stayed", "luhansk", "--json")
    hit = json.loads(out)
    assert (code, err, hit["id"], hit["sentence"]) == (0, "", 2, "Gaidai stayed in Luhansk.")
    code, out, err = run(capsys, "search", '"in stayed"')
    assert (code, out) == (0, "") and "no article" in err
    assert run(capsys, "search", "person:hayday -spoke", "--count")[1] == "2\n", "Gaidai is Hayday too"
    ids = [line.split("\t")[0] for line in run(capsys, "search", "hayday OR luhansk OR kyiv")[1].splitlines()]
    assert ids == ["3", "2", "1"]
    _, out, err = run(capsys, "search", "gaidai")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["3", "2", "1"]
    assert "gaidai: Hayday, 3 spellings" in err and "--literal" in err
    for words in (['"gaidai"'], ["gaidai", "--literal"]):
        _, out, err = run(capsys, "search", *words)
        assert [line.split("\t")[0] for line in out.splitlines()] == ["2"] and not err
    assert run(capsys, "search", "left", "--ranked", "--limit", "1")[1].split("\t")[0] in "13"


def test_a_wrong_search_is_shown_where_it_is_wrong(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", "kyiv", "before:yesterday")
    assert (code, out) == (2, "")
    told, query, carets = err.splitlines()
    assert "before: wants a date such as 2022-07" in told
    assert query[carets.index("^") : carets.rindex("^") + 1] == "before:yesterday"
    assert run(capsys, "search", "story:this")[0] == 2
    assert "called “putin”" in run(capsys, "search", "person:putin")[2]


def test_exported_annotations_are_slices_of_the_text(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "export", "annotations")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["doc"] for row in rows] == ["a.txt", "b.txt", "c\x1b.txt"]
    assert rows[0]["mentions"][0] == {"start": 0, "end": 6, "text": "Hayday", "type": "PERSON", "entity": 1}
    assert rows[1]["mentions"][0]["entity"] == 1
    assert rows[2]["mentions"][2]["boilerplate"] is True and rows[2]["mentions"][2]["entity"] is None
    assert rows[2]["boilerplate"] == [[HOSTILE.index("AD"), HOSTILE.index("\n", 40)]]
    one = run(capsys, "export", "annotations", "--article", "2")[1]
    assert json.loads(one) == rows[1]


def test_an_exported_mention_is_its_slice_also_where_a_line_broke_it(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Shells fell on Sieviero-\ndonetsk."
    (tmp_path / "broken.txt").write_text(text)
    run(capsys, "add", str(tmp_path / "broken.txt"))
    *_, last = map(json.loads, run(capsys, "export", "annotations")[1].splitlines())
    (town,) = last["mentions"]
    assert town["text"] == "Sieviero-\ndonetsk" == text[town["start"] : town["end"]]


def test_articles_and_entities_go_out_as_csv_that_calculates_nothing(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "edit", "1", "--title", '=HYPERLINK("http://evil.example")', "--outlet", "@cmd")
    _, out, _ = run(capsys, "export", "articles")
    rows = list(csv.DictReader(out.splitlines()))
    assert (rows[0]["title"], rows[0]["outlet"]) == ('\'=HYPERLINK("http://evil.example")', "'@cmd")
    assert [row["id"] for row in rows] == ["1", "2", "3"] and rows[1]["text"] == "Gaidai stayed in Luhansk."
    (tmp_path / "out.csv").write_text(out)
    assert run(capsys, "--library", str(tmp_path / "other.db"), "add", str(tmp_path / "out.csv"))[0] == 0
    entities = list(csv.DictReader(run(capsys, "export", "entities")[1].splitlines()))
    assert {"Hayday", "Kyiv"} <= {row["label"] for row in entities}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["export", "articles", "--article", "99"], 1, "no article 99"),
        (["show", "99"], 1, "no article 99"),
        (["export", "annotations", "--article", "99"], 1, "no article 99"),
        (["--library", "/missing/war.db", "list"], 1, "/missing/war.db: no such library"),
        (["list", "--library", "/missing/war.db"], 1, "/missing/war.db: no such library"),
        (["show", "x"], 2, "invalid int value"),
        (["entities", "--type", "thing"], 2, "invalid choice"),
        (["nonsense"], 2, "invalid choice"),
        (["add"], 2, "required"),
    ],
)
def test_what_goes_wrong_is_one_line(
    war: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, told: str
) -> None:
    got, out, err = run(capsys, *arguments)
    assert (got, out) == (code, "")
    assert told in err and err.startswith("warreader: ") and err.count("\n") == 1


def test_help_names_every_command_and_needs_no_library(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in ("add", "list", "show", "entities", "search", "why", "export"):
        assert f"\n    {command} " in out
        assert run(capsys, command, "--help")[0] == 0


def test_a_newcomer_is_told_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "list")
    assert (code, out) == (0, "") and "warreader add PATH" in err


@pytest.mark.parametrize("content", [b"no database " * 100, b""])
def test_a_library_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(content)
    code, out, err = run(capsys, "--library", str(path), "list")
    assert (code, out) == (1, "") and err.startswith(f"warreader: {path}: ") and err.count("\n") == 1


def test_settings_choose_the_library_and_say_what_means_nothing(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARREADER_LIBRARY")
    file = tmp_path / "xdg_config_home" / "warreader" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'library = "{war}"\ncolour = "red"\nmodel = 3\n')
    code, out, err = run(capsys, "list", "--limit", "1")
    assert code == 0 and out.startswith("3\t")
    assert 'nothing is called "colour"' in err and '"model" should be text' in err
    file.write_text("library = ")
    code, _, err = run(capsys, "list")
    assert code == 1 and str(file) in err


def started(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_listing_loads_neither_app_nor_model(war: Path) -> None:
    code = (
        "import sys; from tui.__main__ import main; assert main(['list']) == 0\n"
        "heavy = {'textual', 'rich', 'spacy', 'sqlite_utils', 'trafilatura', 'markdown_it'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    process = started("-c", code)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err


def test_a_reader_that_has_enough_is_no_error(war: Path) -> None:
    process = started(
        "-c", "from tui.__main__ import main; import sys; sys.exit(main(['show', '1', '--json']))"
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


def test_why_explains_two_spellings(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "why", "Hayday", "Gaidai")
    assert code == 0 and "Hayday ~ Gaidai: one name" in out
    assert out.startswith("One entity: Hayday #1 · person · governor · 4 mentions in 3 articles\n")
    assert "#1 is held together by 3 links:" in out and "both write Гайдай" in out
    assert run(capsys, "why", "1:0", "Gaidai")[1] == out, "a mention stands for its name"
    assert run(capsys, "why", "Luhansk", "Kyiv")[1].startswith(
        "Two entities:\n  Luhansk #3 · place · place not resolved"
    )
    assert ": not one name" in run(capsys, "why", "Luhansk", "Kyiv")[1]
    assert ": one name" in run(capsys, "why", "Serhiy Haidai", "Sergei Gaidai")[1], (
        "unknown forms are compared too"
    )
