"""Page furniture: promos, sign-ups, toggles and slogans that a page wears around its article.

A stretch of text is furniture when a cue of `boilerplate.tsv` fits it: a regular expression with a scope that
says how much it takes. Cues are wordings that many outlets share ("SEE ALSO:", "Sign up to our newsletter");
credits and picture captions are article text.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from core.recognition.evidence import word_list
from core.recognition.reading import Reading
from core.recognition.wordings import Wordings

DATA = Path(__file__).parent / "data"
_SENTENCE_START = re.compile(r"[.!?…]['\"’”)]* +|\n")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*(?=\s|$)|\n|$")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"“”„«»]")
_ENDS = ".!?…:;|)]\"'”’"
_BETWEEN = 160
"""Characters of a sentence between two pieces of furniture that is furniture too."""
_REACH = 400
"""Characters to either side in which a sentence or line is looked for."""

_Range = tuple[int, int] | None


class Cue(NamedTuple):
    """What gives furniture away, and how much of the text it takes."""

    scope: str
    needs: tuple[str, ...]
    """Wordings in lower case of which the text must have one: looking for them costs next to nothing."""
    pattern: re.Pattern[str]

    @property
    def part(self) -> str | int:
        """What of the match is furniture: its group "taken", or all of it."""
        return "taken" if "taken" in self.pattern.groupindex else 0

    def matches(self, text: str, lines: Sequence[int]) -> Iterator[re.Match[str]]:
        """The pattern's matches; one that begins a line is tried at those alone, not at each character."""
        if not self.pattern.pattern.startswith(("^", r"(?<=\n)")):
            return self.pattern.finditer(text)
        return (match for start in lines if (match := self.pattern.match(text, start)))


@lru_cache(maxsize=1)
def _cues() -> tuple[Cue, ...]:
    with (DATA / "boilerplate.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Cue(row["scope"], tuple(row["needs"].split("|")), re.compile(row["pattern"], re.MULTILINE))
            for row in rows
        )


@lru_cache(maxsize=1)
def _needed() -> Wordings:
    return Wordings(wording for cue in _cues() for wording in cue.needs)


def boilerplate_of(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Ranges [start, end) of furniture, sorted and disjoint."""
    text, ranges = reading.text, []
    wordings = _needed().within(text.lower())
    lines = [0, *(found.end() for found in re.finditer(r"\n(?!\n)", text))]
    for cue in _cues():
        if wordings.isdisjoint(cue.needs):
            continue
        for match in cue.matches(text, lines):
            found = _SCOPES[cue.scope](text, *match.span(cue.part))
            if found and (trimmed := _trimmed(text, *found)):
                ranges.append(trimmed)
    known = _merged(sorted(ranges))
    return tuple(_filled(text, _merged(sorted([*known, *_addressed(reading, known)]))))


def _addressed(reading: Reading, known: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences in which the page speaks of itself to its reader: "Enter your email to get our updates"."""
    page, reader, seen = word_list("page_words"), word_list("reader_words"), -1
    text = reading.text
    for word in (reading.words[at] for at in reading.where(page)):
        if word.start < seen:
            continue
        start, end = _sentence(text, word.start, word.end)
        seen = end
        words = {found.group().lower() for found in _WORD.finditer(text, start, end)}
        after = bisect_right(known, start, key=lambda furniture: furniture[1])
        told = "i" in words  # a reporter's own story: "our app alerts went off while I was on the way"
        apart = (
            not told
            and (after == len(known) or known[after][0] >= end)
            and not _QUOTED.search(text, start, end)
        )
        if apart and len(words & page) > 1 and words & reader and (found := _trimmed(text, start, end)):
            yield found


def _filled(text: str, ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges, each with what few sentences stand between it and the next in the same paragraph."""
    for (start, end), (following, _) in pairwise(ranges):
        between = text[end:following]
        whole = not between.strip() or between.rstrip()[-1] in _ENDS or between.endswith("\n")
        near = (
            whole
            and len(between) < _BETWEEN
            and "\n\n" not in between
            and ("\n" not in between or end - start > 60)
        )
        yield start, following if near else end
    yield from ranges[-1:]


def _match(_text: str, start: int, end: int) -> _Range:
    return start, end


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the match, within reach."""
    low = max(0, start - _REACH)
    for before in _SENTENCE_START.finditer(text, low, start):
        low = before.end()
    after = _SENTENCE_END.search(text, end, end + _REACH)
    return low, after.end() if after else end


def _caps(text: str, start: int, end: int) -> _Range:
    """A link in capitals between paragraphs: longer than a subhead, and not the text's own headline.

    To have no a-z is not to have capitals: Cyrillic has small letters of its own, Arabic has neither.
    """
    shouted = start and text[start:end].isupper()
    return (start, end) if shouted and len(_LONG_WORD.findall(text, start, end)) >= 6 else None


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
