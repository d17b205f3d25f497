"""EPUB: the documents of its spine, with lxml over the XML in the ZIP.

A book or an issue holds many pieces: each document of the spine with some words in it is an article of its
own; where there is but one, it is the file. EbookLib, which would read it too, is AGPL.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from core.article import Article
from core.ingest import archives, markup
from core.ingest.composing import compose, one_line, outlet_of, titled
from core.ingest.dates import find_date
from core.ingest.decoding import decode
from core.ingest.errors import IngestError
from core.ingest.fragment import heading_of, paragraphs
from core.ingest.mending import tidy
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.plain import Heading
from core.ingest.sources import too_large

_CONTAINER = "META-INF/container.xml"
_FEWEST_WORDS = 25
"""A cover, a half-title or a page of contents by another name has fewer."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    key: str
    title: str
    paragraphs: list[str]
    digest: str


def recognises(part: Part) -> bool:
    """Whether a part is a ZIP file with a book's container inside."""
    return archives.is_zip(part) and _CONTAINER in archives.names(part)


def read(part: Part, options: Options) -> Iterator[Article | IngestError]:
    """The book's articles, in the order of its spine."""
    with archives.opened(part) as archive:
        container = markup.tree(part, archives.member(part, archive, _CONTAINER, options), "its container")
        package = next((str(file.get("full-path")) for file in container.iterfind(".//{*}rootfile")), "")
        book = markup.tree(part, archives.member(part, archive, package, options), "its package")
        told = _book(book)
        chapters: list[_Chapter] = []
        size = 0
        for name in dict.fromkeys(_spine(book, posixpath.dirname(package))):
            try:
                chapters.append(_chapter(part, archive, name, options))
            except IngestError as error:
                yield error
                continue
            size += sum(map(len, chapters[-1].paragraphs))
            if size > options.max_size:
                raise too_large(f"{part.where} (unpacked)", options.max_size)
    chapters = [chapter for chapter in chapters if sum(map(_count, chapter.paragraphs)) >= _FEWEST_WORDS]
    if not chapters:
        raise part.error("a book without any text. Nothing to add.")
    for chapter in chapters:
        alone = len(chapters) == 1
        title = told.title if alone else chapter.title
        heads = [("chapter's heading", Heading(title=title)), ("book's metadata", told)]
        inner = part if alone else part.within(chapter.key, b"", counted=False)
        text = titled(title, chapter.paragraphs)
        yield compose(inner, text, heads, "epub", digest=part.digest() if alone else chapter.digest)


def _spine(book: Any, folder: str) -> Iterator[str]:
    """The names of the documents that are read from first to last; not the table of contents."""
    items = {item.get("id"): item for item in book.iterfind(".//{*}manifest/{*}item")}
    for reference in book.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "").split() and item.get("href"):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))


def _chapter(part: Part, archive: ZipFile, name: str, options: Options) -> _Chapter:
    data = archives.member(part, archive, name, options)
    part.budget.spend(part.where, len(data))
    page, _ = decode(f"{part.where}#{name}", data)
    found = [tidy(paragraph) for paragraph in paragraphs(page)]
    return _Chapter(name, one_line(tidy(heading_of(page))), found, sha256(data).hexdigest())


def _book(book: Any) -> Heading:
    metadata = book.find("{*}metadata")
    if metadata is None:
        return Heading()
    creators = (one_line("".join(one.itertext())) for one in metadata.iterfind("{*}creator"))
    return Heading(
        title=markup.first(metadata, "title"),
        outlet=outlet_of(markup.first(metadata, "publisher")),
        byline=", ".join(filter(None, creators)),
        published=find_date(markup.first(metadata, "date")),
        language=markup.first(metadata, "language")[:2].lower(),
    )


def _count(paragraph: str) -> int:
    return len(paragraph.split())
