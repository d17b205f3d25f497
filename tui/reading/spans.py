"""Which marks lie on which part of a line: a mention's type, boilerplate, a find, the chosen mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

Span = tuple[int, int]
Marks = tuple[str, ...]


_END = itemgetter(1)


class Layer:
    """Spans [start, end) that are sorted and disjoint, each with one mark.

    They are kept as they come and none is looked at but those asked for: a long text has ten thousands.
    """

    def __init__(self, spans: Sequence[Span] = (), marks: str | Sequence[str] = "") -> None:
        """`marks` is the mark of all of the spans, or one for each."""
        self.spans = spans
        self._marks = marks

    def over(self, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """The parts of its spans within [start, stop)."""
        for index in range(bisect_right(self.spans, start, key=_END), len(self.spans)):
            left, right = self.spans[index]
            if left >= stop:
                return
            if left < right:
                mark = self._marks if isinstance(self._marks, str) else self._marks[index]
                yield max(left, start), min(right, stop), mark


def pieces(start: int, stop: int, layers: Sequence[Layer]) -> Iterator[tuple[int, int, Marks]]:
    """Cut [start, stop) wherever a mark begins or ends; each piece with its marks in the order of the layers.

    >>> list(pieces(0, 9, [Layer([(2, 6)], "dim"), Layer([(4, 8)], "place")]))
    [(0, 2, ()), (2, 4, ('dim',)), (4, 6, ('dim', 'place')), (6, 8, ('place',)), (8, 9, ())]
    """
    found = [part for layer in layers for part in layer.over(start, stop)]
    cuts = sorted({start, stop, *(part[0] for part in found), *(part[1] for part in found)})
    for left, right in pairwise(cuts):
        yield left, right, tuple(mark for a, b, mark in found if a <= left and right <= b)
