"""The words in the title line, the tabs and over the panes of the reading room."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from tui.commands import Pane
from tui.reading import marking
from tui.reading.phrases import count, day, joined, marked_with, signs_of
from tui.widgets.row import Part, Row

if TYPE_CHECKING:
    from tui.screens.reading_room import ReadingRoom

NAMED = 24
"""Cells for the name of what is being added."""


def show(room: ReadingRoom) -> None:
    """Bring every title up to date; a row draws only the cells that change."""
    _title_line(room, room.query_one("#title", Row))
    if room.narrow:
        tabs = [part for pane in room.views for part in _tab(room, pane)]
        status = _status(room) if room.pane is Pane.TEXT else ""
        room.query_one("#tabs", Row).show(tabs, [Part(status, "quiet")])
        return
    for pane in room.views:
        words, right = _words(room, pane)
        marks = "on" if pane is room.pane else "tab"
        row = room.query_one(f"#{pane}-title", Row)
        row.show([Part(f" {words} ", marks)], [Part(f" {right}", "quiet")])


def _title_line(room: ReadingRoom, row: Row) -> None:
    counts = room.counts
    said = ""
    if counts is not None:
        said = joined(count(counts.articles, "article"), count(counts.entities, "entity", "entities"))
    if room.narrow and (entity := _entity(room)):
        said = entity
    shelf = "the sample library" if room.sample else room.library_name
    if room.adding:
        name = set_cell_size(room.adding, NAMED).rstrip() if cell_len(room.adding) > NAMED else room.adding
        told = joined(f"adding {name}", room.added.told if room.added is not None else "")
        shelf = told if room.narrow else joined(told, shelf)
    row.show(
        [Part(" warreader ", "name"), Part(f"  {said}", "strong" if room.narrow else "")],
        [Part(f"{shelf} ", "quiet")],
    )


def _tab(room: ReadingRoom, pane: Pane) -> list[Part]:
    number = str(list(room.views).index(pane) + 1)
    new = f" +{room.fresh:,}" if room.fresh else ""
    words = {Pane.ARTICLES: f"Articles{new}", Pane.TEXT: "Text", Pane.MENTIONS: "Mentions"}[pane]
    mark = "on" if pane is room.pane else "tab"
    return [Part(f" {number} {words} ", mark, f"pane_{pane}"), Part(" ")]


def _words(room: ReadingRoom, pane: Pane) -> tuple[str, str]:
    """A pane's title, and what stands at its right."""
    if pane is Pane.ARTICLES:
        total, at = room.article_list.count, room.article_list.cursor + 1
        title = "Stories" if room.arranged.by_story else "Articles"
        title = f"“{room.arranged.only.name}”" if room.arranged.only else title
        words = joined(title, f"{room.fresh:,} new" if room.fresh else "")
        return words, (f"{at:,}/{total:,} " if at > 0 else f"{total:,} ") if total else ""
    if pane is Pane.TEXT:
        page = room.page
        if page is None:
            return "Text", ""
        origin = page.outlet or PurePath(page.source).name
        title, status = joined(origin, day(page.published)), _status(room)
        signs = marking.signs(room.marks)
        longest = joined(title, count(page.words, "word"), marked_with(signs))
        for told in (longest, joined(title, marked_with(signs)), joined(title, signs_of(signs))):
            if cell_len(told) + len(status) + 4 <= room.text.size.width:
                return told, status
        return title, status
    if room.dossier is None:
        return "Linked mentions", ""
    return room.dossier.entity.label, f"{room.passage_list.cursor + 1:,}/{room.dossier.count:,} "


def _status(room: ReadingRoom) -> str:
    """Which mention of how many is chosen, and how far one has read: "3/124 · 38 %"."""
    if room.page is None:
        return ""
    found = f"found {room.hit + 1}/{len(room.hits)}" if room.hit is not None else ""
    at = f"{room.chosen + 1}/{len(room.page.mentions)}" if room.chosen is not None else ""
    signs = signs_of(marking.signs(room.marks)) if room.narrow else ""
    return joined(signs, found, at, f"{room.text.progress} % ")


def _entity(room: ReadingRoom) -> str:
    """The chosen entity and its count, for a screen with one pane."""
    if room.dossier is None or room.dossier.entity.id != room.entity:
        return ""
    return f"{room.dossier.entity.label}  {room.passage_list.cursor + 1:,}/{room.dossier.count:,}"
