"""What the screens of statements ask of a library: pages of quotes, dates and figures."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from core.library.statements.records import FigurePair, Filter, StatedDate, StatedFigure, StatedQuote
from tui.reading.answers import Shelf

UNRESOLVED = ""
"""The value of a date that stays unresolved."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote or claim, and in how many outlets its utterance stands."""

    quote: StatedQuote
    outlets: int
    """0 where no other article has it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with one that another article gives for the same thing."""

    figure: StatedFigure
    pair: FigurePair | None
    """One that is reported differently, where there is any."""
    others: int
    """How many figures of other articles are about the same thing."""

    @property
    def other(self) -> StatedFigure | None:
        """The other figure of the pair."""
        return other_of(self.figure, self.pair) if self.pair is not None else None


@dataclass(frozen=True, slots=True)
class Days:
    """The days, months and years of a timeline in order, and where each begins in the list."""

    values: tuple[str, ...]
    starts: tuple[int, ...]
    total: int

    def at(self, index: int) -> int:
        """The place of the day to which an entry belongs."""
        return bisect_right(self.starts, index) - 1

    def begins(self, index: int) -> bool:
        """Whether an entry is the first of its day."""
        at = self.at(index)
        return at >= 0 and self.starts[at] == index

    def on(self, value: str) -> int:
        """The first entry of a day, or of the next one that has any; the last day's where none has."""
        resolved = [at for at, one in enumerate(self.values) if one != UNRESOLVED] or [0]
        at = next((at for at in resolved if self.starts and self.values[at] >= value), resolved[-1])
        return self.starts[at] if self.starts else 0

    def step(self, index: int, by: int, length: int = 10) -> int | None:
        """The first entry of the next day (or, of `length` 7, month), or of this one, then the one before.

        None where there is none. What stays unresolved is one day, the last.
        """
        keys = [value[:length] for value in self.values]
        heads = [s for at, s in enumerate(self.starts) if not at or keys[at] != keys[at - 1]]
        ahead = [head for head in heads if (head > index if by > 0 else head < index)]
        return (ahead[0] if by > 0 else ahead[-1]) if ahead else None


def quotes(shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[Said]:
    """A page of quotes and claims."""
    statements = shelf.library.statements
    return [
        Said(one, statements.utterance(one.utterance).outlets if one.utterance is not None else 0)
        for one in statements.quotes(wanted, offset, limit)
    ]


def quote_at(shelf: Shelf, article: int, offset: int) -> int:
    """The place, among an article's quotes, of the one that stands at an offset or is the last before it."""
    told = [one for one in shelf.library.statements.quotes_of(article) if not one.boilerplate]
    over = [at for at, one in enumerate(told) if one.start <= offset < one.end and one.direct]
    before = [at for at, one in enumerate(told) if one.start <= offset]
    return (over or before or [0])[-1]


def figures(shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[Counted]:
    """A page of figures, each beside another article's about the same thing."""
    statements, found = shelf.library.statements, []
    for one in statements.figures(wanted, offset, limit):
        pairs = statements.figure_pairs_of(one.id, 1)
        found.append(Counted(one, pairs[0] if pairs else None, statements.figure_pair_count(one.id)))
    return found


def figure_at(shelf: Shelf, article: int, offset: int) -> int:
    """The place, among an article's figures, of the last that begins before an offset."""
    told = [one for one in shelf.library.statements.figures_of(article) if not one.boilerplate]
    return max(0, sum(one.start <= offset for one in told) - 1)


def other_of(figure: StatedFigure, pair: FigurePair) -> StatedFigure:
    """The figure beside which another stands in a pair."""
    return pair.right if pair.left.id == figure.id else pair.left


def days(shelf: Shelf, wanted: Filter) -> Days:
    """The days of a timeline, and at the end what stays unresolved."""
    statements = shelf.library.statements
    told = [(day.value, day.dates) for day in statements.timeline_days(wanted)]
    if unresolved := statements.unresolved_count(wanted):
        told.append((UNRESOLVED, unresolved))
    ends = tuple(accumulate(number for _, number in told))
    return Days(tuple(value for value, _ in told), (0, *ends)[: len(told)], ends[-1] if ends else 0)


def dates(shelf: Shelf, wanted: Filter, offset: int, limit: int) -> list[StatedDate]:
    """A page of a timeline."""
    statements = shelf.library.statements
    found = statements.timeline(wanted, offset, limit)
    if len(found) < limit:
        resolved = sum(day.dates for day in statements.timeline_days(wanted))
        found += statements.unresolved(wanted, max(0, offset - resolved), limit - len(found))
    return found
