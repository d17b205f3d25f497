"""Calendar expressions, each resolved as far as the article lets it, with the day it was counted from.

Relative expressions count from the day of publication, else from the dateline's full date, else from the
full date that the text gives before them. A weekday is the one at or before that day unless the words
around it look ahead; a day and month without a year are taken in the nearest year, the past preferred.
What could as well be another day says so in `others`. Nothing is guessed where nothing is to count from.

Durations, times of day, weeks and seasons are no points in time to the day, month or year and are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.article import Article
from core.entity import Annotation, EntityType
from core.evidence import dates_words as words
from core.evidence.dates_tense import NEAR, looks_ahead, may_be_ahead
from core.statement import DateExpression

_STAMPED = 140
"""How far before an expression it is looked for whether it is the article's own day."""
_AHEAD = 2.0
"""How much less likely a day ahead is than one as far back, where nothing looks ahead."""
_OF_THIS_YEAR = 30
"""Days by which a day of the year of publication is thought nearer: other years are mostly written out."""
_CLOSE = 2.0
"""A year up to this many times as far away is named among the others."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day from which relative expressions are counted, and what it is."""

    day: date | None
    what: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an expression may mean."""

    value: str
    reason: str
    relative: bool = False
    """Whether the anchor was counted from."""
    others: tuple[str, ...] = ()


def dates_of(article: Article, annotation: Annotation) -> tuple[DateExpression, ...]:
    """The calendar expressions of an article, by start; both ends of a range are items of their own."""
    return tuple(_Reader(article, annotation).read())


_NO_DATES = (EntityType.PERSON, EntityType.WEAPON)
"""Types of names of which no part is a date."""


class _Reader:
    """One article's way through the pattern."""

    def __init__(self, article: Article, annotation: Annotation) -> None:
        self.text = article.text
        self.anchor = _given_anchor(article)
        self.boilerplate = annotation.boilerplate
        self.boilerplate_starts = [start for start, _ in annotation.boilerplate]
        # "Theresa May" and "April Ryan" are persons whole, and "PzH 2000" is no year.
        self.names = [(m.start, m.end) for m in annotation.mentions if m.type in _NO_DATES]
        self.name_starts = [start for start, _ in self.names]

    def read(self) -> Iterator[DateExpression]:
        for found in words.pattern().finditer(self.text):
            for expression in self._expressions(found):
                if self.anchor.what != "published" and len(expression.value) == 10 and not expression.anchor:
                    self._remember(expression)
                yield expression

    def _expressions(self, found: re.Match[str]) -> Iterator[DateExpression]:
        if _inside(found.start(), self.names, self.name_starts):
            return
        if found["month"] or found["after"]:
            yield from self._of_month(found)
        elif found["bare"]:
            yield from self._of_year(found)
        else:
            reading = self._reading(found)
            if reading:
                yield self._made(*_span(found), reading)

    def _reading(self, found: re.Match[str]) -> _Reading | None:
        if numeric := found["iso"] or found["dotted"] or found["slashed"]:
            return _slashed(numeric, self.anchor.day) if found["slashed"] else _numeric(numeric)
        if found["weekday"]:
            return self._weekday(found)
        if found["relative"]:
            if found["relative"][-1].isupper() or (
                found["relative"][0].isupper() and self._within_line(found.start())
            ):
                return None  # "Russia Today", "USA TODAY"
            return self._shifted_day(words.numbers("day")[found["relative"].casefold()])
        if found["ago"]:
            return self._ago(found)
        return self._period(found)

    # Each of these reads one kind of expression.

    def _weekday(self, found: re.Match[str]) -> _Reading | None:
        name = found["weekday"]
        if len(name.rstrip(".")) <= 3 and not name.endswith(".") and not found["which"]:
            # "Sun", "Sat" and "Wed" are words; as days they come with a date, which is read elsewhere.
            return None
        day = words.numbers("weekday")[name.rstrip(".").casefold()]
        if self.anchor.day is None:
            return self._unanchored()
        anchor = self.anchor.day
        which = (found["which"] or "").casefold()
        shift = words.numbers("shift").get(which, 0)
        back = (anchor.weekday() - day) % 7
        this = which == "this" and back > NEAR
        if shift < 0:
            value = anchor - timedelta(back or 7)
        elif shift > 0 or (back and (this or looks_ahead(self.text, *found.span(), back))):
            value = anchor + timedelta(7 - back)
        else:
            value = anchor - timedelta(back)
        others: tuple[str, ...] = ()
        if shift:
            others = ((value + timedelta(7 * shift)).isoformat(),)
        elif back and may_be_ahead(self.text, found.start()):
            step = 7 if value < anchor else -7
            others = ((value + timedelta(step)).isoformat(),)
        side = "at" if value == anchor else "before" if value < anchor else "after"
        return _Reading(
            value.isoformat(), f"the {value:%A} {side} {_written(anchor)}, {self.anchor.what}", True, others
        )

    def _shifted_day(self, shift: int) -> _Reading:
        if self.anchor.day is None:
            return self._unanchored()
        value = _moved(self.anchor.day, shift)
        if value is None:
            return _Reading("", "before or after all calendars")
        return _Reading(value.isoformat(), self._counted(), True)

    def _ago(self, found: re.Match[str]) -> _Reading:
        count = words.count(found["count"])
        unit = found["unit"].casefold()
        if self.anchor.day is None:
            return self._unanchored()
        if unit == "day":
            return self._shifted_day(-count)
        months = self.anchor.day.year * 12 + self.anchor.day.month - 1 - count * (12 if unit == "year" else 1)
        if months < 12:
            return _Reading("", "before all calendars")
        value = f"{months // 12:04}" if unit == "year" else f"{months // 12:04}-{months % 12 + 1:02}"
        return _Reading(value, self._counted(), True)

    def _period(self, found: re.Match[str]) -> _Reading | None:
        word = found["shift"].casefold()
        shift, anchor = words.numbers("shift")[word], self.anchor.day
        before = self.text[max(0, found.start() - 12) : found.start()].casefold()
        if word in ("past", "previous", "following") or (
            before.endswith((" the ", " over the ")) and word in ("last", "next")
        ):
            # "over the past year" and "the next month" last; "the previous year" depends on what was told.
            return None
        if anchor is None:
            return self._unanchored()
        if found["period"].casefold() == "year":
            return _Reading(f"{anchor.year + shift:04}", self._counted(), True)
        months = anchor.year * 12 + anchor.month - 1 + shift
        return _Reading(f"{months // 12:04}-{months % 12 + 1:02}", self._counted(), True)

    def _of_month(self, found: re.Match[str]) -> Iterator[DateExpression]:
        written = found["month"] or found["after"]
        month = words.numbers("month")[written.rstrip(".").casefold()]
        year = found["after_year"] or found["day_year"] or found["year"]
        shifted = found["first_of"] or found["day_of"] or found["of_year"]
        if shifted and self.anchor.day:
            year = str(self.anchor.day.year + words.numbers("shift")[shifted.split()[0].casefold()])
        first, second = found["first"] or found["day"], found["first_until"] or found["until"]
        if not (first or year or found["vague"]) and not self._is_month(found, month):
            return
        start, end = _span(found)
        ends = [self._dated(found, month, day, year, bool(shifted)) for day in (first, second) if day]
        if not first:
            ends = [self._dated(found, month, None, year, bool(shifted))]
        if second and int(second) > int(first):
            group = "first" if found["first"] else "day"
            until = "first_until" if found["first"] else "until"
            yield self._made(start, found.end(group), ends[0])
            yield self._made(found.start(until), end if found["first"] else found.end(until), ends[1])
        else:
            yield self._made(start, end, ends[0])

    def _of_year(self, found: re.Match[str]) -> Iterator[DateExpression]:
        start, end = _span(found)
        first, second = found["bare"], found["bare_until"]
        after = self.text[end : end + 24]
        placed = words.PLACED.search(self.text, max(0, start - 14), start)
        if not found["bare_vague"] and not self._is_year(int(first), after, bool(placed), start):
            return
        yield self._made(start, found.end("bare"), _Reading(first, "the year is written"))
        if second:
            full = second if len(second) == 4 else first[:2] + second
            if int(full) > int(first):
                yield self._made(
                    found.start("bare_until"), end, _Reading(full, "the end of the years before it")
                )

    # What tells a date from what only looks like one.

    def _is_month(self, found: re.Match[str], month: int) -> bool:
        """Whether a month's name by itself names the month."""
        start, end = found.start("month"), found.end("month")
        written = found["month"]
        if found["named"] or found["of_year"]:
            return True
        if re.match(r"\s[A-Z][a-z]", self.text[end : end + 3]) and self.text[end : end + 2] != " I":
            return (
                bool(words.PLACED.search(self.text, max(0, start - 14), start))
                and month not in words.also_names()
            )
        if month in words.also_names() or len(written.rstrip(".")) <= 3:
            return bool(words.PLACED.search(self.text, max(0, start - 14), start))
        return True

    def _is_year(self, year: int, after: str, placed: bool, start: int) -> bool:
        """Whether four digits by themselves name a year."""
        if after[:1] in ("-", "\u2010") or re.match(
            r"\s?(?:%|percent|per\scent|[kmc]m\b|meters|metres|hours)", after
        ):
            return False
        if not (1900 <= year <= 2099 or (placed and year >= 1500)):
            return False
        if placed:
            before = self.text[max(0, start - 10) : start].casefold()
            return not (before.endswith((" to ", " of ", " the ")) and _counts(after)) and not _counts(after)
        return not _counts(after) and (
            not self.text[max(0, start - 1) : start].strip() or self.text[start - 1] in "(\u201c[\u2018'\""
        )

    def _within_line(self, start: int) -> bool:
        """Whether a word stands right before: a capital is then a name's, not a sentence's."""
        return re.search(r"\w[^\S\n]$", self.text[max(0, start - 2) : start]) is not None

    # Making what is found.

    def _dated(
        self, found: re.Match[str], month: int, day: str | None, year: str | None, relative: bool
    ) -> _Reading:
        if year:
            reason = self._counted() if relative else "the year is written" if not day else "written in full"
            return _checked(int(year), month, int(day) if day else None, reason, relative)
        if self.anchor.day is None:
            return self._unanchored("of which year")
        ahead = looks_ahead(self.text, *found.span(), NEAR + 1)
        weekday = words.numbers("weekday").get((found["named"] or "").rstrip(".").casefold())
        return _nearest(self.anchor.day, month, int(day) if day else None, ahead, weekday, self.anchor.what)

    def _made(self, start: int, end: int, reading: _Reading) -> DateExpression:
        return DateExpression(
            start,
            end,
            self.text[start:end],
            reading.value,
            self.anchor.day if reading.relative else None,
            reading.reason,
            reading.others,
            _inside(start, self.boilerplate, self.boilerplate_starts)
            or (not reading.relative and self._is_stamp(start)),
        )

    def _is_stamp(self, start: int) -> bool:
        """Whether a full date is the article's own, none that it tells of: "Published: June 24, 2022"."""
        return words.STAMP.search(self.text[max(0, start - _STAMPED) : start]) is not None

    def _counted(self) -> str:
        return f"counted from {_written(self.anchor.day)}, {self.anchor.what}" if self.anchor.day else ""

    def _unanchored(self, what: str = "from which day") -> _Reading:
        return _Reading("", f"the article has no date that says {what}")

    def _remember(self, expression: DateExpression) -> None:
        """A full date in the text of an article without one is what follows it counts from."""
        self.anchor = _Anchor(date.fromisoformat(expression.value), "the date last written in full")


