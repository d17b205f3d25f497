"""The sentence around a span: enough for a reader to judge a mention, never more than a glance.

Look-around is bounded, so that one line of a million characters costs as little as a paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache

_REACH = 400
"""How far to look on either side; the longest sentence shown is twice this and the span."""

_ABBREVIATED = """
    adm brig capt cmdr col comdr cpl dr gen gov hon jr lt maj mr mrs ms pres prof rep rev sen sgt sr st supt
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    co corp inc ltd dept est approx no vs al cf e.g i.e etc fig vol u.s u.k u.n e.u a.m p.m ph.d d.c
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())

# A full stop, question or exclamation mark, its closing quotes and brackets, then space: perhaps an end.
# Written twice, the set of marks is what `re` leaps to.
_STOP = re.compile(r"[.!?…][.!?…]*[\"'”’»)\]]*(?=\s)")
# A single line break is no end: texts are wrapped, and a name may be broken over two lines.
_BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_SPACE = re.compile(r"\s")
_WORD_BEFORE = re.compile(r"[\w.]+$")


@lru_cache(maxsize=256)  # a figure is asked for by who reads it, compares it and stores it
def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The span [start, end) of the sentence of `text` that holds the given span, without outer white space.

    Never crosses a blank line; a mark after an abbreviation or an initial ends nothing, and closing quotation
    marks stay with their sentence. All offsets are `str` indexes.
    """
    first, last = _paragraph(text, max(0, start - _REACH), start, end, min(len(text), end + _REACH))
    stops = list(_STOP.finditer(text, first, last))
    before = (stop for stop in reversed(stops) if stop.end() <= start)
    after = (stop for stop in stops if stop.end() >= end and stop.end() > start)
    left = next((stop.end() for stop in before if _ends_sentence(text, stop)), first)
    right = next((stop.end() for stop in after if _ends_sentence(text, stop)), last)
    return _trim(text, left, right, start, end)


def _paragraph(text: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """Narrow [low, high) to the span's paragraph, and to whole words where it was cut."""
    first = max((m.end() for m in _BREAK.finditer(text, low, start)), default=-1)
    if first < 0:
        first = low if low == 0 else _after_space(text, low, start)
    after = _BREAK.search(text, end, high)
    if after:
        return first, after.start()
    return first, high if high == len(text) else _before_space(text, end, high)


def _after_space(text: str, low: int, limit: int) -> int:
    found = _SPACE.search(text, low, limit)
    return found.end() if found else low


def _before_space(text: str, limit: int, high: int) -> int:
    for at in range(high, limit, -1):
        if text[at - 1].isspace():
            return at - 1
    return high


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + 40].lstrip()
    if following and following[0].islower():
        return False
    if not stop.group().startswith(".") or stop.group()[:2] == "..":
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 20), stop.start())
    if word is None:
        return True
    before = word.group()
    return not (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()))


def _trim(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return min(left, start), max(right, end)
