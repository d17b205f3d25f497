"""Quotes, figures, dates and articles beside each other, on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from tests.cli.test_commands import run
from tests.library.test_statements import DAY, TEXTS, add, told

HOSTILE = (
    "Kyiv. Haidai said: “All \x1b[31mis [bold]well\x07 in the town and will be so.” In May 2023 he left."
)


@pytest.fixture
def war(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles of one week, and one without a date that is hostile."""
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        add(library, *map(told, TEXTS), told("/e", None, HOSTILE))
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    return path


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_who_said_what_is_listed_and_filtered(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "quotes", "--entity", "Gaidai", "--limit", "2")
    assert code == 0 and out.count("\n") == 2 and "2 of 6 quotes and claims" in err
    (claim,) = objects(run(capsys, "quotes", "--unverified", "--json")[1])
    assert (
        claim["text"].startswith("all the wheat") and claim["speaker"]["text"] == "He" and not claim["direct"]
    )
    assert len(objects(run(capsys, "quotes", "--article", "2", "--direct", "--json")[1])) == 1
    assert "\x1b" not in run(capsys, "quotes")[1] and "\x07" not in run(capsys, "quotes", "--json")[1]


def test_a_guessed_speaker_is_marked_and_says_why(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Haidai said that all of the town held. The night was calm. “We saw nothing from the tower.”"
    with Library.open(war) as library:
        add(library, told("/f", None, text))
    only = ("quotes", "--article", "6")
    claim, quote = objects(run(capsys, *only, "--json")[1])
    assert quote["speaker"]["guessed"] and not claim["speaker"]["guessed"]
    assert quote["speaker"]["why"] == "a guess: named as the source in the sentence before"
    assert f"{quote['speaker']['label']} ?" in run(capsys, *only)[1]
    assert "?" not in run(capsys, "quotes", "--article", "1")[1]


def test_the_wordings_of_one_utterance_stand_beside_each_other(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shared,) = objects(run(capsys, "quotes", "--shared", "--json")[1])
    assert (shared["quotes"], shared["outlets"]) == (3, 3)
    _, out, _ = run(capsys, "quotes", "--utterance", str(shared["id"]))
    assert "3 wordings in 3 outlets" in out and "without: The dam will not be rebuilt" in out
    _, out, _ = run(capsys, "quotes", "--sources", "--entity", "Haidai")
    assert "Outlet /b\t1\t1\t1\n" in out


def test_figures_that_differ_are_told_with_the_reasons(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pair,) = objects(run(capsys, "figures", "--differing", "--json")[1])
    assert {pair["left"]["value"], pair["right"]["value"]} == {12, 20} and pair["differs"]
    for options in ((), ("--place", "Luhansk"), ("--article", "1")):
        _, out, _ = run(capsys, "figures", "--differing", *options)
        assert "reported differently" in out and "at least 20 people" in out and "ranges do not meet" in out
    assert run(capsys, "figures", "--outlet", "Outlet /a")[1].count("\n") == 1


def test_the_timeline_is_told_by_day(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "timeline", "--entity", "Luhansk")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["2023-05-01", "2023-05-01"]
    _, out, _ = run(capsys, "timeline", "--days", "--since", "2023-05-02")
    assert "2023-05-02\t1\n" in out and "2023-05-01" not in out
    (only,) = objects(run(capsys, "timeline", "--search", "school", "--until", "2023-05-31", "--json")[1])
    assert (only["value"], only["text"]) == ("2023-05", "May 2023")


def test_articles_are_set_beside_each_other(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", "1", "2", "3")
    for told_ in (
        "A Haidai 1; B Gaidai 1; C Hayday 1",
        "Figures about the same thing",
        "(first seen)",
        "Sentences that B alone has",
        "Places that",
    ):
        assert told_ in out
    beside = json.loads(run(capsys, "compare", "1", "3", "--json")[1])
    assert [one["first_seen"] for one in beside["shared_quotes"]] == [1]
    assert len(beside["pairs"]) == 1 and beside["sole_figures"] == [[], []]
    assert run(capsys, "compare", "1", "5")[0] == 0


def test_of_a_claim_too_it_is_told_who_has_it_first_and_who_alone(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "Luhansk. Haidai said that the eastern granary burned down after a drone struck its silo."
    later = "Luhansk. Gaidai said that after a drone struck the silo the eastern granary burned down."
    with Library.open(war) as library:
        add(
            library,
            told("/f", DAY, said),
            told("/g", date(2023, 5, 6), later + " He said that snow fell on all."),
        )
    beside = json.loads(run(capsys, "compare", "6", "7", "--json")[1])
    (first,), (again, alone) = beside["sole_quotes"]
    assert (first["told_also"], first["first_seen"], first["only_here"]) == ([7], True, False)
    assert (again["told_also"], again["first_seen"], again["only_here"]) == ([6], False, False)
    assert (alone["told_also"], alone["only_here"]) == ([], True)
    _, out, _ = run(capsys, "compare", "6", "7")
    assert "[told by B too · first seen]" in out and "[only here]" in out


def test_a_figure_tells_the_places_and_dates_beside_it(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = objects(run(capsys, "figures", "--article", "1", "--json")[1])
    assert (one["places"], one["dates"]) == (["Luhansk"], ["2023-05-01"])


def test_a_dossier_tells_the_figures_and_days_of_its_entity(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "dossier", "Luhansk")
    assert "Figures about it" in out and "at least 20 people" in out and "reported differently" in out
    assert "Its last days on the timeline" in out and "1 May 2023" in out
    file = json.loads(run(capsys, "dossier", "Luhansk", "--json")[1])
    assert file["figures"] == len(file["newest_figures"]) == 2 and file["dates"] == 2


def test_what_is_stated_is_exported_as_quality_is_measured(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *_ = objects(run(capsys, "export", "annotations")[1])
    text = TEXTS["/a"]
    for kind in ("quotes", "dates", "quantities"):
        assert first[kind] and all(text[one["start"] : one["end"]] == one["text"] for one in first[kind])
    speaker = first["quotes"][0]["speaker"]
    assert speaker in {mention["entity"] for mention in first["mentions"]}


@pytest.mark.parametrize(
    ("words", "code", "trouble"),
    [
        (("quotes", "--entity", "Nobody At All"), 1, "no article names Nobody At All"),
        (("quotes", "--entity", "99999999999999999999"), 1, "no entity 99999999999999999999"),
        (("quotes", "--utterance", "77"), 1, "no utterance 77"),
        (("quotes", "--sources"), 1, "--entity"),
        (("figures", "--article", "77"), 1, "no article 77"),
        (("timeline", "--story", "77"), 1, "no story 77"),
        (("timeline", "--since", "31 February"), 2, "31 February is no day"),
        (("compare", "1"), 1, "two articles or more"),
        (("compare", "1", "77"), 1, "no article 77"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    war: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, trouble: str
) -> None:
    ended, _, err = run(capsys, *words)
    assert ended == code and trouble in err and err.count("\n") == 1


def test_a_date_that_no_day_could_be_given_to_is_told_with_the_reason(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(war) as library:
        add(library, told("/f", None, "Kyiv fell silent on Tuesday. On February 31 the lights went out."))
    _, out, err = run(capsys, "timeline")
    assert "fell silent" not in out and "--unresolved tells why" in err
    _, out, _ = run(capsys, "timeline", "--unresolved")
    assert "? the article has no date that says from which day" in out and "Tuesday" in out
    found = objects(run(capsys, "timeline", "--unresolved", "--entity", "Kyiv", "--json")[1])
    assert [(one["text"], one["value"]) for one in found] == [("Tuesday", "")]
    assert objects(run(capsys, "timeline", "--unresolved", "--since", "2023-01-01", "--json")[1]) == []
    assert len(objects(run(capsys, "quotes", "--search", "wheat", "--json")[1])) >= 1
