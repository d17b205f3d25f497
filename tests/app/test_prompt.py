"""A book is pasted where a word was asked for."""

from __future__ import annotations

from textual.app import App
from textual.events import Paste
from textual.widgets import Input

from tui.screens.prompt import LONGEST, Prompt


async def test_a_book_pasted_into_the_prompt_is_not_looked_for() -> None:
    asked: list[str] = []
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(Prompt("/", asked.append))
        pilot.app.screen.query_one(Input).post_message(Paste("kyiv said " * 100_000))
        await pilot.press("k", "y")
        await pilot.pause()
        assert max(map(len, asked)) <= LONGEST
