"""HTML pages into headline and paragraphs: trafilatura finds the article in the page and its metadata."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.article import Article
from core.ingest.composing import Told, compose, one_line, outlet_of, titled
from core.ingest.dates import find_date
from core.ingest.markup import is_overloaded
from core.ingest.mending import tidy
from core.ingest.options import Options
from core.ingest.page import linked_data, of_head
from core.ingest.part import Part
from core.ingest.plain import Heading
from core.ingest.text import decoded

_OPENING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.S,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_MOST_TAGS = 200_000
_MOST_ELEMENTS = 50_000
"""An article is found among them in 5 s, among twice as many in 12 s."""
_ENDLESS_TABLE = "//td[1001] | //th[1001] | (//@colspan[. > 9] | //@rowspan[. > 9])[1001]"
"""trafilatura counts a row's cells anew at each, and makes cells of what a cell spans: 50,000 took 12 s."""
_TOO_MANY = "too many tags or attributes for an article. Save its text and add that."
_INLINE = (
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "nobr", "ruby", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr",
)  # fmt: skip
"""Elements that trafilatura takes away from around their text."""
_MOST_INLINE = 1_000
"""In one block. Each leaves a piece of text behind, and lxml walks back over all of them to tell whose one
is: 40,000 in a paragraph took 25 s."""


def recognises(part: Part) -> bool:
    """Whether a part opens as HTML does."""
    return is_html(part.head())


def is_html(text: str) -> bool:
    """Whether a text opens as HTML does."""
    return bool(_OPENING.match(text[:20_000]))


def declared_charset(data: bytes) -> str:
    """The encoding that a page declares in its first kilobytes, or ""."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def read(part: Part, options: Options) -> Iterator[Article]:
    """The one article of a page; raises IngestError where trafilatura finds none."""
    # What a server declares stands over what the page does.
    page, encoding = decoded(part, part.charset or declared_charset(part.data))
    text, told = article_of(part, page)
    yield compose(part, text, told, "html", encoding=encoding)


def article_of(part: Part, page: str) -> tuple[str, list[Told]]:
    """A page's article, headline and paragraphs with blank lines between, and what the page tells of it.

    Raises IngestError where there is none.
    """
    import trafilatura  # 0.5 s with lxml, which only pages need pay

    if page.count("<") > _MOST_TAGS or is_overloaded(page):
        raise part.error(_TOO_MANY)
    tree = trafilatura.load_html(page)
    if tree is None:
        raise part.error("no article found in the page. Save its text and add that.")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS or tree.xpath(_ENDLESS_TABLE):
        raise part.error(_TOO_MANY)
    told = [*linked_data(tree), *of_head(tree)]
    _unwrap(tree)
    document = _extract(tree, part.url)
    found = tidy(_field(document, "text")).splitlines()
    paragraphs = [paragraph for paragraph in map(one_line, found) if paragraph]
    if not paragraphs:
        raise part.error("no article found in the page. Save its text and add that.")
    title = one_line(tidy(_field(document, "title")))
    own = _heading(document)
    canonical = next((heading.canonical_url for _, heading in told if heading.canonical_url), own.url)
    address = (
        ("where it was got", Heading(url=part.url)) if part.url else ("the page", Heading(url=canonical))
    )
    return titled(title, paragraphs), [("the page", Heading(title=title)), address, *told, ("the page", own)]


def _unwrap(tree: Any) -> None:
    """Leave of a block with more inline elements than are ever written to be read its text, in one piece."""
    from lxml import etree  # type: ignore[import-untyped]

    block_of: dict[Any, Any] = {}
    for element in tree.iter(*_INLINE):
        parent = element.getparent()
        block_of[element] = element if parent is None else block_of.get(parent, parent)
    for block, count in Counter(block_of.values()).items():
        if count > _MOST_INLINE:
            etree.strip_tags(block, *_INLINE)
            for element in block.iter():
                element.text, element.tail = element.text, element.tail  # joins the pieces


def _extract(tree: Any, url: str) -> Any:
    """trafilatura's document, or None where it finds no article."""
    import trafilatura

    with warnings.catch_warnings():
        # A page's odd date ("2022-06-24T10 AZ") makes dateutil warn of its own doubts.
        warnings.simplefilter("ignore")
        return trafilatura.bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            # htmldate's: guessing a date from any number on the page is worse than none.
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": date.today().isoformat(),
            },
        )


def _heading(document: Any) -> Heading:
    url = _field(document, "url")
    return Heading(
        outlet=outlet_of(_field(document, "sitename"), url),
        byline=_field(document, "author"),
        published=find_date(_field(document, "date")),
        language=_field(document, "language")[:2].lower(),
        url=url,
    )


def _field(document: Any, name: str) -> str:
    return str(getattr(document, name, None) or "")
