"""The paragraphs of a piece of HTML that is all article, as feeds carry it: nothing around it to be told off.

trafilatura finds an article within a page, and of a summary of one sentence it finds nothing.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|div|fieldset|figcaption|footer|form|h[1-6]|header|hr|li|"
    "main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile(
    "audio|figure|iframe|math|noscript|object|script|select|style|svg|template|textarea|title|video"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?[^>]*>?|<!\[CDATA\[|\]\]>|<!\[[^>]*>?|<![a-z][^>]*>?", re.IGNORECASE | re.S
)
"""Comments, instructions, declarations, and the marks around character data: Python's parser looks for the
end of each that has none to the end of all, and falls over some."""


def is_fragment(text: str) -> bool:
    """Whether a text has tags or character references."""
    return bool(_TAG.search(text))


def paragraphs(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML, white space made single; scripts, styles and pictures left out."""
    reader = _Reader()
    reader.feed(_NO_TEXT.sub("", fragment) if "<!" in fragment or "<?" in fragment else fragment)
    reader.close()
    found = ("".join(words).split() for words in reader.found)
    return [" ".join(words) for words in found if words]


_HEADING = re.compile(r"<h([1-3])\b[^<>]{0,1000}>(.{0,1000}?)</h\1\s*>", re.IGNORECASE | re.S)


def heading_of(fragment: str) -> str:
    """The first heading of a piece of HTML, or ""."""
    found = _HEADING.search(fragment[:200_000])
    return " ".join(paragraphs(found[2])) if found else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[str]] = [[]]
        self._unseen = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
        elif _UNSEEN.fullmatch(tag):
            self._unseen, self._depth = tag, 1
        elif _BREAKS.fullmatch(tag):
            self.found.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _BREAKS.fullmatch(tag) and not self._unseen:
            self.found.append([])

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if not self._depth:
                self._unseen = ""
        elif _BREAKS.fullmatch(tag):
            self.found.append([])

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found[-1].append(data)
