"""How cells look, in the terminal's own terms, and the shortest way from one look to another.

Neither rich nor Textual is imported here, nor by the pen: the screen as it was left is drawn before they are.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ON = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
_OFF = ("22", "22", "23", "24", "25", "25", "27", "28", "29", "24", "54", "54", "55")
"""SGR parameters that switch rich's thirteen attributes on and off (ECMA-48, 8.3.117)."""
ATTRIBUTES = len(_ON)
_SEEN_ON_BLANKS = frozenset((3, 6, 8, 9, 10, 11, 12))
"""Attributes that show where there is no letter: lines of all kinds, and reverse."""
_DOUBTFUL = frozenset(("Mn", "Me", "Mc", "Cf", "Co", "Cn"))
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


@lru_cache(maxsize=4096)
def blank(look: Look) -> Cell:
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
def is_doubtful(character: str) -> bool:
    """Whether terminals disagree on its columns: marks, joiners, emoji and private ones."""
    return ord(character) >= 0x1F000 or unicodedata.category(character) in _DOUBTFUL


def is_half(cell: Cell | None) -> bool:
    """Whether it is the right half of a wide character."""
    return cell is not None and not cell[0]
