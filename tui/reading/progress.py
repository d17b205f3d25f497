"""How far a long job has come, as a line of the screen tells it."""

from __future__ import annotations

import json
from math import ceil
from typing import NamedTuple

from tui.reading.phrases import joined

CELLS = 10
"""Of the bar."""


class Step(NamedTuple):
    """What a job says of itself, in articles."""

    done: int
    total: int
    seconds_left: float | None = None

    @property
    def told(self) -> str:
        """A bar, a percentage, and about the time left once one can tell.

        >>> Step(3, 12, 88).told, Step(0, 0).told
        ('███─────── 25 % · 2 min left', '')
        """
        if not self.total:
            return ""
        part = min(1.0, self.done / self.total)
        full = ceil(part * CELLS)
        bar = "█" * full + "─" * (CELLS - full)
        return joined(f"{bar} {part:.0%}".replace("%", " %"), self._left)

    @property
    def _left(self) -> str:
        left = self.seconds_left
        if left is None or self.done >= self.total:
            return ""
        if left < 55:
            return f"{max(1, ceil(left / 5) * 5)} s left"
        return f"{ceil(left / 60)} min left" if left < 5_400 else f"{left / 3_600:.0f} h left"


def step(line: str) -> Step | None:
    """What a line of `warreader add --progress json` tells; None for a line that tells something else.

    >>> step('{"done": 1, "total": 4, "seconds_left": 9.5}'), step("warreader: b.txt: empty")
    (Step(done=1, total=4, seconds_left=9.5), None)
    """
    try:
        told = json.loads(line)
        left = told["seconds_left"]
        return Step(int(told["done"]), int(told["total"]), float(left) if left is not None else None)
    except (ValueError, TypeError, KeyError):
        return None
