"""The screens that lay over the room when it was left, opened again as they stood.

A sheet, a prompt, a comparison over them are not: they are a key away from the screen below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from core.library.records import SavedSearch
from tui.reading.left_off import LeftOff, Over
from tui.screens.asking import AskingScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.screens.reading_room import ReadingRoom

_SCREENS: Mapping[str, str] = {
    "book": "Book",
    "dossier": "DossierScreen",
    "figures": "Figures",
    "index": "IndexScreen",
    "map": "MapScreen",
    "quotes": "Quotes",
    "search": "Search",
    "timeline": "Timeline",
}
"""By the room that each is in, which is imported when it is opened."""


def standing(stack: Iterable[Screen[object]]) -> tuple[Over, ...]:
    """How the screens of a stack stand, the lowest first; without those that are not opened again."""
    stood = (screen.stood for screen in stack if isinstance(screen, AskingScreen))
    return tuple(over for over in stood if over is not None)


async def reopen(room: ReadingRoom, left: LeftOff) -> None:
    """Narrow the list as it was, find what was searched for, and open what lay over the room.

    A screen that another version kept otherwise is left out.
    """
    from tui.screens import room_search

    if all(left.listed):
        with suppress(WorkerError):  # where the reader narrowed it otherwise meanwhile
            await room_search.narrow(room, SavedSearch(*left.listed)).wait()
    if left.over:
        await room_search.find_again(room)
    for over in left.over:
        with suppress(KeyError, ValueError, TypeError):
            name = _SCREENS[over.screen]
            screen = getattr(import_module(f"tui.screens.{over.screen}"), name)
            room.app.push_screen(screen.again(room, over))
    room.over = ()
