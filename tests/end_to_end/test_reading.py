"""A newcomer's first minutes, at a real terminal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import COMMAND, environment, warreader
from tests.terminal import Terminal

SIZES = [(120, 40), (80, 24)]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sample was indexed already, by a first start without a terminal."""
    home = tmp_path_factory.mktemp("prepared")
    assert "Danube Radio" in warreader(home=home)
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """A home of this test's own, with the sample indexed."""
    return Path(shutil.copytree(prepared, tmp_path / "reader"))


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def reader(request: pytest.FixtureRequest, home: Path) -> Iterator[Terminal]:
    columns, rows = request.param
    with Terminal(COMMAND, environment(home), columns=columns, rows=rows) as terminal:
        terminal.wait_for("next name")
        terminal.settle()
        yield terminal


def where(reader: Terminal) -> str:
    """The outlet of the open article, from the title of the text pane."""
    found = re.search(r"(\w[\w ]+?) · \d+ \w+ \d{4} · [\d,]+ w", reader.text)
    assert found, reader.text
    return found[1]
