from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from tests.library.fakes import Joiner, Spotter, article, store
from tui.cli import indexing

HOSTILE = "Haidai\x1b[31m left [bold]Kyiv[/bold].\n\nAD: buy Kyiv\x07 now\n"


@pytest.fixture
def spotter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A recogniser that loads no model."""
    monkeypatch.setattr(indexing, "recognizer", lambda how: Spotter())
    monkeypatch.setattr("core.pipeline._linker", lambda library: Joiner(library.names))


@pytest.fixture
def war(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of three articles, one of them hostile, named by WARREADER_LIBRARY."""
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(
            library,
            article("Hayday spoke. Governor Hayday left.", "/press/a.txt", outlet="RFE/RL"),
            article("Gaidai stayed in Luhansk.", "/press/b.txt", outlet="Post\x1b]0;x\x07"),
            article(HOSTILE, "/press/c\x1b.txt"),
        )
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    return path
