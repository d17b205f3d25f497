"""A book is pasted where a word was asked for; keys come quicker than screens."""

from __future__ import annotations

from textual.app import App
from textual.events import Paste
from textual.widgets import Input

from tests.app.conftest import Story
from tui.screens.dossier import DossierScreen
from tui.screens.prompt import Prompt
from tui.screens.search import Search
from tui.widgets.typed import LONGEST


async def test_a_book_pasted_into_the_prompt_is_not_looked_for() -> None:
    asked: list[str] = []
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(Prompt("/", asked.append))
        pilot.app.screen.query_one(Input).post_message(Paste("kyiv said " * 100_000))
        await pilot.press("k", "y")
        await pilot.pause()
        assert max(map(len, asked)) <= LONGEST
        assert asked[-1] == ("kyiv said " * LONGEST)[:LONGEST], "its beginning is"


async def test_what_is_typed_takes_the_place_of_what_stands_there() -> None:
    asked: list[str] = []
    async with App[None]().run_test() as pilot:
        for keys in ("new", ("right", *" one"), ("home", *"an ")):
            await pilot.app.push_screen(Prompt("Call it:", lambda _: None, "old"), asked.append)
            await pilot.press(*keys, "enter")
        assert asked == ["new", "old one", "an old"]


async def test_a_second_enter_on_its_way_leaves_nothing_else(story: Story) -> None:
    async with story() as reader:
        await reader.press("e", "D")
        dossier = reader.app.screen
        dossier.dismiss()
        dossier.dismiss()
        await reader.settle()
        assert reader.app.screen is reader.room


async def test_a_key_on_its_way_when_a_screen_is_left_does_nothing(story: Story) -> None:
    async with story() as reader:
        await reader.press("e", "D")
        dossier = reader.app.screen
        assert isinstance(dossier, DossierScreen)
        await reader.press("q")
        dossier.action_run("down")
        assert reader.app.screen is reader.room


async def test_a_key_that_is_quicker_than_a_screen_waits_for_it(story: Story) -> None:
    async with story() as reader:
        search = Search(reader.room, reader.room.sought, None, lambda _: None)
        reader.app.push_screen(search)
        search.action_run("leave_search")
        await reader.settle()
        assert reader.app.screen is reader.room
