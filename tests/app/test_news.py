"""Articles come in while the reader reads, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from tests.app.conftest import Reader, Story, _linked, build
from tui.screens import room_news


def report(number: int, day: int) -> dict[str, Any]:
    return {
        "title": f"Dispatch {number}",
        "outlet": "Night Desk",
        "published": date(2022, 5, day),
        "text": f"Dispatch {number}\n\nShells fell near {{Kyiv|PLACE|Kyiv}} again, "
        "and {Hayday|PERSON|Serhiy Hayday} spoke of {Kyiv|PLACE|Kyiv}.",
    }


def comes_in(path: Path, number: int, day: int) -> None:
    """Another process adds a report."""
    with Library.open(path) as library, library.transaction():
        library.store(_linked(library, f"/new/{number}.txt", report(number, day)))


@pytest.fixture
def many(make_library: Callable[[list[dict[str, Any]]], Path]) -> Path:
    return make_library([report(number, 1 + number % 20) for number in range(200)])


async def look(reader: Reader) -> None:
    room_news.look(reader.room)
    await reader.settle()


def shown(reader: Reader, pane: str = "#articles") -> list[str]:
    """The lines of a list, without the scroll bar, which may well move."""
    return [re.sub("[▁-█▔▀]", "", line).rstrip() for line in reader.seen(pane).splitlines()]


async def test_what_comes_in_moves_nothing(story: Story, many: Path) -> None:
    async with story(path=many) as reader:
        await reader.press("1", *["j"] * 30)
        room = reader.room
        before, text, mentions = shown(reader), reader.seen("#text"), room.article_list.cursor
        for number, day in ((1000, 30), (1001, 29), (1002, 1), (1003, 28)):
            comes_in(many, number, day)
        await look(reader)
        assert shown(reader) == before and reader.seen("#text") == text
        assert room.article_list.cursor == mentions + 3
        assert "4 new" in reader.seen("#articles-title") and "204" in reader.seen("#articles-title")
        await reader.press("g")
        assert "Dispatch 1000" in reader.seen("#articles")
        assert "new" not in reader.seen("#articles-title"), "told once"


async def test_at_the_top_of_the_list_the_new_ones_wait_above(story: Story, many: Path) -> None:
    async with story(path=many) as reader:
        before = shown(reader)
        comes_in(many, 1000, 30)
        await look(reader)
        assert shown(reader) == before
        await reader.press("1", "k")
        assert "Dispatch 1000" in reader.seen("#articles")


async def test_a_list_that_was_scrolled_away_from_its_cursor_stays(story: Story, many: Path) -> None:
    async with story(path=many) as reader:
        reader.room.article_list.go_to_line(240)
        await reader.settle()
        before = shown(reader)
        for number in range(1000, 1010):
            comes_in(many, number, 30)
        await look(reader)
        assert shown(reader) == before


async def test_the_linked_mentions_take_in_new_ones_and_stay(story: Story, many: Path) -> None:
    async with story(path=many) as reader:
        await reader.press("e", "3", *["j"] * 20)
        room = reader.room
        assert room.dossier is not None
        before, count = shown(reader, "#mentions"), room.dossier.count
        comes_in(many, 1000, 30)
        comes_in(many, 1001, 1)
        await look(reader)
        assert shown(reader, "#mentions") == before
        assert room.dossier.count == count + 4
        place = room.passage_list.cursor
        await reader.press("j")
        assert room.passage_list.cursor == place + 1


async def test_the_walk_goes_on_through_what_came_in(story: Story, many: Path) -> None:
    async with story(path=many) as reader:
        await reader.press("e")
        comes_in(many, 1000, 30)
        await look(reader)
        await reader.press("2", "K")
        assert reader.headline == "Dispatch 1000"


async def test_an_empty_library_fills_while_it_is_open(story: Story, tmp_path: Path) -> None:
    path = build(tmp_path / "empty.db", [])
    async with story(path=path) as reader:
        assert "no articles" in reader.seen("#text")
        comes_in(path, 1, 1)
        await look(reader)
        assert reader.headline == "Dispatch 1" and "Dispatch 1" in reader.seen("#articles")


async def test_an_untouched_library_is_not_asked(
    story: Story, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story(path=many) as reader:
        await look(reader)
        asked: list[object] = []
        monkeypatch.setattr(reader.app.desk, "put", asked.append)
        await look(reader)
        assert asked == []
        monkeypatch.undo()


async def test_it_looks_by_itself(story: Story, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_news, "EVERY", 0.05)
    async with story(path=many) as reader:
        comes_in(many, 1000, 30)
        await reader.pilot.pause(0.3)
        await reader.settle()
        assert "1 new" in reader.seen("#articles-title")


async def test_on_a_narrow_screen_the_tab_tells(story: Story, many: Path) -> None:
    async with story(size=(80, 24), path=many) as reader:
        comes_in(many, 1000, 30)
        await look(reader)
        assert "Articles +1" in reader.seen("#tabs")
