"""What the commands do in the reading room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from core.library.records import Passage
from tui.commands import Need, Pane
from tui.reading import answers, card, find
from tui.reading.answers import Stop
from tui.reading.left_off import LeftOff
from tui.reading.steps import step
from tui.reading.trail import Place
from tui.screens import walking
from tui.screens.dispatch import Doing
from tui.screens.three_panes import ORDER

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


def step_entity(room: ReadingRoom, forward: bool) -> None:
    """Choose the next mention in the text, from the chosen one or else from the edge of what is in view."""
    page = room.page
    if page is None or not page.mentions:
        room.say("nothing was recognised in this article")
        return
    offset = room.text.edge(forward)
    if room.chosen is not None and room.text.in_view(page.span(room.chosen)):
        offset = page.starts[room.chosen]
    elif room.hit is not None and room.text.in_view(room.hits[room.hit]):
        offset = room.hits[room.hit][0]
    index = step(page.starts, offset, forward)
    if index is None:
        room.say(f"that was the {'last' if forward else 'first'} mention in this article")
    else:
        room.choose(index)


def step_mention(room: ReadingRoom, forward: bool) -> None:
    """Choose the next mention of the chosen entity: in this article, or else in the next that has one."""
    if room.page is None:
        return
    mentions = room.page.of(room.entity)
    offset = room.page.starts[room.chosen] if room.chosen is not None else room.text.edge(forward)
    ordinal = step(mentions, offset, forward, key=room.page.starts.__getitem__)
    if ordinal is None:
        room.go_on(walking.to_passage, 1 if forward else -1)
    else:
        room.visit(mentions[ordinal])


def follow(room: ReadingRoom) -> None:
    """Open the article under the cursor, go to the chosen entity's mentions, or jump to the mention."""
    if room.pane is Pane.ARTICLES:
        entry = room.article_list.chosen
        if room.article_list.cursor < 0:
            from tui.screens import room_search

            room_search.follow(room)
        elif entry is not None and entry.story is not None:
            from tui.screens import room_stories

            room_stories.turn(room, entry.story.id, not entry.opened)
        elif entry is not None:
            room.open_place(Place(entry.summary.id, None, room.entity))
            room.go_to_pane(Pane.TEXT)
    elif room.pane is Pane.MENTIONS:
        if (passage := room.passage_list.chosen) is not None and room.dossier is not None:
            open_passage(room, passage, room.dossier.entity.id)
    elif room.chosen is None:
        room.say(Need.ENTRY.value)
    else:
        room.visit(room.chosen, at_once=True)
        room.go_to_pane(Pane.MENTIONS)


def open_passage(room: ReadingRoom, passage: Passage, entity: int | None) -> None:
    """Open an article at a mention of an entity."""
    room.open_place(Place(passage.article, passage.start, entity))
    room.go_to_pane(Pane.TEXT)


def follow_tie(room: ReadingRoom) -> None:
    """Choose the country of the chosen people, or the people of the chosen country."""
    page, entity = room.page, room.entity
    if page is None or entity is None:
        return

    async def go() -> None:
        ties = await room.ask(lambda shelf: shelf.library.ties(entity))
        there = next((tie for tie in ties if tie.entity is not None), None)
        if there is not None:
            room.open_place(Place(page.id, None, there.entity))
        else:
            said = f"no article of this library names {ties[0].label}" if ties else "no country belongs to it"
            room.say(said)

    room.work_on(go())


def change_pane(room: ReadingRoom, by: int) -> None:
    room.go_to_pane(ORDER[(ORDER.index(room.pane) + by) % len(ORDER)])


def leave(room: ReadingRoom) -> None:
    """One pane to the left, and from the leftmost out."""
    if room.pane is Pane.ARTICLES:
        room.app.exit()
    else:
        room.go_to_pane(ORDER[ORDER.index(room.pane) - 1])


