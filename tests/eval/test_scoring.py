"""The scorer counts what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.eval.scoring import figures


def write(path: Path, *articles: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def mention(start: int, text: str, kind: str, entity: str, **more: bool) -> dict[str, Any]:
    return {"start": start, "end": start + len(text), "text": text, "type": kind, "entity": entity} | more


FIRST = {"doc": "a.txt", "mentions": [mention(0, "Hayday", "PERSON", "h"), mention(20, "Kyiv", "PLACE", "k")]}
SECOND = {"doc": "b.txt", "mentions": [mention(0, "Haidai", "PERSON", "h")], "boilerplate": [[50, 60]]}


def test_the_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", FIRST, SECOND)
    found = figures(gold, gold, ("PERSON", "PLACE"))
    assert set(found.values()) == {100.0}


def test_a_wrong_type_is_missed_and_invented(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", FIRST)
    mistyped = FIRST | {"mentions": [FIRST["mentions"][0], mention(20, "Kyiv", "PERSON", "k")]}
    assert figures(gold, write(tmp_path / "given", mistyped))["mention_f1"] == pytest.approx(50)


def test_two_spellings_left_apart_are_a_link_lost(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", FIRST, SECOND)
    apart = SECOND | {"mentions": [mention(0, "Haidai", "PERSON", "someone else")]}
    assert figures(gold, write(tmp_path / "given", FIRST, apart))["links_variant_f1"] == 0


def test_what_stands_in_boilerplate_is_neither_asked_for_nor_punished(tmp_path: Path) -> None:
    dull = FIRST | {"mentions": [mention(0, "Hayday", "PERSON", "h", boilerplate=True)]}
    given = FIRST | {"mentions": [mention(0, "Hayday", "PLACE", "x")]}
    gold = write(tmp_path / "gold", SECOND, dull)
    assert figures(gold, write(tmp_path / "given", SECOND, given))["mention_f1"] == 100


def test_an_article_and_a_possessive_do_not_count(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", FIRST | {"mentions": [mention(4, "Kremlin", "ORG", "k")]})
    given = write(tmp_path / "given", FIRST | {"mentions": [mention(0, "the Kremlin's", "ORG", "1")]})
    assert figures(gold, given)["mention_f1"] == 100
