"""What a plain text says about itself at its head: headline, byline, dateline, date, outlet.

Saved press text is irregular: a masthead may stand before the headline, a caption after it, or no headline at
all. Every rule here would rather say nothing than something wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from core.ingest import outlets
from core.ingest.dates import FULL_DATE, find_date

_HEAD_LINES = 10
_HEADLINE_WORDS = range(3, 45)
_HEADLINE_LENGTH = 260  # the longest of 10,166 press headlines measured: 253

_LABEL = re.compile(
    r"(?P<label>title|headline|date|published|source|outlet|publication|by|author|byline|url|link)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|BY|Written by|Reported by)\s+(?P<names>[^\W\d_a-z][^.!?]{2,100})")
_DIVIDER = re.compile(r"\s+[|•·]\s+|\s+[–—]\s+")
# What may stand beside the date on a line that tells nothing else.
_BESIDE_DATE = re.compile(
    r"published|updated|posted|last|modified|first|on|at|date|issued|created|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|[ap]\.?m\.?|t|z|gmt|utc|bst|e[sd]t|cest?|eest?|msk|[+-]\d\d:?\d\d|[\W_]",
    re.IGNORECASE,
)
# "KYIV, Ukraine (AP) — …", "(CNN) — …" and "MOSCOW, December 26. /TASS/." name the agency.
_AGENCY_DATELINE = re.compile(
    r"(?P<dateline>(?:[^\W\d_][^()\n]{1,70}?\s*)?"
    r"(?:\((?P<agency>[^()\n]{2,20})\)(?=\s*[-–—])|/(?P<russian>TASS)/))"
)
_PLACE_DATELINE = re.compile(
    r"(?P<dateline>[^\W\d_a-z]{3,}(?:[ '’.-][^\W\d_a-z]+)*(?:,[^\n–—]{2,40})?)\s+[–—]\s"
)
_ENDS_SENTENCE = re.compile(r"(?<!\b[A-Z])\.[\"'”’)\]]*$")
_CAPTION = re.compile(
    r"image (?:copyright|caption|source)\b|.*\([^()]*(?:/|\bphoto\b|\bvia\b)[^()]*\)$", re.IGNORECASE
)
# A line of the outlet's own housekeeping names it: its newsletter, its app, its copyright.
_HOUSEKEEPING = re.compile(
    r"newsletter|subscribe|subscription|©|copyright|all rights reserved|live briefing|\bapp\b|"
    r"our (?:full )?coverage|follow us|join us|sign up",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]++")
_PICTURE = re.compile(r"image|picture|photo|getty", re.IGNORECASE)
_PICTURE_CREDIT = re.compile(r"\(\D{3,60}\bfor (?P<outlet>[^()]{3,40})\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text says about itself; empty fields are not told."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    dateline: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    updated: date | None = None
    canonical_url: str = ""


def read_heading(text: str) -> Heading:
    """Read the head of a text, and the housekeeping lines that name its outlet."""
    lines = [line.strip(" \t\ufeff") for line in text[:8000].splitlines()]
    heading = Heading()
    first, rest = _head(lines)
    for line in first:
        heading = _with_line(heading, line)
    if not heading.title and rest and _is_headline(rest[0], following=rest[1:]):
        heading = replace(heading, title=rest[0])
        rest = rest[1:]
    for line in rest[:_HEAD_LINES]:
        heading = _with_line(heading, line)
    heading = _with_dateline(heading, rest)
    return heading if heading.outlet else replace(heading, outlet=_housekeeper(text))


def _head(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the headline that tell other things, and the lines after them; blank ones go."""
    filled = [line for line in lines if line]
    at = 0
    while at < min(len(filled), _HEAD_LINES) and _with_line(Heading(), filled[at]) != Heading():
        at += 1
    return filled[:at], filled[at:]


