from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import Library, subjects


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "war.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def few_are_many() -> Iterator[None]:
    """Count entities by themselves from the third mention on, as from the thousandth otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subjects, "MANY", 3)
        yield
