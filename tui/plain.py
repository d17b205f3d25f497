"""What plain terminals are shown: no colours where there are none, ASCII where the locale has no more.

Both stand between the widgets and the frame, so that nothing else need know of them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_COLOURLESS = re.compile(r"vt[1-4]\d\d|.*-m(ono)?")
_ASCII = {
    **dict.fromkeys("─━═▁▂▔", "-"), **dict.fromkeys("│┃║▏▎▍▌▕", "|"), **dict.fromkeys("█▇▆▅▄▃▊▋▉", "#"),
    **dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‚‹›′ʼ", "'"), **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("▸▹▶❯", ">"), **dict.fromkeys("●•▪■", "*"), **dict.fromkeys("·∙", "."),
    "★": "*", "✎": "+", "◆": "#", "◇": "o", "○": "o",
    "▾": "v", "…": ".", "↑": "^", "↓": "v", "←": "<", "→": ">", "×": "x", "␊": " ",
    "€": "E", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "s", "æ": "e", "Æ": "E",
    "ı": "i", "°": " ",
}  # fmt: skip
"""Of one cell each, so that nothing moves."""


def has_colours(environment: Mapping[str, str]) -> bool:
    """Whether the reader (https://no-color.org) and the terminal want colours."""
    return not environment.get("NO_COLOR") and not _COLOURLESS.fullmatch(environment.get("TERM", ""))


def has_unicode(environment: Mapping[str, str]) -> bool:
    """Whether the locale's characters are Unicode's.

    Python itself sets LC_CTYPE where the locale is C (PEP 538), which says nothing about the terminal; where
    the environment names no locale at all, a terminal of today is assumed.
    """
    chosen = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "UTF-8"
    coerced = not environment.get("LC_ALL") and environment.get("LC_CTYPE") == "C.UTF-8"
    if coerced and environment.get("LANG") in ("C", "POSIX"):
        return False
    return "utf8" in chosen.lower().replace("-", "")


def filters(environment: Mapping[str, str] = os.environ) -> list[LineFilter]:
    """What must be taken out of every line for this terminal."""
    taken: list[LineFilter] = [] if has_colours(environment) else [Colourless()]
    return taken if has_unicode(environment) else [*taken, Ascii()]


class Colourless(LineFilter):
    """Leaves of a style what a terminal without colours can show."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


class Ascii(LineFilter):
    """Leaves ASCII, as many cells as before."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(ascii_of(text), style, control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def _without_colour(style: Style) -> Style:
    return style.without_color


def ascii_of(text: str) -> str:
    """A text in ASCII: letters without their marks, what has no likeness as "?", in as many cells.

    >>> ascii_of("“Sievierodonetsk” · Łódź · Київ · 東")
    '"Sievierodonetsk" . Lodz . ???? . ??'
    """
    return text if text.isascii() else "".join(map(_ascii_letter, text))


@lru_cache(maxsize=4096)
def _ascii_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    bare = _ASCII.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    cells = cell_len(letter)
    return bare if bare.isascii() and cells == 1 else "?" * cells
