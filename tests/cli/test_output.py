"""Tables on a terminal leave room for what they are about."""

from __future__ import annotations

import sys

import pytest

from tui.cli.output import table

HEADLINE = "Grain ships leave"


@pytest.mark.parametrize(("columns", "seen"), [(80, True), (120, True), (40, False)])
def test_a_long_name_of_an_outlet_leaves_room_for_the_headline(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int, seen: bool
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    outlet = "An agency of many words that is translated by machine (and twice at that)"
    table(("id", "date", "outlet", "words", "headline"), [(1, "2022-06-24", outlet, 512, HEADLINE)])
    lines = capsys.readouterr().out.splitlines()
    assert (HEADLINE in lines[1]) == seen and "An agency" in lines[1], lines
    assert all(len(line.rstrip()) <= columns for line in lines[1:])
