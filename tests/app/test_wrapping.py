"""Lines of a text and offsets into it: what must hold whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reading.selecting import lines
from tui.reading.wrap import _CHARACTERS_PER_CELL, _ODD, wrap

LETTERS = st.sampled_from("aаé б\u0301漢字🙂👩\u200d🚒\ufe0f\u200b—-’ \n\r\t“”")
TEXTS = st.one_of(st.text(LETTERS, max_size=200), st.text(max_size=80))
WIDTHS = st.integers(1, 40)


@given(TEXTS, WIDTHS, st.booleans())
def test_lines_part_the_text(text: str, width: int, apart: bool) -> None:
    layout = wrap(text, width, apart=apart)
    assert "".join(text[line.start : line.end] for line in layout) == text
    assert all(line.start <= line.shown <= line.end for line in layout)
    assert all(text[line.shown : line.end].strip(" \t\r\n") == "" for line in layout)


def with_marks(text: str, at: int, stop: int) -> int:
    """Where a character ends with the marks that stand on it, and all that is joined to it."""
    end = min(at + 1, stop)
    while end < stop and (cell_len(text[end]) == 0 or text[end - 1] == "\u200d"):
        end += 1
    return end


def one_by_one(text: str, width: int) -> Iterator[int]:
    """Where lines begin: character by character as far as there is room, back to where a line may end."""
    for paragraph in re.finditer(r"([^\r\n]*)(\r\n|\r|\n|\Z)", text):
        start, stop = paragraph.span(1)
        if paragraph.start() == len(text):
            return
        while True:
            yield start
            most = min(stop, start + width * _CHARACTERS_PER_CELL)
            reach = with_marks(text, start, most)
            while reach < most and cell_len(text[start : with_marks(text, reach, most)]) <= width:
                reach = with_marks(text, reach, most)
            places = [at for at in range(reach, start, -1) if text[at : at + 1] == " " or text[at - 1] == "—"]
            if reach < stop and places:
                reach = places[0]
            while text[reach:stop].startswith(" "):
                reach += 1
            if reach == stop:
                break
            start = reach


@given(TEXTS, WIDTHS)
@example("漢" * 9 + "a" * 30 + " b— c" * 9, 7)
@example("a" * 9 + "  ", 9)
@example("aaaa\u200d\u200da", 2)  # joined twice, which rich takes for two cells
def test_lines_are_broken_as_by_hand(text: str, width: int) -> None:
    assert [line.start for line in wrap(text, width)] == list(one_by_one(text, width))


@given(TEXTS, WIDTHS, st.booleans())
def test_every_offset_lies_on_exactly_one_line(text: str, width: int, apart: bool) -> None:
    layout = wrap(text, width, apart=apart)
    for offset in range(len(text)):
        holding = [i for i, line in enumerate(layout) if line.start <= offset < line.end]
        assert holding == [layout.line_of(offset)]


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    """Two cells are the least: a wide character is not parted."""
    for line in wrap(text, width):
        assert cell_len(text[line.start : line.shown]) <= width


@given(TEXTS, st.integers(2, 40))
def test_the_cell_of_an_offset_leads_back_to_it(text: str, width: int) -> None:
    layout = wrap(text, width)
    for index, line in enumerate(layout):
        column = 0
        for cell in range(cell_len(text[line.start : line.shown])):
            offset = layout.offset_at(index, cell)
            assert offset is not None and line.start <= offset < line.shown
            column = layout.column_of(offset)
            assert column <= cell
        assert layout.offset_at(index, width + 1) is None


@given(st.characters(exclude_categories=("Cs",)))
def test_characters_taken_for_one_cell_are_one_cell(letter: str) -> None:
    if not _ODD.match(letter):
        assert cell_len(letter) == 1


def test_all_plain_ranges_are_one_cell_wide() -> None:
    plain = [chr(point) for point in range(0x10000) if not _ODD.match(chr(point))]
    assert [letter for letter in plain if cell_len(letter) != 1] == []


@given(TEXTS, WIDTHS, st.data(), st.booleans())
def test_lines_to_select_by_are_those_with_words(
    text: str, width: int, data: st.DataObject, on: bool
) -> None:
    laid = wrap(text, width)
    full = [(line.start, line.shown) for line in laid if line.start < line.shown]
    offset = data.draw(st.integers(0, len(text)))
    beside = [span for span in full if (span[1] > offset if on else span[0] < offset)]
    assert lines(laid)(text, offset, on) == (beside[0 if on else -1] if beside else None)


def test_words_stay_whole_where_they_fit() -> None:
    layout = wrap("Holding ruins for the sake of a map costs more than it brings.", 20)
    shown = [layout.text[line.start : line.shown] for line in layout]
    assert shown == ["Holding ruins for", "the sake of a map", "costs more than it", "brings."]


def test_paragraphs_are_set_apart_only_where_the_source_does_not() -> None:
    long = "The road to the west is shelled from morning on."
    assert len(wrap(f"{long}\n{long}", 30, apart=True)) == 5
    assert len(wrap(f"{long}\n\n{long}", 30, apart=True)) == 5
    assert len(wrap("a short line\nanother", 30, apart=True)) == 2, "as in lists and hard-wrapped texts"


def test_a_hundred_thousand_words_take_a_blink() -> None:
    from time import process_time

    text = "word " * 100_000
    start = process_time()
    assert len(wrap(text, 84)) == 5883
    assert process_time() - start < 1, "measured: 15 ms"


SCRIPTS = [
    "قال محافظ لوهانسك سيرهي هايداي إن القوات ستنسحب من المدينة صباح الغد بعد أسابيع من القتال",
    "המושל סרהיי היידאי אמר שהכוחות ייסוגו מהעיר מחר בבוקר לאחר שבועות של קרבות רחוב קשים",
    "卢甘斯克州长谢尔盖海代表示部队将于明天早上从城市撤离经过数周的激烈巷战",
    "ルハンシク州知事のセルヒー・ハイダイは部隊が明朝に市から撤退すると述べた",
]


@pytest.mark.parametrize("words", SCRIPTS)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_borders_stand_in_place_beside_every_script(
    make_library: Callable[[list[dict[str, Any]]], Path], story: Any, words: str, size: tuple[int, int]
) -> None:
    text = f"{words}\n\n" + f"Haidai: {words}. " * 4
    path = make_library([{"title": words, "outlet": words[:12], "text": text}])
    async with story(size=size, path=path) as reader:
        lines = reader.seen().split("\n")
        assert words[:8] in "".join(lines)
        assert max(map(cell_len, lines)) <= size[0]
        if size[0] >= 100:
            columns = [
                tuple(cell_len(line[:at]) for at, sign in enumerate(line) if sign == "▏")
                for line in lines[1:-1]
            ]
            assert len({*columns}) == 1 and len(columns[0]) == 2, columns
