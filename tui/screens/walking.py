"""Steps that must ask the library: along the article list, the trail, and an entity's passages.

Each goes `by` steps from a place, forward or back, and shows where it arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.reading import answers
from tui.reading.trail import Place

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

StepTo = Callable[[Any, Place, int], Coroutine[None, None, None]]


@dataclass
class Steps:
    """Steps of one kind that a worker is taking."""

    step: StepTo
    due: int

    @property
    def commands(self) -> frozenset[str]:
        """The commands that take such steps, forward or back."""
        return COMMANDS[self.step]


async def to_article(room: ReadingRoom, place: Place, by: int) -> None:
    """Open the article so many entries further in the list, or the last one on the way."""
    opened = await room.ask(lambda shelf: answers.neighbour(shelf, place, by))
    if opened is None:
        room.say("this is the newest article" if by < 0 else "this is the oldest article")
    else:
        room.show_page(opened, Place(opened.page.id, None, room.entity))


async def to_trail(room: ReadingRoom, place: Place, by: int) -> None:
    """Go so many places forward on the trail, or back."""
    trail = room.trail.amend(place).go(by)
    page = room.page
    if (there := trail.here) is not None:
        opened = await room.ask(lambda shelf: answers.open_article(shelf, there, page))
        room.trail = trail
        room.show_page(opened, there, visit=False)
        if there.dossiers:
            from tui.screens.dossier import DossierScreen

            room.app.push_screen(DossierScreen(room, there.dossiers))


async def to_passage(room: ReadingRoom, place: Place, by: int) -> None:
    """Go so many passages of the chosen entity further, in another article if need be."""
    chosen, page = room.chosen is not None, room.page
    if not chosen:
        place = Place(place.article, room.text.first_offset, room.entity)
    found = await room.ask(lambda shelf: answers.step(shelf, place, chosen, by, page))
    if found is None:
        room.say("no article mentions it any more")
        return
    room.show_page(found.opened, found.place)
    if found.round_again:
        room.say(f"round again, from the {'first' if by > 0 else 'last'} mention")


COMMANDS: Mapping[StepTo, frozenset[str]] = {
    to_article: frozenset({"next_article", "previous_article"}),
    to_trail: frozenset({"back", "forward"}),
    to_passage: frozenset({"next_mention", "previous_mention"}),
}
"""The ids of the commands that take each kind of step."""
