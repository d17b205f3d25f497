"""Words that were damaged on their way, made whole before any offset is taken.

All readers but the plain text's hand their words through `tidy`. Mojibake is mended in all of them, where it
is beyond doubt; the article's encoding then says so, and the sum of the source's bytes stays what it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise

MENDED = "mojibake mended"
"""What the name of an encoding says of a text that was read wrongly before it came to us."""

_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and what has no width; joiners stay, which Persian, Hindi and flags need."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NEWLINE = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")

_MOJIBAKE = re.compile("[ÂÃÄÅâÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Р[°-Џ]С|вЂ")
"""UTF-8 read as Windows-1252 or 1251; a cheap look that spares sound texts the import of ftfy."""
_FEWEST = 2

_WRAPPED = range(50, 82)
"""Length of lines that a programme has broken, with what ends them on another system."""
_LONGEST_WORD = 40
"""Longer ones are addresses, which may pass the width."""
_SMALL = 3
"""Of so many lines that go on with a sentence one at least begins in small letters; in prose two do."""
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")
"""What begins a line of a list."""


def tidy(text: str) -> str:
    """Text without ligatures, soft hyphens, zero-width and odd blank characters; newlines are "\\n"."""
    if text.isascii() and "\r" not in text and "\x0b" not in text and "\x0c" not in text:
        return text
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _NEWLINE.sub("\n", _BLANK.sub(" ", _NOTHING.sub("", text)))


def mend(text: str) -> tuple[str, bool]:
    """Text with its mojibake mended, and whether there was any.

    ftfy's `fix_encoding` is taken at its word only where it leaves nothing that looks wrong, and a text
    has two signs of it at least: one "Ã¼" may be what somebody wrote about.
    """
    if len(_MOJIBAKE.findall(text)) < _FEWEST:
        return text, False
    from ftfy.badness import badness  # 40 ms that sound texts need not pay

    # By lines, for one sound line with letters of its own keeps ftfy from the rest.
    mended = "".join(map(_mended_line, text.splitlines(keepends=True)))
    better = badness(text) >= _FEWEST and badness(mended) == 0
    return (mended, True) if better else (text, False)


def unwrapped(text: str) -> str:
    """Text in which blanks stand for the line ends of paragraphs that a programme has broken: offsets stay.

    A programme breaks all lines at one width, and there alone where the first word of the next found no room,
    in the middle of sentences as well. Where longer lines are whole, one line end alone looks so or next to
    no line begins in small letters, a writer has ended the lines.
    """
    lines = text.split("\n")
    short = (line for line in lines if max(map(len, line.split()), default=0) <= _LONGEST_WORD)
    room = max(map(len, short), default=0)
    if room not in _WRAPPED:
        return text
    blocks = [(words, list(block)) for words, block in groupby(lines, lambda line: bool(line.strip()))]
    ends = ["\n" if not words or _is_ended(block, room) else " " for words, block in blocks]
    going_on = [
        line for (_, block), end in zip(blocks, ends, strict=True) if end == " " for line in block[1:]
    ]
    if len(going_on) < _FEWEST or _SMALL * sum(map(_begins_small, going_on)) < len(going_on):
        return text
    whole = (end.join(block) for (_, block), end in zip(blocks, ends, strict=True))
    return "\n".join(whole).replace("\r ", "  ")


def _is_ended(lines: Sequence[str], room: int) -> bool:
    """Whether a writer has ended some of these lines."""
    return any(
        len(line) < _WRAPPED.start or len(line) + 1 + len(after.split()[0]) <= room or _ITEM.match(after)
        for line, after in pairwise(lines)
    )


def _begins_small(line: str) -> bool:
    """Whether the first letter is no capital; of a script without them, too."""
    first = next(filter(str.isalpha, line), "A")
    return first == first.lower()


def _mended_line(line: str) -> str:
    import ftfy

    return ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line
