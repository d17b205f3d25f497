"""What the reader may send a terminal: its own sequences and visible text, and nothing else."""

from __future__ import annotations

import base64
import re
import unicodedata

_OURS = re.compile(
    r"""\x1b(?:
        \[[0-9;:]*[mHJKXSTPrsbdABCDG@]            # colours, the cursor, erasing, scrolling, margins, moving
      | \[\?(?:1|7|12|25|69|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2027|2031|2048)(?:;[0-9]+)*[hl]
      | \[\?(?:69|2026|2027|2048)\$p | \[\?996n       # what the terminal knows
      | \[[<>=][0-9;]*u | \[6n | \[c               # its keyboard, where the cursor is, which terminal it is
      | \]22;[a-z-]*\x07                           # the pointer's shape, which Textual sets
      | [78=>]                                     # the cursor kept and brought back, the keypad
    )""",
    re.VERBOSE,
)
_CLIPBOARD = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
_PILE = re.compile("[\u0300-\u036f]{3}")
HIDDEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"))
"""Categories of Unicode that a reader does not see, or that act."""


def strange(sent: bytes, clipboard: bool = False, moves: str = "") -> list[str]:
    """What was sent beyond that, each with a few words around it; what goes to the clipboard, if it may.

    `moves` are controls that put the cursor elsewhere, which the reader may use, and a command may not.
    """
    text = sent.decode("utf-8")  # whatever comes, it is text
    found: list[str] = []
    if clipboard:
        for match in _CLIPBOARD.finditer(text):
            found += strange(base64.b64decode(match[1]))
        text = _CLIPBOARD.sub("", text)
    plain = _OURS.sub("\x1b", text).replace("\x1b", "")
    left = _OURS.sub("", text)
    at = next((at for at, letter in enumerate(left) if _acts(letter) and letter not in moves), None)
    if at is not None:
        found.append(repr(left[max(0, at - 40) : at + 40]))
    found += [f"a pile of marks: {pile[0]!r}" for pile in _PILE.finditer(plain)][:1]
    return found


def _acts(letter: str) -> bool:
    return letter not in "\r\n" and unicodedata.category(letter) in HIDDEN
