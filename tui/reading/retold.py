"""One figure beside all that other articles give for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.library.statements.records import FigurePair, StatedFigure
from tui.reading.answers import Shelf
from tui.reading.blocks import EMPTY, Block, Cell, Target, laid, title
from tui.reading.phrases import UNKNOWN, count, day, joined
from tui.reading.stated import other_of


@dataclass(frozen=True, slots=True)
class Retold:
    """A figure with its pairs."""

    figure: StatedFigure
    pairs: Sequence[FigurePair]


def gather(shelf: Shelf, figure: StatedFigure) -> Retold:
    """A figure and what others report. Raises KeyError where it is no more."""
    statements = shelf.library.statements
    return Retold(statements.figure(figure.id), statements.figure_pairs_of(figure.id))


def blocks(told: Retold, width: int) -> Iterator[Block]:
    """The figure, then those that differ, then those that agree, each with why it is about the same thing."""
    room = width - 4
    yield from title("The figure", room)
    yield figure_block(told.figure, room)
    for differs, words in ((True, "Reported differently"), (False, "Reported alike")):
        pairs = [pair for pair in told.pairs if pair.differs is differs]
        if pairs:
            yield from title(words, room, count(len(pairs), "figure"))
        for at, pair in enumerate(pairs):
            if at:
                yield EMPTY
            yield figure_block(other_of(told.figure, pair), room, "; ".join(pair.reasons))


def figure_block(figure: StatedFigure, width: int, why: str = "") -> Block:
    """A figure over the whole width."""
    return Block((figure_cell(figure, width, why),))


def figure_cell(figure: StatedFigure, width: int, why: str = "", flag: str = "") -> Cell:
    """How many, by whose account and where; the sentence; why it stands here."""
    by = f"by {figure.source.shown}" if figure.source else ""
    where = joined(by, figure.outlet or UNKNOWN, day(figure.published))
    head = [(f"{flag} " if flag else "", "unread"), (f"{figure.hedge} {figure.text}".strip(), "strong")]
    lines = laid([*head, (f"  {where}", "quiet")], width)
    at, end = figure.start - figure.sentence_start, figure.end - figure.sentence_start
    sentence = figure.sentence
    words = [(sentence[:at], ""), (sentence[at:end], "mention"), (sentence[end:], "")]
    lines += [[("  ", ()), *line] for line in laid(words, width - 2)]
    if why:
        lines += [[("  ", ()), *line] for line in laid([(why, "quiet")], width - 2)]
    return Cell(lines, Target(figure.article, figure.start, figure.end))
