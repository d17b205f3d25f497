"""Whatever the compositor draws, the terminal shows the same as if it had been sent whole."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.terminal import Screen, Stream, seen
from tui.frames import sparing
from tui.frames.frame import Frame

COLUMNS, ROWS = 24, 9
SYSTEM = ColorSystem.TRUECOLOR
GROUND = "on #101020"
STYLES = [
    None,
    *map(Style.parse, (GROUND, f"bold #aabbcc {GROUND}", "dim italic red", "underline", "reverse")),
]


def console() -> Console:
    return Console(color_system="truecolor", force_terminal=True)


class Shown:
    """A terminal that updates are sent to."""

    def __init__(self) -> None:
        self.screen = Screen(COLUMNS, ROWS)
        self.stream = Stream(self.screen)

    def take(self, sequence: str) -> None:
        self.stream.feed(sequence.encode())

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        return [[seen(self.screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def strip(columns: int, words: list[tuple[str, Style | None]]) -> Strip:
    """A strip of exactly so many columns."""
    return Strip([Segment(text, style) for text, style in words]).adjust_cell_length(columns, STYLES[1])


texts = st.text(st.sampled_from("ab  ─éЯїー漢字"), max_size=12)
words = st.lists(st.tuples(texts, st.sampled_from(STYLES)), max_size=5)


@st.composite
def updates(draw: st.DrawFn) -> CompositorUpdate:
    """A region of the screen, drawn whole or in spans that chop it."""
    x, y = draw(st.integers(0, COLUMNS - 1)), draw(st.integers(0, ROWS - 1))
    width, height = draw(st.integers(1, COLUMNS - x)), draw(st.integers(1, ROWS - y))
    rows = [strip(width, draw(words)) for _ in range(height)]
    if draw(st.booleans()):
        return LayoutUpdate([[row] for row in rows], Region(x, y, width, height))
    chops = [{x: rows[line - y]} if y <= line < y + height else {} for line in range(ROWS)]
    spans = [(line, x, x + width) for line in range(y, y + height)]
    return ChopsUpdate(chops, spans, [[x + width]] * ROWS)


@pytest.mark.parametrize("can", [{}, {"margins": True}, {"erases": True}], ids=repr)
@settings(max_examples=150)
@given(drawn=st.lists(updates(), max_size=8))
def test_the_terminal_shows_what_was_drawn(can: dict[str, bool], drawn: list[CompositorUpdate]) -> None:
    whole, spared, frame = Shown(), Shown(), Frame(**can)
    for update in [page(range(ROWS)), *drawn]:
        whole.take(update.render_segments(console()))
        spared.take(frame.difference(update, (COLUMNS, ROWS), SYSTEM))
        assert spared.cells == whole.cells


def page(lines: range, x: int = 0, width: int = COLUMNS) -> LayoutUpdate:
    """A page of a text, no two lines alike."""
    rows = [
        [strip(width, [("".join(Random(line).choices("abcdefgh  ", k=width)), STYLES[2])])] for line in lines
    ]
    return LayoutUpdate(rows, Region(x, 0, width, len(rows)))


def sent(frame: Frame, updates: list[LayoutUpdate]) -> Iterator[tuple[str, Shown, Shown]]:
    whole, spared = Shown(), Shown()
    for update in updates:
        difference = frame.difference(update, (COLUMNS, ROWS), SYSTEM)
        whole.take(update.render_segments(console()))
        spared.take(difference)
        yield difference, whole, spared


@pytest.mark.parametrize(
    ("x", "width", "margins"), [(0, COLUMNS, False), (0, COLUMNS - 2, False), (5, 12, True)]
)
@pytest.mark.parametrize("by", [1, 3, -1, -2])
def test_a_page_that_moves_is_scrolled_by_the_terminal(by: int, x: int, width: int, margins: bool) -> None:
    behind = page(range(70, 70 + ROWS))
    moves = [behind, *(page(range(start, start + ROWS), x, width) for start in (20, 20 + by))]
    *_, (difference, whole, spared) = sent(Frame(margins), moves)
    assert spared.cells == whole.cells
    assert f"\x1b[{abs(by) if abs(by) > 1 else ''}{'S' if by > 0 else 'T'}" in difference
    unscrolled = page(range(20 + by, 20 + by + ROWS), x, width).render_segments(console())
    assert len(difference) < len(unscrolled) / 2


def test_nothing_is_sent_where_nothing_changed() -> None:
    same = page(range(ROWS))
    first, second = (difference for difference, *_ in sent(Frame(), [same, same]))
    assert first
    assert not second


def test_what_the_terminal_may_have_lost_is_sent_again() -> None:
    frame, same = Frame(), page(range(ROWS))
    first = frame.difference(same, (COLUMNS, ROWS), SYSTEM)
    frame.forget()
    assert frame.difference(same, (COLUMNS, ROWS), SYSTEM) == first


@pytest.mark.parametrize("doubtful", ["e\u0301", "👩\u200d🚀", "\u2764\ufe0f", "🇺🇦"])
def test_a_row_of_doubtful_width_is_sent_whole(doubtful: str) -> None:
    """What follows such a character may stand a column off, so it can't be mended by its place."""
    frame = Frame()
    rows = [[strip(COLUMNS, [(f"{doubtful} then {tail}", None)])] for tail in ("this", "that")]
    first, second = (
        frame.difference(LayoutUpdate([row], Region(0, 2, COLUMNS, 1)), (COLUMNS, ROWS), SYSTEM)
        for row in rows
    )
    assert doubtful in first
    assert f"{doubtful} then that" in second


