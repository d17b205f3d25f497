"""How much work a call does, counted in bytecodes and not in seconds: the same on a busy machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def work(call: Callable[[], object]) -> int:
    """Bytecodes of Python that a call runs in; what C does within one of them is not seen."""
    run = 0

    def count(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal run
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        run += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
    return run


def growth(call: Callable[[int], object], size: int) -> float:
    """How often the work of a call at `size` goes into that at four times `size`: 4 if linear, 16 if squared.

    The call is made once before, so that what it reads only the first time does not count.
    """
    call(size)
    small = work(lambda: call(size))
    return work(lambda: call(4 * size)) / small
