"""Long texts in pieces that a model can take: memory stays bounded and time linear."""

from __future__ import annotations

import re
from collections.abc import Iterator

LIMIT = 12_000
"""Characters a piece: some 2,500 words, so that a batch of four stays within tens of megabytes."""

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


def _cut(text: str, low: int, high: int) -> int:
    """The end of the last best break in [low, high), or `high` where there is none."""
    for breaks in _BREAKS:
        ends = [found.end() for found in breaks.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
