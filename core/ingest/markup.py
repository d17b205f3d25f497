"""XML from strangers: no entities, no network, no huge trees.

lxml, which trafilatura brings, does as well as defusedxml once it is told to; anything that declares
entities is refused before it is parsed.
"""

from __future__ import annotations

import re
from typing import Any

from core.ingest.part import Part

_ENTITY = re.compile(rb"<\s*!\s*E\s*N\s*T\s*I\s*T\s*Y", re.IGNORECASE)
_WIDE_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.IGNORECASE)

_MOST_ATTRIBUTES = 1_000
"""Parsers' time grows with the square of a tag's: 100,000 take HTML's 40 s and feedparser 70 s."""
_OVERLOADED = re.compile(
    rf"""<[a-z][^\s<>]*+(?:[\s/]++[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"']++))?+){{{_MOST_ATTRIBUTES}}}""",
    re.IGNORECASE,
)


def is_overloaded(page: str) -> bool:
    """Whether a tag of it has more attributes than any tag that was written to be read."""
    return bool(_OVERLOADED.search(page))


def tree(part: Part, data: bytes, what: str) -> Any:
    """The root element of an XML document; raises IngestError, which names `what` it is."""
    from lxml import etree  # type: ignore[import-untyped]  # 40 ms that only these formats need pay

    if _ENTITY.search(data) or _WIDE_ENTITY.search(data):
        raise part.error(f"{what} declares XML entities, which are not expanded. Save it without them.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        told = " ".join(str(error).split())[:100]
        raise part.error(f"{what} is damaged ({told}). Save it anew and add that.") from error


def first(element: Any, name: str) -> str:
    """The text of the first descendant of that local name, on one line, or ""."""
    found = element.iterfind(f".//{{*}}{name}")
    return next((" ".join("".join(one.itertext()).split()) for one in found), "")
