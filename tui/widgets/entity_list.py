"""The index of entities as a list: name, what it is, and the figures that it may be sorted by."""

from __future__ import annotations

from rich.cells import cell_len

from core.library.records import EntitySummary, Sort
from core.visible import visible
from tui.reading.phrases import about, day, kind_of
from tui.reading.spans import Marks
from tui.widgets.line_view import Piece, cut
from tui.widgets.paged_list import PagedList

_COLUMNS = {
    Sort.MENTIONS: ("mentions", 10),
    Sort.ARTICLES: ("articles", 10),
    Sort.LAST: ("last seen", 13),
    Sort.SPELLINGS: ("spellings", 10),
}
MARGIN = 2
_NAMED = 24
"""Cells that a name has before there is a second figure; nobody looks for a figure without a name."""


def _columns(width: int, sort: Sort) -> list[Sort]:
    """The figures that have room beside the names; first of all that by which they are sorted."""
    room, kept = width - MARGIN - _NAMED, {sort}
    room -= _COLUMNS[sort][1]
    for one, (_, cells) in _COLUMNS.items():
        if one is not sort and cells <= room:
            kept.add(one)
            room -= cells
    return [one for one in _COLUMNS if one in kept and width >= MARGIN + _NAMED // 2 + _COLUMNS[one][1]]


def _cells(columns: list[Sort]) -> int:
    return sum(_COLUMNS[one][1] for one in columns)


class EntityList(PagedList[EntitySummary]):
    """One line an entity."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.sort = Sort.MENTIONS
        """What it is sorted by."""

    @property
    def rows(self) -> int:
        return 1

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        """The cursor's ground ends before the figures: a step took 304 bytes with them on it."""
        pieces, under = super().line(index)
        named = max(1, len(pieces) - 1)
        return [*((text, under + marks) for text, marks in pieces[:named]), *pieces[named:]], ()

    def entry(self, index: int, row: int, record: EntitySummary) -> list[Piece]:
        shown = _columns(self.width, self.sort)
        room = self.width - _cells(shown) - MARGIN
        name = cut([(visible(" ".join(record.label.split())), (record.type.lower(),))], room)
        left = room - sum(cell_len(text) for text, _ in name)
        told = f"  {kind_of(record.type)}  {about(record)}" if left > 20 else ""
        aside = cut([(visible(told), ("quiet",))], left)
        gap = left - sum(cell_len(text) for text, _ in aside)
        figures = {
            Sort.MENTIONS: f"{record.mentions:,}",
            Sort.ARTICLES: f"{record.articles:,}",
            Sort.LAST: day(record.last),
            Sort.SPELLINGS: f"{record.spellings:,}",
        }
        columns = "".join(f"{figures[sort]:>{_COLUMNS[sort][1]}}" for sort in shown)
        return [(" " * MARGIN, ()), *name, *aside, (" " * gap, ()), (columns, ())]


def headings(width: int, sort: Sort) -> str:
    """The words over the columns; the one that the index is sorted by has an arrow."""
    shown = _columns(width, sort)
    words = "".join(f"{('↓' if one is sort else '') + _COLUMNS[one][0]:>{_COLUMNS[one][1]}}" for one in shown)
    return f"{' ' * MARGIN}{'name':<{max(0, width - _cells(shown) - MARGIN)}}{words}"
