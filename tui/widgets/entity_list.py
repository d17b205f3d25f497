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
_FIGURES = sum(width for _, width in _COLUMNS.values())
MARGIN = 2


class EntityList(PagedList[EntitySummary]):
    """One line an entity."""

    @property
    def rows(self) -> int:
        return 1

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        """The cursor's ground ends before the figures: a step took 304 bytes with them on it."""
        pieces, under = super().line(index)
        named = max(1, len(pieces) - 1)
        return [*((text, under + marks) for text, marks in pieces[:named]), *pieces[named:]], ()

    def entry(self, index: int, row: int, record: EntitySummary) -> list[Piece]:
        room = self.width - _FIGURES - MARGIN
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
        columns = "".join(f"{figures[sort]:>{width}}" for sort, (_, width) in _COLUMNS.items())
        return [(" " * MARGIN, ()), *name, *aside, (" " * gap, ()), (columns, ())]


def headings(width: int, sort: Sort) -> str:
    """The words over the columns; the one that the index is sorted by has an arrow."""
    words = "".join(
        f"{('↓' if one is sort else '') + name:>{room}}" for one, (name, room) in _COLUMNS.items()
    )
    return f"{' ' * MARGIN}{'name':<{max(0, width - _FIGURES - MARGIN)}}{words}"