def test_a_row_of_doubtful_width_that_was_left_is_known_and_sent_whole_where_it_changed() -> None:
    frame, again = Frame(), Frame()
    this, that = (
        LayoutUpdate([*page(range(ROWS - 1)).strips, [strip(COLUMNS, [(f"👩 e\u0301 {word}", None)])]],
                     Region(0, 0, COLUMNS, ROWS))
        for word in ("then this", "then that")
    )  # fmt: skip
    frame.difference(this, (COLUMNS, ROWS), SYSTEM)
    left = frame.left()
    assert left is not None
    again.take(left)
    assert not again.difference(this, (COLUMNS, ROWS), SYSTEM)
    assert "👩 e\u0301 then that" in again.difference(that, (COLUMNS, ROWS), SYSTEM)


def test_rows_of_doubtful_width_among_many_that_change() -> None:
    frame = Frame()
    for start in (20, 21, 20):
        rows = [*page(range(start, start + ROWS)).strips]
        rows[4] = [strip(COLUMNS, [(f"e\u0301 {start}", None)])]
        told = frame.difference(LayoutUpdate(rows, Region(0, 0, COLUMNS, ROWS)), (COLUMNS, ROWS), SYSTEM)
        assert f"e\u0301 {start}" in told


@pytest.mark.parametrize("margins", [False, True])
def test_what_is_drawn_beyond_a_terminal_that_shrank_is_left_out(margins: bool) -> None:
    frame, narrow = Frame(margins), (COLUMNS // 2, ROWS - 2)
    for start in (20, 21):
        rows = page(range(start, start + ROWS)).strips
        for x in (0, 5, COLUMNS // 2, COLUMNS - 3):
            told = frame.difference(LayoutUpdate(rows, Region(x, 0, COLUMNS, ROWS)), narrow, SYSTEM)
            assert bool(told) == (x < narrow[0])


@pytest.mark.parametrize("tested", [True, False])
def test_a_textual_that_was_not_tested_sends_its_frames_whole(
    monkeypatch: pytest.MonkeyPatch, tested: bool
) -> None:
    """Differences are drawn over private parts of Textual's, which another version may have changed."""
    if not tested:
        monkeypatch.setattr(sparing, "TESTED", "0.0.")
    terminal = {"_running": True, "_closed": False, "_batch_count": 0, "is_headless": False}
    app: Any = SimpleNamespace(**terminal, whole_frames=False, _driver=SimpleNamespace(is_inline=False))
    sparing._is_tested.cache_clear()
    try:
        assert sparing.SparingApp._differs(app, page(range(ROWS))) is tested
    finally:
        sparing._is_tested.cache_clear()
