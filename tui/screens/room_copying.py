"""Copying out of the reading room: to the terminal's clipboard, and into a file beside the reader's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui import clipboard
from tui.commands import Pane
from tui.reading import marking, quoting
from tui.screens.asking import CHANGE
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.app import WarReaderApp
    from tui.screens.asking import AskingScreen
    from tui.screens.reading_room import ReadingRoom


def copy(screen: AskingScreen, text: str, what: str = "") -> None:
    """Send a text to the terminal, keep it in the file, and say so, and what it is."""
    app = cast("WarReaderApp", screen.app)
    app.send(clipboard.sequence(text, os.environ))
    path = app.clipboard_path
    cut = f", cut after {clipboard.MOST:,} bytes" if clipboard.is_cut(text) else ""
    said = f"{what}sent to the terminal{cut}"

    async def save() -> None:
        from core import keeping  # with tempfile, which nobody needs who copies nothing

        try:
            await screen.change(lambda _: keeping.write(text.encode(), path))
            screen.say(f"{said}; {'the whole' if cut else 'also'} in {_at_home(path)}")
        except OSError as error:
            screen.say(f"{said}; can't be written ({error.strerror}): {_at_home(path)}")

    screen.work_on(save(), CHANGE)


def _at_home(path: Path) -> str:
    home = Path(os.path.expanduser("~"))  # "~" itself, where nobody knows it
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def copy_sentence(room: ReadingRoom) -> None:
    """Copy what the reader's hands are on: an article's name, a passage, or a sentence of the text."""
    page = room.page
    passage = room.passage_list.chosen if room.pane is Pane.MENTIONS else None
    if room.pane is Pane.ARTICLES:
        _copy_of(room, _under_cursor(room), "")
    elif passage is not None:
        _copy_of(room, passage.article, passage.sentence)
    elif page is not None:
        start, end = quoting.sentence(page, at(room))
        copy(room, quoting.quotation(page.text[start:end], quoting.cited(page)))


def copy_address(room: ReadingRoom) -> None:
    """Copy the URL; of an article that has none, where it was read from."""
    page = room.page
    if room.pane is not Pane.ARTICLES and page is not None:
        _copy_address(room, page.url, page.source)
        return
    article = _under_cursor(room)

    async def go() -> None:
        one = await room.ask(lambda shelf: marking.cited(shelf, article))
        _copy_address(room, one.url, one.source)

    room.work_on(go(), CHANGE)


def _copy_address(room: ReadingRoom, url: str | None, source: str) -> None:
    copy(room, quoting.flat(url or source), "" if url else "it has no URL: where it was read from is ")


def _copy_of(room: ReadingRoom, article: int, words: str) -> None:
    async def go() -> None:
        one = await room.ask(lambda shelf: marking.cited(shelf, article))
        copy(room, quoting.quotation(words, one) if words else quoting.citation(one))

    room.work_on(go(), CHANGE)


def _under_cursor(room: ReadingRoom) -> int:
    entry = room.article_list.chosen
    return entry.summary.id if entry is not None else room.page.id if room.page is not None else 0


def at(room: ReadingRoom) -> int:
    """The chosen mention, or else the place found, or else the first word in view."""
    page = room.page
    if page is not None and room.chosen is not None:
        return page.starts[room.chosen]
    if room.hit is not None and room.text.in_view(room.hits[room.hit]):
        return room.hits[room.hit][0]
    return room.text.first_offset


DOING: Mapping[str, Doing] = {"copy_sentence": copy_sentence, "copy_address": copy_address}
"""By the id of the command."""
