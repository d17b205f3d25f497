"""Writes cells with as few bytes as there is a way for.

Over a slow line most of a frame is not its letters: setting two colours takes 33 bytes, going to a cell up
to 8. So pieces of one look are written one after another, wherever on the screen they stand: going there is
cheaper than changing colours there and back. Where the terminal shows few colours that may turn round, and
both orders are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tui.frames.looks import ANY, RESET, Look, Row, is_half, turn

_NEAR = 4
"""Cells of the same look that are cheaper sent again than jumped over: a jump costs four bytes."""
_BLANKS = re.compile(" {9,}| {5,}$")
"""Blanks that are cheaper erased: with as many bytes at the end, twice as many where writing goes on."""
_BLANKS_TO_EDGE = re.compile(" {9,}| {3,}$")
"""The same in a piece that ends at the right edge: to erase all that follows takes three bytes."""


class Piece(NamedTuple):
    """Cells of one row that are written in one look."""

    y: int
    x: int
    text: str
    width: int
    """Columns."""
    look: Look


class Pen(NamedTuple):
    """Where the cursor stands and which look is set; None where that is not known."""

    at: tuple[int, int] | None = None
    look: Look | None = None


class Reach(NamedTuple):
    """What the terminal can do, and how many columns it has."""

    columns: int
    erases: bool
    """Whether what it erases takes the background that is set (terminfo's bce)."""


def pieces(y: int, old: Row, new: Row) -> Iterator[Piece]:
    """The parts of a row to be sent, each of one look; blanks go with their neighbours."""
    start = end = 0
    look: Look | None = None
    for place, cell in enumerate(new):
        if cell is None or cell == old[place] or (not cell[0] and place and place < end):
            continue
        if not cell[0]:  # the right half of a wide character, whose left half did not change
            place -= 1
            cell = new[place] or cell
        stop = place + 1
        while stop < len(new) and is_half(new[stop]):
            stop += 1
        if look is not None and place - end <= _NEAR and (joint := _joint(look, new[end:stop])):
            look = joint
        else:
            if look is not None:
                yield _piece(y, start, new[start:end], look)
            start, look = place, cell[1]
        end = stop
    if look is not None:
        yield _piece(y, start, new[start:end], look)


def _joint(look: Look, cells: Row) -> Look | None:
    """A look in which these cells may be drawn as well as what has that look; None where there is none."""
    for cell in cells:
        if cell is None:
            return None
        if cell[1] == look or look.serves(cell[1]):
            continue
        if not cell[1].serves(look):
            return None
        look = cell[1]
    return look


def _piece(y: int, x: int, cells: Row, look: Look) -> Piece:
    return Piece(y, x, "".join([cell[0] for cell in cells if cell]), len(cells), look)


def write(parts: Sequence[Piece], pen: Pen, reach: Reach) -> tuple[str, Pen]:
    """The shorter of two orders to write pieces in: as they stand, or look by look."""
    rows = _write(parts, pen, reach)
    looks = _write(list(_by_look(parts, pen.look)), pen, reach)
    return min(rows, looks, key=lambda way: len(way[0]))


def _by_look(parts: Sequence[Piece], look: Look | None) -> Iterator[Piece]:
    """The pieces look by look, always the one next that takes the least to set."""
    groups: dict[Look, list[Piece]] = {}
    for part in parts:
        if part.look.foreground != ANY:
            groups.setdefault(part.look, []).append(part)
    for part in parts:
        if part.look.foreground == ANY:
            found = next((one for one in groups if one.serves(part.look)), part.look)
            groups.setdefault(found, []).append(part)
    look = look or Look()
    while groups:
        now = look
        look = min(groups, key=lambda one: len(turn(now, now.towards(one))))
        yield from sorted(groups.pop(look))


def _write(parts: Iterable[Piece], pen: Pen, reach: Reach) -> tuple[str, Pen]:
    at, look = pen
    out: list[str] = []
    for part in parts:
        out.append(_go(at, (part.y, part.x)))
        if look is None:
            out.append(RESET)
            look = Look()
        if not look.serves(part.look):
            wanted = look.towards(part.look)
            out.append(turn(look, wanted))
            look = wanted
        text, moved = _text(part, look, reach)
        out.append(text)
        # At the right edge terminals differ in where the cursor waits.
        at = None if part.x + moved >= reach.columns else (part.y, part.x + moved)
    return "".join(out), Pen(at, look)


def _text(part: Piece, look: Look, reach: Reach) -> tuple[str, int]:
    """A piece's letters with long blanks erased, and by how much the cursor moves."""
    if not reach.erases or look.lined or "   " not in part.text:
        return part.text, part.width
    moved, to_edge = part.width, part.x + part.width == reach.columns

    def erase(blanks: re.Match[str]) -> str:
        nonlocal moved
        size = len(blanks[0])
        if blanks.end() < len(part.text):
            return f"\x1b[{size}X\x1b[{size}C"
        moved -= size
        return "\x1b[K" if to_edge else f"\x1b[{size}X"

    return (_BLANKS_TO_EDGE if to_edge else _BLANKS).sub(erase, part.text), moved


@lru_cache(maxsize=16384)
def _go(at: tuple[int, int] | None, to: tuple[int, int]) -> str:
    """The shortest way to a cell: from where the cursor stands, or from nowhere."""
    y, x = to
    straight = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    if at is None:
        return straight
    down, right = y - at[0], x - at[1]
    ways = [straight]
    if down >= 0:
        # A vertical tab is a line feed that no terminal driver turns into two bytes.
        step = min("\v" * down, f"\x1b[{down}B", key=len)
        ways += [step + across for across in _across(right, x)]
    else:
        ways += [f"\x1b[{-down}A" + across for across in _across(right, x)]
    return min(ways, key=len)


def _across(right: int, x: int) -> Iterator[str]:
    if right == 0:
        yield ""
    if right > 0:
        yield f"\x1b[{right}C" if right > 1 else "\x1b[C"
    if right < 0:
        yield "\b" * -right
        yield f"\x1b[{-right}D"
    yield f"\x1b[{x + 1}G"
    yield "\r" + (f"\x1b[{x}C" if x else "")


def whole(y: int, row: Row, pen: Pen) -> tuple[str, Pen]:
    """All that is known of a row, written in its order; where the cursor stands then is not sure."""
    out: list[str] = []
    look = pen.look
    for known, group in groupby(enumerate(row), key=lambda placed: placed[1] is not None):
        cells = list(group)
        if not known:
            continue
        out.append(_go(None, (y, cells[0][0])))
        for _, cell in cells:
            if cell is None:
                continue
            if look is None:
                out.append(RESET)
                look = Look()
            if not look.serves(cell[1]):
                wanted = look.towards(cell[1])
                out.append(turn(look, wanted))
                look = wanted
            out.append(cell[0])
    return "".join(out), Pen(None, look)
