"""Questions that write and questions that read what was written, whoever of the two clerks is the faster."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.library import Library
from core.library.reader import ReaderState
from tests.app.conftest import Story
from tests.app.test_deciding import linked as linked  # a fixture
from tui.app import WarReaderApp
from tui.desk import Desk
from tui.reading.left_off import from_json


@pytest.fixture
def desk(library_path: Path, tmp_path: Path) -> Iterator[Desk]:
    app = WarReaderApp(library_path, tmp_path / "reader.db")
    yield app.desk
    app.desk.close()


async def test_what_is_asked_after_something_was_written_is_answered_after_it(desk: Desk) -> None:
    told: list[str] = []
    gate = Event()
    desk.write(lambda _: (gate.wait(), told.append("first")))
    desk.write(lambda _: told.append("second"))
    asked = asyncio.ensure_future(desk.ask(lambda _: told.append("asked")))
    await asyncio.sleep(0)
    desk.put(lambda _: told.append("not waited for")).result()
    gate.set()
    await asked
    assert told == ["not waited for", "first", "second", "asked"]


async def test_what_is_written_is_written_though_nobody_waits_for_it(desk: Desk) -> None:
    told: list[str] = []
    gate = Event()
    desk.write(lambda _: gate.wait())
    changing = asyncio.ensure_future(desk.change(lambda _: told.append("written")))
    await asyncio.sleep(0)
    changing.cancel()
    gate.set()
    await desk.ask(lambda _: None)
    assert changing.cancelled() and told == ["written"]


async def test_verdicts_typed_ahead_are_for_the_pairs_to_come(story: Story, linked: Path) -> None:
    async with story(path=linked) as reader:
        await reader.press("W", "y", "y", "U", "U")
        doubts = reader.app.screen
        for command in ("same", "same", "leave"):
            doubts.action_run(command)
        await reader.settle()
        assert reader.app.screen is reader.room
        await reader.press("U", "U")
        assert "undone" in reader.seen("#footer")
        await reader.press("U")
        assert "nothing to undo" in reader.seen("#footer")


async def test_marks_deleted_in_one_go_are_two_marks(story: Story, tmp_path: Path) -> None:
    async with story() as reader:
        await reader.press("s", "J", "s", "B")
        book = reader.app.screen
        for command in ("delete_mark", "delete_mark", "leave"):
            book.action_run(command)
        await reader.settle()
        assert reader.app.screen is reader.room and "★" not in reader.seen()
    with ReaderState(tmp_path / "reader.db") as state:
        assert state.marks.count() == 0


async def test_a_list_that_is_scrolled_while_it_is_arranged_is_arranged(story: Story) -> None:
    async with story() as reader:
        await reader.press("1")
        room = reader.room
        room.action_run("by_story")
        room.fetch_listed(0, 64)
        await reader.settle()
        assert "Stories" in reader.seen("#articles-title")
        with Library.open(reader.app.library_path, read_only=True) as library:
            assert room.article_list.count == library.story_count()


async def test_an_index_that_is_scrolled_while_it_is_sorted_is_sorted(story: Story) -> None:
    async with story() as reader:
        await reader.press("I")
        index = reader.app.screen
        index.action_run("type_1")
        index.fetch(0, 64)
        await reader.settle()
        with Library.open(reader.app.library_path, read_only=True) as library:
            assert index.moving.count == sum(e.type == "PERSON" for e in library.entities(limit=1000))


async def test_stars_given_and_taken_in_one_go_end_as_the_last_key_says(story: Story) -> None:
    async with story() as reader:
        for _ in range(5):
            reader.room.action_run("star")
        await reader.settle()
        assert "★" in reader.seen("#text-title")


async def test_where_one_was_last_is_kept_though_one_leaves_at_once(story: Story, tmp_path: Path) -> None:
    async with story() as reader:
        await reader.press("J")
        for _ in range(4):
            reader.room.keep_place()
        reader.room.choose(1)
        reader.room.action_run("star")
        place, key = reader.room.place, f"place:{reader.app.library_path}"
    with ReaderState(tmp_path / "reader.db") as state:
        left = from_json(state.get(key, "null"))
        assert left is not None and left.place == place and state.marks.count() == 1
