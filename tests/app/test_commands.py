"""The one table of commands, and all that is made from it."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding

from tests.app.conftest import Story
from tests.keytable import README, renewed
from tui.commands import BY_ID, COMMANDS, ROOM, Here, Need, Pane, footer, works
from tui.keys import PRESETS, default, of_preset
from tui.palette import CommandTable, Palette
from tui.reading.card import Line
from tui.screens.beside import Beside
from tui.screens.dispatch import MOVING, CommandScreen
from tui.screens.dossier import DossierScreen
from tui.screens.doubts import Doubts
from tui.screens.figures import Figures
from tui.screens.help import PLACES, Help, help_lines
from tui.screens.index import IndexScreen
from tui.screens.map import MapScreen
from tui.screens.quotes import Quotes
from tui.screens.reading_room import ReadingRoom
from tui.screens.search import Search
from tui.screens.sheet import Sheet
from tui.screens.timeline import Timeline

STATED = (
    (Quotes, Pane.QUOTES),
    (Figures, Pane.FIGURES),
    (Timeline, Pane.TIMELINE),
    (Beside, Pane.BESIDE),
)


def test_ids_are_unique_and_opposites_known() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert {command.opposite for command in COMMANDS if command.opposite} <= BY_ID.keys()


def test_no_key_means_two_things_in_one_pane() -> None:
    for pane in Pane:
        keys = Counter(key for command in COMMANDS if pane in command.where for key in command.keys)
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_command_is_done_where_it_works() -> None:
    room = {command.id for command in COMMANDS if command.where & ROOM}
    sheet = {command.id for command in COMMANDS if Pane.SHEET in command.where}
    assert ReadingRoom.DOING.keys() == room
    assert Sheet.DOING.keys() == Help.DOING.keys() == sheet
    assert Search.DOING.keys() == {command.id for command in COMMANDS if Pane.SEARCH in command.where}
    for screen, pane in (
        (DossierScreen, Pane.DOSSIER),
        (IndexScreen, Pane.INDEX),
        (MapScreen, Pane.MAP),
        *STATED,
    ):
        assert screen.DOING.keys() == {command.id for command in COMMANDS if pane in command.where}
    assert Doubts.DOING.keys() == {command.id for command in COMMANDS if Pane.DOUBTS in command.where}
    assert MOVING.keys() <= room & sheet


def test_every_command_with_a_key_is_bound_under_its_id() -> None:
    for screen in (ReadingRoom, Doubts, Search, Sheet, DossierScreen, IndexScreen, MapScreen, *dict(STATED)):
        bound = {b.id: b for b in screen.BINDINGS if isinstance(b, Binding)}
        for command in COMMANDS:
            if command.keys and command.where & screen.panes:
                assert set(bound[command.id].key.split(",")) == set(command.keys)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_command_has_only_keys_that_terminals_and_multiplexers_take(preset: str) -> None:
    taken = {f"ctrl+{letter}" for letter in "absqhjkl"}
    keys = of_preset(preset)
    for command in COMMANDS:
        given = keys.of(command.id)
        assert not given or any(key not in taken and "alt" not in key for key in given), command.id


def test_the_help_names_every_command_and_key() -> None:
    lines: list[Line] = help_lines(default(), Pane.TEXT, 80)
    page = "\n".join("".join(text for text, _ in line) for line in lines)
    here, elsewhere = page.split("Works elsewhere")
    for command in COMMANDS:
        assert command.title in (here if Pane.TEXT in command.where else elsewhere)
    assert all(len(line) <= 80 for line in page.split("\n"))


@pytest.mark.parametrize("pane", Pane)
def test_the_help_of_every_pane_begins_with_what_works_there(pane: Pane) -> None:
    page = "\n".join("".join(text for text, _ in line) for line in help_lines(default(), pane, 80))
    here, elsewhere = page.split("Works elsewhere")
    for command in COMMANDS:
        assert command.title in (here if pane in command.where else elsewhere)
    assert ("person:haidai" in here) == (pane is Pane.SEARCH)


SCREENS: dict[Pane, list[str]] = {
    Pane.SHEET: ["i"],
    Pane.DOUBTS: ["W"],
    Pane.SEARCH: ["F", *"haidai"],
    Pane.PASSAGE: ["v"],
    Pane.BOOK: ["B"],
    Pane.DOSSIER: ["e", "D"],
    Pane.INDEX: ["I"],
    Pane.QUOTES: ["quotation_mark"],
    Pane.TIMELINE: ["T"],
    Pane.FIGURES: ["dollar_sign"],
    Pane.BESIDE: ["1", "plus", "j", "plus", "c"],
    Pane.MAP: ["P"],
}


def test_every_pane_is_of_the_room_or_a_screen_of_its_own() -> None:
    assert SCREENS.keys() == set(Pane) - ROOM


@pytest.mark.parametrize("pane", SCREENS)
async def test_every_action_of_every_screen_is_in_the_palette_and_the_help_a_key_away(
    story: Story, pane: Pane
) -> None:
    async with story() as reader:
        await reader.press("2", *SCREENS[pane])
        screen = reader.app.screen
        assert isinstance(screen, CommandScreen) and pane in screen.panes
        listed = {hit.text async for hit in CommandTable(screen).discover()}
        there = {command.title for command in COMMANDS if pane in command.where}
        assert listed == there - {BY_ID["palette"].title}
        await reader.press("ctrl+p")
        assert isinstance(reader.app.screen, Palette)
        await reader.press("escape", "f1" if pane is Pane.SEARCH else "question_mark")
        if pane is not Pane.SHEET:
            assert isinstance(reader.app.screen, Help)
            assert f"Works here, {PLACES[pane]}" in reader.seen() or "What to type" in reader.seen()


def test_the_footer_shows_what_works_here_and_now() -> None:
    bare = Here(Pane.TEXT)
    assert "next_mention" not in [command.id for command in footer(bare)]
    chosen = Here(Pane.TEXT, frozenset({Need.ARTICLE, Need.ENTITY, Need.ENTRY}))
    shown = [command.id for command in footer(chosen)]
    assert shown[:3] == ["next_entity", "follow", "next_mention"]
    assert all(works(BY_ID[command], chosen) for command in shown)
    assert [command.id for command in footer(Here(Pane.SHEET))][:2] == ["help", "leave"]


def test_the_readme_tells_the_keys_of_today() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "`make screenshots` writes them anew"