def ask_words(room: ReadingRoom) -> None:
    """Open the prompt for words to find."""
    from tui.screens.prompt import Prompt

    room.go_to_pane(Pane.TEXT)
    room.app.push_screen(
        Prompt("/", lambda words: find_words(room, words)), lambda words: finish(room, words)
    )


def find_words(room: ReadingRoom, words: str) -> None:
    """Mark words in the text as they are typed, and show the first place from where the reader is."""
    if room.page is None:
        return
    look_up(room, words, room.text.first_offset)
    show_hit(room)


def look_up(room: ReadingRoom, words: str, offset: int) -> None:
    """Find words, and of the places found the first from an offset."""
    room.words = words
    room.hits = find.find(room.page.text, words) if room.page else []
    room.text.found(room.hits)
    after = bisect_left(room.hits, (offset,))
    room.hit = after % len(room.hits) if room.hits else None


def take_up(room: ReadingRoom, left: LeftOff) -> None:
    """Begin with the words, the panes, the searches and the screens over the room that were left."""
    if left.words:
        look_up(room, left.words, left.place.start or left.place.top or 0)
        room.text.stand_on(room.hits[room.hit] if room.hit is not None else None)
    room.set_class(left.zen, "-zen")
    if left.pane in ORDER:
        room.go_to_pane(Pane(left.pane))
    room.sought.text = left.sought
    room.over = left.over
    if all(left.listed) or left.over:
        room.call_after_refresh(_take_up_more, room, left)  # the first frame comes first


def _take_up_more(room: ReadingRoom, left: LeftOff) -> None:
    from tui.screens import reopening

    room.work_anew(partial(reopening.reopen, room, left), "reopening")


def finish(room: ReadingRoom, words: str | None) -> None:
    """The prompt was closed: with words to keep, or with None."""
    if words and not room.hits:
        room.say(f"“{words}” does not stand in this article")
    elif not words:
        forget_found(room)
    else:
        choose_found(room)
    room.show_words()


def step_hit(room: ReadingRoom, by: int) -> None:
    """Go to the next or previous place found; after the last comes the first."""
    if room.hits and room.hit is not None:
        room.hit = (room.hit + by) % len(room.hits)
        show_hit(room)
        choose_found(room)


def choose_found(room: ReadingRoom) -> None:
    """Choose the mention that was found, so that a name can be looked for and then followed."""
    if room.page is not None and room.hit is not None:
        start, end = room.hits[room.hit]
        found = room.page.at(start)
        found = room.page.at(end - 1) if found is None else found
        if found is None:
            room.choose(None, room.entity)
        else:
            room.visit(found)


def show_hit(room: ReadingRoom) -> None:
    here = room.hits[room.hit] if room.hit is not None else None
    room.text.stand_on(here)
    if here is not None:
        room.text.reveal(here)
    room.show_words()


def forget_found(room: ReadingRoom) -> None:
    room.words, room.hits, room.hit = "", [], None
    room.text.found([])
    room.show_words()


def clear(room: ReadingRoom) -> None:
    """Forget what was found, or else let go of the chosen entity, or list all articles again."""
    if room.hits:
        forget_found(room)
    elif room.entity is None and room.arranged.only is not None:
        from tui.screens import room_stories

        room.arranged.only = None
        room_stories.rearrange(room)
    else:
        room.choose(None)


def show_why(room: ReadingRoom) -> None:
    """Show on a sheet why the spellings of the chosen entity are one, and first why the one at hand is."""
    place, entity = room.place, room.entity
    passage = room.passage_list.chosen if room.pane is Pane.MENTIONS else None
    if place is None or entity is None:
        return
    article, start = (passage.article, passage.start) if passage else (place.article, place.start)

    async def show() -> None:
        from tui.screens.sheet import Sheet

        lay = partial(card.why, await room.ask(lambda shelf: answers.why(shelf, entity, article, start)))
        room.app.push_screen(Sheet("Why these spellings are one entity", lay))

    room.work_on(show())


def put_away(room: ReadingRoom) -> None:
    """Put everything but the text away, or bring it back."""
    room.set_class(not room.zen, "-zen")
    room.go_to_pane(Pane.TEXT)


