"""What the commands on stories, counts and metadata do in the reading room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from core.article import FIELDS, Article
from tui.reading import answers, verdicts
from tui.reading.card import Line, paragraph
from tui.reading.phrases import FIELD_NAMES, joined
from tui.screens import room_news, room_saved
from tui.screens.asking import CHANGE
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

NARROWED = "what a search found is listed without stories: {searches} lists all articles again"
_KEYS = dict(zip("tobhpdulwgc", FIELDS, strict=True))


def toggle(room: ReadingRoom) -> None:
    """Arrange the list by story, or flat again."""
    if room.arranged.only is not None:
        room.say(room.keys.told(NARROWED))
        return
    room.arranged.by_story = not room.arranged.by_story
    rearrange(room)
    room.say("the list is by story" if room.arranged.by_story else "the list is by article")


def turn(room: ReadingRoom, story: int, opened: bool) -> None:
    """Open a story in the list, or close it."""
    others = tuple(one for one in room.arranged.opened if one != story)
    room.arranged.opened = (*others, story) if opened else others
    rearrange(room, story)


def turn_chosen(room: ReadingRoom, opened: bool) -> None:
    """Open or close the story under the cursor, or that of the article under it."""
    entry = room.article_list.chosen
    if room.article_list.cursor < 0:
        room.say(room.keys.told("this is a saved search: {follow} lists what it finds"))
    elif room.arranged.only is not None:
        room.say(room.keys.told(NARROWED))
    elif entry is None or not room.arranged.by_story:
        room.say(room.keys.told("{by_story} arranges the list by story"))
    elif entry.story is not None and entry.opened != opened:
        turn(room, entry.story.id, opened)
    elif entry.within and not opened:
        turn(room, entry.within, False)


def rearrange(room: ReadingRoom, story: int | None = None) -> None:
    """Show the list as it is arranged now, the cursor on a story or else on the open article.

    A cursor on a saved search stays there.
    """
    article = room.page.id if room.page is not None else None
    room.workers.cancel_group(room, "lines")  # of the list as it was
    room_news.put_off(room)
    room.desk.write(lambda shelf: shelf.arranged.keep(shelf.state))

    async def show() -> None:
        found = await room.ask(lambda shelf: answers.rearranged(shelf, article, story))
        stays = room.article_list.cursor if story is None else 0
        cursor = found.cursor if stays >= 0 else stays
        room_saved.show(room)
        room.article_list.reset(found.rows, cursor, found.offset, found.listed)
        if article is not None and found.open_at is not None:
            room.article_list.mark_open(article, found.open_at)
        room.show_words()

    room.work_anew(show, "listed")


def count_sources(room: ReadingRoom) -> None:
    """Count independent sources instead of articles, or articles again."""
    room.arranged.per_source = not room.arranged.per_source
    rearrange(room)
    if room.entity is not None:
        room.show_dossier(room.entity)
    room.say(f"counts are per {'independent source' if room.arranged.per_source else 'article'}")


def show_metadata(room: ReadingRoom) -> None:
    """Show on a sheet what the article tells of itself, and where each of it was taken."""
    from tui.screens.sheet import Sheet

    if (place := room.place) is None:
        return

    async def show() -> None:
        article = await room.ask(lambda shelf: shelf.library.article_alone(place.article))
        room.app.push_screen(Sheet("About the article", partial(_lines, article)))

    room.work_on(show())


def _lines(article: Article, width: int) -> list[Line]:
    told = [field for field in FIELDS if getattr(article, field)]
    lines: list[Line] = [[]]
    for field in told:
        origin = article.origin(field)
        whence = origin if not origin or origin.startswith("edited") else f"from {origin}"
        lines += paragraph(joined(FIELD_NAMES[field], whence), width, ("quiet",))
        lines += [*paragraph(str(getattr(article, field)), width, ()), []]
    untold = ", ".join(FIELD_NAMES[field] for field in FIELDS if field not in told)
    if untold:
        lines += [*paragraph(f"not told: {untold}", width, ("quiet",)), []]
    return [*lines, *paragraph(article.provenance.source, width, ("quiet",))]


def edit(room: ReadingRoom) -> None:
    """Ask which field, then for its value, and put it right."""
    from tui.screens.choice import Choice

    if (place := room.place) is None:
        return

    async def ask() -> None:
        article = await room.ask(lambda shelf: shelf.library.article_alone(place.article))
        shown = {key: field.replace("_", " ") for key, field in _KEYS.items()}
        room.app.push_screen(
            Choice("Put right:", shown), lambda key: _ask_value(room, place.article, article, key)
        )

    room.work_on(ask())


def _ask_value(room: ReadingRoom, article_id: int, article: Article, key: str | None) -> None:
    from tui.screens.prompt import Prompt
    from tui.screens.room_decisions import renew

    if key is None:
        return
    field = _KEYS[key]
    before = str(getattr(article, field) or "")

    async def put(value: str) -> None:
        said = await room.change(lambda shelf: verdicts.edit(shelf, article_id, field, value))
        await renew(room, room.entity)
        rearrange(room)
        room.say(said)

    def answered(value: str | None) -> None:
        if value is not None and value.strip() != before:
            room.work_on(put(" ".join(value.split())), CHANGE)

    room.app.push_screen(Prompt(f"{FIELD_NAMES[field]}:", lambda _: None, before), answered)


DOING: Mapping[str, Doing] = {
    "by_story": toggle,
    "open_story": lambda room: turn_chosen(room, True),
    "close_story": lambda room: turn_chosen(room, False),
    "per_source": count_sources,
    "metadata": show_metadata,
    "edit": edit,
}
"""By the id of the command."""
