"""Words that a caller forgot to make safe are made so where they are drawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.strip import Strip

from core.visible import visible
from tui.reading.blocks import Block, Cell, Target
from tui.screens.sheet import Sheet
from tui.widgets.article_text import ArticleText
from tui.widgets.blocks import BlockList
from tui.widgets.inked import Inked
from tui.widgets.row import Part, Row

HOSTILE = "a\x1b[31m\x1b]52;c;AAAA\x07 b\x9b2J\x00\x7f\r\n\tc\u202ed\u200be\ud800 ☃" + "e" + "\u0301" * 30


def assert_safe(strips: list[Strip], width: int) -> None:
    for strip in strips:
        assert strip.text.isprintable() and visible(strip.text) == strip.text, repr(strip.text)
        assert strip.cell_length == width


@pytest.mark.parametrize("size", [(120, 40), (30, 9)])
async def test_a_sheet_draws_hostile_words_as_signs(story: Any, size: tuple[int, int]) -> None:
    async with story(size=size) as reader:
        lines = [[(HOSTILE, ())], [(HOSTILE, ("strong",)), (HOSTILE, ("quiet",))], []]
        reader.app.push_screen(Sheet(HOSTILE, lambda width: [[*line] for line in lines]))
        await reader.settle()
        assert "␛[31m" in reader.seen("#lines") and "␛]52" in reader.seen("#title")
        await reader.press("slash", "b", "enter")
        assert_safe(reader.app.screen._compositor.render_strips(), size[0])


async def test_every_line_view_and_row_draws_hostile_words_as_signs(story: Any) -> None:
    async with story() as reader:
        room = reader.room
        block = Block((Cell([[(HOSTILE, ())]], Target(1, 0, 1)), None), HOSTILE)
        blocks = BlockList(lambda width: [block], id="blocks")
        await room.mount(blocks)
        room.text.tell(HOSTILE)
        for row in room.query(Row):
            row.show([Part(HOSTILE, "strong")], [Part(HOSTILE)])
        room.card._lines = [[(HOSTILE, ())]]
        await reader.settle()
        assert "␛[31m" in reader.seen("#text")
        for view in (blocks, room.text, room.card, room.query_one("#footer")):
            width = getattr(view, "width", view.size.width)
            assert_safe([view.render_line(y) for y in range(max(1, view.size.height))], width)
        assert {type(view) for view in room.query(Inked)} >= {Row, ArticleText, BlockList}


@given(st.text(max_size=40))
def test_what_is_drawn_is_as_long_as_what_was_given(text: str) -> None:
    drawn = visible(text)
    assert len(drawn) == len(text) and visible(drawn) == drawn