def _with_line(heading: Heading, line: str) -> Heading:
    """The heading with what a line tells, where the line tells nothing but that; an earlier line wins."""
    if len(line) > 200:
        return heading
    labelled = _LABEL.fullmatch(line)
    if labelled:
        return _merge(heading, _labelled(labelled["label"].lower(), labelled["value"].strip()))
    if outlets.of_masthead(line):
        return _merge(heading, Heading(outlet=outlets.of_masthead(line)))
    parts = [_told_by(part) for part in _DIVIDER.split(line)]
    if any(part is None for part in parts):
        return heading
    for part in filter(None, parts):
        heading = _merge(heading, part)
    return heading


def _told_by(part: str) -> Heading | None:
    """What one part of a heading line tells: a date, a byline or an outlet; None where it is other text."""
    found = FULL_DATE.search(part)
    if found and not _BESIDE_DATE.sub("", part[: found.start()] + part[found.end() :]):
        return Heading(published=find_date(part))
    byline = _BYLINE.fullmatch(part)
    if byline:
        return _byline(byline["names"])
    return Heading(outlet=outlets.named(part)) if outlets.named(part) else None


def _labelled(label: str, value: str) -> Heading:
    if label in ("title", "headline"):
        return Heading(title=value)
    if label in ("date", "published"):
        return Heading(published=find_date(value))
    if label in ("by", "author", "byline"):
        return Heading(byline=value)
    if label in ("url", "link"):
        return Heading(url=value, outlet=outlets.of_address(value))
    return Heading(outlet=outlets.named(value) or value)


def _byline(names: str) -> Heading:
    """Names as written; an outlet behind the last comma is the outlet."""
    head, _, tail = names.rpartition(", ")
    if head and outlets.named(tail):
        return Heading(byline=head, outlet=outlets.named(tail))
    return Heading(byline=names.strip())


def _is_headline(line: str, following: list[str]) -> bool:
    if not following or len(line) > _HEADLINE_LENGTH or len(line.split()) not in _HEADLINE_WORDS:
        return False
    if _ENDS_SENTENCE.search(line) or line.endswith((",", ";", ":", "…", "...")):
        return False
    if _CAPTION.match(line) or _dateline(line)[1]:
        return False
    return len(following) > 1 or len(following[0]) > len(line)


def _with_dateline(heading: Heading, lines: list[str]) -> Heading:
    for line in lines[:4]:
        told, length = _dateline(line)
        if length and len(line) > length + 20:
            return _merge(heading, told)
    return heading


def _dateline(line: str) -> tuple[Heading, int]:
    """What the dateline at the head of a line tells, and its length; 0 where there is none."""
    by_agency = _AGENCY_DATELINE.match(line)
    agency = outlets.named(by_agency["agency"] or by_agency["russian"]) if by_agency else ""
    found = by_agency if agency else _PLACE_DATELINE.match(line)
    if not found:
        return Heading(), 0
    dateline = found["dateline"].strip()
    return Heading(dateline=dateline, outlet=agency, published=find_date(dateline)), found.end()


def _housekeeper(text: str) -> str:
    """The outlet that the lines of housekeeping name, if they name but one."""
    found: set[str] = set()
    for line in (match[0] for match in _LINE.finditer(text)):  # not all at once: a line takes 50 bytes more
        if len(line) <= 400 and _HOUSEKEEPING.search(line) and not _PICTURE.search(line):
            found |= outlets.mentioned(line)
        for credit in _PICTURE_CREDIT.finditer(line[:2000]):
            found |= {outlets.named(credit["outlet"])} - {""}
    return found.pop() if len(found) == 1 else ""


def _merge(heading: Heading, told: Heading) -> Heading:
    return Heading(
        title=heading.title or told.title,
        outlet=heading.outlet or told.outlet,
        byline=heading.byline or told.byline,
        dateline=heading.dateline or told.dateline,
        published=heading.published or told.published,
        language=heading.language or told.language,
        url=heading.url or told.url,
    )
