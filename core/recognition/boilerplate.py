"""Page furniture: promos, sign-ups, toggles and slogans that a page wears around its article.

A paragraph (a line, or a sentence where a page has lost its line breaks) is furniture when a cue of
`boilerplate.tsv` fits it. A cue is a regular expression with its scope: "line" takes the whole line, "match"
the matched words alone, "rest" everything from there to the end of the text.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Cue(NamedTuple):
    """What gives furniture away, and how much of the text it takes."""

    scope: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> tuple[Cue, ...]:
    with (DATA / "boilerplate.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Cue(row["scope"], re.compile(row["pattern"], re.MULTILINE)) for row in rows)


def boilerplate_of(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges [start, end) of furniture, sorted and disjoint."""
    ranges = []
    for cue in _cues():
        for match in cue.pattern.finditer(text):
            start, end = match.span()
            if cue.scope == "line":
                start, end = _line_around(text, start, end)
            elif cue.scope == "rest":
                end = len(text)
            start, end = _trimmed(text, start, end)
            if start < end:
                ranges.append((start, end))
    return tuple(_merged(sorted(ranges)))


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
