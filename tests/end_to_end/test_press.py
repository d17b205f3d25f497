"""The five real articles: what three outlets report side by side, where they lie beside the checkout."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.command import warreader
from tests.eval import evidence, measure

SHARED = Path(os.environ.get("WARREADER_SHARED", measure.ROOT.parent / "shared"))

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(),
    reason=f"no real articles at {SHARED}: press text is not part of the project",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press")
    warreader("--library", folder / "war.db", "add", *sorted((SHARED / "seeds").glob("*.txt")), home=folder)
    evidence.date(folder / "war.db", SHARED / "gold" / "seeds.jsonl")
    return folder


def rows(home: Path, *arguments: str) -> list[dict[str, object]]:
    printed = warreader("--library", home / "war.db", *arguments, home=home)
    return [json.loads(line) for line in printed.splitlines()]


def test_a_sentence_in_three_wordings_is_one_utterance(home: Path) -> None:
    shared = {row["id"]: row["articles"] for row in rows(home, "quotes", "--shared", "--json")}
    told = [rows(home, "quotes", "--utterance", str(one), "--json") for one in shared]
    (pentagon,) = [one for one in told if any("defend themselves" in str(row["text"]) for row in one)]
    assert {row["article"] for row in pentagon} == {1, 2, 3}
    (governor,) = [one for one in told if any("broken positions" in str(row["text"]) for row in one)]
    assert {row["article"] for row in governor} == {1, 2, 3}
    assert len({row["speaker"]["entity"] for row in governor}) == 1  # type: ignore[index]


def test_the_phone_call_stands_on_one_day(home: Path) -> None:
    told = rows(home, "timeline", "--entity", "Milley", "--json")
    assert {row["value"] for row in told} == {"2022-06-24"}
    assert {row["article"] for row in told} == {1, 2}
