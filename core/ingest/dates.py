"""Calendar dates that are written out in full: day, month and year."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".title().split()
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS).replace("Sep(?:", "Sep(?:t|")
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
FULL_DATE = re.compile(
    rf"\b(?:{_YEAR.format('iso_year')}-(?P<iso_month>[01]\d)-(?P<iso_day>[0-3]\d)"
    rf"|(?P<month>{_MONTH})\.?\s+{_DAY.format('day')},?\s+{_YEAR.format('year')}"
    rf"|{_DAY.format('day_first')}\.?\s+(?P<month_after>{_MONTH})\.?,?\s+{_YEAR.format('year_last')}"
    rf"|{_DAY.format('dotted_day')}\.(?P<dotted_month>[01]?\d)\.{_YEAR.format('dotted_year')})(?!\d)",
    re.IGNORECASE,
)
"""ISO 8601, "June 24, 2022", "24 June 2022" and "24.06.2022"; 24/06/2022 means two days and is left alone."""


def find_date(text: str) -> date | None:
    """The first full date in `text`, or None."""
    for found in FULL_DATE.finditer(text):
        day = _date(found)
        if day:
            return day
    return None


def _date(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    year = part["iso_year"] or part["year"] or part["year_last"] or part["dotted_year"]
    day = part["iso_day"] or part["day"] or part["day_first"] or part["dotted_day"]
    named = part["month"] or part["month_after"]
    month = _number(named) if named else int(part["iso_month"] or part["dotted_month"])
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name[:3].lower() == month[:3].lower())
