"""The clipboard of the terminal in front of the reader, wherever the app runs: OSC 52, and a file beside it.

A terminal takes the text as base64, so that nothing in it can end the sequence; what is copied holds no
control characters either, as it will be pasted into shells. Inside tmux and GNU screen the sequence is handed
through (DCS): tmux wants every ESC doubled, screen takes it in short pieces. tmux hands nothing through
unless `allow-passthrough` is on, but sets the clipboard itself where `set-clipboard` is on: there it is sent
both ways. Nobody answers, so it can only be said that it was sent; the file is for terminals that took none.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

MOST = 74_994
"""Bytes that are sent: 99,992 in base64; terminals take 100,000 at most (hterm, and others after it)."""
_PIECE = 250
"""Characters of a piece for screen, whose strings end at 256 or 768."""


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """What sets the clipboard of the terminal that the environment tells of; too long a text is cut."""
    body = b64encode(_cut(text)).decode("ascii")
    plain = f"\x1b]52;c;{body}\x07"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\" + plain
    if environment.get("STY"):
        pieces = (plain[at : at + _PIECE] for at in range(0, len(plain), _PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def is_cut(text: str) -> bool:
    """Whether a terminal is sent less than the whole text."""
    return len(text.encode()) > MOST


def _cut(text: str) -> bytes:
    """At most MOST bytes of a text, no character cut in two."""
    return text.encode()[:MOST].decode("utf-8", "ignore").encode()
