"""What of a hostile text may reach a terminal: every character that could act on it becomes one that is seen.

One character in, one character out, so that offsets into the text are offsets into what is shown.
"""

from __future__ import annotations

import re
import unicodedata

_SPACE = " "
_ZERO_WIDTH = "·"
_UNSAFE = "\N{REPLACEMENT CHARACTER}"
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Two marks on a letter are writing; a pile of them climbs over the lines above.
_PILE = re.compile(f"(?<=[{_COMBINING}]{{2}})[{_COMBINING}]+")


class _StandIns(dict[int, str]):
    """Code point to what stands for it; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = _stand_in(chr(point))
        return self[point]


def _stand_in(letter: str) -> str:
    point, category = ord(letter), unicodedata.category(letter)
    if letter == "\t" or category == "Zs":
        return _SPACE
    if point < 0x20:
        return chr(0x2400 + point)  # the control picture: ESC shows as ␛
    if point == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if category in ("Zl", "Zp"):
        return "\N{SYMBOL FOR NEWLINE}"
    if category == "Cf" and unicodedata.bidirectional(letter) == "BN":
        return _ZERO_WIDTH
    return letter if letter.isprintable() else _UNSAFE


_STAND_INS = _StandIns()
_LINES_KEPT = _StandIns({0x0A: "\n"})


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """`text`, of the same length, with nothing in it that a terminal would obey or hide.

    C0 controls become control pictures, tabs and odd spaces a space, zero-width characters a dot; bidi
    controls, C1 controls, surrogates and unassigned code points U+FFFD, newlines "␊" unless they are kept.
    """
    if not text.isprintable():
        text = text.translate(_LINES_KEPT if keep_newlines else _STAND_INS)
    if text.isascii():
        return text
    return _PILE.sub(lambda pile: _ZERO_WIDTH * len(pile.group()), text)
