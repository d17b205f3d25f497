"""What was once reached is held: no figure falls below its floor in bars.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.eval import evidence, measure, scoring
from tests.eval.__main__ import BARS


def below(name: str, figures: dict[str, float]) -> list[str]:
    """The figures of one set that fell below their floors."""
    rows = tomllib.loads(BARS.read_text(encoding="utf-8"))[name]
    return [
        f"{key} is {figures[key]:.1f}, its floor {row['floor']}"
        for key, row in rows.items()
        if figures[key] < row["floor"]
    ]


def test_the_sample_articles_are_read_as_well_as_before(tmp_path: Path) -> None:
    assert not below("sample", measure.sample(tmp_path))


def test_real_articles_are_read_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    figures = measure.press(shared, tmp_path)
    assert not below("press", figures)
    ours = scoring.figures(measure.press_gold(shared, tmp_path), tmp_path / "predicted.jsonl")
    assert {key: round(value, 1) for key, value in ours.items() if key.islower()} == pytest.approx(
        {key: figures[key] for key in ours if key.islower()}, abs=0.11
    ), "our scorer and the shared one must agree"


def test_what_real_articles_state_is_found_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    assert not below("evidence", evidence.press(shared, tmp_path))


def test_articles_held_out_from_training_are_read_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    assert not below("held-out", measure.held_out(shared, tmp_path))


def test_names_are_compared_as_well_as_before(shared: Path) -> None:
    assert not below("pairs", {"pairs_f1": measure.pairs_f1(measure.name_pairs(shared))})
