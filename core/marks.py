"""Records of what a reader marks: articles, entities and passages, each known by what outlives a library.

A reader's marks stand apart from the library, which may be shared, built anew, or another one tomorrow. So
an article is known by its source; an entity by the identity of one of its names, as in the journal of
decisions (a label may be renamed and an id belongs to one file; a merge takes the note along with the name,
and a split leaves it where the name went); a passage by its source, its offsets and its words with a little
of what stands around them, so that it is found again where the text has shifted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from core.entity import EntityType

AROUND = 32
"""Characters of context kept on either side of a passage; W3C's TextQuoteSelector is kept so by its users."""
LONGEST_PASSAGE = 10_000
LONGEST_NOTE = 20_000
LONGEST_TAG = 60
_SEED = 24
"""Characters at either end of a passage by which one is found whose middle was edited."""
_ALIKE = 0.6
"""Least likeness of a passage found by its surroundings (difflib's ratio)."""
_MOST = 1_000
"""Places at which a passage is looked for: "the" stands at thousands."""


class MarkKind(StrEnum):
    STAR = "star"
    TAG = "tag"
    ARTICLE = "article"
    """A note on an article."""
    ENTITY = "entity"
    """A note on an entity."""
    PASSAGE = "passage"
    """A highlighted passage, with a note or without one."""


class Cited(NamedTuple):
    """An article as a citation names it, kept with the mark: it can be told without the library."""

    source: str
    headline: str
    outlet: str = ""
    published: date | None = None
    url: str = ""


class Named(NamedTuple):
    """An entity as a note knows it."""

    type: EntityType
    identity: tuple[str, str, str, str, int]
    """`Name.identity` of the name that the note was written on."""
    label: str
    """What the entity was called then; to show, never to look up."""


class Anchor(NamedTuple):
    """A passage of a text: [start, end), its words, and those around it."""

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The passage [start, end) of a text, at most LONGEST_PASSAGE long."""
        end = min(end, len(text), start + LONGEST_PASSAGE)
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        return cls(start, end, text[start:end], before, after)

    def find(self, text: str) -> tuple[int, int] | None:
        """Where the passage stands in a text that may have been edited; None where it is gone.

        Exact words come first, those in the same surroundings before others and the nearest of these; then
        the words in other white space; then the passage whose two ends are there, or its surroundings, with
        words between that are like its own.
        """
        if not self.quote:
            return None
        if text.startswith(self.quote, self.start) and self._fit(text, self.start, self.end) == 1:
            return self.start, self.end
        spans = list(_places(re.escape(self.quote), text))
        spans = spans or list(_places(r"\s+".join(map(re.escape, self.quote.split())) or r"(?!)", text))
        spans = spans or list(self._edited(text))
        return max(spans, key=lambda span: self._likely(text, *span), default=None)

    def _likely(self, text: str, start: int, end: int) -> tuple[float, int]:
        return self._fit(text, start, end), -abs(start - self.start)

    def _fit(self, text: str, start: int, end: int) -> float:
        """How much of the surroundings stands around a span: 0 to 1."""
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        same = _common(before[::-1], self.before[::-1]) + _common(after, self.after)
        whole = len(self.before) + len(self.after)
        # At an end of the old text nothing was kept, and only an end of the text is like it.
        return same / whole if whole else float(not before and not after)

    def _edited(self, text: str) -> Iterator[tuple[int, int]]:
        size = min(_SEED, len(self.quote) // 2)
        if size >= _SEED // 2:
            yield from self._between(text, self.quote[:size], self.quote[-size:], 0)
        if self.before and self.after:
            yield from self._between(text, self.before, self.after, 1)

    def _between(self, text: str, first: str, last: str, outside: int) -> Iterator[tuple[int, int]]:
        """What lies from `first` to the next `last`, these left out where they are outside."""
        lasts = list(_places(re.escape(last), text))
        for begin in _places(re.escape(first), text):
            start = begin[outside]
            at = bisect_left(lasts, (begin[1], 0))
            if at < len(lasts) and self._is_like(text[start : lasts[at][1 - outside]]):
                yield start, lasts[at][1 - outside]

    def _is_like(self, words: str) -> bool:
        if not len(self.quote) / 2 <= len(words) <= 2 * len(self.quote):
            return False
        from difflib import SequenceMatcher  # 4 ms that opening an article need not wait for

        return SequenceMatcher(None, self.quote.split(), words.split()).ratio() >= _ALIKE


class Mark(NamedTuple):
    """One thing that a reader marked."""

    kind: MarkKind
    cited: Cited | None = None
    """The article; None only of a note on an entity that was written with no article open."""
    text: str = ""
    """The note's words, or the tag."""
    anchor: Anchor | None = None
    """Of a passage: where it is."""
    named: Named | None = None
    """Of a note on an entity: which."""
    id: int = 0
    """The reader's file's; 0 until it is kept."""
    at: datetime | None = None
    """When it was last written, in UTC."""
    library: str = ""
    """Where it was made, as `known_as` tells a library; "" where nobody knows, and till it is kept."""


class Signs(NamedTuple):
    """What of an article's marks a list shows."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: int = 0
    """Notes on it and passages in it."""


def tag_of(words: str) -> str:
    """A tag as it is kept: one word in small letters, so that `tag:war-crimes` can ask for it.

    >>> tag_of(" #War  crimes ")
    'war-crimes'
    """
    return "-".join(words.casefold().replace("#", " ").split())[:LONGEST_TAG]


def _places(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    for count, found in enumerate(re.finditer(pattern, text)):
        if count == _MOST:
            return
        yield found.span()


def _common(left: str, right: str) -> int:
    """How many characters two strings begin with alike."""
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))
