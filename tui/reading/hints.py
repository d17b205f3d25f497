"""Labels of one or two letters for what can be chosen in view: short, and none the beginning of another."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = "asdfjklghewruiovncmtybpxzq"
"""The home row first, then what lies nearest to it on most keyboards."""


def labels(count: int, letters: str = LETTERS) -> list[str]:
    """Labels for so many things, as many of one letter as there can be; at most len(letters) ** 2 of them.

    >>> labels(3), labels(4, "abc")
    (['a', 's', 'd'], ['a', 'b', 'ca', 'cb'])
    """
    size = len(letters)
    count = min(count, size * size)
    # Each letter that begins two-letter labels gives up one label and gains `size`.
    begun = max(0, -(-(count - size) // (size - 1)))
    short = list(letters[: size - begun])
    long = [first + second for first in letters[size - begun :] for second in letters]
    return (short + long)[:count]


def typed(labels: Sequence[str], letters: str) -> list[int]:
    """Indices of the labels that go on from these letters.

    >>> typed(["a", "ca", "cb"], "c"), typed(["a", "ca", "cb"], "x")
    ([1, 2], [])
    """
    return [index for index, label in enumerate(labels) if label.startswith(letters)]
