"""A text as recognition sees it: its words, their keys, and where lines and sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from core.entity import EntityType, FoundBy, Reference
from core.recognition.seams import Known, whole_words
from core.recognition.words import fold

_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”‘•|—–(\[]")
_PLAIN_GAP = re.compile(r"[ \xa0]|[ \t]*\r?\n[ \t]*")
_NEWLINE = re.compile(r"\n")
_HYPHEN = re.compile(r"[-‐‑](?:\r?\n[ \t]*| {1,2})?")


class Draft(NamedTuple):
    """A mention in the making: words [first, last) of a reading."""

    first: int
    last: int
    type: EntityType
    found_by: FoundBy
    confidence: float
    note: str = ""
    references: tuple[Reference, ...] = ()


class Reading:
    """One text's words, with what lies between them."""

    def __init__(self, text: str, known: Known = lambda _: False) -> None:
        """`known` tells names that some list has: whether two halves of a word are one, or a whole two."""
        self.text = text
        self.words = whole_words(text, known)
        self.keys = [fold(word.text) for word in self.words]
        self.starts = [word.start for word in self.words]
        self.capitals = [at for at, word in enumerate(self.words) if word.text[0].isupper()]
        """The capitalised words, in order."""
        self._capitals = frozenset(self.capitals)
        self._titled = frozenset(self._titled_words())
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self.keys):
            self._places[key].append(at)
        self.distinct = frozenset(self._places)
        """Each key once: lists of words are met with it, which costs as much as the smaller of the two."""

    def gap(self, at: int) -> str:
        """What stands between word `at` and the one before it."""
        start = self.words[at - 1].end if at else 0
        return self.text[start : self.words[at].start]

    def follows(self, at: int) -> bool:
        """Whether word `at` follows the one before it with a blank or a line break alone between them."""
        return at > 0 and bool(_PLAIN_GAP.fullmatch(self.gap(at)))

    def hyphened(self, at: int) -> bool:
        """Whether a hyphen alone joins word `at` to the one before it."""
        return at > 0 and bool(_HYPHEN.fullmatch(self.gap(at)))

    def stopped(self, at: int) -> bool:
        """Whether a full stop stands right behind word `at`."""
        return self.text.startswith(".", self.words[at].end)

    def begins_sentence(self, at: int) -> bool:
        return at == 0 or bool(_SENTENCE_END.search(self.gap(at)))

    def titled(self, at: int) -> bool:
        """Whether word `at` stands in a line that capitalises every word, where capitals tell nothing."""
        return at in self._titled

    def in_address(self, first: int, last: int) -> bool:
        """Whether words [first, last) are part of a bare web address: "example.org"."""
        end = self.words[last - 1].end
        before = self.text[max(0, self.words[first].start - 1) : self.words[first].start]
        glued_on = self.text[end : end + 1] in ("_", "/", ".") and self.text[end + 1 : end + 2].isalnum()
        return before == "_" or (before in ("/", ".", "-") and glued_on)

    def key(self, first: int, last: int) -> str:
        return " ".join(self.keys[first:last])

    def capitalised(self, at: int) -> bool:
        return at in self._capitals

    def where(self, keys: frozenset[str] | set[str]) -> list[int]:
        """The words with one of these keys, in order."""
        return sorted(chain.from_iterable(map(self._places.__getitem__, self.distinct & keys)))

    def find(self, first: int, last: int) -> Iterator[int]:
        """First words of the other places where the same capitalised words stand in a row."""
        wanted = self.keys[first:last]
        for at in self._places.get(wanted[0], ()):
            if self.keys[at : at + len(wanted)] == wanted and self.capitalised(at):
                yield at

    def _titled_words(self) -> Iterator[int]:
        for line in self._lines():
            if not 4 <= len(line) <= 30:
                continue
            words = (self.words[at].text for at in line)
            long = [word for word in words if len(word) >= 4 and word[0].isalpha()]
            if len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long):
                yield from line

    def _lines(self) -> Iterator[range]:
        """The words of each line that has any."""
        first = 0
        for newline in _NEWLINE.finditer(self.text):
            last = bisect_left(self.starts, newline.start(), first)
            if first < last:
                yield range(first, last)
            first = last
        yield range(first, len(self.words))
