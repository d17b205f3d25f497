"""The lists of statements: quotes and claims, dates on their days, figures beside one another."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from core.library.statements.records import Source, StatedDate, StatedFigure
from core.visible import visible
from tui.reading.excerpt import excerpt
from tui.reading.phrases import UNKNOWN, day, joined, spelt
from tui.reading.spans import Marks
from tui.reading.stated import UNRESOLVED, Counted, Days, Said
from tui.widgets.line_view import Piece, cut
from tui.widgets.lists import WIDE, flat
from tui.widgets.paged_list import PagedList

BESIDE = 100
"""From this width the other figure stands beside a figure, not under it."""
NOBODY = "nobody named"
_DAY = len("2022-06-24")


class QuoteList(PagedList[Said]):
    """Who says it and where, the words, an empty line."""

    @property
    def rows(self) -> int:
        return 4 if self.width >= WIDE else 5

    def entry(self, index: int, row: int, record: Said) -> list[Piece]:
        quote, room = record.quote, self.width - 3
        if row == 0:
            found = [*_speaker(quote.speaker), *_notes(quote.direct, quote.unverified, record.outlets)]
            if quote.speaker and quote.speaker.how:
                found.append((flat(f" · {quote.speaker.how}"), ("quiet",)))
            return [("  ", ()), *_ends(found, joined(quote.outlet or UNKNOWN, day(quote.published)), room)]
        if row == self.rows - 1:
            return []
        words = f"“{quote.text}”" if quote.direct else quote.text
        return [("  ", ()), *_sentence(words, 0, 0, room, self.rows - 2, row - 1)]


class DateList(PagedList[StatedDate]):
    """Sentences by day: the day before the first of them, the expression and what it means, the sentence."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.days = Days((), (), 0)

    @property
    def rows(self) -> int:
        return 4 if self.width >= WIDE else 5

    def line(self, index: int) -> tuple[list[Piece], Marks]:
        entry, row = divmod(index, self.rows)
        if row or entry >= self.count:
            return super().line(index)
        if not self.days.begins(entry):
            return [], ()
        value = self.days.values[self.days.at(entry)]
        return [(f" {spelt(value) if value else 'Not resolved'}", ("headline", "unread"))], ()

    def entry(self, index: int, row: int, record: StatedDate) -> list[Piece]:
        room = self.width - 3
        if row == 1:
            told = joined(record.outlet or UNKNOWN, day(record.published))
            whole = _resolved(record)
            fits = sum(cell_len(text) for text, _ in whole) + cell_len(told) < room
            return [("  ", ()), *_ends(whole if fits else _resolved(record, anchored=False), told, room)]
        start, end = record.start - record.sentence_start, record.end - record.sentence_start
        return [("  ", ()), *_sentence(record.sentence, start, end, room, self.rows - 2, row - 2)]


class FigureList(PagedList[Counted]):
    """A figure with its sentence, and another article's about the same thing beside it or under it."""

    @property
    def _beside(self) -> bool:
        return self.width >= BESIDE

    @property
    def rows(self) -> int:
        return 5 if self._beside else 6

    def entry(self, index: int, row: int, record: Counted) -> list[Piece]:
        room = self.width - 3
        if row == self.rows - 1:
            return []
        if not self._beside:
            if row == self.rows - 2:
                return [("    ", ()), *_other_line(record, room - 2)]
            return [("  ", ()), *_figure(record.figure, room, row, self.rows - 2)]
        other = record.other
        if other is None:
            return [("  ", ()), *_figure(record.figure, room, row, self.rows - 1)]
        half = room // 2 - 2
        left = _figure(record.figure, half, row, self.rows - 1)
        pad = half - sum(cell_len(text) for text, _ in left)
        sign, mark = _sign(record)
        between: list[Piece] = [(" " * pad, ()), (f" {sign if row == 0 else ' '} ", (mark,))]
        return [("  ", ()), *left, *between, *_figure(other, half, row, self.rows - 1)]


