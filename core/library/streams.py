"""Streams of articles by key, newest first, and what AND, OR and NOT make of them.

Each stream can be asked for its next article at or below a key, so that a search over two of them passes over
what only one has: nothing is collected, nothing sorted, and the first hits come at once. Keys that are asked
for never rise. A stream may answer for keys that no article has (all but some, a span of days); whoever
reads one joins it with the stream of all articles.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from math import inf
from time import monotonic
from typing import Protocol

STEPS = 24
"""Rows that are passed over one by one before a query is put anew from further on, which costs as much.

Measured at 100,000 articles: 0.2 µs a row, 5 µs a query of an index, 70 to 160 of the search index.
"""
SEARCH_STEPS = 512
_SAMPLE, _FEW = 64, 16
"""Articles that are read, 0.1 ms each, before one says that few have what is looked for: one in so many."""


class Stream(Protocol):
    """Articles by falling key."""

    def seek(self, key: int) -> int | None:
        """The largest key of the stream that is no larger, or None."""


class PausedError(Exception):
    """The time that a search was given is over; there is nothing more above `below`."""

    def __init__(self, below: int) -> None:
        super().__init__(below)
        self.below = below


class Clock:
    """How long a search may take before it tells what it has."""

    def __init__(self, seconds: float | None) -> None:
        self._end = inf if seconds is None else monotonic() + seconds

    def over(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self._end

    def look(self, below: int) -> None:
        """Raise PausedError when the time is over; `below` must be lower than where the search began."""
        if self.over():
            raise PausedError(below)


class Rows:
    """The keys that a query gives from a key down.

    After so many `steps` to the next key that is wanted the query is put anew from there.
    """

    def __init__(self, query: Callable[[int], Iterator[tuple[int]]], steps: int = STEPS) -> None:
        self._query = query
        self._steps = steps
        self._rows: Iterator[tuple[int]] | None = None
        self._here: int | None = None
        """The next key; None when there are no more."""

    def seek(self, key: int) -> int | None:
        if self._rows is None:
            self._open(key)
        elif self._here is not None and self._here > key:
            self._pass(key)
        return self._here

    def _pass(self, key: int) -> None:
        assert self._rows is not None
        for (found,) in islice(self._rows, self._steps):
            if found <= key:
                self._here = found
                return
        self._open(key)

    def _open(self, key: int) -> None:
        self._rows = self._query(key)
        row = next(self._rows, None)
        self._here = row[0] if row else None


class Listed:
    """Keys that are known one by one."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._keys = sorted(keys)

    def seek(self, key: int) -> int | None:
        at = bisect_right(self._keys, key)
        return self._keys[at - 1] if at else None


class Between:
    """Every key of a span."""

    def __init__(self, first: int, last: int) -> None:
        self._first = first
        self._last = last

    def seek(self, key: int) -> int | None:
        key = min(key, self._last)
        return key if key >= self._first else None


class Without:
    """Every key that a stream does not have."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def seek(self, key: int) -> int | None:
        while self._stream.seek(key) == key:
            key -= 1
        return key if key >= 0 else None


class Tested:
    """The keys of a stream that pass a test."""

    def __init__(self, stream: Stream, test: Callable[[int], bool], clock: Clock | None = None) -> None:
        self._stream = stream
        self._test = test
        self._clock = clock
        self._last: tuple[int, bool] = (-1, False)

    def seek(self, key: int) -> int | None:
        while (found := self._stream.seek(key)) is not None:
            if self._last[0] != found:
                self._last = (found, self._test(found))
            if self._last[1]:
                return found
            key = found - 1
            if self._clock is not None:
                self._clock.look(key)
        return None


class Dense:
    """The keys that pass a test, read one by one for as long as many pass; then the keys of a stream.

    Of thousands of words an index tells where the first stands only when it has read all places of all, a
    second in a large library; where it is worth that, few of the articles that are looked at have any.
    """

    def __init__(
        self, every: Stream, test: Callable[[int], bool], rest: Callable[[], Stream], clock: Clock | None
    ) -> None:
        self._tested = Tested(every, self._test, clock)
        self._passes = test
        self._rest = rest
        self._stream: Stream | None = None
        self._seen = self._passed = 0

    def seek(self, key: int) -> int | None:
        if self._stream is None:
            try:
                return self._tested.seek(key)
            except _FewError as few:
                self._stream, key = self._rest(), few.below
        return self._stream.seek(key)

    def _test(self, key: int) -> bool:
        if self._seen >= _SAMPLE and _FEW * self._passed < self._seen:
            raise _FewError(key)
        self._seen += 1
        passes = self._passes(key)
        self._passed += passes
        return passes


class _FewError(Exception):
    """Few keys pass; nothing above `below` is left to look at."""

    def __init__(self, below: int) -> None:
        super().__init__(below)
        self.below = below


class Both:
    """The keys that all of several streams have."""

    def __init__(self, streams: Sequence[Stream], clock: Clock | None = None) -> None:
        self._streams = streams
        self._clock = clock

    def seek(self, key: int) -> int | None:
        agreed, at = 0, 0
        while agreed < len(self._streams):
            found = self._streams[at].seek(key)
            if found is None:
                return None
            agreed = agreed + 1 if found == key else 1
            was, key, at = key, found, (at + 1) % len(self._streams)
            if self._clock is not None and found < was:
                self._clock.look(key)
        return key


class Either:
    """The keys that any of several streams has."""

    def __init__(self, streams: Sequence[Stream]) -> None:
        self._waiting: list[tuple[int, int]] | None = None
        """(its next key, negated; its index) of each stream that has one, as a heap."""
        self._streams = streams

    def seek(self, key: int) -> int | None:
        if self._waiting is None:
            first = ((stream.seek(key), at) for at, stream in enumerate(self._streams))
            self._waiting = [(-found, at) for found, at in first if found is not None]
            heapq.heapify(self._waiting)
        while self._waiting and -self._waiting[0][0] > key:
            at = self._waiting[0][1]
            found = self._streams[at].seek(key)
            if found is None:
                heapq.heappop(self._waiting)
            else:
                heapq.heapreplace(self._waiting, (-found, at))
        return -self._waiting[0][0] if self._waiting else None
