"""An article of which a whole page is one sentence takes no longer than its length asks for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from tests.evidence.articles import local, quotes

_FEW = 300
"""Repetitions with which a sentence is far longer than all that is looked at of one."""


def work(does: Callable[[], object]) -> int:
    """Bytecodes that the rooms of evidence run: a count, which no busy machine changes."""
    count = 0

    def step(frame: FrameType, event: str, _arg: object) -> Callable[..., object] | None:
        nonlocal count
        if not frame.f_globals.get("__name__", "").startswith("core.evidence"):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        does()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "words",
    [
        "the ministry said it ",
        "the official said, ",
        "the president said ",
        "Hnatiuk said the governor said he ",
        '"We hold on," he said, ',
    ],
)
def test_a_sentence_three_times_as_long_is_three_times_the_work(words: str) -> None:
    people = {"Hnatiuk": ("governor of the region",)}

    def read(times: int) -> None:
        text = words * times
        quotes(text, local(text, people))

    read(1)  # tables are read once
    assert work(lambda: read(3 * _FEW)) < 3.5 * work(lambda: read(_FEW))


def test_a_list_without_a_full_stop_is_no_claim() -> None:
    text = "Petro Hnatiuk said that the road was cut" + ", that a bridge fell" * 200 + "."
    assert quotes(text, local(text, {"Petro Hnatiuk": ()})) == []


def test_a_long_word_before_a_tag_is_read_once() -> None:
    """Words that might be cut anywhere were tried in every cut: fifty letters took 14 s, sixty a minute."""
    text = f"The road was cut, the {'a' * 200}/b, Petro Hnatiuk said."
    (claim,) = quotes(text, local(text, {"Petro Hnatiuk": ()}))
    assert claim.text.startswith("The road was cut")
