"""What the reporter says around the quotations: the text with every quotation masked, its sentences and
mentions.

A sentence may hold quotations; it ends where the reporter's words do, or with a quotation that ends in a
full stop. Everything is found in one pass and asked for by offset.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from core.entity import EntityType, LocalEntity, Mention
from core.evidence.marks import Span

MASK = "\ufffc"
"""Stands for each character of a quotation, marks included, so that offsets hold."""

# `re` leaps to the set of characters that comes first.
_STOP = re.compile(
    rf"[.!?…\n](?:(?<!\n)[.!?…]*[)\]]*(?=\s|$|{MASK})|(?<=[a-z)%{MASK}]\.)(?=[A-Z][a-z’'])|(?<=\n)\s*)"
)
_TAG_AFTER = re.compile(
    rf"\s*(?:[^\s.!?;:{MASK}]+\s+){{0,7}}?(?:asked|said|says|wrote|told|added|replied|cried|tweeted|joked|quipped|"
    r"exclaimed|wondered)\b"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:adm|brig|capt|cmdr|col|dr|gen|gov|hon|jr|lt|maj|mr|mrs|ms|prof|rep|rev|sen|sgt|sr|st|vs|no|approx|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|inc|ltd|co|corp|u\.s|u\.k|u\.n|e\.u|a\.m|p\.m)|\b[A-Z])$",
    re.IGNORECASE,
)
_SPEAKS = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.PLACE, EntityType.NORP})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention outside quotations, with its entity's index."""

    start: int
    end: int
    type: EntityType
    entity: int
    mention: Mention


class Frame:
    """The reporter's own words in one article."""

    def __init__(self, text: str, quoted: Sequence[Span], entities: Sequence[LocalEntity]) -> None:
        self.text = text
        self.quoted = quoted
        self.entities = entities
        self.told = _masked(text, quoted)
        """The text, as long as ever, with `MASK` for what is quoted."""
        self.stops = _stops(self.told, text, quoted)
        self._lines = [0, *(match.end() for match in re.finditer(r"\n\s*", text))]
        self._quote_starts = [span.outer_start for span in quoted]
        self.named = sorted(
            (
                Named(m.start, m.end, m.type, index, m)
                for index, entity in enumerate(entities)
                for m in entity.mentions
                if m.type in _SPEAKS and self.told[m.start : m.start + 1] != MASK
            ),
            key=lambda named: named.start,
        )
        self._starts = [named.start for named in self.named]
        self._by_end = {named.end: named for named in self.named}

    def sentence(self, at: int) -> tuple[int, int]:
        """The span of the reporter's sentence around an offset."""
        index = bisect_right(self.stops, at)
        return self.stops[index - 1] if index else 0, self.stops[index] if index < len(self.stops) else len(
            self.text
        )

    def sentences(self) -> list[tuple[int, int]]:
        """All of them, in order."""
        edges = [0, *self.stops]
        return [(a, b) for a, b in zip(edges, [*self.stops, len(self.text)], strict=True) if a < b]

    def between(self, start: int, end: int) -> list[Named]:
        """Mentions that begin in [start, end), outside quotations."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, at: int, limit: int) -> list[Named]:
        """The last `limit` mentions that begin before an offset, the nearest first."""
        index = bisect_left(self._starts, at)
        return self.named[max(0, index - limit) : index][::-1]

    def ending(self, at: int) -> Named | None:
        """The mention that ends at an offset."""
        return self._by_end.get(at)

    def paragraph(self, at: int) -> int:
        """Where the line that holds an offset begins."""
        return self._lines[bisect_right(self._lines, at) - 1]

    def quotes_between(self, start: int, end: int) -> Sequence[Span]:
        """Quotations that begin in [start, end)."""
        return self.quoted[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)]


def _masked(text: str, quoted: Sequence[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in quoted:
        parts += (text[at : span.outer_start], MASK * (span.outer_end - span.outer_start))
        at = span.outer_end
    return "".join((*parts, text[at:]))


def _stops(told: str, text: str, quoted: Sequence[Span]) -> list[int]:
    stops = {match.end() for match in _STOP.finditer(told) if _ends(told, match)}
    stops.update(span.outer_end for span in quoted if _quote_ends(told, text, span))
    return sorted(stops)


def _ends(told: str, stop: re.Match[str]) -> bool:
    mark = stop.group()
    following = told[stop.end() : stop.end() + 2].lstrip()
    if mark[0] == "\n":
        return mark.count("\n") > 1 or not following[:1].islower()
    if following[:1].islower():
        return False
    return (
        mark[0] != "."
        or mark[:2] == ".."
        or not _ABBREVIATED.search(told[max(0, stop.start() - 8) : stop.start()])
    )


def _quote_ends(told: str, text: str, span: Span) -> bool:
    """Whether the reporter's sentence ends with a quotation."""
    last = text[span.end - 1]
    if last not in ".!?…":
        return False
    after = told[span.outer_end : span.outer_end + 120]
    following = after.lstrip(" \t\xa0\ufffc'’\"”)")[:1]
    if following and not (following.isupper() or following.isdigit() or following in "[(\n—–-•*"):
        return False
    if after.lstrip()[:1] in "—–-" and after.lstrip()[1:].lstrip()[:1].islower():
        return False
    return last == "." or not _TAG_AFTER.match(after)