def _given_anchor(article: Article) -> _Anchor:
    if article.published:
        return _Anchor(article.published, "published")
    for found in words.pattern().finditer(article.dateline[:200]):
        month = found["month"] or found["after"]
        day, year = found["day"] or found["first"], found["day_year"] or found["after_year"]
        if month and day and year:
            value = _checked(
                int(year), words.numbers("month")[month.rstrip(".").casefold()], int(day), ""
            ).value
            if value:
                return _Anchor(date.fromisoformat(value), "the dateline")
    return _Anchor(None, "")


def _span(found: re.Match[str]) -> tuple[int, int]:
    """The expression's span, without the full stop that may end its sentence."""
    start, end = found.span()
    text = found.group()
    if text.endswith(".") and (found["month"] or found["weekday"] or found["after"]):
        end -= 1
    return start, end


def _numeric(written: str) -> _Reading:
    """An ISO date, or a dotted one with the day first."""
    parts = [int(part) for part in re.split(r"[-.]", written)]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    return _checked(year, month, day, "written in full")


def _slashed(written: str, anchor: date | None) -> _Reading:
    """A date with slashes: the day first or the month, whichever there is, or lies nearer to the anchor."""
    first, second, year = (int(part) for part in written.split("/"))
    year += 2000 if year < 100 else 0
    readings = [
        _checked(year, second, first, "day before month"),
        _checked(year, first, second, "month before day"),
    ]
    sound = [reading for reading in readings if reading.value]
    if anchor:
        sound.sort(key=lambda reading: abs((date.fromisoformat(reading.value) - anchor).days))
    if not sound or sound[0].value == sound[-1].value:
        return sound[0] if sound else readings[0]
    return replace(sound[0], others=(sound[1].value,))


