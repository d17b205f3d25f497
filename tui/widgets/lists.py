"""The two lists: articles, and the passages that mention one entity."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from rich.cells import cell_len

from core.library.records import Passage
from core.visible import visible
from tui.reading.answers import Listed
from tui.reading.excerpt import excerpt
from tui.reading.phrases import day
from tui.widgets.line_view import Piece, cut
from tui.widgets.paged_list import PagedList

WIDE = 60
"""From this width a sentence is given two lines instead of three, and a headline one instead of two."""


class ArticleList(PagedList[Listed]):
    """Articles, the newest first: outlet and date, and the headline under them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.open_id: int | None = None
        """Id of the article in the text pane."""
        self._open_at = 0

    @property
    def rows(self) -> int:
        return 2 if self.width >= WIDE else 3

    def mark_open(self, article: int, index: int) -> None:
        """Mark the article that is in the text pane, and no longer the one that was."""
        before, self._open_at = self._open_at, index
        self.open_id = article
        self.refresh_entry(before)
        self.refresh_entry(index)

    def entry(self, index: int, row: int, record: Listed) -> list[Piece]:
        summary, room = record.summary, self.width - 3
        if row == 0:
            sign = "▸" if summary.id == self.open_id else " " if record.read else "●"
            return [
                (f" {sign} ", ("unread",)),
                *_head(summary.outlet or PurePath(summary.source).name, summary.published, room),
            ]
        marks = () if record.read else ("strong",)
        lines = excerpt(_flat(summary.headline), 0, 0, room, self.rows - 1)
        words = lines[row - 1] if row <= len(lines) else []
        return [("   ", ()), *((text, marks) for text, _ in words)]


class PassageList(PagedList[Passage]):
    """Passages: outlet and date, the sentence under them, an empty line."""

    @property
    def rows(self) -> int:
        return 4 if self.width >= WIDE else 5

    def entry(self, index: int, row: int, record: Passage) -> list[Piece]:
        room = self.width - 3
        if row == 0:
            return [("  ", ()), *_head(record.outlet or record.headline, record.published, room)]
        if row == self.rows - 1:
            return []
        start = record.start - record.sentence_start
        end = record.end - record.sentence_start
        lines = excerpt(_flat(record.sentence), start, end, room, self.rows - 2)
        words = lines[row - 1] if row <= len(lines) else []
        return [("  ", ()), *((text, ("mention",) if mentioned else ()) for text, mentioned in words)]


def _head(origin: str, published: date | None, room: int) -> list[Piece]:
    """Where it comes from at the left, the date at the right."""
    when = day(published) if published else ""
    name = cut([(_flat(origin), ("quiet",))], room - len(when) - 1)
    gap = room - len(when) - sum(cell_len(text) for text, _ in name)
    return [*name, (" " * gap + when, ("quiet",))]


def _flat(text: str) -> str:
    """On one line and safe to draw, as many characters as before."""
    return visible("".join(" " if letter.isspace() else letter for letter in text))
