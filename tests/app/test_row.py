"""A row draws again only the cells that change."""

from __future__ import annotations

from rich.cells import cell_len

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
