"""One file's way to an Article: bytes, then text, then what the text says about itself."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

from core.article import Article, Provenance
from core.ingest import datelines, html, markdown
from core.ingest.decoding import decode
from core.ingest.errors import IngestError
from core.ingest.plain import Heading, read_heading
from core.ingest.sources import read_bytes, source_of

_WORD = re.compile(r"\w")


def read(path: Path) -> Article:
    """Read one file as an article; raises IngestError, whose text is one line for the user."""
    data = read_bytes(path)
    if not data.strip():
        raise IngestError(path, "empty. Nothing to add.")
    text, encoding = decode(path, data, html.declared_charset(data))
    if not text.strip():
        raise IngestError(path, "empty but for white space. Nothing to add.")
    if not _WORD.search(text):
        raise IngestError(path, "without any words. Nothing to add.")
    form = _format(text)
    if form == "html":
        text, heading = html.read(path, text)
    elif form == "markdown":
        text, heading = markdown.read(path, text)
    else:
        heading = read_heading(text)
    origin = Provenance(source_of(path), hashlib.sha256(data).hexdigest(), datetime.now(UTC), form, encoding)
    return _article(text, heading, origin)


def _format(text: str) -> str:
    if html.is_html(text):
        return "html"
    return "markdown" if markdown.is_markdown(text) else "text"


def _article(text: str, heading: Heading, origin: Provenance) -> Article:
    place, day = datelines.place_and_day(heading.dateline, heading.published)
    origins = heading.origins
    if place:
        origins = (*origins, ("dateline_place", "dateline"))
    if day:
        origins = (*origins, ("dateline_date", "dateline"))
    return Article(
        text=text,
        provenance=origin,
        title=heading.title,
        outlet=heading.outlet,
        byline=heading.byline,
        dateline=heading.dateline,
        published=heading.published,
        language=heading.language,
        url=heading.url,
        dateline_place=place,
        dateline_date=day,
        origins=origins,
    )
