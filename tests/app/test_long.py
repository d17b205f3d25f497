"""Long lists, long texts, small terminals, and a desk with more questions than answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.library import Library
from core.library.records import StoredArticle
from tui.desk import Desk
from tui.reading.answers import PAGE
from tui.screens import room_news
from tui.widgets.paged_list import KEPT

TITLES = [
    {
        "outlet": "Wire Nord",
        "title": f"Report {number:03}",
        "published": date(2022, 12, 31) - timedelta(days=number // 3),
        "text": f"Report {number:03}\n\nShelling was heard near {{Bakhmut|PLACE|Bakhmut}} again.",
    }
    for number in range(400, 0, -1)
]


async def test_a_list_of_any_length_fetches_what_is_near_the_view(story: Any, make_library: Any) -> None:
    async with story(path=make_library(TITLES)) as reader:
        articles = reader.room.article_list
        assert articles.count == 400
        assert len(articles._pages) == 1
        await reader.press("1", "G")
        assert "Report 400" in reader.seen("#articles")
        assert articles.chosen.summary.headline == "Report 400"
        assert articles.record(200) is None, "the middle was never in view"
        await reader.press("g", "space", "ctrl+d", "j", "k", "b", "ctrl+u")
        assert articles.cursor == 0
        await reader.press("G", "enter")
        assert reader.headline == "Report 400"
        await reader.press("e", "e", "enter", "G")
        assert "400/400" in reader.seen("#mentions-title")
        await reader.press("g", "enter")
        assert reader.room.article_list.cursor == 0
        assert reader.room.page.headline == articles.chosen.summary.headline


async def test_a_list_keeps_no_more_pages_than_it_must(story: Any) -> None:
    async with story() as reader:
        articles = reader.room.article_list
        articles.reset(1_000_000)
        for page in range(KEPT + 20):
            articles.fill(page * PAGE, [None] * PAGE)
        assert len(articles._pages) == KEPT
        assert articles.virtual_size.height == 1_000_000 * articles.rows


class Counted(tuple[Any, ...]):
    """What is looked at in it, counted."""

    seen = 0

    def __getitem__(self, index: Any) -> Any:
        Counted.seen += 1
        return super().__getitem__(index)

    def __iter__(self) -> Iterator[Any]:
        Counted.seen += len(self)
        return super().__iter__()


async def test_no_key_looks_at_all_of_a_long_article(story: Any, make_library: Any) -> None:
    words = "{Kyiv|PLACE|Kyiv} heard {Haidai|PERSON|Haidai} say that the road is shut.\n\n" * 5_000
    async with story(path=make_library([{"outlet": "", "title": "", "text": words}])) as reader:
        await reader.press("slash", *"road", "enter", "e")
        page, text = reader.room.page, reader.room.text
        counted = {name: Counted(getattr(page, name)) for name in ("mentions", "starts")}
        reader.room.page = text.page = page._replace(**counted)
        reader.room.hits = Counted(reader.room.hits)
        text.found(reader.room.hits)
        text._layout._starts = Counted(text._layout._starts)
        for key in (
            *("e", "E", "n", "N", "asterisk", "number_sign", "j", "k", "space", "b", "ctrl+d", "G", "E", "N"),
            *("f", "escape", "v", "l", "j", "k", "w", "o", "j", "escape", "g", "e", "y"),
        ):
            Counted.seen = 0
            await reader.press(key)
            assert Counted.seen < 4_000, f"{key}: of {len(page.mentions)} mentions"
        assert "found" in reader.seen("#text-title")


async def test_on_the_trail_through_one_article_it_is_not_fetched_again(
    story: Any, make_library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("{Kyiv|PLACE|Kyiv} slept.", "{Kyiv|PLACE|Kyiv} was quiet. So was the road to {Kyiv|PLACE|Kyiv}.")
    fetched: list[int] = []
    fetch = Library.article

    def article(library: Library, number: int) -> StoredArticle:
        fetched.append(number)
        return fetch(library, number)

    monkeypatch.setattr(room_news, "EVERY", 3600)  # what looks for news fetches the article, too
    monkeypatch.setattr(Library, "article", article)
    path = make_library([{"outlet": "", "title": "", "text": text} for text in texts])
    async with story(path=path) as reader:
        await reader.press("K", "K", "g", "e", "asterisk")
        there = reader.room.page.id, reader.room.chosen
        fetched.clear()
        await reader.press("ctrl+o", "L")
        assert (reader.room.page.id, reader.room.chosen) == there and fetched == []
        await reader.press("ctrl+o")
        assert reader.room.chosen == 0 and reader.room.page.id == there[0] and fetched == []
        await reader.press("J")
        assert reader.room.page.id != there[0] and len(fetched) == 1


async def test_an_article_of_a_hundred_thousand_words_opens_and_steps(story: Any, make_library: Any) -> None:
    words = "Shelling was heard near {Bakhmut|PLACE|Bakhmut} again, and on the road to the west. " * 7_000
    async with story(path=make_library([{"outlet": "", "title": "", "text": words}])) as reader:
        assert len(reader.room.page.mentions) == 7_000
        await reader.press("G", "E")
        assert "7000/7000" in reader.seen("#text-title")
        await reader.press("*")
        assert "1/7000" in reader.seen("#text-title"), "round again"
        assert reader.room.text.top == 0


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (99, 8), (100, 8)])
async def test_a_small_terminal_is_no_error(story: Any, size: tuple[int, int]) -> None:
    async with story(size=size) as reader:
        await reader.press("e", "enter", "j", "w", "q", "1", "j", "2", "space", "question_mark", "q", "*")
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert "4 articles" in reader.seen("#title")


async def test_the_chosen_mention_stays_in_view_when_the_terminal_changes(
    story: Any, make_library: Any
) -> None:
    line = "A long way from the front the trains still run and nobody counts the days. " * 12
    text = (
        f"{line}\n\n{{Haidai|PERSON|Serhiy Haidai}} spoke.\n\n{line}\n\n{{Haidai|PERSON|Serhiy Haidai}} left."
    )
    async with story(path=make_library([{"outlet": "", "title": "", "text": text}])) as reader:
        await reader.press("e", "*")
        for size in ((60, 10), (200, 20), (120, 8)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert reader.room.text.in_view(reader.room.page.span(1))


_SHELF: Any = SimpleNamespace(library=SimpleNamespace(stopped_by=lambda stop: None))


async def test_a_question_whose_asker_left_is_never_put() -> None:
    put: list[str] = []
    hold, begun = threading.Event(), threading.Event()

    def slow(_: Any) -> None:
        begun.set()
        hold.wait(5)

    def shelf(closing: ExitStack) -> Any:
        closing.callback(put.append, "closed")
        return _SHELF

    desk = Desk(shelf, Path("war.db"), clerks=1)
    first = asyncio.ensure_future(desk.ask(slow))
    await asyncio.to_thread(begun.wait, 5)
    second = asyncio.ensure_future(desk.ask(lambda _: put.append("second")))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)  # the asker leaves in the loop's next turn; the clerk is let go after that
    third = asyncio.ensure_future(desk.ask(lambda _: put.append("third")))
    hold.set()
    await asyncio.gather(first, third)
    assert put == ["third"]
    desk.close()
    assert put == ["third", "closed"]


async def test_what_a_question_raises_reaches_its_asker() -> None:
    desk = Desk(lambda closing: _SHELF, Path("war.db"), clerks=2)
    with pytest.raises(KeyError):
        await desk.ask(lambda _: {}["nothing"])
    assert await desk.ask(lambda _: 1) == 1
    desk.close()
