"""Long texts in pieces that a model can take: memory stays bounded and time linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LIMIT = 12_000
"""Characters a piece, and a batch of pieces: some 2,500 words."""

_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…][\"'”’)]*\s"), re.compile(r"\s"))
"""Where a text may be cut, the best first: blank line, line, sentence, word."""


def chunks_of(text: str, limit: int = LIMIT) -> Iterator[tuple[int, str]]:
    """(offset, piece) of `text`; the pieces are whole, in order, and each at most `limit` characters."""
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start + limit // 2, start + limit)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


Piece = tuple[int, int, str]
"""Number of the text, offset in it, and the piece itself."""


def batches(pieces: Sequence[Piece], most: int) -> Iterator[list[Piece]]:
    """The pieces in order, at most so many at a time, and of LIMIT characters in all.

    A model holds some 4 kB for each character until it is done; smaller batches are no slower.
    """
    batch: list[Piece] = []
    for piece in pieces:
        if batch and (len(batch) == most or sum(len(text) for *_, text in batch) + len(piece[2]) > LIMIT):
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _cut(text: str, low: int, high: int) -> int:
    """The end of the last best break in [low, high), or `high` where there is none."""
    for breaks in _BREAKS:
        ends = [found.end() for found in breaks.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