def _checked(year: int, month: int, day: int | None, reason: str, relative: bool = False) -> _Reading:
    if day is None:
        return _Reading(f"{year:04}-{month:02}", reason, relative)
    try:
        return _Reading(date(year, month, day).isoformat(), reason, relative)
    except ValueError:
        return _Reading("", "no such day in the calendar")


def _nearest(
    anchor: date, month: int, day: int | None, ahead: bool, weekday: int | None, what: str
) -> _Reading:
    """The day or month in the year that lies nearest the anchor."""
    ranked: list[tuple[float, str]] = []
    for year in range(max(1, anchor.year - 4), min(9999, anchor.year + 5)):
        if not _checked(year, month, day, "").value:
            continue
        there = date(year, month, day or 1)
        if weekday is not None and there.weekday() != weekday:
            continue
        apart = (there - anchor).days if day else 30 * ((year - anchor.year) * 12 + month - anchor.month)
        cost = abs(apart) * (1 if apart <= 0 or ahead else _AHEAD) - (
            _OF_THIS_YEAR if year == anchor.year else 0
        )
        ranked.append((cost, _checked(year, month, day, "").value))
    if not ranked:
        return _Reading("", "no such day in the calendar")
    ranked.sort()
    (best, value), rest = ranked[0], ranked[1:]
    others = tuple(other for cost, other in rest if best > 60 and cost <= _CLOSE * best)
    near = "the year nearest" if weekday is None else "the year of this weekday nearest"
    return _Reading(value, f"in {near} {_written(anchor)}, {what}", True, others)


def _counts(after: str) -> bool:
    """Whether the word after four digits is what they count: a plural in lower case."""
    word = re.match(r"\s([a-z]{3,}s)\b(?!')", after)
    return word is not None and word[1] not in words.after_years()


def _moved(day: date, shift: int) -> date | None:
    try:
        return day + timedelta(shift)
    except OverflowError:
        return None


def _written(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _inside(at: int, ranges: tuple[tuple[int, int], ...] | list[tuple[int, int]], starts: list[int]) -> bool:
    place = bisect_right(starts, at) - 1
    return place >= 0 and at < ranges[place][1]
