"""What is copied out of an article: words with where they stand, on lines that no terminal or shell obeys."""

from __future__ import annotations

from datetime import date

from core.marks import Cited, Mark, MarkKind
from core.sentences import sentence_at
from core.visible import visible
from tui.reading.page import Page
from tui.reading.phrases import day
from tui.reading.spans import Span


def flat(words: str) -> str:
    """On one line, with nothing in it that a terminal would obey."""
    return visible(" ".join(words.split()))


def cited(page: Page) -> Cited:
    """The open article as a citation names it."""
    return Cited(page.source, page.headline, page.outlet, page.published, page.url)


def sentence(page: Page, place: int) -> Span:
    """The sentence at an offset; where white space stands there, the one after it."""
    text = page.text
    while place < len(text) - 1 and text[place].isspace():
        place += 1
    return sentence_at(text, place, min(len(text), place + 1))


def quotation(words: str, article: Cited) -> str:
    """Words and where they stand, as they are copied.

    >>> print(quotation("The gates  hold.", Cited("/a.txt", "Sluices", "Radio", date(2022, 6, 4), "https://a.b/c")))
    “The gates hold.”
    — Radio, “Sluices”, 4 Jun 2022, https://a.b/c
    """
    return f"“{flat(words)}”\n— {citation(article)}"


def citation(article: Cited) -> str:
    """Outlet, title, date and address; the address of a file where there is no other."""
    parts = (article.outlet, f"“{article.headline}”", _day(article.published), article.url or article.source)
    return ", ".join(flat(part) for part in parts if part)


def _day(published: date | None) -> str:
    return day(published) if published else ""


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~"})


_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in " ()<>"}


def markdown(mark: Mark) -> str:
    """A mark as Markdown: the passage as a quotation, the note under it, and the citation with its link."""
    parts = []
    if mark.anchor is not None:
        parts.append(f"> {_plain(mark.anchor.quote)}")
    if mark.kind is MarkKind.ENTITY and mark.named is not None:
        parts.append(f"**{_plain(mark.named.label)}** ({mark.named.type.lower()})")
    if mark.kind is MarkKind.STAR:
        parts.append("★")
    elif mark.text:
        label = "#" if mark.kind is MarkKind.TAG else ""
        lines = (_plain(line) for line in visible(mark.text, keep_newlines=True).split("\n"))
        parts.append(label + "  \n".join(lines))
    if mark.cited is not None:
        parts.append(f"— {_linked(mark.cited)}")
    return "\n\n".join(parts)


def _linked(article: Cited) -> str:
    title = f"“{_plain(article.headline)}”"
    if article.url.startswith(("http://", "https://")):
        address = (
            flat(article.url).replace(" ", "%20").translate({40: "%28", 41: "%29", 60: "%3C", 62: "%3E"})
        )
        title = f"[{title}]({address})"
    else:
        title = f"{title}, {_plain(article.source)}"
    return ", ".join(filter(None, (_plain(article.outlet), title, _day(article.published))))


def _plain(words: str) -> str:
    """Words of others, which Markdown shall show and not read."""
    return flat(words).translate(_MARKDOWN)


def titled(mark: Mark) -> str:
    """What a note is on, in a few words."""
    if mark.named is not None:
        return f"A note on {flat(mark.named.label)}"
    words = flat(mark.anchor.quote) if mark.anchor is not None else ""
    if words:
        return f"A note on “{words if len(words) <= 50 else words[:49] + '…'}”"
    return f"A note on “{flat(mark.cited.headline)}”" if mark.cited is not None else "A note"


def as_copied(mark: Mark) -> str:
    """A mark as it is copied: the passage as a quotation, the note, and where it stands."""
    name = f"{flat(mark.named.label)}:" if mark.named is not None else ""
    tag = "#" if mark.kind is MarkKind.TAG else ""
    note = tag + visible(mark.text, keep_newlines=True) if mark.text else ""
    if mark.anchor is not None and mark.cited is not None:
        return "\n".join(filter(None, (quotation(mark.anchor.quote, mark.cited), note)))
    return "\n".join(filter(None, (name, note, citation(mark.cited) if mark.cited is not None else "")))
