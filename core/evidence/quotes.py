"""Every direct quotation of an article, with its speaker.

Marks are paired (`marks`), names in marks are set aside, the reporter's own words around them are read for
who speaks (`frame`, `tellings`, `speakers`), and what cannot be verified is marked (`claims`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.entity import EntityType, LocalEntity
from core.evidence.marks import Span
from core.evidence.speakers import Speakers
from core.evidence.tables import naming_words
from core.statement import GUESS, Attribution, Quote

_WORDS = re.compile(r"[\w'’-]+")
_SCARE = 3
"""Words up to which marks that nobody's telling explains are irony, and no quotation."""
_ECHOES = 20
"""Unattributed fragments (headlines, subheads) for which the same words are sought elsewhere."""


def said(text: str, spans: Sequence[Span], entities: Sequence[LocalEntity]) -> list[Span]:
    """Leave out quoted names: nicknames inside a name, and "the film 'Donbas'"."""
    people = sorted(
        (m.start, m.end) for e in entities for m in e.mentions if e.name.type is EntityType.PERSON
    )
    return [span for span in spans if not _is_name(text, span, people)]


def _is_name(text: str, span: Span, people: Sequence[tuple[int, int]]) -> bool:
    if span.end - span.start > 60:
        return False
    index = bisect_right(people, (span.outer_start, span.outer_start)) - 1
    if index >= 0 and people[index][0] < span.outer_start and span.outer_end < people[index][1]:
        return True
    words = _WORDS.findall(text[span.start : span.end])
    capital = (
        bool(words) and words[0][0].isupper() and words[-1][0].isupper() and text[span.end - 1] not in ".,!?"
    )
    before = _WORDS.findall(text[max(0, span.outer_start - 30) : span.outer_start])
    if not before:
        return False
    if before[-1].lower() in naming_words():
        return capital or len(words) <= 2
    if not capital or len(words) > 3 or text[span.outer_start - 1] != " ":
        return False
    index = bisect_right(people, (span.outer_end + 1, 0))
    follows = index < len(people) and people[index][0] == span.outer_end + 1
    precedes = index > 0 and people[index - 1][1] == span.outer_start - 1
    return follows or (
        precedes and text[span.outer_end : span.outer_end + 1] == " "
    )  # Volodymyr "Da Vinci" K.


def whole(text: str, span: Span, title_end: int) -> bool:
    """Whether a quotation is a statement by itself, and no fragment woven into a sentence or a headline."""
    if span.outer_start < title_end:
        return False
    first = text[span.start : span.start + 3].lstrip("[(…. ")[:1]
    return not first.islower() and (
        text[span.end - 1] in ".,!?…" or len(text[span.start : span.end].split()) > 6
    )


def quotations(
    text: str,
    spans: Sequence[Span],
    speakers: Speakers,
    boilerplate: Sequence[tuple[int, int]],
    title_end: int,
) -> list[Quote]:
    """Return a quote for each span, in order, without irony that is nobody's word."""
    statements = [whole(text, span, title_end) for span in spans]
    given = speakers.attribute(spans, statements)
    given = _echoed(text, spans, given)
    quotes: list[Quote] = []
    last: Span | None = None
    for span, statement, speaker in zip(spans, statements, given, strict=True):
        words = len(text[span.start : min(span.end, span.start + 200)].split())
        if speaker is None and not statement and words <= _SCARE:
            continue
        continues = span.reopened or (last is not None and _continues(text, last, span, speaker))
        quotes.append(
            Quote(
                span.start,
                span.end,
                text[span.start : span.end],
                speaker,
                partial=not statement and not continues,
                continues=continues,
                boilerplate=_within(boilerplate, span.start),
            )
        )
        last = span
    return quotes


def _continues(text: str, last: Span, span: Span, speaker: Attribution | None) -> bool:
    """Whether nothing stands between two quotations but the tag that cut them."""
    between = text[last.outer_end : span.outer_start]
    if speaker is None or len(between) > 200 or "\n" in between.strip():
        return False
    if not between.strip(" \t\n.,"):
        return True
    tagged = last.outer_end <= speaker.start < span.outer_start
    return tagged and len(between.split()) <= 12 and text[last.end - 1] in ",.!?…"


def _echoed(
    text: str, spans: Sequence[Span], given: Sequence[Attribution | None]
) -> list[Attribution | None]:
    """Give a headline's fragment the speaker of the quotation below that holds the same words."""
    found = list(given)
    alone = [index for index, speaker in enumerate(given) if speaker is None][:_ECHOES]
    for index in alone:
        words = text[spans[index].start : spans[index].end].casefold().rstrip(".,!?…")
        if not 4 <= len(words) <= 200 or len(words.split()) < 2:
            continue
        for span, speaker in zip(spans, given, strict=True):
            if (
                speaker is not None
                and not speaker.guessed
                and words in text[span.start : span.end].casefold()
            ):
                found[index] = Attribution(
                    speaker.start,
                    speaker.end,
                    speaker.text,
                    speaker.entity,
                    GUESS + "the same words are given to them elsewhere",
                )
                break
    return found


def _within(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(ranges, (at, 1 << 62)) - 1
    return index >= 0 and ranges[index][0] <= at < ranges[index][1]
