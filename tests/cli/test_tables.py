"""Tables on a terminal: what a reader came for has the width, whatever the other columns hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.library import Library
from tests.library.fakes import article, store
from tui.__main__ import main
from tui.cli import output

OUTLET = "Independent Information Agency of the United Coastal Districts (evening service in English)"
HEADLINE = "Governor says that the order to leave the last quarter of the city has been given to all units"
SIZES = [(80, "xterm"), (120, "dumb"), (120, None), (200, None)]
AT = pytest.mark.parametrize(("columns", "term"), SIZES)


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, str | None], None]:
    """Has stdout be a terminal of so many columns, with or without a name."""

    def be(columns: int, term: str | None) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("NO_COLOR", "1")
        if term is None:
            monkeypatch.delenv("TERM", raising=False)
        else:
            monkeypatch.setenv("TERM", term)

    return be


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, without what is bold."""
    return re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().out)


@AT
def test_a_long_outlet_leaves_the_headline_most_of_the_width(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    on_a_terminal: Callable[[int, str | None], None],
    columns: int,
    term: str | None,
) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article(f"{HEADLINE}. Hayday left.", "/a.txt", date(2022, 6, 24), OUTLET))
        store(library, article("Kyiv waits. Hayday left.", "/b.txt", date(2022, 6, 23), "Post"))
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    on_a_terminal(columns, term)
    assert main(["list"]) == 0
    out = printed(capsys)
    head, *lines = out.splitlines()
    at = head.index("headline")
    assert columns - at >= min(columns // 2, len(HEADLINE)) and max(map(len, lines)) <= columns
    titles = " ".join(line[at:].strip() for line in lines)
    assert titles == f"{HEADLINE} Kyiv waits", "in whole words"
    assert len(lines) - 1 <= 1 + len(HEADLINE) // (columns // 2)
    assert "2022-06-24" in out and "Independen" in out and "…" in out and "Post " in out


def test_nothing_is_cut_where_all_has_room(
    capsys: pytest.CaptureFixture[str], on_a_terminal: Callable[[int, str | None], None]
) -> None:
    on_a_terminal(80, "xterm")
    output.table(("outlet", "articles"), [("Radio Meridian", 4), ("漢字の新聞", 12)])
    assert printed(capsys).split() == ["outlet", "articles", "Radio", "Meridian", "4", "漢字の新聞", "12"]


@pytest.mark.parametrize(("columns", "term"), [(40, "xterm"), *SIZES])
def test_an_address_is_never_cut(
    capsys: pytest.CaptureFixture[str],
    on_a_terminal: Callable[[int, str | None], None],
    columns: int,
    term: str | None,
) -> None:
    on_a_terminal(columns, term)
    address = f"https://example.org/{'deep/' * 30}feed.xml"
    output.table(
        ("articles", "status", "address", "feed"), [(7, OUTLET, address, "Even")], ("address", "feed")
    )
    head, *lines = printed(capsys).splitlines()
    start, end = head.index("address"), head.index("feed")
    assert max(map(len, [head, *lines])) <= columns
    assert "".join(line[start:end].strip() for line in lines) == address
