"""A clean stop for what takes long or runs until it is told to end: other signals mean what ctrl+c does."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_CAUSES = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP raise KeyboardInterrupt: a transaction is undone, a lock let go of.

    What the caller has ignored stays ignored: `nohup` outlives its terminal.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    before = {cause: signal.getsignal(cause) for cause in _CAUSES}
    for cause, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(cause, stop)
    try:
        yield
    finally:
        for cause, handler in before.items():
            signal.signal(cause, handler)


def code(stop: KeyboardInterrupt) -> int:
    """The exit code that tells of the signal behind a stop, as shells do: 130 of ctrl+c."""
    return 128 + (stop.args[0] if stop.args else signal.SIGINT)
