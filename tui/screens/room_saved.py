"""The saved searches above the article list: named at once, counted when nobody waits for anything else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.library.records import SavedSearch
from tui.reading import saved
from tui.reading.saved import Saved

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


def take(room: ReadingRoom, searches: Sequence[SavedSearch]) -> None:
    """Show these searches from now on, with the counts that are known, and count them."""
    known = {one.search: one for one in room.saved}
    room.saved = tuple(known.get(one, Saved(one)) for one in searches)
    show(room)
    room.call_after_refresh(count, room)  # the first frame comes first


async def renew(room: ReadingRoom) -> None:
    """Show what is saved now."""
    take(room, await room.ask(lambda shelf: shelf.state.searches.all()))


def query_of(room: ReadingRoom, name: str) -> str:
    """The query that the reader sees under a name, or ""."""
    return next((one.search.query for one in room.saved if one.search.name == name), "")


def show(room: ReadingRoom) -> None:
    """Bring the lines above the articles up to date."""
    only = room.arranged.only
    room.article_list.show_saved(room.saved, only.name if only is not None else "")


def count(room: ReadingRoom) -> None:
    """Count what each finds, one question after the other, so that a clerk is never long away."""
    if room.saved:
        room.work_anew(partial(_count, room), "saved")


async def _count(room: ReadingRoom) -> None:
    for one in room.saved:
        now = await room.ask(partial(saved.counted, one=one.search))
        if room.page is not None and not room.left_unread:
            now = now.without(room.page.id)  # opened while it was counted
        if now.count != one.count or now.unread != one.unread:
            room.saved = tuple(now if other.search == now.search else other for other in room.saved)
            show(room)


def note_read(room: ReadingRoom, article: int) -> None:
    """Count an article that is opened no longer as unread."""
    now = tuple(one.without(article) for one in room.saved)
    if now != room.saved:
        room.saved = now
        show(room)
