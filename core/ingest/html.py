"""HTML pages into headline and paragraphs: trafilatura finds the article in the page and its metadata."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from core.ingest import outlets
from core.ingest.dates import find_date
from core.ingest.errors import IngestError
from core.ingest.plain import Heading, merge, read_heading

_OPENING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.S,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 1_000
"""Parsers' time grows with the square of both: 200,000 tags take 9 s, 100,000 attributes of a tag 40 s."""
_OVERLOADED = re.compile(
    rf"""<[a-z][^\s<>]*+(?:[\s/]++[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"']++))?+){{{_MOST_ATTRIBUTES}}}""",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[^\S\n]+")


def is_html(text: str) -> bool:
    """Whether a text opens as HTML does."""
    return bool(_OPENING.match(text[:4096]))


def declared_charset(data: bytes) -> str:
    """The encoding that a page declares in its first kilobytes, or ""."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def read(path: Path, page: str) -> tuple[str, Heading]:
    """The article's headline and paragraphs, blank lines between, and its heading; raises IngestError."""
    if page.count("<") > _MOST_TAGS or _OVERLOADED.search(page):
        raise IngestError(path, "too many tags or attributes for an article. Save its text and add that.")
    document = _extract(page)
    paragraphs = [_BLANKS.sub(" ", line).strip() for line in (_field(document, "text")).splitlines()]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if not paragraphs:
        raise IngestError(path, "no article found in the page. Save its text and add that.")
    title = _field(document, "title")
    if title and paragraphs[0] == title:
        del paragraphs[0]
    text = "\n\n".join(filter(None, [title, *paragraphs]))
    return text, _heading(document, title, read_heading(text))


def _extract(page: str) -> Any:
    """trafilatura's document, or None where it finds no article."""
    import trafilatura  # 0.5 s with lxml, which only pages need pay

    with warnings.catch_warnings():
        # A page's odd date ("2022-06-24T10 AZ") makes dateutil warn of its own doubts.
        warnings.simplefilter("ignore")
        return trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Guessing a date from any number on the page is worse than none.
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": date.today().isoformat(),
            },
        )


def _heading(document: Any, title: str, found: Heading) -> Heading:
    url = _field(document, "url")
    site = _field(document, "sitename")
    told = Heading(
        title=title,
        outlet=outlets.named(site),
        byline=_field(document, "author"),
        published=find_date(_field(document, "date")),
        language=_field(document, "language")[:2].lower(),
        url=url,
    ).taken_from("the page's metadata")
    told = merge(told, Heading(outlet=outlets.of_address(url)).taken_from("the address"))
    told = merge(told, Heading(outlet=site).taken_from("the page's metadata"))
    return merge(told, found)


def _field(document: Any, name: str) -> str:
    return str(getattr(document, name, None) or "")
