"""A row draws again only the cells that change, and what must be read whole has the lines it needs."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.app.conftest import Story
from tui.widgets.row import Part, _changed


def _text(*words: str) -> list[Part]:
    return [Part(word) for word in words]


def test_only_the_cells_that_differ_count() -> None:
    assert _changed(_text("1/124 · 3 %"), _text("2/124 · 3 %")) == (0, 1)
    assert _changed(_text("found ", "9"), _text("found ", "10")) == (6, 8)
    assert _changed(_text("same"), _text("sa", "me")) is None


def test_another_mark_is_another_look() -> None:
    assert _changed([Part("Text", "tab")], [Part("Text", "on")]) == (0, 4)


def test_wide_characters_fill_two_cells() -> None:
    before, after = _text("漢字 1"), _text("漢字 2")
    assert _changed(before, after) == (cell_len("漢字 "), cell_len("漢字 2"))


def test_another_wide_character_is_drawn_in_both_its_cells_and_a_mark_with_its_letter() -> None:
    assert _changed(_text("漢 1"), _text("字 1")) == (0, 2)
    assert _changed(_text("Serhii\u0301 1"), _text("Serhii 1")) == (5, 6)


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 3), ((200, 60), 1), ((26, 12), 9)])
async def test_all_answers_to_a_question_can_be_read(story: Story, size: tuple[int, int], lines: int) -> None:
    async with story(size=size) as reader:
        await reader.press("2", "ctrl+e")
        shown = reader.seen("#choice").splitlines()
        assert len(shown) == lines and "…" not in "".join(shown)
        assert shown[0].startswith(" Put right:") and shown[-1].endswith("Esc neither")
        await reader.pilot.resize_terminal(200, 60)
        await reader.settle()
        assert len(reader.seen("#choice").splitlines()) == 1
        await reader.press("escape")
        assert not reader.app.screen.query("#choice")


async def test_a_click_answers_as_its_key_does(story: Story) -> None:
    async with story(size=(80, 24)) as reader:
        await reader.press("2", "ctrl+e")
        rows = reader.seen("#choice").splitlines()
        await reader.pilot.click("#choice", offset=(rows[1].index("published"), 1))
        await reader.settle()
        assert "publication date" in reader.seen("#prompt")


async def test_a_message_is_told_whole_and_makes_room_again(story: Story) -> None:
    async with story(size=(80, 24)) as reader:
        height = reader.room.text.height
        reader.room.say("/home/reader/.config/warreader/keys.toml:12: no command is called “fly”; " * 2)
        await reader.settle()
        assert reader.seen("#footer").count("fly") == 2 and reader.room.text.height < height
        await reader.press("j")
        assert len(reader.seen("#footer").splitlines()) == 1 and reader.room.text.height == height
