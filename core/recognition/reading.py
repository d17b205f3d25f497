"""A text as recognition sees it: its words, their keys, and where lines and sentences begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from core.entity import EntityType, FoundBy, Reference
from core.recognition.evidence import is_common, word_list
from core.recognition.words import Word, fold, words_of

_GLUED = re.compile(r"(?<=[a-zà-ž])(?=[A-ZÀ-Ž])")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”‘•|—–(\[]")
_PLAIN_GAP = re.compile(r"[ \xa0]|[ \t]*\r?\n[ \t]*")
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
        self.words = [part for word in words_of(text) for part in _unglued(word)]
        self.keys = [fold(word.text) for word in self.words]
        self._titled = _titled_words(text, self.words)

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
        return 0 <= at < len(self.words) and self.words[at].text[0].isupper()

    def find(self, first: int, last: int) -> Iterator[int]:
        """First words of the other places where the same capitalised words stand in a row."""
        wanted = self.keys[first:last]
        for at in self._positions.get(wanted[0], ()):
            if self.keys[at : at + len(wanted)] == wanted and self.capitalised(at):
                yield at

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        positions: dict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self.keys):
            positions[key].append(at)
        return positions


def _unglued(word: Word) -> Iterator[Word]:
    """The parts of a word that bad extraction glued together: "includingKyiv" -> "including", "Kyiv"."""
    cut = _GLUED.search(word.text) if len(word.text) > 5 else None
    if cut and cut.start() >= 2 and _seam(word.text[: cut.start()], word.text[cut.start() :]):
        middle = word.start + cut.start()
        yield Word(word.start, middle, word.text[: cut.start()])
        yield from _unglued(Word(middle, word.end, word.text[cut.start() :]))
    else:
        yield word


def _seam(left: str, right: str) -> bool:
    """Whether two parts are words of their own, which those of "WikiLeaks" and "McDonald" are not."""
    if left[0].islower():
        return is_common(left.lower())
    return len(left) > 3 and fold(right) in word_list("openers")


def _titled_words(text: str, words: list[Word]) -> frozenset[int]:
    titled: set[int] = set()
    line: list[int] = []

    def close() -> None:
        long = [at for at in line if len(words[at].text) >= 4 and words[at].text[0].isalpha()]
        capitals = sum(words[at].text[0].isupper() for at in long)
        if 4 <= len(line) <= 30 and len(long) >= 3 and capitals >= 0.75 * len(long):
            titled.update(line)
        line.clear()

    for at, word in enumerate(words):
        if at and "\n" in text[words[at - 1].end : word.start]:
            close()
        line.append(at)
    close()
    return frozenset(titled)
