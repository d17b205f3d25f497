"""What a dateline tells: "KYIV, Ukraine, June 24 (Reuters)" is the place KYIV and the 24th of June.

The year is that of the publication, or the one before where the day would else lie ahead of it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from core.ingest.dates import FULL_DATE, find_date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTH})[a-z]{{0,6}}\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"|(?P<day_first>[0-3]?\d)(?:st|nd|rd|th)?\.?\s+(?P<month_after>{_MONTH})[a-z]{{0,6}})\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\([^()]*\)|/[^/]*/")
_AHEAD = timedelta(days=2)
"""So far a dateline may lie ahead of the publication: the clocks of two continents."""


def place_and_day(dateline: str, published: date | None) -> tuple[str, date | None]:
    """The place as written, or "", and the day, or None where none is told or its year can't be."""
    told = _CREDIT.sub(" ", dateline)
    full = find_date(told)
    if full:
        return _place(FULL_DATE.sub(" ", told)), full
    found = _DAY.search(told)
    if not found:
        return _place(told), None
    return _place(told[: found.start()]), _day(found, published)


def _place(told: str) -> str:
    return told.split(",")[0].strip(" .,;:-–—")


def _day(found: re.Match[str], published: date | None) -> date | None:
    if published is None:
        return None
    month = _MONTHS.index((found["month"] or found["month_after"]).lower()) + 1
    for year in (published.year, published.year - 1):
        try:
            day = date(year, month, int(found["day"] or found["day_first"]))
        except ValueError:
            continue
        if day <= published + _AHEAD:
            return day
    return None
