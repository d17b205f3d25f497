"""A text as recognition sees it: its words, their keys, and where lines and sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from core.entity import EntityType, FoundBy, Reference
from core.recognition.evidence import is_common, word_list
from core.recognition.words import Word, fold, words_of

_GLUED = re.compile(r"(?<=[a-zà-ž])(?=[A-ZÀ-Ž])")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”‘•|—–(\[]")
_PLAIN_GAP = re.compile(r"[ \xa0]|[ \t]*\r?\n[ \t]*")
_NEWLINE = re.compile(r"\n")
_HYPHEN = re.compile(r"[-‐‑]")


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

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _unglued(words_of(text))
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
        """Whether words [first, last) stand in a web address or a handle."""
        end = self.words[last - 1].end
        before = self.text[max(0, self.words[first].start - 1) : self.words[first].start]
        glued_on = self.text[end : end + 1] in ("_", "/", ".") and self.text[end + 1 : end + 2].isalnum()
        return before in ("@", "_") or (before in ("/", ".", "-") and glued_on)

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


def _unglued(words: list[Word]) -> list[Word]:
    """The words, and for those that bad extraction glued together their parts: "includingKyiv"."""
    unglued: list[Word] = []
    done = 0
    for at, word in enumerate(words):
        if len(word.text) > 5 and _GLUED.search(word.text):
            unglued += words[done:at]
            unglued += _parts(word)
            done = at + 1
    return unglued + words[done:]


def _parts(word: Word) -> Iterator[Word]:
    """The parts of one word: "includingKyiv" -> "including", "Kyiv"."""
    cut = _GLUED.search(word.text) if len(word.text) > 5 else None
    if cut and cut.start() >= 2 and _seam(word.text[: cut.start()], word.text[cut.start() :]):
        middle = word.start + cut.start()
        yield Word(word.start, middle, word.text[: cut.start()])
        yield from _parts(Word(middle, word.end, word.text[cut.start() :]))
    else:
        yield word


def _seam(left: str, right: str) -> bool:
    """Whether two parts are words of their own, which those of "WikiLeaks" and "McDonald" are not."""
    if left[0].islower():
        return is_common(left.lower())
    return len(left) > 3 and fold(right) in word_list("openers")
