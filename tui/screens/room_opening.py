"""How the reading room is filled at the start: from where the reader left it, or from the beginning.

Frames are held back meanwhile: each would cost 20 ms and show nothing, or an empty room in the place of the
one that the terminal shows already, as it was left.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from tui.commands import BY_ID
from tui.reading.answers import Opening
from tui.reading.card import paragraph
from tui.reading.phrases import of_file
from tui.reading.trail import Trail
from tui.screens import room_commands, room_saved

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

HELD = 1.0
"""Seconds for which frames are held back at most: whoever waits longer sees at least the empty room."""
EMPTY = """There are no articles in this library yet.

{add} adds some: a file or a folder of text, Markdown, HTML, PDF, EPUB,
mail or an archive of them, or an address in the web. In a shell:

    warreader add PATH
    warreader subscribe ADDRESS     follows a feed, and
    warreader sync                  fetches what is new

What is added elsewhere appears here by itself. To look around first,
leave with {quit}: warreader sample opens ten articles of our own."""


def hold(room: ReadingRoom) -> None:
    """Hold frames back until `room.held` is closed."""
    room.held.callback(room.check_idle)  # draws what was held back: Textual does so when it finds itself idle
    room.held.callback(room.show_words)
    room.held.enter_context(room.app.batch_update())
    asyncio.get_running_loop().call_later(HELD, room.held.close)


async def fill(room: ReadingRoom, opened: Future[Opening]) -> None:
    """Show the room, and where the terminal shows it already the right pane with it. Raises LibraryError."""
    show(room, await asyncio.wrap_future(opened))
    if not room.as_left:
        return
    room.choose(room.chosen, room.entity, at_once=True)
    while asked := [one for one in room.workers if one.group == "dossier" and not one.is_finished]:
        with suppress(WorkerError):  # of one that another took the place of
            await room.workers.wait_for_complete(asked)
    room.lay_out()
    room.as_left = False


def show(room: ReadingRoom, opening: Opening) -> None:
    """Show a library from its beginning, or from where the reader left it."""
    room.counts = opening.counts
    if not opening.counts.articles:
        room.text.tell(room.keys.told(EMPTY))
    cursor = opening.opened.position if opening.opened else 0
    room_saved.take(room, opening.searches)
    room.article_list.reset(opening.rows, cursor, opening.offset, opening.listed)
    if opening.opened and opening.place:
        room.trail = opening.left.trail if opening.left else Trail()
        room.show_page(opening.opened, opening.place, visit=not room.trail.places)
    if opening.left:
        room_commands.take_up(room, opening.left)
    if room.sample:
        words = "This is the sample. To read your own: {quit} to leave, then warreader add PATH"
        room.say(room.keys.told(words))
    if opening.trouble and opening.trouble not in room.complaints:
        room.complaints = (opening.trouble, *room.complaints)
    if wrong := room.complaints:
        more = f" {len(wrong) - 1} more: {{palette}}, “{BY_ID['complaints'].title}”."
        room.say(of_file(wrong[0]) + (room.keys.told(more) if len(wrong) > 1 else ""))
    room.show_words()


def show_complaints(room: ReadingRoom) -> None:
    """Lay over the room all that was wrong at the start, each told whole."""
    from tui.screens.sheet import Sheet

    told = room.complaints or ("Nothing was wrong.",)
    room.app.push_screen(
        Sheet(
            BY_ID["complaints"].title,
            lambda width: [line for one in told for line in ([], *paragraph(one, width, ()))],
        )
    )
