"""Word's DOCX: paragraphs of the main text, with lxml over the XML in the ZIP.

python-docx would do it, too, but builds objects for styles, sections and tables of which nothing is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.article import Article
from core.ingest import archives, markup
from core.ingest.composing import compose, one_line, titled
from core.ingest.dates import find_date
from core.ingest.mending import tidy
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.plain import Heading

_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADS = {"title": "title", "heading1": "title", "author": "byline", "date": "published"}
"""Styles of paragraphs that tell what an article says about itself."""
_SKIPPED = {f"{_W}{name}" for name in ("del", "instrText", "delText", "txbxContent")}


def recognises(part: Part) -> bool:
    """Whether a part is a ZIP file with a Word document inside."""
    return archives.is_zip(part) and _BODY in archives.names(part)


def read(part: Part, options: Options) -> Iterator[Article]:
    """The one article of a document; what was struck out with changes tracked is left out."""
    with archives.opened(part) as archive:
        body = markup.tree(part, archives.member(part, archive, _BODY, options), "the document")
        properties = Heading()
        if _PROPERTIES in archive.namelist():
            data = archives.member(part, archive, _PROPERTIES, options)
            properties = _properties(markup.tree(part, data, "the document's list of properties"))
    heads: dict[str, str] = {}
    paragraphs: list[str] = []
    for element in body.iter(f"{_W}p"):
        text = one_line(tidy("".join(_words(element))))
        style = _style(element)
        if text and _HEADS.get(style, "") not in ("", *heads):
            heads[_HEADS[style]] = text
        elif text:
            paragraphs.append(text)
    if not heads and not paragraphs:
        raise part.error("a document without any text. Nothing to add.")
    title = heads.get("title") or (properties.title if properties.title in paragraphs[:3] else "")
    own = Heading(
        title=title, byline=heads.get("byline", ""), published=find_date(heads.get("published", ""))
    )
    told = (("document's styles", own), ("document's properties", properties))
    yield compose(part, titled(title, paragraphs), told, "docx")


def _words(element: Any) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs and deletions inside it."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag != f"{_W}p":
            yield from _words(child)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val") or "").replace(" ", "").lower()


def _properties(core: Any) -> Heading:
    """What the file says of itself; the day it was made is its template's as often as the article's."""
    return Heading(
        title=markup.first(core, "title"),
        byline=markup.first(core, "creator"),
        language=markup.first(core, "language")[:2].lower(),
    )
