"""The sample, indexed once; each test starts the command in a home of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import COMMAND, environment, warreader
from tests.terminal import Terminal


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sample was indexed, by a first start without a terminal."""
    home = tmp_path_factory.mktemp("indexed")
    assert "Danube Radio" in warreader(home=home)
    return home


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed, tmp_path / "reader"))


@pytest.fixture(params=[(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def reader(request: pytest.FixtureRequest, home: Path) -> Iterator[Terminal]:
    """The reader on the sample, at two sizes of terminal."""
    columns, rows = request.param
    with Terminal(COMMAND, environment(home), columns=columns, rows=rows) as terminal:
        terminal.wait_for("10 articles")
        terminal.settle()
        yield terminal
