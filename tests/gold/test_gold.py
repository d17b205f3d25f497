"""The gold over the sample articles is sound: every offset says what it claims."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from core.entity import EntityType
from core.ingest import read_one as read
from tests.gold.build import HERE, SEEDS, gold, rows

GOLD = [json.loads(line) for line in (HERE / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_sample_article_has_gold() -> None:
    assert [row["doc"] for row in GOLD] == sorted(path.name for path in SEEDS.iterdir())


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["doc"])
def test_every_mention_is_its_slice_and_none_overlap(row: dict) -> None:
    text = read(SEEDS / row["doc"]).text
    for mention in row["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["type"] in EntityType.__members__
    assert all(left["end"] <= right["start"] for left, right in pairwise(row["mentions"]))
    assert all(start < end <= len(text) for start, end in row["boilerplate"])


def test_the_tables_still_give_the_gold() -> None:
    names = rows("names.tsv")
    assert [gold(SEEDS / row["doc"], names) for row in GOLD] == GOLD


def test_every_row_of_the_tables_is_used() -> None:
    found = {(m["text"], m["entity"]) for row in GOLD for m in row["mentions"]}
    assert {(row["form"], row["entity"]) for row in rows("names.tsv")} == found
