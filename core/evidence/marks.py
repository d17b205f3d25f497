"""Quotation marks paired into spans, in one pass and without a guess at what is said between them.

Typographic marks tell their direction, straight ones are read from the characters beside them, and where
those tell nothing a mark opens what is closed and closes what is open. A mark that opens while one is open
reopens the quote (a new paragraph of it) or nests. What never closes is dropped, or ends with its
paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# A set of characters comes first: to such a one `re` leaps, to an alternation or a look-behind it does not.
_MARK = re.compile(r"[\"“”„‟«»＂`'](?:(?<![`'])|(?<=`)`|(?<=')')")
_SINGLE = re.compile(r"['‘’‚](?<!['’‘].)(?!')")
_BREAK = re.compile(r"\n\s*")
_ELIDED = re.compile(r"(?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b)", re.IGNORECASE)

_DEPTH = 4
"""Quotes within quotes; a deeper one drops the outermost, which then can't have been closed."""
_UNCLOSED = 1500
"""Characters up to which a quote that another mark reopens may reach."""
_PARAGRAPHS = 4
"""Paragraph breaks that a quote may cross without its mark being set again."""
_SINGLE_REACH = 3000
_OPENS_AFTER = frozenset(" \t\n\r\xa0\u2009\u202f\u200b([{<—–-/‘'\"“«:")
_CLOSES_BEFORE = frozenset(" \t\n\r\xa0\u2009\u202f\u200b)]}>.,;:!?…—–-/’'\"”»")
_ENDING = ".!?…"


@dataclass(frozen=True, slots=True)
class Span:
    """What stands between two marks."""

    start: int
    end: int
    outer_start: int
    """Where the opening mark begins."""
    outer_end: int
    """Where the closing mark ends; `end` where none stands."""
    reopened: bool = False
    """It goes on with the span before it: the mark was set again without having been closed."""


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    family: str
    reopened: bool = False


def spans(text: str) -> list[Span]:
    """Return the outermost quotations of `text`, sorted, without those that hold nothing."""
    doubles = _outermost(_Doubles(text).read())
    singles = _singles(text, doubles)
    return _outermost([*doubles, *singles])


