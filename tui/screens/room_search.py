"""What the reading room does with searches: opens the screen, and what was found there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.commands import Pane
from tui.reading import searching
from tui.reading.trail import Place
from tui.screens import room_commands
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from core.library.records import SearchHit
    from tui.reading.searching import Asked
    from tui.screens.reading_room import ReadingRoom
    from tui.screens.search import Search


def search(room: ReadingRoom) -> None:
    """Open the search screen, on what was searched for last."""
    from tui.screens.search import Search

    article = room.page.id if room.page is not None else None

    async def show() -> None:
        story = await room.ask(lambda shelf: searching.story_of(shelf, article)) if article else None
        screen = Search(room, room.sought, story, lambda by: _left(room, screen, by))
        room.app.push_screen(screen)

    room.work_on(show())


def _left(room: ReadingRoom, screen: Search, by: str) -> None:
    hit, asked = screen.hits.chosen, screen.asked
    if by == "open_hit" and hit is not None and asked is not None:
        room.run_worker(_open(room, asked, hit), group="article", exclusive=True)


async def _open(room: ReadingRoom, asked: Asked, hit: SearchHit) -> None:
    """Open an article where it was found, with all that was found in it marked for n and N."""
    opened, spans = await room.ask(lambda shelf: searching.opened(shelf, asked, hit))
    room.show_page(opened, Place(opened.page.id, hit.start if spans else None))
    room.go_to_pane(Pane.TEXT)
    room.hits = spans
    room.hit = next((at for at, (_, end) in enumerate(spans) if end > hit.start), None)
    room_commands.show_hit(room)


DOING: Mapping[str, Doing] = {"search": search}
"""By the id of the command."""
