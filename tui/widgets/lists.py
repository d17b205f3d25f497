"""The two lists: articles, and the passages that mention one entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from rich.cells import cell_len

from core.library.records import Passage
from core.marks import Signs
from core.visible import visible
from tui.reading.excerpt import excerpt
from tui.reading.listing import Listed
from tui.reading.phrases import day, of_story, of_wire, signs_of
from tui.reading.saved import Saved
from tui.widgets.line_view import Piece, cut
from tui.widgets.paged_list import PagedList

WIDE = 60
"""From this width a sentence is given two lines instead of three, and a headline one instead of two."""
MARGIN = 2
"""Cells left of a passage, which letters fit into."""


class ArticleList(PagedList[Listed]):
    """Articles, the newest first: outlet and date, and the headline under them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.open_id: int | None = None
        """Id of the article in the text pane."""
        self._open_at = 0
        self.picked: list[int] = []
        """Ids of the articles that are picked for a comparison."""
        self._saved: Sequence[Saved] = ()
        self._listed = ""

    @property
    def heads(self) -> int:
        """Saved searches, with their rule in a third of the view at most."""
        return min(len(self._saved), max(1, self.height // 3 - 1))

    def head(self, index: int) -> list[Piece]:
        one, last = self._saved[index], index == self.heads - 1
        if last and len(self._saved) > self.heads:
            return [(f"   {len(self._saved) - index:,} more saved searches", ("quiet",))]
        sign, marks = ("▾", ("strong",)) if one.search.name == self._listed else ("▹", ())
        room = max(0, self.width - 3 - len(one.count))
        name = cut([(flat(one.search.name), marks)], room - 1)
        gap = room - sum(cell_len(text) for text, _ in name)
        return [(f" {sign} ", ("unread",)), *name, (" " * gap + one.count, ("quiet",))]

    @property
    def chosen_search(self) -> Saved | None:
        """The saved search under the cursor; None on the line that tells of more of them."""
        at = self.heads + self.cursor
        return self._saved[at] if at < self.heads - (len(self._saved) > self.heads) else None

    def show_saved(self, saved: Sequence[Saved], listed: str) -> None:
        """Show saved searches above the articles, marked the one whose articles alone are listed."""
        before, self._saved, self._listed = self.above, saved, listed
        if self.above == before:
            self.refresh_span(0, lines=before)
            return
        cursor = max(-self.heads, self.cursor)
        self.cursor, top = cursor, self.top + (self.above - before if self.top else 0)
        self.set_length(self.length)
        self.go_to_line(top)
        self.refresh()

    @property
    def rows(self) -> int:
        return 2 if self.width >= WIDE else 3

    def mark_open(self, article: int, index: int) -> None:
        """Mark the article that is in the text pane, and no longer the one that was."""
        before, self._open_at = self._open_at, index
        self.open_id = article
        self.refresh_entry(before)
        self.refresh_entry(index)

    def pick(self, article: int) -> int:
        """Pick the article under the cursor, or no longer; how many are picked."""
        if article in self.picked:
            self.picked.remove(article)
        else:
            self.picked.append(article)
        self.refresh_entry(self.cursor)
        return len(self.picked)

    def show_marks(self, source: str, read: bool, signs: Signs) -> None:
        """Show what an article is marked with now, wherever it stands in the list."""
        for index in self.known():
            record = self.record(index)
            if record is not None and record.summary.source == source:
                self.replace(index, record._replace(read=read, signs=signs))

    def entry(self, index: int, row: int, record: Listed) -> list[Piece]:
        if record.inside is not None and record.inside.is_copy:
            return [(text, ("quiet",)) for text, _ in self._entry(index, row, record)]
        return self._entry(index, row, record)

    def _entry(self, index: int, row: int, record: Listed) -> list[Piece]:
        indent = "  " if record.inside is not None else ""
        summary, room = record.summary, self.width - 3 - len(indent)
        if row == 0:
            sign = "▸" if self._is_open(index, record) else " " if record.read else "●"
            if record.story is None and summary.id in self.picked:
                sign = "+"
            if record.story is not None:
                sign = "▾" if record.opened else "▹" if sign != "▸" else sign
                return [
                    (f" {sign} ", ("unread",)),
                    *_head_with_day(of_story(record.story), record.story.last, room),
                ]
            return [
                (indent, ()),
                (f" {sign} ", ("unread",)),
                *(
                    _head_with_day(_origin(record), summary.published, room)
                    if record.inside is not None and record.inside.copies > 1
                    else _head(_origin(record), summary.published, room, signs_of(record.signs))
                ),
            ]
        marks = () if record.read else ("strong",)
        lines = excerpt(flat(summary.headline), 0, 0, room, self.rows - 1)
        words = lines[row - 1] if row <= len(lines) else []
        return [("   " + indent, ()), *((text, marks) for text, _ in words)]

    def _is_open(self, index: int, record: Listed) -> bool:
        here = self.open_id is not None and index == self._open_at
        return here and (record.story is not None or record.summary.id == self.open_id)


class PassageList(PagedList[Passage]):
    """Passages: outlet and date, the sentence under them, an empty line."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._hints: Mapping[int, str] = {}

    @property
    def rows(self) -> int:
        return 4 if self.width >= WIDE else 5

    def passages_in_view(self) -> list[tuple[int, Passage]]:
        """The passages whose first line is in view, with their entries."""
        first, last = -(-self.top // self.rows), (self.top + self.height - 1) // self.rows
        found = ((index, self.record(index)) for index in range(first, last + 1))
        return [(index, record) for index, record in found if record is not None]

    def hint(self, labels: Mapping[int, str]) -> None:
        """Draw letters in the margin of some entries, two at most; with none, the margin again."""
        before, self._hints = self._hints, labels
        for index in before.keys() | labels.keys():
            if before.get(index) != labels.get(index):
                self.refresh_span(self.line_of(index), width=MARGIN)

    def entry(self, index: int, row: int, record: Passage) -> list[Piece]:
        room = self.width - MARGIN - 1
        if row == 0:
            hint = self._hints.get(index, "")
            head = _head(record.outlet or record.headline, record.published, room)
            return [*[(hint, ("hint",))] * bool(hint), (" " * (MARGIN - len(hint)), ()), *head]
        if row == self.rows - 1:
            return []
        start = record.start - record.sentence_start
        end = record.end - record.sentence_start
        lines = excerpt(flat(record.sentence), start, end, room, self.rows - 2)
        words = lines[row - 1] if row <= len(lines) else []
        return [(" " * MARGIN, ()), *((text, ("mention",) if mentioned else ()) for text, mentioned in words)]


def _head_with_day(told: str, last: date | None, room: int) -> list[Piece]:
    """How many tell it at the left; at the right the day, where there is room for it."""
    if len(told) + len(day(last)) < room:
        return _head(told, last, room)
    return cut([(flat(told), ("quiet",))], room)


def _origin(record: Listed) -> str:
    """Where an article comes from; of the first of several copies, who else ran it."""
    summary, inside = record.summary, record.inside
    origin = summary.outlet or PurePath(summary.source).name
    if inside is not None and inside.copies > 1 and not inside.is_copy:
        return of_wire(inside.origin or origin, inside.outlets, inside.copies)
    return origin


def _head(origin: str, published: date | None, room: int, signs: str = "") -> list[Piece]:
    """Where it comes from at the left, the reader's marks behind it, the date at the right."""
    when = day(published) if published else ""
    marked: list[Piece] = [(f" {signs}", ("unread",))] if signs else []
    taken = len(when) + sum(len(text) for text, _ in marked)
    name = cut([(flat(origin), ("quiet",))], room - taken - 1)
    gap = room - taken - sum(cell_len(text) for text, _ in name)
    return [*name, *marked, (" " * gap + when, ("quiet",))]


def flat(text: str) -> str:
    """On one line and safe to draw, as many characters as before."""
    return visible("".join(" " if letter.isspace() else letter for letter in text))
