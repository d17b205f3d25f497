"""What the compositor wants drawn, as columns of rows; and the shortest way from one look to another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_ON = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
_OFF = ("22", "22", "23", "24", "25", "25", "27", "28", "29", "24", "54", "54", "55")
"""SGR parameters that switch rich's thirteen attributes on and off (ECMA-48, 8.3.117)."""
_SEEN_ON_BLANKS = frozenset((3, 6, 8, 9, 10, 11, 12))
"""Attributes that show where there is no letter: lines of all kinds, and reverse."""
RESET = "\x1b[0m"
ANY = ""
"""The foreground of a blank, which shows none."""


class Look(NamedTuple):
    """How a cell is drawn, in the terminal's own terms."""

    attributes: tuple[int, ...] = ()
    """Indexes into `_ON`."""
    foreground: str = "39"
    """`ANY` of a blank: whichever is set will do, and all attributes that show on no blank."""
    background: str = "49"

    @property
    def lined(self) -> bool:
        """Whether a blank shows more of this look than its background."""
        return not _SEEN_ON_BLANKS.isdisjoint(self.attributes)

    def serves(self, other: Look) -> bool:
        """Whether what has the other look may be drawn in this one, and seem the same."""
        if other.foreground == ANY:
            return other.background == self.background and not self.lined
        return self == other

    def towards(self, other: Look) -> Look:
        """The look to be set where the other is wanted: of those that a blank may have, the nearest."""
        if other.foreground != ANY:
            return other
        kept = tuple(one for one in self.attributes if one not in _SEEN_ON_BLANKS)
        return Look(kept, self.foreground, other.background)


Cell = tuple[str, Look]
"""One column of a row: its text (the right half of a wide character has none), and its look."""
Row = list[Cell | None]
"""A row of the terminal; None where it is not known what stands there."""


class Patch(NamedTuple):
    """A part of one row as it shall be."""

    y: int
    x: int
    cells: list[Cell]
    sure: bool
    """Whether every terminal gives each of its characters the same width."""


@lru_cache(maxsize=4096)
def _look(style: Style | None, system: ColorSystem) -> Look:
    if style is None:
        return Look()
    bits = style._attributes & style._set_attributes
    color, ground = style.color, style.bgcolor
    return Look(
        tuple(place for place in range(len(_ON)) if bits >> place & 1),
        ";".join(color.downgrade(system).get_ansi_codes()) if color else "39",
        ";".join(ground.downgrade(system).get_ansi_codes(foreground=False)) if ground else "49",
    )


@lru_cache(maxsize=4096)
def _blank(look: Look) -> Cell:
    """A blank in a look."""
    return " ", look if look.lined else Look((), ANY, look.background)


@lru_cache(maxsize=4096)
def turn(old: Look, new: Look) -> str:
    """The shorter of two ways from one look to another: by what changed, or by a fresh start."""
    gone = [_OFF[place] for place in old.attributes if place not in new.attributes]
    # Two attributes may share their end (bold and dim): all of the new are set again after any end.
    came = [_ON[place] for place in new.attributes if gone or place not in old.attributes]
    colours = [code for was, code in zip(old[1:], new[1:], strict=True) if was != code]
    step = ";".join([*dict.fromkeys(gone), *came, *colours])
    fresh = ["0", *(_ON[place] for place in new.attributes)]
    fresh += [code for code, default in ((new.foreground, "39"), (new.background, "49")) if code != default]
    return f"\x1b[{min(step, ';'.join(fresh), key=len)}m"


@lru_cache(maxsize=4096)
def _width(character: str) -> int | None:
    """Columns of a character, or None where terminals disagree: marks, joiners, emoji and private ones."""
    if ord(character) >= 0x1F000 or unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Co", "Cn"):
        return None
    return get_character_cell_size(character) or None


def _cells(strips: Iterable[Strip], system: ColorSystem) -> tuple[list[Cell], bool]:
    """The columns of some strips, and whether their widths are sure."""
    cells: list[Cell] = []
    sure = True
    for strip in strips:
        for text, style, control in strip:
            if control:
                continue
            look = _look(style, system)
            blank = _blank(look)
            if text.isascii():
                cells += [blank if character == " " else (character, look) for character in text]
                continue
            for character in text:
                if character == " ":
                    cells.append(blank)
                    continue
                width = _width(character)
                sure = sure and width is not None
                size = get_character_cell_size(character)
                if not size and cells:
                    _join(cells, character)
                cells += [(character, look), ("", look)][:size]
    return cells, sure


def is_half(cell: Cell | None) -> bool:
    """Whether it is the right half of a wide character."""
    return cell is not None and not cell[0]


def is_wide(cell: Cell | None) -> bool:
    """Whether it is the left half of one."""
    return cell is not None and not cell[0].isascii() and get_character_cell_size(cell[0][0]) > 1


def _join(cells: list[Cell], mark: str) -> None:
    """Add a character that takes no column to the last that took one."""
    place = len(cells) - 1
    while place and not cells[place][0]:
        place -= 1
    cells[place] = (cells[place][0] + mark, cells[place][1])


def patches(update: CompositorUpdate, system: ColorSystem) -> Iterator[Patch]:
    """The parts of rows that an update of the compositor draws."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield Patch(y, update.region.x, *_cells(strips, system))
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < right and end > left:
                    cut = strip.crop(max(0, left - x), right - x)
                    yield Patch(y, max(x, left), *_cells([cut], system))