class _Doubles:
    """One pass over the double marks of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [_before_space(text, match.start()) for match in _BREAK.finditer(text)]
        self.stack: list[_Open] = []
        self.found: list[Span] = []

    def read(self) -> list[Span]:
        for mark in _MARK.finditer(self.text):
            before, after = _beside(self.text, mark.start(), mark.end())
            if _inside_word(before, after):
                continue
            if self._opens(mark.group(), _opening(before, after), _closing(before, after)):
                self._open(mark)
            else:
                self._close(mark)
        self._give_up(len(self.text))
        return self.found

    def _opens(self, mark: str, opening: bool, closing: bool) -> bool:
        """Whether a mark opens: by its own direction, then by what stands beside it, then by turns."""
        family = self.stack[-1].family if self.stack else ""
        if mark in ("„", "‟", "``"):
            return True
        if mark in "“”":
            contrary = opening != closing and closing == (mark == "“")
            if mark == "“" and family == "„":
                return False
            if contrary:
                return mark == "”" and not self.stack
            return mark == "“"
        if mark in "«»":  # set apart from the words in French, and turned about in German
            return opening if opening != closing else mark == "«"
        return opening if opening != closing else not self.stack

    def _open(self, mark: re.Match[str]) -> None:
        family = {"„": "„", "«": "«", "»": "«"}.get(mark.group(), '"')
        reopened = False
        if self.stack:
            reopened = self._reopen(mark.start())
        self.stack.append(_Open(mark.start(), mark.end(), family, reopened))
        if len(self.stack) > _DEPTH:
            del self.stack[0]

    def _reopen(self, at: int) -> bool:
        """Settle what was open when a mark opens again; whether the new one goes on with it."""
        top = self.stack[-1]
        crossed = self._crossed(top.inner, at)
        end = self._paragraph_end(top.inner) if crossed else at
        said = self.text[top.inner : end].rstrip() if end - top.inner <= _UNCLOSED else ""
        ended = said[-1:] in _ENDING if said else False
        if crossed:
            starts = self._starts_paragraph(at) and self._between_is_slight(end, at)
            self.stack.clear()
            if ended and (starts or self._starts_paragraph(top.start)):
                self._add(top, top.inner + len(said), top.inner + len(said))
                return starts
            return False
        if ended and not _tagged(said):
            self.stack.clear()
            self._add(top, top.inner + len(said), top.inner + len(said))
            return True
        return False

    def _close(self, mark: re.Match[str]) -> None:
        wanted = "«" if mark.group() in "«»" else '"'
        while self.stack:
            top = self.stack.pop()
            if (top.family == "«") == (wanted == "«"):
                if self._crossed(top.inner, mark.start()) <= _PARAGRAPHS:
                    self._add(top, mark.start(), mark.end())
                return

    def _give_up(self, end: int) -> None:
        """What is open at the end of the text counts where it is a whole paragraph."""
        if self.stack:
            self._reopen(end)

    def _add(self, opened: _Open, end: int, outer_end: int) -> None:
        inner = self.text[opened.inner : end]
        start = opened.inner + len(inner) - len(inner.lstrip())
        stop = opened.inner + len(inner.rstrip())
        if start < stop and any(c.isalnum() for c in self.text[start : min(stop, start + 200)]):
            self.found.append(Span(start, stop, opened.start, outer_end, opened.reopened))

    def _crossed(self, start: int, end: int) -> int:
        """Paragraph breaks between two offsets, those straight before the end included."""
        return bisect_left(self.breaks, end) - bisect_left(self.breaks, start)

    def _paragraph_end(self, at: int) -> int:
        index = bisect_left(self.breaks, at)
        return self.breaks[index] if index < len(self.breaks) else len(self.text)

    def _starts_paragraph(self, at: int) -> bool:
        before = self.text[max(0, at - 4) : at].rstrip(" \t\xa0")
        return not before or before.endswith("\n")

    def _between_is_slight(self, start: int, end: int) -> bool:
        """Between two paragraphs of one quote stands nothing, or an "Advertisement"."""
        return end - start < 80 and len(self.text[start:end].split()) <= 3


def _before_space(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _opening(before: str, after: str) -> bool:
    return (not before or before in _OPENS_AFTER) and bool(after) and not after.isspace()


def _closing(before: str, after: str) -> bool:
    return (not after or after in _CLOSES_BEFORE) and bool(before) and not before.isspace()


def _inside_word(before: str, after: str) -> bool:
    """A Hebrew abbreviation carries its mark between two letters."""
    return "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea"


_TAG = re.compile(r",\s+(?:[\w.’'-]+\s+){1,4}(?:said|says|added|told|wrote)\b")


def _tagged(said: str) -> bool:
    """Whether "…, he said" stands in what no mark closed: then the reporter speaks in it too."""
    return _TAG.search(said[-400:]) is not None


def _outermost(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].outer_end:
            kept.append(span)
    return kept


def _singles(text: str, doubles: Sequence[Span]) -> list[Span]:
    """Quotations in single marks outside the double ones.

    An apostrophe looks like a closing mark: after an "s" before a word ("the soldiers' ") it closes only what
    no surer mark closes before the next one opens.
    """
    return list(_Singles(text, doubles).read())


class _Singles:
    def __init__(self, text: str, doubles: Sequence[Span]) -> None:
        self.text = text
        self.doubles = doubles
        self.ends = [span.outer_end for span in doubles]

    def read(self) -> Iterator[Span]:
        opened, weak = -1, -1
        for mark in _SINGLE.finditer(self.text):
            at = mark.start()
            if self._quoted(at):
                continue
            if opened >= 0 and (at - opened > _SINGLE_REACH or "\n" in self.text[max(opened, at - 400) : at]):
                yield from self._span(opened, weak)
                opened, weak = -1, -1
            if self._opens(at, opened >= 0):
                yield from self._span(opened, weak)
                opened, weak = at, -1
            elif opened >= 0 and (strength := self._closes(at)):
                if strength == 1:
                    weak = at if weak < 0 else weak
                else:
                    yield from self._span(opened, at)
                    opened, weak = -1, -1
        yield from self._span(opened, weak)

    def _quoted(self, at: int) -> bool:
        index = bisect_left(self.ends, at + 1)
        return index < len(self.doubles) and self.doubles[index].outer_start <= at

    def _opens(self, at: int, is_open: bool) -> bool:
        before, after = _beside(self.text, at, at + 1)
        if not _opening(before, after) or not (after.isalnum() or after in "[(…."):
            return False
        mark = self.text[at]
        if mark == "’" or (mark == "'" and is_open and before not in " \n"):
            return False
        return mark in "‘‚" or not _ELIDED.match(self.text, at + 1)

    def _closes(self, at: int) -> int:
        """0 where the mark is an apostrophe, 1 where it may close, 2 where it does."""
        before, after = _beside(self.text, at, at + 1)
        if not _closing(before, after) or self.text[at] in "‘‚":
            return 0
        follows = self.text[at + 1 : at + 3].strip()
        return 1 if before == "s" and follows[:1].isalpha() else 2

    def _span(self, opened: int, closed: int) -> Iterator[Span]:
        if opened < 0 or closed - opened < 3:
            return
        inside = bisect_left(self.ends, opened + 1)
        holds = inside < len(self.doubles) and self.doubles[inside].outer_start < closed
        if holds and not (self.text[closed - 1] in ".,!?" and self.doubles[inside].outer_end <= closed):
            return  # an apostrophe before a quotation, and one after it
        inner = self.text[opened + 1 : closed]
        if inner.strip() == inner:
            yield Span(opened + 1, closed, opened, closed + 1)
