"""What a search found: outlet, date and headline, and under them the sentence with the hits in it."""

from __future__ import annotations

from core.library.records import SearchHit
from tui.reading.excerpt import excerpt
from tui.reading.phrases import UNKNOWN, day, joined
from tui.reading.spans import Marks
from tui.widgets.line_view import Piece, cut
from tui.widgets.lists import flat
from tui.widgets.paged_list import PagedList


class HitList(PagedList[SearchHit]):
    """Two lines of a sentence, one above them, an empty one below."""

    @property
    def rows(self) -> int:
        return 4

    def grow(self, count: int) -> None:
        """There are more than there were."""
        self.count = count
        self.set_length(count * self.rows)

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        """The cursor's ground ends before the headline: a step took 350 bytes with it, and takes 175."""
        pieces, under = super().line(index)
        return [(text, marks if "strong" in marks else under + marks) for text, marks in pieces], ()

    def entry(self, index: int, row: int, record: SearchHit) -> list[Piece]:
        room = self.width - 3
        if row == 0:
            summary = record.summary
            told = joined(summary.outlet or UNKNOWN, day(summary.published))
            return [
                ("  ", ()),
                *cut([(flat(f"{told} · "), ("quiet",)), (flat(summary.headline), ("strong",))], room),
            ]
        if row == self.rows - 1:
            return []
        at = record.sentence_start
        marks = [(start - at, end - at) for start, end in record.marks]
        lines = excerpt(flat(record.sentence), record.start - at, record.end - at, room, self.rows - 2, marks)
        words = lines[row - 1] if row <= len(lines) else []
        return [("  ", ()), *((text, ("mention",) if mentioned else ()) for text, mentioned in words)]
