"""Hostile and strange statements through the whole way: added, then shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import warreader

STRANGE = {
    "unclosed": "Kyiv news\n\n“We will hold the city, Mayor Vitali Klitschko said on Tuesday, "
    "and nobody closed the marks.\n\nMore.",
    "long": "Kyiv news\n\n“"
    + "We will hold the bridges of this city. " * 1_300
    + "We will,” Mayor Vitali Klitschko said.",
    "apostrophes": "Kyiv news\n\n'We don't yield, 'twas said in '14, and the soldiers' letters' marks', "
    "said Kyiv's mayor.",
    "digits": "Kyiv news\n\nSome "
    + "9" * 400
    + " people and "
    + "1," * 200
    + "000 tanks came, Vitali Klitschko said.",
    "no-such-day": "Kyiv news\n\nPublished: March 1, 2022\n\n"
    "On the 31st of February and on February 30, 2022 nothing happened in Kyiv.",
    "undated": "Kyiv news\n\nOn Tuesday three people were killed in Kyiv, officials said.",
    "future": "Kyiv news\n\nPublished: March 1, 2022\n\n"
    "Vitali Klitschko said that on May 9, 2031 the bridge in Kyiv will open.",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strange")
    for name, text in STRANGE.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    warreader("--library", folder / "war.db", "add", *sorted(folder.glob("*.txt")), home=folder)
    return folder


def rows(home: Path, *arguments: str) -> list[dict[str, object]]:
    printed = warreader("--library", home / "war.db", *arguments, home=home)
    return [json.loads(line) for line in printed.splitlines()]


def number(home: Path, name: str) -> str:
    return next(
        str(row["id"]) for row in rows(home, "list", "--json") if f"/{name}.txt" in str(row["source"])
    )


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_article_is_shown_with_what_it_states(home: Path, name: str) -> None:
    article = number(home, name)
    (shown,) = rows(home, "show", article, "--json")
    (annotated,) = rows(home, "export", "annotations", "--article", article)
    for kind in ("quotes", "dates", "quantities"):
        for one in annotated[kind]:  # type: ignore[attr-defined]
            assert str(shown["text"])[one["start"] : one["end"]] == one["text"]
    for command in ("quotes", "figures", "timeline"):
        warreader("--library", home / "war.db", command, "--article", article, home=home)
    warreader(
        "--library",
        home / "war.db",
        "compare",
        article,
        number(home, "undated" if name != "undated" else "long"),
        home=home,
    )


def test_nothing_is_guessed(home: Path) -> None:
    (unclosed,) = rows(home, "quotes", "--article", number(home, "unclosed"), "--direct", "--json")
    assert str(unclosed["text"]).startswith("We will hold") and "More" not in str(unclosed["text"])
    (long,) = rows(home, "quotes", "--article", number(home, "long"), "--direct", "--json")
    assert len(str(long["text"])) > 50_000 and long["speaker"]["label"] == "Vitali Klitschko"  # type: ignore[index]
    assert rows(home, "timeline", "--article", number(home, "undated"), "--json") == []
    days = rows(home, "timeline", "--article", number(home, "no-such-day"), "--json")
    assert not [one for one in days if len(str(one["value"])) == 10]
    (ahead,) = rows(home, "timeline", "--since", "2031-01-01", "--json")
    assert (ahead["value"], ahead["text"]) == ("2031-05-09", "May 9, 2031")
    assert all(float(str(one["value"])) < 1e15 for one in rows(home, "figures", "--json"))
