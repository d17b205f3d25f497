"""Page furniture: promos, sign-ups, toggles and slogans that a page wears around its article.

A stretch of text is furniture when a cue of `boilerplate.tsv` fits it: a regular expression with a scope that
says how much it takes. Cues are wordings that many outlets share ("SEE ALSO:", "Sign up to our newsletter");
credits and picture captions are article text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_SENTENCE_START = re.compile(r"[.!?…]['\"’”)]* +|\n")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*(?=\s|$)|\n|$")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_REACH = 400
"""Characters to either side in which a sentence or line is looked for."""

_Range = tuple[int, int] | None


class Cue(NamedTuple):
    """What gives furniture away, and how much of the text it takes."""

    scope: str
    needs: tuple[str, ...]
    """Wordings in lower case of which the text must have one: a search costs a fiftieth of a pattern."""
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> tuple[Cue, ...]:
    with (DATA / "boilerplate.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Cue(row["scope"], tuple(row["needs"].split("|")), re.compile(row["pattern"], re.MULTILINE))
            for row in rows
        )


def boilerplate_of(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges [start, end) of furniture, sorted and disjoint."""
    ranges = []
    lowered = text.lower()
    for cue in _cues():
        if not any(wording in lowered for wording in cue.needs):
            continue
        for match in cue.pattern.finditer(text):
            found = _SCOPES[cue.scope](text, match.start(), match.end())
            if found and (trimmed := _trimmed(text, *found)):
                ranges.append(trimmed)
    return tuple(_merged(sorted(ranges)))


def _match(_text: str, start: int, end: int) -> _Range:
    return start, end


def _sentence(text: str, start: int, end: int) -> _Range:
    """The sentence around the match, within reach."""
    low = max(0, start - _REACH)
    for before in _SENTENCE_START.finditer(text, low, start):
        low = before.end()
    after = _SENTENCE_END.search(text, end, end + _REACH)
    return low, after.end() if after else end


def _caps(text: str, start: int, end: int) -> _Range:
    """A link in capitals between paragraphs: longer than a subhead, and not the text's own headline."""
    return (start, end) if start and len(_LONG_WORD.findall(text, start, end)) >= 6 else None


def _above(text: str, start: int, end: int) -> _Range:
    """The match with the short line above it: a video's title over its button."""
    above = text[max(0, start - _REACH) : start].rstrip()
    line = above[above.rfind("\n") + 1 :]
    if "\n" in above and len(line) < 120 and not line.endswith((".", "!", "?", '"', "”")):
        return start - _REACH + above.rfind("\n") + 1 if start > _REACH else above.rfind("\n") + 1, end
    return start, end


def _tail(text: str, start: int, _end: int) -> _Range:
    """From the match to the end of the text, where it begins in the second half."""
    return (start, len(text)) if start > len(text) // 2 else None


def _end(text: str, start: int, _end: int) -> _Range:
    """From the match to the end of the text, where little is left: a note about the author."""
    return (start, len(text)) if len(text) - start < 2 * _REACH and start > len(text) // 2 else None


_SCOPES: dict[str, Callable[[str, int, int], _Range]] = {
    "match": _match,
    "sentence": _sentence,
    "caps": _caps,
    "above": _above,
    "tail": _tail,
    "end": _end,
}
"""How much a cue takes."""


def _trimmed(text: str, start: int, end: int) -> _Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
