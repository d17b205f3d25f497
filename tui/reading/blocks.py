"""Things beside each other, laid out: blocks of cells, each with words and a place to go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from core.visible import visible
from tui.reading.card import Line
from tui.reading.phrases import joined
from tui.reading.spans import Layer, Span, pieces
from tui.reading.wrap import wrap

_NO_BREAK = "\u00a0"
"""A space at which no line ends. Words from outside have none once they are safe to draw."""
GUTTER = 2
"""Cells at the left of each column, for the sign of the cursor."""


@dataclass(frozen=True, slots=True)
class Target:
    """Words in an article."""

    article: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Their offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, laid out, and where they stand."""

    lines: Sequence[Line]
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that stand beside each other; of one cell, words over the whole width."""

    cells: tuple[Cell | None, ...]
    section: str = ""
    """Of a section's title, its name."""

    @property
    def height(self) -> int:
        """Lines that it takes."""
        return max(len(cell.lines) if cell else 0 for cell in self.cells)


def laid(parts: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """Words, each run with its mark or none, in lines of a width."""
    return _lines([(_safe(text), mark) for text, mark in parts], width)


def _safe(text: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in visible(text))


def _lines(told: Sequence[tuple[str, str]], width: int) -> list[Line]:
    spans: list[Span] = []
    at = 0
    for text, mark in told:
        spans += [(at, at + len(text))] if mark else []
        at += len(text)
    whole = "".join(text for text, _ in told)
    marked = [Layer(spans, [mark for _, mark in told if mark])]
    lines: list[Line] = []
    for line in wrap(whole, max(8, width)):
        drawn = pieces(line.start, line.shown, marked)
        lines.append([(whole[a:b].replace(_NO_BREAK, " "), marks) for a, b, marks in drawn])
    return lines


def title(words: str, width: int, *quiet: str) -> Iterator[Block]:
    """A section's title, an empty line before it, and what is said of it, in words that no line end parts."""
    said = joined(*(_safe(one).replace(" ", _NO_BREAK) for one in quiet))
    yield EMPTY
    yield Block(
        (Cell(_lines([(_safe(words), "headline"), (f"  {said}" if said else "", "quiet")], width)),), words
    )


def note(words: str, width: int, mark: str = "quiet") -> Block:
    """Words of ours that lead nowhere."""
    return Block((Cell(laid([(words, mark)], width)),))


def abreast(columns: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Columns side by side, a block for each row of them."""
    for row in zip_longest(*columns):
        yield Block(row)


EMPTY = Block((Cell(([],)),))
