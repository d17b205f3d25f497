"""The list of the reader's marks: what is marked, the note, and where."""

from __future__ import annotations

from core.marks import Mark, MarkKind
from tui.reading.phrases import day, joined
from tui.reading.quoting import flat
from tui.widgets.line_view import Piece, cut
from tui.widgets.paged_list import PagedList

SIGNS = {
    MarkKind.STAR: "★",
    MarkKind.TAG: "#",
    MarkKind.ARTICLE: "✎",
    MarkKind.ENTITY: "✎",
    MarkKind.PASSAGE: "▌",
}


class MarkList(PagedList[Mark]):
    """Marks, the newest first: what, the note or the passage under it, and the article."""

    @property
    def rows(self) -> int:
        return 3

    def entry(self, index: int, row: int, record: Mark) -> list[Piece]:
        room = self.width - 5
        if row == 0:
            head: list[Piece] = [(f" {SIGNS[record.kind]} ", ("unread",)), (_head(record), ("strong",))]
            return cut(head, room)
        words = _body(record) if row == 1 else _origin(record)
        return [("   ", ()), *cut([(words, () if row == 1 else ("quiet",))], room)]


def _head(mark: Mark) -> str:
    """What is marked."""
    if mark.named is not None:
        return joined(flat(mark.named.label), mark.named.type.lower())
    if mark.anchor is not None:
        return f"“{flat(mark.anchor.quote)}”"
    headline = flat(mark.cited.headline) if mark.cited else ""
    return f"{flat(mark.text)}  {headline}" if mark.kind is MarkKind.TAG else headline


def _body(mark: Mark) -> str:
    """The note on it."""
    return "" if mark.kind is MarkKind.TAG else flat(mark.text)


def _origin(mark: Mark) -> str:
    if mark.cited is None:
        return ""
    headline = flat(mark.cited.headline) if mark.anchor is not None or mark.named is not None else ""
    when = day(mark.cited.published) if mark.cited.published else ""
    return joined(flat(mark.cited.outlet), when, headline)
