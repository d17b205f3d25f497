"""The reader's marks in the reading room: stars, tags, notes, passages, each shown where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from core.marks import Mark, MarkKind, tag_of
from tui.commands import Pane
from tui.reading import marking, quoting
from tui.reading.answers import Shelf
from tui.reading.marking import Marked
from tui.reading.phrases import count
from tui.screens import room_copying, room_saved
from tui.screens.asking import CHANGE
from tui.screens.dispatch import Doing

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom


def show(room: ReadingRoom, now: Marked) -> None:
    """Show an article's marks, in the list and over its text."""
    room.article_list.show_marks(now.source, now.read, now.signs)
    if room.page is not None and room.page.source == now.source:
        room.marks = now.marks
        room.text.mark_passages(marking.spans(room.page.text, now.marks))
    room.show_words()


def _change(room: ReadingRoom, question: Callable[[Shelf], Marked | None], card: bool = False) -> None:
    async def go() -> None:
        now = await room.change(question)
        if card and room.entity is not None:
            room.show_dossier(room.entity)
        if now is not None:
            show(room, now)
            room.say(now.said)
        else:
            room.say("kept")

    room.work_on(go(), CHANGE)


def target(room: ReadingRoom) -> tuple[int, str] | None:
    """Id and source of the article that is meant: under the cursor in the list, else the open one."""
    entry = room.article_list.chosen if room.pane is Pane.ARTICLES else None
    if entry is not None:
        return entry.summary.id, entry.summary.source
    return (room.page.id, room.page.source) if room.page is not None else None


def star(room: ReadingRoom) -> None:
    """Give the article a star, or take it."""
    if (one := target(room)) is not None:
        _change(room, lambda shelf: marking.turn_star(shelf, one[0]))


def turn_read(room: ReadingRoom) -> None:
    """Take the article for unread, or for read; the open one stays so when the reader leaves it."""
    if (one := target(room)) is None:
        return

    async def go() -> None:
        now = await room.change(lambda shelf: marking.turn_read(shelf, one[1]))
        if room.page is not None and room.page.source == now.source:
            room.left_unread = not now.read
        show(room, now)
        room_saved.count(room)
        room.say(now.said)

    room.work_on(go(), CHANGE)


class _Tag(NamedTuple):
    """A tag that can be given, or taken."""

    tag: str
    words: str


def tag(room: ReadingRoom) -> None:
    """Ask for the tag, and give it; one that the article has is taken."""
    from tui.screens.picker import Picker

    if (one := target(room)) is None:
        return
    article, source = one

    async def find(words: str) -> Sequence[_Tag]:
        begun = tag_of(words)
        known, now = await room.ask(lambda shelf: (marking.tags(shelf), marking.marked(shelf, source)))
        own = now.signs.tags
        found = [_Tag(name, f"#{name}  take it away") for name in own if name.startswith(begun)]
        found += [
            _Tag(name, f"#{name}  {count(uses, 'article')}")
            for name, uses in known
            if name.startswith(begun) and name not in own
        ]
        if begun and begun not in own and begun not in dict(known):
            found.append(_Tag(begun, f"#{begun}  a new tag"))
        return found

    def picked(chosen: _Tag | None) -> None:
        if chosen is not None:
            _change(room, lambda shelf: marking.turn_tag(shelf, article, chosen.tag))

    room.app.push_screen(Picker("Tag:", find, lambda one: one.words), picked)


def note(room: ReadingRoom) -> None:
    """Ask on what, and write a note."""
    from tui.screens.choice import Choice

    one = target(room)
    page = room.page
    if one is None or page is None:
        return
    answers = {"a": "the article"}
    entity, start, there = room.entity, None, None
    if room.pane is not Pane.ARTICLES:
        if entity is not None:
            answers["e"] = "the entity"
        if room.chosen is not None:
            start = page.starts[room.chosen]
            there = marking.over(page.text, room.marks, page.span(room.chosen))
        answers["p"] = "the marked passage" if there else "a passage"

    def answered(key: str | None) -> None:
        if key == "p":
            write(room, there) if there is not None else select(room)
        elif key == "a":
            room.work_on(_write_on_article(room, *one))
        elif key == "e" and entity is not None:
            room.work_on(_write_on_entity(room, entity, page.id, start))

    if len(answers) == 1:
        answered("a")
    else:
        room.app.push_screen(Choice("A note on:", answers), answered)


async def _write_on_article(room: ReadingRoom, article: int, source: str) -> None:
    now = await room.ask(lambda shelf: marking.marked(shelf, source))
    there = next((mark for mark in now.marks if mark.kind is MarkKind.ARTICLE), None)
    if there is None:
        there = Mark(MarkKind.ARTICLE, await room.ask(lambda shelf: marking.cited(shelf, article)))
    write(room, there)


async def _write_on_entity(room: ReadingRoom, entity: int, article: int, start: int | None) -> None:
    write(room, await room.ask(lambda shelf: marking.note_on(shelf, entity, article, start)))


def write(room: ReadingRoom, mark: Mark) -> None:
    """Write, or go on with, the note that a mark is or bears."""
    from tui.screens.note import Note

    def written(words: str | None) -> None:
        if words is not None:
            keep(room, mark._replace(text=words), mark.text)

    room.app.push_screen(Note(quoting.titled(mark), mark.text), written)


def keep(room: ReadingRoom, mark: Mark, was: str | None = None) -> None:
    """Keep a mark and show it."""
    _change(room, lambda shelf: marking.keep(shelf, mark, was), card=mark.kind is MarkKind.ENTITY)


def delete(room: ReadingRoom, mark: Mark) -> None:
    """Delete a mark of the open article."""
    _change(room, lambda shelf: marking.remove(shelf, mark))


def select(room: ReadingRoom) -> None:
    """Select a passage, at first the sentence where the reader is."""
    from tui.reading.selecting import Selection
    from tui.screens.selecting import Selecting

    page = room.page
    if page is None or not page.text.strip():
        return
    room.go_to_pane(Pane.TEXT)
    start, end = quoting.sentence(page, room_copying.at(room))
    room.app.push_screen(Selecting(room, page, Selection(start, end)))


def open_book(room: ReadingRoom) -> None:
    """List the reader's marks."""
    from tui.screens.book import Book

    room.app.push_screen(Book(room))


DOING: Mapping[str, Doing] = {
    "star": star,
    "tag": tag,
    "note": note,
    "select": select,
    "turn_read": turn_read,
    "marks": open_book,
}
"""By the id of the command."""
