"""A screen is the same after it was kept, and what others made of the file acts on no terminal."""

from __future__ import annotations

import json
import random
import re

from tests.faults.mutating import ACTING, mutated
from tests.terminal import Screen, Stream
from tui.frames.looks import Look, Row, blank
from tui.frames.runs import drawn, judged, rows, runs, unsure

COLUMNS = 12
DRAWING = re.compile(r"\x1b\[[0-9;]*[mHGABCDK]|[\r\v\b]")
"""A look, a place, and nothing else."""
PLAIN, BOLD, LINED = Look((), "39", "49"), Look((0,), "38;2;1;2;3", "48;5;17"), Look((3,), "31", "44")
SCREEN: list[Row] = [
    [*[(letter, BOLD) for letter in "Łysychansk"], blank(BOLD), blank(PLAIN)],
    [blank(LINED), ("東", PLAIN), ("", PLAIN), *[(letter, LINED) for letter in "· Bakhmut"]],
    [("e\u0301", PLAIN), ("👩", BOLD), ("", BOLD), blank(PLAIN), *[(letter, PLAIN) for letter in "reporter"]],
]


def kept() -> bytes:
    return json.dumps([[(text, *look) for text, look in row] for row in runs(SCREEN) or []]).encode()


def test_a_screen_is_the_same_after_it_was_kept() -> None:
    left = judged(json.loads(kept()), COLUMNS, len(SCREEN))
    assert rows(left) == SCREEN
    screen = Screen(COLUMNS, len(SCREEN))
    Stream(screen).feed(drawn(left).encode())
    assert list(screen.display) == ["Łysychansk  ", " 東· Bakhmut", "é👩 reporter"]


def test_rows_of_doubtful_width_are_known_as_such_and_drawn_in_their_order() -> None:
    left = judged(json.loads(kept()), COLUMNS, len(SCREEN))
    assert unsure(left) == {2}
    assert drawn(left).startswith("\x1b[3H")
    assert not re.search(r"reporter.*\x1b\[3;", drawn(left))


def test_a_screen_that_is_not_known_is_not_kept() -> None:
    assert runs([*SCREEN, [None] * COLUMNS]) is None


def test_whatever_becomes_of_the_file_nothing_but_drawing_is_sent() -> None:
    chance, taken = random.Random(6), 0
    for _ in range(3000):
        try:
            left = judged(json.loads(mutated(kept(), chance)), COLUMNS, len(SCREEN))
        except (ValueError, TypeError, RecursionError):
            continue
        taken += 1
        assert not ACTING.search(DRAWING.sub("", drawn(left)))
        assert all(len(row) == COLUMNS for row in rows(left))
    assert taken