def show_letters(room: ReadingRoom) -> None:
    """Tell the types of names by letters, or no longer."""
    if room.text.letter():
        room.say("P person, L place, O organisation, W weapon, N people or faith, E event")


def show_hints(room: ReadingRoom) -> None:
    """Put letters on the mentions in view, the text's first, and follow the one whose letters are typed."""
    from tui.screens.hints import Hints

    rows = room.passage_list.passages_in_view() if room.shows(Pane.MENTIONS) else []
    if not rows and not room.shows(Pane.TEXT):
        room.go_to_pane(Pane.TEXT)
        room.call_after_refresh(show_hints, room)  # what is in view is known once it is laid out
        return
    seen = room.text.mentions_in_view() if room.shows(Pane.TEXT) else []
    entity = room.dossier.entity.id if room.dossier is not None else None
    if not seen and not rows:
        room.say("no mention is in view")
        return

    def typed(index: int | None) -> None:
        if index is None:
            return
        if index < len(seen):
            room.go_to_pane(Pane.TEXT)
            room.visit(seen[index][0], at_once=True)
        else:
            open_passage(room, rows[index - len(seen)][1], entity)

    hinted = (room.text, [offset for _, offset in seen]), (room.passage_list, [row for row, _ in rows])
    room.app.push_screen(Hints(*hinted), typed)


def show_trail(room: ReadingRoom) -> None:
    """List the places of the trail, the present one chosen, and go to another."""
    from tui.screens.picker import Picker

    if (place := room.place) is None:
        return
    trail = room.trail.amend(place)

    async def find(words: str) -> Sequence[Stop]:
        stops = await room.ask(lambda shelf: answers.stops(shelf, trail))
        return [stop for stop in stops if words.casefold() in stop.words.casefold()]

    def picked(stop: Stop | None) -> None:
        if stop is not None and stop.by:
            room.go_on(walking.to_trail, stop.by)

    start = len(trail.places) - 1 - trail.at
    room.app.push_screen(Picker("The trail:", find, lambda stop: stop.words, start), picked)


def open_dossier(room: ReadingRoom) -> None:
    """Open the dossier of the chosen entity."""
    from tui.screens import dossier

    dossier.open_dossier(room)


def open_index(room: ReadingRoom) -> None:
    """Open the index of entities."""
    from tui.screens import dossier

    dossier.open_index(room)


def open_map(room: ReadingRoom) -> None:
    """Open the map of places, on the chosen entity where it is one."""
    from tui.screens import map

    map.open_map(room, room.entity)


DOING: Mapping[str, Doing] = {
    "hints": show_hints,
    "trail": show_trail,
    "next_entity": lambda room: step_entity(room, True),
    "previous_entity": lambda room: step_entity(room, False),
    "next_mention": lambda room: step_mention(room, True),
    "previous_mention": lambda room: step_mention(room, False),
    "follow": follow,
    "why": show_why,
    "dossier": open_dossier,
    "index": open_index,
    "map": open_map,
    "tie": follow_tie,
    "back": lambda room: room.go_on(walking.to_trail, -1),
    "forward": lambda room: room.go_on(walking.to_trail, 1),
    "next_article": lambda room: room.go_on(walking.to_article, 1),
    "previous_article": lambda room: room.go_on(walking.to_article, -1),
    "find": ask_words,
    "find_next": lambda room: step_hit(room, 1),
    "find_previous": lambda room: step_hit(room, -1),
    "clear": clear,
    "next_pane": lambda room: change_pane(room, 1),
    "previous_pane": lambda room: change_pane(room, -1),
    "pane_articles": lambda room: room.go_to_pane(Pane.ARTICLES),
    "pane_text": lambda room: room.go_to_pane(Pane.TEXT),
    "pane_mentions": lambda room: room.go_to_pane(Pane.MENTIONS),
    "zen": put_away,
    "letters": show_letters,
    "theme": lambda room: room.app.action_change_theme(),
    "leave": leave,
}
"""By the id of the command."""
