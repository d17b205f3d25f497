"""No frame shows the room while it is empty, unless what fills it does not come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.screen import Screen

from tests.app.conftest import until
from tui.app import WarReaderApp
from tui.frames.sparing import SparingApp
from tui.reading import answers
from tui.reading.answers import Opening, Shelf
from tui.screens import room_opening

NEVER = 3600.0
"""Seconds."""


@pytest.fixture
def app(answer: Event, library_path: Path, tmp_path: Path) -> WarReaderApp:
    return WarReaderApp(library_path, tmp_path / "reader.db")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every frame that was drawn, whether the room was filled."""
    filled: list[bool] = []

    def display(app: Any, screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None and not app._batch_count:
            filled.append(app.room.page is not None)
        app.post_display_hook()

    monkeypatch.setattr(SparingApp, "_display", display)
    return filled


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Lets the library answer."""
    may, really = Event(), answers.opening

    def late(shelf: Shelf) -> Opening:
        may.wait(20)  # as the app that is left waits for it
        return really(shelf)

    monkeypatch.setattr(answers, "opening", late)
    yield may
    may.set()


async def test_the_first_frame_shows_the_article_however_late_it_comes(
    answer: Event, app: WarReaderApp, drawn: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_opening, "HELD", NEVER)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not drawn
        answer.set()
        await until(lambda: bool(drawn))
        assert all(drawn)


async def test_who_waits_long_sees_the_empty_room(
    answer: Event, app: WarReaderApp, drawn: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_opening, "HELD", 0.1)
    async with app.run_test(size=(120, 40)):
        await until(lambda: bool(drawn))
        assert not any(drawn)
        answer.set()
        await until(lambda: drawn[-1])


async def test_what_ends_the_waiting_ends_the_holding_back(
    answer: Event, app: WarReaderApp, drawn: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_opening, "HELD", NEVER)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.room.workers.cancel_group(app.room, "article")
        await until(lambda: bool(drawn))
        answer.set()
