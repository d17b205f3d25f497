"""Start-up and keys, as a reader at a terminal of 120 by 40 feels them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.figures import Figure
from tests.command import COMMAND, environment, warreader
from tests.terminal import Terminal

STARTS = 5
PRESSES = 20
QUIET = 0.08
"""Seconds without a byte after which a key's answer is complete."""

READY = "/ find"
"""A word of the footer, which the reader draws once an article is open."""


def figures(library: Path, home: Path) -> Iterator[Figure]:
    """Start-up, then keys, over a library that is there already."""
    ours = [*COMMAND, "--library", str(library)]
    hello = _peer("hello")
    yield Figure(
        "start to first frame", "ms", _start(ours, READY, home), _start(hello, "hello", home), "hello"
    )
    yield from _held_against("table", "DataTable", ("1",), {"j": "an article down"}, ours, home)
    keys = {"j": "a line down", "e": "next name", "*": "next mention"}
    yield from _held_against("text", "Static", ("2",), keys, ours, home)


def _held_against(
    peer: str, title: str, before: Sequence[str], keys: Mapping[str, str], ours: Sequence[str], home: Path
) -> Iterator[Figure]:
    """Each of our keys beside the peer's own way of moving down."""
    with _ready(_peer(peer), "hello", home) as other, _ready(ours, READY, home) as reader:
        reader.press(*before)
        peer_time, peer_bytes = _keys(other, "down")
        for key, does in keys.items():
            took, sent = _keys(reader, key)
            yield Figure(f"{key}: {does}", "ms", took, peer_time, title, 1)
            yield Figure(f"{key}: {does}", "bytes", sent, peer_bytes, title)


def _peer(name: str) -> list[str]:
    return [sys.executable, "-m", "tests.bench.peers", name]


def prepare(articles: Sequence[Path], home: Path) -> Path:
    """A library of these articles."""
    library = home / "bench.db"
    warreader("--library", library, "add", *articles, home=home)
    return library


def _ready(command: Sequence[str], shown: str, home: Path) -> Terminal:
    terminal = Terminal(command, environment(home))
    terminal.wait_for(shown)
    terminal.settle()
    return terminal


def _start(command: Sequence[str], shown: str, home: Path) -> float:
    """Median milliseconds from starting the process to seeing `shown`; one start before is not counted."""

    def once() -> float:
        with Terminal(command, environment(home)) as terminal:
            terminal.wait_for(shown)
            return 1000 * (time.perf_counter() - terminal.started)

    return _median(once, STARTS)


def _keys(terminal: Terminal, key: str) -> tuple[float, float]:
    """Median milliseconds from a key to the last byte of its answer, and median bytes."""
    terminal.press(key)
    terminal.settle()
    bytes_sent: list[float] = []

    def once() -> float:
        before, pressed = len(terminal.sent), time.perf_counter()
        terminal.press(key)
        terminal.read(1.0)
        last = time.perf_counter()
        last = max(last, terminal.settle(QUIET))
        bytes_sent.append(len(terminal.sent) - before)
        return 1000 * (last - pressed)

    return _median(once, PRESSES), statistics.median(bytes_sent)


def _median(measure: Callable[[], float], times: int) -> float:
    measure()
    return statistics.median(measure() for _ in range(times))
