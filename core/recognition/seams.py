"""Words as their author wrote them: what a page broke over a line, glued together or spelt into an address.

"Sievero-" at the end of a line and "donetsk" on the next are one word, "includingKyiv" is two, and those of
"example.org/russia-ukraine" are nobody's: of 653 mentions of Russia in a library of think tanks' reports 99
stood in the addresses of their footnotes. Handles are addresses too ("@KyivPost"); a hashtag is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import ascii_letters, ascii_lowercase, digits

from core.recognition.evidence import is_common, word_list
from core.recognition.words import Word, fold, words_of

Known = Callable[[str], bool]
"""Whether a folded word is a name that some list has."""

_GLUED = re.compile(r"(?<=[a-zà-ž])(?=[A-ZÀ-Ž])")
_BROKEN = re.compile(r"(?<=\w)[-‐‑](?:\r?\n[ \t]*| {1,2})")
"""Ingest reads the line ends of a text of fixed width as blanks."""
_ADDRESS = re.compile(r"://[^\s>\"“”]*|\bwww\.[^\s>\"“”]*|\.[a-z]{2,6}/(?=\w)[^\s>\"“”]*|@(?=\w)")
_HOST = re.compile(r"\w+(?:[.-]\w+)*")
_ACCOUNT = re.compile(r"\w+")
_BEFORE = {
    "@": ascii_letters + digits + "._+-",
    ":": ascii_lowercase,
    ".": ascii_lowercase + digits + ".-",
    "w": "",
}
"""What may stand before an account's "@", a scheme's colon, a host's last stop; nothing before "www".

Scheme and host are written small: a capital before them ends a sentence that is glued on.
"""
_GLUED_ON = tuple(word_list("glued_on"))
_GLUED_NAME = 5
"""Letters of a name that is told from the small word glued to it: "Zelenskywas"."""


def whole_words(text: str, known: Known) -> list[Word]:
    """All words of `text` in order; one that was broken over a line has its text in one piece."""
    words = _outside(addresses(text), words_of(text))
    if _BROKEN.search(text):
        words = list(_joined(text, words, known))
    return _unglued(words, known)


def addresses(text: str) -> list[tuple[int, int]]:
    """Ranges of web addresses, e-mail addresses and handles; a bare "example.org" may be a name.

    >>> [("see https://example.org/kyiv, @kyiv or a@b.org")[a:b] for a, b in
    ...  addresses("see https://example.org/kyiv, @kyiv or a@b.org")]
    ['https://example.org/kyiv,', '@kyiv', 'a@b.org']
    """
    found: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        start, end = _before(text, match), match.end()
        if match[0] == "@" and (rest := (_HOST if start < match.start() else _ACCOUNT).match(text, end)):
            end = rest.end()
        if found and start < found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _before(text: str, match: re.Match[str]) -> int:
    """Where the address begins that a match is part of."""
    start, own = match.start(), _BEFORE[match[0][0]]
    if match[0] == "@" and text[start - 1 : start] == ".":
        return start  # the stop of a sentence to which a handle is glued
    while start and text[start - 1] in own:
        start -= 1
    return start


def _outside(ranges: list[tuple[int, int]], words: list[Word]) -> list[Word]:
    """The words that stand in none of the ranges."""
    outside, at = [], 0
    for start, end in ranges:
        while at < len(words) and words[at].start < start:
            outside.append(words[at])
            at += 1
        while at < len(words) and words[at].start < end:
            at += 1
    return outside + words[at:]


def _joined(text: str, words: list[Word], known: Known) -> Iterator[Word]:
    """The words, those in one piece that a hyphen breaks over a line."""
    left: Word | None = None
    for right in words:
        gap = left and _BROKEN.fullmatch(text, left.end, right.start)
        if left and gap and _broken(left.text, right.text, known, by_line="\n" in gap[0]):
            left = Word(left.start, right.end, left.text + right.text)
            continue
        if left:
            yield left
        left = right
    if left:
        yield left


def _broken(left: str, right: str, known: Known, *, by_line: bool) -> bool:
    """Whether two parts are one word, and not a compound ("Kyiv-" and "based") or half of one ("pro-")."""
    if not (right[0].islower() or (left.isupper() and right.isupper())):
        return False
    whole = fold(left + right)
    if is_common(whole) or known(whole):
        return True
    return by_line and right[0].islower() and not is_common(fold(right)) and not known(fold(right))


def _unglued(words: list[Word], known: Known) -> list[Word]:
    """The words, and for those that bad extraction glued together their parts: "includingKyiv"."""
    unglued: list[Word] = []
    done = 0
    for at, word in enumerate(words):
        if len(word.text) > 5 and (_GLUED.search(word.text) or _end_of_name(word.text, known)):
            unglued += words[done:at]
            unglued += _parts(word, known)
            done = at + 1
    return unglued + words[done:]


def _parts(word: Word, known: Known) -> Iterator[Word]:
    """The parts of one word: "includingKyiv" -> "including", "Kyiv"; "Zelenskywas" -> "Zelensky", "was"."""
    cut = _GLUED.search(word.text) if len(word.text) > 5 else None
    if cut and cut.start() >= 2 and _seam(word.text[: cut.start()], word.text[cut.start() :]):
        middle = word.start + cut.start()
        yield Word(word.start, middle, word.text[: cut.start()])
        yield from _parts(Word(middle, word.end, word.text[cut.start() :]), known)
    elif end := _end_of_name(word.text, known):
        yield Word(word.start, word.start + end, word.text[:end])
        yield Word(word.start + end, word.end, word.text[end:])
    else:
        yield word


def _seam(left: str, right: str) -> bool:
    """Whether two parts are words of their own, which those of "WikiLeaks" and "McDonald" are not."""
    if left[0].islower():
        return is_common(left.lower())
    return len(left) > 3 and fold(right) in word_list("openers")


def _end_of_name(word: str, known: Known) -> int:
    """The length of the name to which a small word is glued; 0 where the whole may be a name itself."""
    if not word[0].isupper() or not word.endswith(_GLUED_ON):
        return 0
    end = len(word) - max(len(small) for small in _GLUED_ON if word.endswith(small))
    if end < _GLUED_NAME or is_common(fold(word)):
        return 0
    return end if known(fold(word[:end])) and not known(fold(word)) else 0
