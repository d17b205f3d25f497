"""What a terminal answers to the few questions that Textual asks it on starting."""

from __future__ import annotations

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resizes reported in band: unknown
    b"\x1b[c": b"\x1b[?62;22c",  # device attributes: a VT220 with colours
    b"\x1b[6n": b"\x1b[1;1R",  # cursor position
}
