"""What a page tells of its article for machines: JSON-LD (schema.org) and the elements of its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from core.ingest.composing import Told, outlet_of
from core.ingest.dates import find_date
from core.ingest.plain import Heading

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|WebPage)")
_LARGEST = 500_000
_MOST = 200

# meta elements by name or property, for what others than trafilatura's own fields want.
_META = {
    "published": ("article:published_time", "datepublished", "dc.date.issued", "parsely-pub-date"),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"),
    "canonical_url": ("og:url",),
    "outlet": ("og:site_name",),
}


def linked_data(tree: Any) -> Iterator[Told]:
    """What the JSON-LD of a page (an lxml tree) tells of the article that it is about."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            found += _objects(json.loads((script.text or "")[:_LARGEST]))
        except (ValueError, RecursionError):
            continue
    # Of several objects the article goes before the page that it stands on.
    found.sort(key=lambda item: item["@type"] == "WebPage")
    for item in found:
        yield "JSON-LD", _heading(item)


def of_head(tree: Any) -> Iterator[Told]:
    """What the elements of a page's head tell."""
    canonical = _first(tree.xpath('//link[@rel="canonical"]/@href'))
    if _is_address(canonical):
        yield "link rel=canonical", Heading(canonical_url=canonical)
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        told.setdefault(name, element.get("content") or "")
    by_field = {
        field: next((told[name] for name in names if told.get(name)), "") for field, names in _META.items()
    }
    yield (
        "the page's meta elements",
        Heading(
            published=find_date(by_field["published"]),
            updated=find_date(by_field["updated"]),
            canonical_url=by_field["canonical_url"] if _is_address(by_field["canonical_url"]) else "",
            outlet=outlet_of(by_field["outlet"], canonical),
        ),
    )
    language = (tree.get("lang") or "")[:2].lower()
    if language.isalpha():
        yield "the page's html element", Heading(language=language)


def _objects(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The articles in JSON-LD: an object, a list of them, or a graph."""
    if isinstance(data, list) and depth < 4:
        return [item for part in data[:_MOST] for item in _objects(part, depth + 1)]
    if not isinstance(data, dict) or depth >= 4:
        return []
    kinds = data.get("@type")
    names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    article = next((name for name in names if _ARTICLE.fullmatch(name)), "")
    own = [{**data, "@type": article}] if article else []
    return own + _objects(data.get("@graph"), depth + 1)


def _heading(item: dict[str, Any]) -> Heading:
    address = _text(item.get("url")) or _text(item.get("mainEntityOfPage"))
    is_page = item["@type"] == "WebPage"
    return Heading(
        title="" if is_page else _text(item.get("headline")),
        byline=", ".join(_names(item.get("author"))),
        outlet=outlet_of(", ".join(_names(item.get("publisher"))[:1]), address),
        published=find_date(_text(item.get("datePublished"))),
        updated=find_date(_text(item.get("dateModified"))),
        language=_text(item.get("inLanguage"))[:2].lower(),
        canonical_url=address if _is_address(address) else "",
    )


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for name in map(_text, items[:20]) if name and not _is_address(name)]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    return value.strip() if isinstance(value, str) else ""


def _first(values: Any) -> str:
    return str(values[0]).strip() if values else ""


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
