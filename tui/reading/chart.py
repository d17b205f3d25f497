"""Mentions over time as a bar chart in characters: days, weeks, months … years, as the width allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from core.library.records import DayCount
from tui.reading.phrases import day

HEIGHT = 6
WIDEST = 4
"""Cells of a bar where there is room, the gap after it included."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:|||||#"

Start = Callable[[date], date]
STEPS: tuple[tuple[str, Start], ...] = (
    ("day", lambda when: when),
    ("week", lambda when: when - timedelta(days=when.weekday())),
    ("month", lambda when: when.replace(day=1)),
    ("quarter", lambda when: date(when.year, when.month - (when.month - 1) % 3, 1)),
    ("year", lambda when: date(when.year, 1, 1)),
)
"""What one bar stands for: its name, and the day on which the one that holds a day begins."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars as lines of equal length, the highest first, and what they stand for."""

    step: str
    """What one bar stands for."""
    lines: tuple[str, ...]
    axis: str
    """The first day at the left, the last at the right."""
    most: int
    """Mentions of the highest bar."""


def chart(days: Sequence[DayCount], width: int, ascii_only: bool = False) -> Chart | None:
    """The bars for a width in cells; None where no mention is dated.

    >>> days = [DayCount(date(2022, 6, 1), 8), DayCount(date(2022, 6, 3), 4)]
    >>> found = chart(days, 40)
    >>> found.step, found.lines[-1], found.lines[0], found.axis
    ('day', '███     ███ ', '███         ', '1 Jun 2022–3 Jun 2022')
    """
    dated = [(one.day, one.mentions) for one in days if one.day is not None]
    if not dated:
        return None
    step, start, columns = _fitting(dated[0][0], dated[-1][0], width)
    met: Counter[date] = Counter()
    for when, mentions in dated:
        met[max(columns[0], start(when))] += mentions
    most = max(met.values())
    signs = _ASCII if ascii_only else _EIGHTHS
    heights = [ceil(met[column] * HEIGHT * 8 / most) for column in columns]
    cells = min(WIDEST, width // len(columns))
    lines = tuple(
        "".join(_bar(signs[max(0, min(8, height - 8 * row))], cells) for height in heights)
        for row in reversed(range(HEIGHT))
    )
    return Chart(step, lines, _axis(day(dated[0][0]), day(dated[-1][0]), cells * len(columns)), most)


def _bar(sign: str, cells: int) -> str:
    return sign if cells == 1 else sign * (cells - 1) + " "


def _fitting(first: date, last: date, width: int) -> tuple[str, Start, list[date]]:
    """The finest step of which all bars fit; of years the last ones, what was before in the first of them."""
    for step, start in STEPS:
        if columns := _columns(start, first, last, width):
            return step, start, columns
    return step, start, [date(year, 1, 1) for year in range(last.year - width + 1, last.year + 1)]


def _columns(start: Start, first: date, last: date, width: int) -> list[date]:
    """The days on which the bars begin; none where there are more than fit."""
    columns = [start(first)]
    while columns[-1] < start(last) and len(columns) <= width:
        columns.append(_next(start, columns[-1]))
    return columns if len(columns) <= width else []


def _next(start: Start, column: date) -> date:
    """The day on which the next bar begins."""
    for days in (1, 7, 31, 92, 366):
        if (found := start(column + timedelta(days=days))) > column:
            return found
    raise ValueError(column)


def _axis(first: str, last: str, width: int) -> str:
    if first == last:
        return first
    gap = width - len(first) - len(last)
    return f"{first}{' ' * gap if gap > 0 else '–'}{last}"
