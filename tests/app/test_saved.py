"""A reader keeps searches above the article list, and goes in and out of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import Reader, Story
from tui.screens import room_saved


async def save(reader: Reader, **searches: str) -> None:
    """Save searches under their names."""

    def put(shelf: Any) -> None:
        for name, query in searches.items():
            shelf.state.searches.save(name, query)

    await reader.room.desk.ask(put)
    await room_saved.renew(reader.room)
    await reader.settle()


def lines(reader: Reader) -> list[str]:
    """The list's lines down to its rule."""
    shown = reader.seen("#articles").split("\n")
    return shown[: next(at for at, line in enumerate(shown) if "──" in line)]


async def test_without_saved_searches_the_list_begins_with_its_articles(story: Story) -> None:
    async with story() as reader:
        assert "──" not in reader.seen("#articles")
        await reader.press("1", "g", "k")
        assert reader.room.article_list.cursor == 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_saved_search_is_entered_from_the_list_and_left_by_esc(
    story: Story, size: tuple[int, int]
) -> None:
    async with story(size) as reader:
        await save(reader, governor="person:haidai", none="nowherewhatever", wrong="before:x")
        room, everything = reader.room, reader.room.article_list.count
        articles = room.article_list
        await reader.press("1", "g")
        shown = lines(reader)
        assert [line.split()[1] for line in shown] == ["governor", "none", "wrong"]
        found = int(shown[0].split()[-1])
        assert 0 < found < everything and shown[1].split()[-1] == "0" and shown[2].split()[-1] == "wrong"
        await reader.press("k", "k", "k", "k")
        assert articles.chosen_search is not None and articles.chosen_search.search.name == "governor"
        await reader.press("enter")
        assert articles.count == found and "▾ governor" in reader.seen("#articles")
        assert articles.cursor == -3, "the cursor stays on the search"
        await reader.press("j", "j", "j", "enter", "J", "K")
        assert room.page is not None and ("aidai" in room.page.text or "ayday" in room.page.text)
        await reader.press("1", "g", "k", "enter")
        assert "before: wants a date" in reader.seen("#footer") and articles.count == found
        await reader.press("escape", "escape")
        assert articles.count == everything and "▾" not in lines(reader)[0]
        await reader.press("k", "enter")
        assert articles.count == 0
        await reader.press("enter")
        assert articles.count == everything, "once more on the same widens the list too"


async def test_what_is_read_is_counted_no_longer_as_unread(story: Story) -> None:
    async with story() as reader:
        await save(reader, unseen="is:unread", all="on:2022 OR -on:2022")
        before = {one.search.name: len(one.unread) for one in reader.room.saved}
        await reader.press("1", "g", "j", "enter")
        after = {one.search.name: len(one.unread) for one in reader.room.saved}
        assert after == {name: unread - 1 for name, unread in before.items()}
        await reader.press("R")
        assert {one.search.name: len(one.unread) for one in reader.room.saved} == before
        await reader.press("1", "g")
        assert f"{before['all']}●" in lines(reader)[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 12)])
async def test_many_of_them_take_a_third_and_leave_every_article_its_place(
    story: Story, size: tuple[int, int]
) -> None:
    async with story(size) as reader:
        await save(reader, **{f"search {number:02}": "person:haidai" for number in range(40)})
        articles = reader.room.article_list
        await reader.press("1", "S", "g")
        shown = lines(reader)
        assert len(shown) + 1 <= max(2, articles.height // 3) and "more saved searches" in shown[-1]
        await reader.press("k", "enter")
        assert reader.app.screen is not reader.room, "the line that tells of more lists them"
        await reader.press("escape", "S", "g", "G")
        assert articles.cursor == articles.count - 1 and articles.chosen is not None
        await reader.press(*"bbbbbbbbb")
        assert articles.cursor == 0 and articles.top == 0, "pages end at the first article"
        await reader.press("k")
        assert articles.cursor == -1 and articles.chosen is None


async def test_a_search_is_clicked_and_the_rule_is_nothing(story: Story) -> None:
    async with story() as reader:
        await save(reader, governor="person:haidai", none="nowherewhatever")
        articles, everything = reader.room.article_list, reader.room.article_list.count
        await reader.press("1", "g")
        for line, wanted in ((2, everything), (1, 0), (0, None)):
            await reader.pilot.click("#articles", offset=(5, line))
            await reader.settle()
            assert articles.count == wanted or (wanted is None and 0 < articles.count < everything)
        await reader.press("escape", "escape", "escape", "g")
        assert articles.count == everything
        await reader.pilot.click("#articles", offset=(5, 3))
        await reader.settle()
        assert articles.cursor == 0 and reader.room.pane == "text"


async def test_they_are_there_the_next_time_with_their_counts(story: Story) -> None:
    async with story() as reader:
        await save(reader, governor="person:haidai")
        before = reader.room.saved
    async with story() as reader:
        assert [(one.search, one.found) for one in reader.room.saved] == [
            (one.search, one.found) for one in before
        ]
        await reader.press("1", "g")
        assert lines(reader)[0].split()[1] == "governor"


async def test_a_search_that_is_listed_is_renamed_with_its_title(story: Story) -> None:
    async with story() as reader:
        await save(reader, governor="person:haidai")
        await reader.press("1", "g", "k", "enter")
        reader.room.action_run("rename_search")
        await reader.settle()
        await reader.press("enter", "ctrl+u", *"Luhansk", "enter")
        assert "“Luhansk”" in reader.seen("#articles-title") and "▾ Luhansk" in reader.seen("#articles")


async def test_stories_are_neither_opened_nor_arranged_in_what_a_search_found(story: Story) -> None:
    async with story() as reader:
        await save(reader, governor="person:haidai")
        await reader.press("1", "g", "k", "l")
        assert "a saved search: Enter lists what it finds" in reader.seen("#footer")
        await reader.press("enter", "j", "l")
        assert "V lists all articles again" in reader.seen("#footer")
        await reader.press("S")
        assert "V lists all articles again" in reader.seen("#footer")
        assert not reader.room.arranged.by_story
