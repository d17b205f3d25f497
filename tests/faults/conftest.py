"""A library to be damaged: a file of it is made once, and each test has its own copy."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core import deciding, pipeline
from core.entity import EntityType, Name
from core.linking.decisions import Verb
from tests.library.fakes import Spotter, article

ARTICLES = 40
KYIV = Name(EntityType.PLACE, "Kyiv")


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "war.db"
    chance = random.Random(7)
    told = [
        replace(
            article(
                f"Hayday spoke of Kyiv. On Monday a missile killed {n + 2} people. Gaidai left Luhansk. "
                + chance.randbytes(1500).hex(" "),
                f"/press/{n}.txt",
                date(2022, 6, 1 + n % 30),
            ),
            byline=chance.randbytes(300).hex(" "),  # several pages of articles
        )
        for n in range(ARTICLES)
    ]
    pipeline.add_articles(told, path, Spotter)
    deciding.decide(path, Verb.HIDE, "ann", KYIV)
    return path


@pytest.fixture
def war(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "war.db"
    for copy in (Path, deciding.journal_path):
        shutil.copy(copy(sound), copy(path))
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    return path
