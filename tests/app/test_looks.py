"""Looks: contrast, types told apart without colour, plain terminals, zen, letters, a reader's own themes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.theme import Theme

from core.entity import EntityType
from tui import plain, themes
from tui.app import WarReaderApp
from tui.palette import Themes
from tui.preferences import Preferences
from tui.widgets.article_text import LETTERS, MEASURE

TYPES = [kind.lower() for kind in EntityType]
TEXT = ["foreground", "quiet", "faint", "primary", "warning", *(f"type-{kind}" for kind in TYPES)]
ON_GROUND = {
    "background": TEXT,
    "entity-ground": [*(f"type-{kind}" for kind in TYPES), "foreground"],
    "panel": ["foreground", "quiet", "primary", "warning"],
    "title-ground": ["foreground", "quiet"],
    "cursor-ground": ["foreground", "quiet", "primary"],
    "resting-ground": ["foreground", "quiet", "primary"],
    "found": ["foreground", *(f"type-{kind}" for kind in TYPES)],
    "passage": ["foreground", *(f"type-{kind}" for kind in TYPES)],
    "selected": ["foreground", *(f"type-{kind}" for kind in TYPES)],
    "pane-title-ground": ["pane-title"],
    "primary": ["background"],
    "warning": ["background"],
}
"""What is written on which ground."""


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrasts(theme: Theme) -> Iterator[tuple[float, str]]:
    def of(name: str) -> Color:
        return Color.parse(theme.variables.get(name) or getattr(theme, name))

    for ground, words in ON_GROUND.items():
        for name in words:
            light, dark = sorted((luminance(of(name)), luminance(of(ground))), reverse=True)
            yield (light + 0.05) / (dark + 0.05), f"{name} on {ground}"


@pytest.mark.parametrize("name", themes.OURS)
def test_every_text_stands_out_from_its_ground(name: str) -> None:
    least = 7.0 if name == "warreader-high-contrast" else 4.5
    assert [(round(ratio, 2), what) for ratio, what in contrasts(themes.OURS[name]) if ratio < least] == []


@pytest.mark.parametrize("name", themes.OURS)
def test_types_are_told_apart_without_colour(name: str) -> None:
    styles = {kind: frozenset(themes.OURS[name].variables[f"{kind}-style"].split()) for kind in TYPES}
    assert [pair for pair in combinations(TYPES, 2) if styles[pair[0]] == styles[pair[1]]] == []
    assert LETTERS.keys() == set(TYPES) and len(set(LETTERS.values())) == len(TYPES)


@pytest.mark.parametrize(
    ("environment", "colours", "unicode"),
    [
        ({"TERM": "xterm-256color", "LANG": "uk_UA.UTF-8"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "vt100", "LANG": "C"}, False, False),
        ({"TERM": "xterm-mono"}, False, True),
        ({"TERM": "linux", "LC_ALL": "en_US.ISO-8859-1"}, True, False),
        ({"TERM": "linux", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, False),  # as Python leaves LANG=C
        ({"TERM": "linux", "LANG": "de_DE.utf8"}, True, True),
    ],
)
def test_the_environment_says_what_a_terminal_can_show(
    environment: dict[str, str], colours: bool, unicode: bool
) -> None:
    assert (plain.has_colours(environment), plain.has_unicode(environment)) == (colours, unicode)


def test_every_sign_of_ours_has_one_of_its_own_in_ascii() -> None:
    signs = [plain.ascii_of(sign) for sign in "★#✎"]
    assert "?" not in signs and len({*signs}) == 3
    assert "?" not in plain.ascii_of("◆◇○▸▾↑↓…·●“”×")


@pytest.mark.parametrize("keys", [["1"], ["e"], ["I"], ["e", "D"], ["question_mark"]])
async def test_the_smallest_terminal_shows_help_and_the_way_out(story: Any, keys: list[str]) -> None:
    async with story(size=(20, 5)) as reader:
        await reader.press(*keys)
        assert reader.seen("#footer") == " ? help  q leave"


@given(st.text())
def test_ascii_takes_as_many_cells(text: str) -> None:
    assert plain.ascii_of(text).isascii()
    assert cell_len(plain.ascii_of(text)) == cell_len(text)


async def test_a_plain_terminal_gets_ascii_and_no_colours(
    library_path: Path, tmp_path: Path, reader_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LC_ALL": "C", "TERM": "vt100", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    app = WarReaderApp(library_path, tmp_path / "reader.db")
    async with app.run_test(size=(120, 40)) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press("e", "e", "1", "j")
        assert app.theme == "warreader-mono"
        assert reader.seen().isascii()
        lines = [line for strip in app.screen._compositor.render_strips() for line in strip]
        styles = [style for _, style, _ in lines if style]
        assert not [style for style in styles if style.color or style.bgcolor]
        reversed_words = " ".join(text for text, style, _ in lines if style and style.reverse)
        assert reader.chosen in reversed_words, "the chosen name and the cursor are seen"


async def test_zen_leaves_the_text_and_the_keys(story: Any) -> None:
    async with story(size=(160, 40)) as reader:
        await reader.press("1", "z")
        assert "warreader" not in reader.seen() and reader.app.screen.query_one("#text").size.width == 160
        text = [line for line in reader.seen().splitlines() if line.strip()]
        assert all(len(line.strip()) <= MEASURE for line in text)
        assert len(text[-1]) - len(text[-1].lstrip()) > 30, "in the middle"
        await reader.press("e")
        assert reader.chosen
        await reader.press("L")
        assert "this is where the trail ends" in reader.seen(), "messages are seen"
        await reader.press("z")
        assert "warreader" in reader.seen("#title")


async def test_letters_tell_the_types(story: Any) -> None:
    async with story() as reader:
        before = reader.seen("#text")
        await reader.press("Z")
        room = reader.room
        line = next(n for n in range(40) if [*room.text.page.types.over(*room.text._layout[n][:2])])
        kinds = [mark for _, _, mark in room.text.page.types.over(*room.text._layout[line][:2])]
        shown = reader.seen("#text").splitlines()[line].strip()
        assert shown.startswith("".join(LETTERS[kind] for kind in kinds) + " ")
        await reader.press("Z", "escape")
        assert reader.seen("#text") == before


@pytest.mark.parametrize("text", ["left", "centred"])
async def test_text_lies_where_the_settings_say(
    library_path: Path, tmp_path: Path, reader_of: Any, text: str
) -> None:
    app = WarReaderApp(library_path, tmp_path / "reader.db", preferences=Preferences(text=text))
    async with app.run_test(size=(240, 40)) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        lines = [line for line in reader.seen("#text").splitlines() if line.strip()]
        least = min(len(line) - len(line.lstrip()) for line in lines)
        assert least == 2 if text == "left" else least > 10


async def test_a_theme_that_was_chosen_holds_until_the_settings_name_another(
    library_path: Path, tmp_path: Path, reader_of: Any
) -> None:
    async def opened(of_settings: str, choose: str = "") -> str:
        app = WarReaderApp(library_path, tmp_path / "reader.db", preferences=Preferences(theme=of_settings))
        async with app.run_test() as pilot:
            await reader_of(app, pilot).settle()
            found = app.theme
            if choose:
                app.theme = choose
                await reader_of(app, pilot).settle()
        return found

    assert await opened("") == "warreader-dark"
    await opened("", choose="warreader-light")
    assert await opened("") == "warreader-light"
    assert await opened("warreader-high-contrast") == "warreader-high-contrast"
    (tmp_path / "theme.json").write_text('{"theme": ["warr')
    assert await opened("") == "warreader-dark"


OWN = """
base = "warreader-light"
sound = "loud"
[colours]
primary = "#123456"
quiet = "greyish"
typ-person = "#000000"
[styles]
person = "bold blinking"
place = "underline"
"""


def test_a_theme_of_ones_own_holds_as_far_as_it_can(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "torn.toml").write_text("[colours", encoding="utf-8")
    (mine,), complaints = themes.own(tmp_path)
    assert (mine.name, mine.primary, mine.dark) == ("mine", "#123456", False)
    assert mine.variables["quiet"] == themes.LIGHT.variables["quiet"]
    assert mine.variables["place-style"] == "underline"
    for complaint, said in zip(
        complaints,
        (
            "failed to parse 'greyish'",
            '"typ-person"',
            "person should be of",
            '"sound" means',
            "torn.toml: can't",
        ),
        strict=True,
    ):
        assert said in complaint and complaint.startswith(str(tmp_path)) and "\n" not in complaint


@given(st.binary(max_size=200))
def test_no_theme_file_is_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("themes")
    (folder / "x.toml").write_bytes(content)
    themes.own(folder)


async def test_our_own_themes_are_offered_first(story: Any) -> None:
    async with story() as reader:
        offered = [str(hit.display) async for hit in Themes(reader.room).discover()]
        assert set(offered[: len(themes.OURS)]) == set(themes.OURS) and "nord" in offered
