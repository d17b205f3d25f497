"""Names are compared from a labelled table; every row must come out as labelled."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entity import EntityType
from core.names import THRESHOLD, compare

TABLE = Path(__file__).with_name("pairs.tsv")
PAIRS = [line.split("\t")[:4] for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize(("kind", "left", "right", "same"), PAIRS)
def test_a_pair_is_told_as_labelled(kind: str, left: str, right: str, same: str) -> None:
    match = compare(left, right, EntityType(kind))
    assert (match.score >= THRESHOLD) is (same == "1"), match
    assert match.reasons or match.score < THRESHOLD


@given(st.sampled_from(list(EntityType)), st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared_either_way_round(kind: EntityType, left: str, right: str) -> None:
    there, back = compare(left, right, kind), compare(right, left, kind)
    assert 0.0 <= there.score <= 1.0
    assert there.score == pytest.approx(back.score)
    assert compare(left, left, kind).score == 1.0


def test_reasons_name_the_spelling_that_both_write() -> None:
    assert any("Гайдай" in reason for reason in compare("Hayday", "Gaidai", EntityType.PERSON).reasons)


def test_f1_on_the_measuring_pairs_holds_the_bar(shared: Path) -> None:
    with (shared / "gold" / "name_pairs.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    told = [compare(row["left"], row["right"], EntityType(row["type"])).score >= THRESHOLD for row in rows]
    same = [row["same"] == "1" for row in rows]
    right = sum(a and b for a, b in zip(told, same, strict=True))
    assert 2 * right / (sum(told) + sum(same)) >= 0.94
