"""What the reading room does with searches: opens the screen, and what was found there."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from core.library.indexing import NEWEST
from core.library.records import SavedSearch
from tui.commands import Pane
from tui.reading import searching
from tui.reading.listing import Only
from tui.reading.phrases import joined
from tui.reading.trail import Place
from tui.screens import room_commands, room_saved, room_stories
from tui.screens.asking import CHANGE
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from textual.worker import Worker

    from core.library.records import SearchHit
    from tui.reading.searching import Asked
    from tui.screens.reading_room import ReadingRoom
    from tui.screens.search import Search


def search(room: ReadingRoom) -> None:
    """Open the search screen, on what was searched for last."""

    async def show() -> None:
        room.app.push_screen(screen_of(room, await _story(room)))

    room.work_on(show())


def screen_of(room: ReadingRoom, story: int | None) -> Search:
    """The search screen over a room whose open article is of that story."""
    from tui.screens.search import Search

    screen = Search(room, room.sought, story, lambda by: _left(room, screen, by))
    return screen


async def _story(room: ReadingRoom) -> int | None:
    """The story of the open article."""
    article = room.page.id if room.page is not None else None
    return await room.ask(lambda shelf: searching.story_of(shelf, article)) if article else None


def _left(room: ReadingRoom, screen: Search, by: str) -> None:
    hit, asked = screen.hits.chosen, screen.asked
    if by == "open_hit" and hit is not None and asked is not None:
        room.work_anew(partial(_open, room, asked, hit), "article")
    elif by == "list_hits":
        text, keys = room.sought.text, array("q", sorted(room.sought.keys, reverse=True))
        _list(room, Only(text, text, keys))
    elif by == "save_search":
        _ask_name(room, room.sought.text)


def _list(room: ReadingRoom, only: Only | None) -> None:
    """Narrow the article list to what a search found, or with None list all articles again."""
    room.arranged.only = only
    room_stories.rearrange(room)
    room.go_to_pane(Pane.ARTICLES)


def _ask_name(room: ReadingRoom, query: str) -> None:
    """Ask for the name under which to save a search."""
    from core.query import QueryError, parse

    try:
        parse(query)
    except QueryError as error:
        room.say(f"not saved: {error}")
        return

    async def save(name: str) -> None:
        was = room_saved.query_of(room, name)
        kept = await room.change(lambda shelf: shelf.state.searches.save(name, query, was))
        await room_saved.renew(room)
        where = room.keys.told("it stands above the articles, and {searches} lists it")
        room.say(f"saved as “{kept}”: {where}")

    _name(room, "Save the search as:", query, save)


def _name(
    room: ReadingRoom, sign: str, before: str, take: Callable[[str], Coroutine[None, None, None]]
) -> None:
    from tui.screens.prompt import Prompt

    def answered(name: str | None) -> None:
        if name is not None and name.strip():
            room.work_on(take(" ".join(name.split())), CHANGE)

    room.app.push_screen(Prompt(sign, lambda _: None, before), answered)


_ALL = SavedSearch("all articles", "")


def _pick(
    room: ReadingRoom, title: str, others: Sequence[SavedSearch], then: Callable[[SavedSearch], None]
) -> None:
    """Ask for a saved search, by its name."""
    from tui.screens.picker import Picker

    async def find(words: str) -> list[SavedSearch]:
        saved = await room.ask(lambda shelf: shelf.state.searches.all())
        return [one for one in (*others, *saved) if words.lower() in f"{one.name} {one.query}".lower()]

    def shown(one: SavedSearch) -> str:
        return joined(one.name, one.query if one.query != one.name else "")

    room.app.push_screen(Picker(title, find, shown), lambda one: then(one) if one is not None else None)


def choose(room: ReadingRoom) -> None:
    """Ask which saved search to list."""

    def chosen(one: SavedSearch) -> None:
        if one is _ALL:
            _list(room, None)
        else:
            narrow(room, one, _list)

    _pick(room, "Saved searches", (_ALL,), chosen)


def follow(room: ReadingRoom) -> None:
    """List what the saved search under the cursor finds, or all articles again if that is listed."""
    one, only = room.article_list.chosen_search, room.arranged.only
    if one is None:
        choose(room)
    elif only is not None and only.name == one.search.name:
        _list(room, None)
    else:
        narrow(room, one.search, _list)


def _keep_to(room: ReadingRoom, only: Only) -> None:
    """Narrow the article list, wherever the reader's hands are."""
    room.arranged.only = only
    room_stories.rearrange(room)


def narrow(
    room: ReadingRoom, one: SavedSearch, then: Callable[[ReadingRoom, Only], None] = _keep_to
) -> Worker[None]:
    """Find all that a saved search finds, and list it; returns what does so, to wait for."""
    from core.query import QueryError, parse

    async def find() -> None:
        try:
            keys = await _found(room, searching.Asked(parse(one.query), None))
        except QueryError as error:
            room.say(str(error))
        else:
            then(room, Only(one.name, one.query, keys))

    return room.work_anew(find, "narrowing")


async def find_again(room: ReadingRoom) -> None:
    """Find what was searched for last, as if it had just been."""
    from core.query import QueryError, parse

    with suppress(QueryError):
        asked = searching.Asked(parse(room.sought.text), await _story(room))
        room.sought.keys, room.sought.below = await _found(room, asked), None
        room.sought.asked = asked


async def _found(room: ReadingRoom, asked: Asked) -> array[int]:
    """The keys of all that a search finds, newest first. Raises QueryError."""
    keys: array[int] = array("q")
    below: int | None = NEWEST
    while below is not None:
        run = await room.ask(partial(searching.run, asked=asked, below=below, first=False))
        keys.extend(run.keys)
        below = run.below
    return keys


def rename(room: ReadingRoom) -> None:
    """Give a saved search another name."""

    def chosen(one: SavedSearch) -> None:
        async def take(name: str) -> None:
            was = room_saved.query_of(room, name)
            kept = await room.change(lambda shelf: shelf.state.searches.rename(one.name, name, was))
            if (only := room.arranged.only) is not None and only.name == one.name:
                room.arranged.only = only._replace(name=kept)
            await room_saved.renew(room)
            room.say(f"it is called “{kept}” now")

        _name(room, "Call it:", one.name, take)

    _pick(room, "Rename which search?", (), chosen)


def remove(room: ReadingRoom) -> None:
    """Forget a saved search."""

    def chosen(one: SavedSearch) -> None:
        async def take() -> None:
            await room.change(lambda shelf: shelf.state.searches.remove(one.name))
            await room_saved.renew(room)
            room.say(f"“{one.name}” is forgotten")

        room.work_on(take(), CHANGE)

    _pick(room, "Forget which search?", (), chosen)


async def _open(room: ReadingRoom, asked: Asked, hit: SearchHit) -> None:
    """Open an article where it was found, with all that was found in it marked for n and N."""
    opened, spans = await room.ask(lambda shelf: searching.opened(shelf, asked, hit))
    room.show_page(opened, Place(opened.page.id, hit.start if spans else None))
    room.go_to_pane(Pane.TEXT)
    room.hits = spans
    room.hit = next((at for at, (_, end) in enumerate(spans) if end > hit.start), None)
    room_commands.show_hit(room)


DOING: Mapping[str, Doing] = {
    "search": search,
    "searches": choose,
    "rename_search": rename,
    "remove_search": remove,
}
"""By the id of the command."""
