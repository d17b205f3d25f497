"""How the reading room takes in what others add to its library while it is open.

Nothing moves under the reader's eyes: the entries in view stay where they are, new ones wait above or below,
and a small number tells of them.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from tui.reading.answers import opening
from tui.reading.trail import Place
from tui.screens import room_opening, room_saved

if TYPE_CHECKING:
    from tui.reading.news import Eye, News
    from tui.screens.reading_room import ReadingRoom


EVERY = 2.0
"""Seconds between two looks at whether somebody has written to the library."""
GONE = "the library's file is gone: this is what it held. Put it back, or leave"
CLOSED = "the library can't be reached ({}): this is what it held. Check its directory, or leave"
ANOTHER = "another file has taken the library's place: this is what it holds"


def watch(room: ReadingRoom) -> None:
    """Look again and again, by the clock of the event loop: one of Textual's own costs more than the look."""
    if room.is_running:
        if room.desk.stamp() != room.stamp:
            room.call_later(look, room)
        asyncio.get_running_loop().call_later(EVERY, watch, room)


def look(room: ReadingRoom) -> None:
    """Take in what was added; while the reader is on the way somewhere that waits for the next look."""
    stamp = room.desk.stamp()
    if stamp == room.stamp or not room.resting:
        return
    if not stamp[0]:
        room.stamp = stamp
        room.say(CLOSED.format(trouble) if (trouble := room.desk.trouble()) else GONE)
    elif stamp[0][:2] != room.file:
        room.stamp, room.file = stamp, stamp[0][:2]
        room.work_anew(partial(_begin_anew, room), "article")
    elif room.page is None:
        room.stamp = stamp
        room.open_room()
    elif (seen := eye(room)) is not None:
        room.stamp = stamp
        room.work_anew(partial(_take, room, seen), "news")


def put_off(room: ReadingRoom) -> None:
    """Look later: what was asked for before something is changed here would undo it on the screen."""
    if room.workers.cancel_group(room, "news"):
        room.stamp = ()


async def _begin_anew(room: ReadingRoom) -> None:
    """Show what another file holds that has taken the library's place; one that is none is told of."""
    found = await room.ask(opening)
    room.page = None  # of the library before
    room_opening.show(room, found)
    room.say(ANOTHER)


async def _take(room: ReadingRoom, seen: Eye) -> None:
    from tui.reading.news import news

    found = await room.ask(lambda shelf: news(shelf, seen))
    if room.resting and eye(room) == seen:
        show(room, seen, found)
    else:  # the reader went on meanwhile
        room.stamp = ()


def eye(room: ReadingRoom) -> Eye | None:
    """Where the reader is; None while entries that would tell are still on their way."""
    articles, passages = room.article_list, room.passage_list
    anchor = articles.record(articles.eye)
    cursor = articles.chosen if articles.cursor >= 0 else anchor
    if cursor is None or anchor is None:
        return None
    from tui.reading.news import Eye

    shown = room.dossier is not None and room.entity == room.dossier.entity.id
    passage, stays = passages.chosen, passages.record(passages.eye)
    return Eye(
        cursor=cursor.summary.id,
        anchor=anchor.summary.id,
        around=articles.in_view,
        place=room.place,
        passage_cursor=(passage.article, passage.start) if shown and passage else None,
        passage_anchor=(stays.article, stays.start) if shown and stays else None,
        passages_around=passages.in_view,
    )


def show(room: ReadingRoom, seen: Eye, found: News) -> None:
    """Bring the lists, the counts and the open article's entities up to date."""
    before = room.counts
    if before is not None:
        room.fresh += max(0, found.counts.articles - before.articles)
    room.counts = found.counts
    articles = room.article_list
    if found.opened is not None:
        articles.mark_open(found.opened.page.id, found.opened.position)
    cursor = found.cursor if articles.cursor >= 0 else articles.cursor
    articles.renew(found.rows, cursor, found.anchor, found.offset, found.listed)
    room_saved.count(room)
    if found.opened is not None and not _take_page(room, found):
        _take_dossier(room, seen.place, found)
    room.show_words()


def _take_page(room: ReadingRoom, found: News) -> bool:
    """Show the open article with the entities that its names belong to now; whether any is another."""
    assert found.opened is not None
    now, page = found.opened.page, room.page
    if page is None or now.text != page.text or now.mentions == page.mentions:
        return False
    room.renew_page(found.opened, room.entity)
    return True


def _take_dossier(room: ReadingRoom, place: Place | None, found: News) -> None:
    assert found.opened is not None
    if place is None or place.entity is None or found.dossier is None:
        return
    room.dossier = now = found.dossier
    room.note_before(place.entity, found.opened)
    room.card.show(now)
    room.passage_list.renew(now.count, found.passage_cursor, found.passage_anchor, now.offset, now.passages)
