"""A reader types faster than screens open, or a slow line brings many keys at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.worker import WorkerCancelled

from tui.app import WarReaderApp
from tui.commands import Pane
from tui.screens.index import IndexScreen


def send(app: WarReaderApp, *keys: str) -> None:
    """Send keys as one packet brings them."""
    for key in keys:
        character = {"slash": "/", "quotation_mark": '"'}.get(key, key)
        app.post_message(Key(key, character if len(character) == 1 else None))


async def settled(reader: Any) -> None:
    """Wait for all that they bring about, in which a search takes the place of the one before it."""
    while True:
        try:
            await reader.settle()
        except WorkerCancelled:
            continue
        return


async def type_at_once(reader: Any, *keys: str) -> None:
    send(reader.app, *keys)
    await settled(reader)


async def test_what_follows_the_search_is_typed_there(story: Any) -> None:
    async with story() as reader:
        await reader.press("e")
        await type_at_once(reader, "F", *"zhaidair")
        assert reader.seen("#query").strip() == "F zhaidair"
        assert not reader.room.zen and len(reader.app.screen_stack) == 2


async def test_a_whole_errand_in_one_breath(story: Any) -> None:
    async with story() as reader:
        await type_at_once(reader, "F", *"haidai", "down", "up", "enter", "e", "D", "j", "q", "3")
        assert reader.app.screen is reader.room and reader.room.pane is Pane.MENTIONS
        assert reader.room.sought.text == "haidai" and reader.chosen


async def test_a_search_takes_the_place_of_the_last_one(story: Any) -> None:
    async with story() as reader:
        await type_at_once(reader, "F", *"haidai", "escape", "F", *"kyiv")
        assert reader.room.sought.text == "kyiv"
        await type_at_once(reader, "escape", "F", "end", *" AND")
        assert reader.room.sought.text == "kyiv AND", "unless one goes into it"


async def test_keys_that_are_there_before_the_screen(
    library_path: Path, tmp_path: Path, reader_of: Any
) -> None:
    app = WarReaderApp(library_path, tmp_path / "reader.db")
    send(app, "F", *"haidai")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(reader_of(app, pilot))
        assert app.room.sought.text == "haidai" and not app.room.zen


async def test_words_to_find_and_what_comes_after(story: Any) -> None:
    async with story() as reader:
        await type_at_once(reader, "slash", *"kyiv", "enter", "n", "z")
        assert reader.room.words == "kyiv" and reader.room.zen and len(reader.app.screen_stack) == 1


async def test_the_index_filtered_and_followed(story: Any) -> None:
    async with story() as reader:
        await type_at_once(reader, "I", "slash", *"hai", "enter", "D")
        assert "Dossier  Serhiy Hayday" in reader.seen("#title")
        assert isinstance(reader.app.screen_stack[1], IndexScreen)


@pytest.mark.parametrize("way_out", ["escape", "ctrl+c"])
async def test_a_field_that_is_left_takes_no_more(story: Any, way_out: str) -> None:
    async with story() as reader:
        await type_at_once(reader, "slash", "k", way_out, "z")
        assert reader.room.zen and not reader.room.words


async def test_a_tag_that_is_asked_for_first(story: Any) -> None:
    async with story() as reader:
        await type_at_once(reader, "a", *"grain", "enter", "z")
        assert [mark.text for mark in reader.room.marks] == ["grain"] and reader.room.zen


async def test_what_is_asked_for_and_left_at_once_does_not_come(story: Any) -> None:
    async with story() as reader:
        await reader.press("e")
        await type_at_once(reader, "w", "q", "z")
        assert reader.app.screen is reader.room and reader.room.zen


async def test_a_note_and_what_is_pasted_into_it(story: Any) -> None:
    async with story() as reader:
        send(reader.app, "A", "a")
        reader.app.post_message(Paste("seen by three outlets"))
        await type_at_once(reader, "ctrl+d", "z")
        assert [mark.text for mark in reader.room.marks] == ["seen by three outlets"] and reader.room.zen


async def test_letters_that_choose_a_mention(story: Any) -> None:
    async with story() as reader:
        await reader.press("f")
        label = reader.app.screen._labels[1]
        await reader.press("escape")
        await type_at_once(reader, "f", *label, "D")
        assert "Dossier" in reader.seen("#title") and reader.room.chosen is not None
