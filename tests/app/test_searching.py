"""A reader searches the library: by words and names, through the hits, and back."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from core.query import QueryError, parse
from core.query.scanning import LONGEST
from tests.app.conftest import Reader, Story, until
from tui.reading import searching
from tui.screens import search
from tui.screens.search import Search


@pytest.fixture(autouse=True)
def _asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SETTLED", 0)


async def ask(reader: Reader, words: str) -> Any:
    """Open the search screen and type; returns the screen."""
    await reader.press("F")
    screen = reader.app.screen
    assert isinstance(screen, Search)
    await reader.pilot.press(*words)
    await reader.settle()
    return screen


async def test_a_governor_is_found_in_every_spelling_and_opened_where_he_is_named(story: Story) -> None:
    async with story() as reader:
        await ask(reader, "person:haidai")
        shown = reader.seen("#hits")
        assert "Hayday" in shown and "Haidai" in shown
        assert "articles · newest first · Serhiy Hayday" in reader.seen("#told"), "and who was meant"
        await reader.press("enter")
        room, page = reader.room, reader.room.page
        assert reader.app.screen is room and page is not None
        forms = [page.text[start:end] for start, end in room.hits]
        assert len(set(forms)) >= 1 and all("ayday" in one or "aidai" in one for one in forms)
        first = room.hit
        await reader.press("n")
        assert room.hit != first and reader.chosen is not None


async def test_enter_waits_for_the_hit_that_it_opens(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    let, look_up = Event(), searching.lines

    def held(*asked: Any) -> Any:
        let.wait()
        return look_up(*asked)

    monkeypatch.setattr(searching, "lines", held)
    async with story() as reader:
        try:
            await reader.press("F")
            await reader.pilot.press(*"person:haidai")
            while " articles · newest first" not in reader.seen("#told"):
                await reader.pilot.pause()
            await reader.pilot.press("enter")
            assert isinstance(reader.app.screen, Search), "it was left with nothing opened"
        finally:
            let.set()
        await reader.settle()
        assert reader.app.screen is reader.room
        assert reader.room.hits


async def test_enter_waits_also_where_hits_of_other_words_were_being_looked_up(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    lets, begun, look_up = (Event(), Event()), [], searching.lines

    def held(*asked: Any) -> Any:
        let = lets[len(begun)]
        begun.append(asked)
        let.wait(20)
        return look_up(*asked)

    monkeypatch.setattr(searching, "lines", held)
    async with story() as reader:
        try:
            await reader.press("F")
            screen = reader.app.screen
            for many, words in enumerate(("person:haidai", "kyiv"), 1):
                screen.query_one(Input).value = words
                await until(lambda many=many: len(begun) == many)  # type: ignore[misc]
            await reader.pilot.press("enter")
            assert reader.app.screen is screen, "it was left with nothing opened"
        finally:
            for let in lets:
                let.set()
        await reader.settle()
        assert reader.app.screen is reader.room and reader.room.page is not None
        assert {reader.room.page.text[start:end] for start, end in reader.room.hits} <= {"Kyiv", "Kiev"}


async def test_a_name_is_typed_as_one_knows_it_and_found_as_others_write_it(story: Story) -> None:
    async with story() as reader:
        screen = await ask(reader, "gaidai")
        told = reader.seen("#told")
        assert "gaidai: Serhiy Hayday, 6 spellings" in told and "in quotes the word alone" in told
        every = screen.hits.count
        while "Hayday" not in screen.hits.chosen.sentence:
            at = screen.hits.cursor
            await reader.press("down")
            assert screen.hits.cursor == at + 1
        await reader.press("enter")
        assert reader.room.page is not None
        forms = {reader.room.page.text[start:end] for start, end in reader.room.hits}
        assert "Gaidai" not in forms and any("Hayday" in form for form in forms), "as this article writes him"
        await reader.press("F", "ctrl+u", *'"gaidai"')
        again = reader.app.screen
        assert isinstance(again, Search) and 0 < again.hits.count < every
        assert "spelling" not in reader.seen("#told")


async def test_each_letter_refines_and_what_is_wrong_is_shown_where_it_is(story: Story) -> None:
    async with story() as reader:
        screen = await ask(reader, "severodonetsk")
        some, words = screen.hits.count, screen.query_one(Input)
        assert some > 0
        words.value = "severodonetsk before:x"
        await reader.settle()
        assert screen.hits.count == 0, "nothing that was found by other words"
        assert "before: wants a date" in reader.seen("#told")
        query, marks = reader.seen("#query"), reader.seen("#wrong")
        assert query[marks.index("^") : marks.rindex("^") + 1] == "before:x"
        words.value = "severodonetsk -troops"
        await reader.settle()
        assert 0 <= screen.hits.count < some and not reader.seen("#wrong").strip()
        words.value = "nowherewhatever"
        await reader.settle()
        await reader.press("enter")
        assert reader.app.screen is screen and "nothing is found yet" in reader.seen("#footer")


async def test_what_is_wrong_is_told_whole_on_a_narrow_screen(story: Story) -> None:
    async with story((60, 24)) as reader:
        await ask(reader, "speeker:haidai")
        told = " ".join(reader.seen("#told").split())
        with pytest.raises(QueryError) as wrong:
            parse("speeker:haidai")
        assert told == " ".join(str(wrong.value).split()) and len(told) > 60
        await reader.press("ctrl+u", *"kyiv")
        assert "newest first" in reader.seen("#told") and reader.seen("#told").count("\n") == 0


async def test_a_book_pasted_into_the_search_leaves_its_beginning(story: Story) -> None:
    async with story() as reader:
        await reader.press("F")
        words = reader.app.screen.query_one(Input)
        words.post_message(Paste("\nkyiv said\n" + "kyiv said " * 100_000))
        await reader.settle()
        assert words.value == "kyiv said"
        words.post_message(Paste(" said kyiv" * 100_000))
        await reader.settle()
        assert len(words.value) == LONGEST and words.value.startswith("kyiv said said kyiv")


async def test_the_search_is_there_when_it_opens_again_and_best_comes_first_when_asked(story: Story) -> None:
    async with story() as reader:
        screen = await ask(reader, "the")
        newest = list(screen.sought.keys)
        await reader.press("ctrl+r")
        assert sorted(screen.sought.keys, reverse=True) == newest and "best first" in reader.seen("#told")
        await reader.press("ctrl+r")
        assert list(screen.sought.keys) == newest
        await reader.press("down", "escape")
        assert reader.app.screen is reader.room
        await reader.press("F")
        again = reader.app.screen
        assert isinstance(again, Search) and again.hits.cursor == 1 and again.hits.count == len(newest)
        await reader.press("enter")
        assert reader.room.page is not None


async def test_a_question_that_nobody_waits_for_is_stopped(story: Story) -> None:
    async with story() as reader:
        begun: list[bool] = []

        def slow(shelf: Any) -> None:
            begun.append(True)
            shelf.library._connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            ).fetchall()

        asking = asyncio.ensure_future(reader.room.desk.ask(slow))
        while not begun:
            await asyncio.sleep(0)
        asking.cancel()
        counts = await asyncio.gather(
            *(reader.room.desk.ask(lambda shelf: shelf.library.counts()) for _ in "ab")
        )
        assert counts[0] == counts[1]


async def test_a_saved_search_narrows_the_list_and_esc_widens_it(story: Story) -> None:
    async with story() as reader:
        room, everything = reader.room, reader.room.article_list.count
        screen = await ask(reader, "haidai")
        found = screen.hits.count
        assert 0 < found < everything
        await reader.press("f2")
        assert reader.app.screen is not room
        await reader.press(*"governor", "enter")
        assert "saved as “governor”" in reader.seen("#footer")
        await reader.press("F", "f2", *"{quit} now", "enter")
        assert "saved as “{quit} now”: it stands above" in reader.seen("#footer")
        await reader.press("V", *"gov", "enter")
        assert room.article_list.count == found and "“governor”" in reader.seen("#articles-title")
        await reader.press("G", "enter", "J", "K")
        assert room.page is not None and ("aidai" in room.page.text or "Hayday" in room.page.text)
        await reader.press("1", "escape", "escape")
        assert room.article_list.count == everything


async def test_what_was_found_is_listed_alone(story: Story) -> None:
    async with story() as reader:
        screen = await ask(reader, "person:haidai")
        found = list(screen.sought.keys)
        await reader.press("f3")
        assert reader.app.screen is reader.room and reader.room.article_list.count == len(found)
        assert reader.room.pane == "articles"
