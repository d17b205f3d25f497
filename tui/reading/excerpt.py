"""A passage's sentence in a few short lines, cut so that the mention is among them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.reading.spans import Layer, Span, pieces
from tui.reading.wrap import wrap

Piece = tuple[str, bool]
"""Words, and whether they are the mention."""


def excerpt(
    sentence: str, start: int, end: int, width: int, rows: int, marks: Sequence[Span] | None = None
) -> list[list[Piece]]:
    """At most `rows` lines of at most `width` cells of a sentence, with the mention `sentence[start:end]`.

    Marked is the mention, or, where they are given, `marks` of the sentence. A sentence that does not fit is
    cut before the mention at a word, and after the last line.

    >>> excerpt("Troops left the town of Popasna at dawn.", 24, 31, 16, 2)
    [[('Troops left the', False)], [('town of ', False), ('Popasna', True), ('…', False)]]
    """
    flat = "".join(" " if letter.isspace() else letter for letter in sentence)
    layout = wrap(flat, width - 1)  # one cell is kept for an ellipsis
    shown, marks = flat, [(start, end)] if marks is None else marks
    back, before = width * (rows - 1) - (end - start), -1
    # Wide letters and broken lines take more room than letters were counted: then less stands before.
    while before and layout.line_of(max(start, end - 1) - len(flat) + len(shown)) >= rows:
        before, back = max(0, back), back // 2
        shown = "…" + flat[_cut(flat, start, before) :]
        layout = wrap(shown, width - 1)
    shift = len(flat) - len(shown)
    marks = [(a - shift, b - shift) for a, b in marks if a > shift or shown is flat]
    lines = layout[:rows]
    if len(layout) > rows:
        last = lines[-1]
        shown = shown[: last.shown] + "…"
        lines = [*lines[:-1], last._replace(shown=last.shown + 1)]
    marked = [Layer(marks, "mention")]
    return [[(shown[a:b], bool(at)) for a, b, at in pieces(line.start, line.shown, marked)] for line in lines]


def _cut(text: str, start: int, back: int) -> int:
    """Where to begin so that about `back` characters stand before `start`, at the beginning of a word."""
    cut = max(0, start - back)
    space = text.find(" ", cut, start)
    return space + 1 if cut and space >= 0 else cut
