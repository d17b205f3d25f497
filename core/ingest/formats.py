"""The table of formats: how each is told by its content, and who reads it.

The first that recognises a part reads it, so the certain come before the guessed and plain text last. Each
format is a module of its own; the libraries that it needs it imports when it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from core.article import Article
from core.ingest import (
    archives,
    compressed,
    database,
    delimited,
    docx,
    epub,
    html,
    mail,
    markdown,
    objects,
    pdf,
    text,
    warc,
)
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part

Reader = Callable[[Part, Options], Iterator[Article | IngestError]]
"""Reads a part; an error that it yields is one article's, one that it raises is the whole part's."""


class Format(NamedTuple):
    """A kind of source."""

    name: str
    """What it is called in messages."""
    recognises: Callable[[Part], bool]
    """Told by magic bytes or structure; the name's ending breaks ties alone."""
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format("PDF", pdf.recognises, pdf.read),
    Format("SQLite", database.recognises, database.read),
    Format("WARC", warc.recognises, warc.read),
    Format("compressed file", compressed.recognises, compressed.read),
    Format("EPUB", epub.recognises, epub.read),
    Format("DOCX", docx.recognises, docx.read),
    Format("WACZ", warc.is_wacz, warc.read_wacz),
    Format("ZIP", archives.is_zip, archives.read_zip),
    Format("tar", archives.is_tar, archives.read_tar),
    Format("mailbox", mail.is_box, mail.read_box),
    Format("mail", mail.recognises, mail.read),
    Format("JSON", objects.recognises, objects.read),
    Format("HTML", html.recognises, html.read),
    Format("Markdown", markdown.recognises, markdown.read),
    Format("CSV", delimited.recognises, delimited.read),
    Format("text", text.recognises, text.read),
)


def format_of(part: Part) -> Format:
    """The format of a part."""
    return next(kind for kind in FORMATS if kind.recognises(part))
