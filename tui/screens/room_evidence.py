"""What the reading room does with evidence: opens its screens, and the words that were chosen there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.commands import Pane
from tui.reading import answers
from tui.reading.phrases import count
from tui.reading.trail import Place
from tui.screens import room_commands
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.reading.blocks import Target
    from tui.reading.scope import Standing
    from tui.screens.reading_room import ReadingRoom
    from tui.screens.stated import StatedScreen


def _standing(room: ReadingRoom) -> Standing:
    from tui.reading.scope import Standing

    place, sought = room.place, room.sought
    offset = (place.start if place.start is not None else place.top or 0) if place else 0
    if room.chosen is None and room.hit is not None and room.text.in_view(room.hits[room.hit]):
        offset = room.hits[room.hit][0]
    return Standing(
        place.article if place else None,
        offset,
        room.entity,
        sought.found,
        sought.text,
    )


def _quotes() -> type[StatedScreen]:
    from tui.screens.quotes import Quotes

    return Quotes


def _figures() -> type[StatedScreen]:
    from tui.screens.figures import Figures

    return Figures


def _timeline() -> type[StatedScreen]:
    from tui.screens.timeline import Timeline

    return Timeline


LISTS: Mapping[str, Callable[[], type[StatedScreen]]] = {
    "quotes": _quotes,
    "figures": _figures,
    "timeline": _timeline,
}
"""The lists of what is stated, by their command; imported when one is opened."""


def show_list(room: ReadingRoom, kind: str) -> None:
    """Open the list of quotes and claims, or of figures, at the one where the reader is."""
    room.app.push_screen(LISTS[kind]()(room, _standing(room)))


def show_timeline(room: ReadingRoom) -> None:
    """Open the timeline, from words that it opened where it was left."""
    from tui.screens.timeline import Timeline

    if room.timeline_left is not None and (page := room.page) is not None:
        target, left = room.timeline_left
        if page.id == target.article and room.hits == [target.span]:
            room.app.push_screen(Timeline(room, left.standing, left))
            return
    room.app.push_screen(Timeline(room, _standing(room)))


def compare(room: ReadingRoom) -> None:
    """Set articles beside each other: those that are picked, or those of the open one's story."""
    place, picked = room.place, tuple(room.article_list.picked)
    if place is None:
        return

    async def show() -> None:
        from tui.reading import comparison
        from tui.screens.beside import Beside

        ids, all_of_them = await room.ask(lambda shelf: comparison.chosen(shelf, place.article, picked))
        if len(ids) < 2:
            room.say(
                room.keys.told("its story has no other article: {pick} in the list picks what to compare")
            )
            return
        name = count(len(ids), "article") + (f" of {all_of_them:,}" if all_of_them > len(ids) else "")
        ask = partial(comparison.gather, article_ids=ids)
        room.app.push_screen(Beside(room, "Compared", ask, comparison.blocks, name))

    room.work_on(show())


def pick(room: ReadingRoom) -> None:
    """Pick the article under the cursor for the comparison, or no longer."""
    entry = room.article_list.chosen
    if entry is None or entry.story is not None:
        room.say(room.keys.told("pick articles: {open_story} opens the story"))
        return
    picked = room.article_list.pick(entry.summary.id)
    told = f"{count(picked, 'article')} picked"
    room.say(told + (room.keys.told("; {compare} compares them") if picked > 1 else ""))


def open_words(room: ReadingRoom, target: Target) -> None:
    """Leave every screen over the room for words in an article, and mark them there."""
    while room.app.screen is not room:
        room.app.pop_screen()
    room.work_anew(partial(_open, room, target), "article")


async def _open(room: ReadingRoom, target: Target) -> None:
    place = Place(target.article, target.start)
    room.show_page(await room.ask(lambda shelf: answers.open_article(shelf, place)), place)
    room.go_to_pane(Pane.TEXT)
    if target.end > target.start:
        room.hits, room.hit = [target.span], 0
        room_commands.show_hit(room)


DOING: Mapping[str, Doing] = {
    "quotes": lambda room: show_list(room, "quotes"),
    "timeline": show_timeline,
    "compare": compare,
    "figures": lambda room: show_list(room, "figures"),
    "pick": pick,
}
"""By the id of the command."""