def _figure(figure: StatedFigure, room: int, row: int, rows: int) -> list[Piece]:
    """One of so many lines: how many and by whose account, where, and the sentence."""
    if row == 0:
        return cut([(flat(f"{figure.hedge} {figure.text}".strip()), ("strong",)), *_by(figure.source)], room)
    if row == 1:
        beside = ", ".join((*figure.places, *map(_short, figure.dates)))
        where = joined(figure.outlet or UNKNOWN, day(figure.published), f"names {beside}" if beside else "")
        return cut([(flat(where), ("quiet",))], room)
    start, end = figure.start - figure.sentence_start, figure.end - figure.sentence_start
    return _sentence(figure.sentence, start, end, room, rows - 2, row - 2)


def _short(value: str) -> str:
    """A day, month or year in few cells."""
    return day(date.fromisoformat(value)) if len(value) == _DAY else spelt(value)


def _by(source: Source | None) -> list[Piece]:
    return [(flat(f" · by {source.shown}"), ("quiet",))] if source else []


def _sign(record: Counted) -> tuple[str, str]:
    return ("≠", "unread") if record.pair is not None and record.pair.differs else ("=", "quiet")


def _other_line(record: Counted, room: int) -> list[Piece]:
    other = record.other
    if other is None or record.pair is None:
        return []
    sign, mark = _sign(record)
    told = "reported differently" if record.pair.differs else "reported alike"
    words = f"{other.hedge} {other.text}".strip()
    by = f"by {other.source.shown}" if other.source else ""
    where = joined(by, other.outlet or UNKNOWN, day(other.published))
    return cut(
        [(f"{sign} {told}: ", (mark,)), (flat(words), ("strong",)), (flat(f" · {where}"), ("quiet",))], room
    )


def _resolved(record: StatedDate, anchored: bool = True) -> list[Piece]:
    """What an expression was taken to mean, from where it was counted, and what else it may mean.

    Where there is no room for all, the day from where it was counted is left out rather than cut.
    """
    meant = spelt(record.value) if record.value != UNRESOLVED else f"? {record.why}"
    found: list[Piece] = [(flat(f"“{record.text}” → "), ("quiet",)), (flat(meant), ("strong",))]
    if anchored and record.anchor is not None and record.value:
        found.append((f" · from {day(record.anchor)}", ("quiet",)))
    if record.others:
        found.append((f" · or {', '.join(map(spelt, record.others))}", ("unread",)))
    return found


def _speaker(by: Source | None) -> list[Piece]:
    if by is None:
        return [(NOBODY, ("quiet",))]
    return [(flat(by.label), ("strong",)), *([(" ?", ("unread",))] if by.guessed else [])]


def _notes(direct: bool, unverified: bool, outlets: int) -> list[Piece]:
    found: list[Piece] = [] if direct else [(" · claim", ("quiet",))]
    if unverified:
        found.append((" · could not be verified", ("unread",)))
    if outlets:
        told = f" · in {outlets} outlets" if outlets > 1 else " · stands elsewhere too"
        found.append((told, ("mention",)))
    return found


def _sentence(text: str, start: int, end: int, room: int, rows: int, row: int) -> list[Piece]:
    """One line of an excerpt."""
    lines = excerpt(flat(text), start, end, room, rows)
    words = lines[row] if row < len(lines) else []
    return [(piece, ("mention",) if marked else ()) for piece, marked in words]


def _ends(left: list[Piece], right: str, room: int) -> list[Piece]:
    """Words at the left, and at the right where it stands, as far as there is room for it."""
    right = visible(right)
    shown = cut([(right, ("quiet",))], min(cell_len(right), room // 2))
    size = sum(cell_len(text) for text, _ in shown)
    words = cut(left, room - size - 1)
    gap = room - size - sum(cell_len(text) for text, _ in words)
    return [*words, (" " * gap, ()), *shown]
