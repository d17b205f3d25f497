"""Next and previous in sorted offsets: pure, so that every way of moving shares them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

Key = Callable[[int], int] | None
"""Gives the start of what the sequence holds, where that is not the start itself."""


def after(starts: Sequence[int], offset: int, key: Key = None) -> int | None:
    """Index of the first start beyond an offset, or None.

    >>> after([3, 8, 20], 8), after([3, 8, 20], 20)
    (2, None)
    """
    index = bisect_right(starts, offset, key=key)
    return index if index < len(starts) else None


def before(starts: Sequence[int], offset: int, key: Key = None) -> int | None:
    """Index of the last start before an offset, or None.

    >>> before([3, 8, 20], 8), before([3, 8, 20], 3)
    (0, None)
    """
    index = bisect_left(starts, offset, key=key)
    return index - 1 if index else None


def step(starts: Sequence[int], offset: int, forward: bool, key: Key = None) -> int | None:
    """`after` or `before`."""
    return after(starts, offset, key) if forward else before(starts, offset, key)
