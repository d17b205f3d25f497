"""Markdown, with or without front matter, into headline and paragraphs (markdown-it-py, CommonMark)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from core.article import Article
from core.ingest.composing import compose, outlet_of, titled
from core.ingest.dates import find_date
from core.ingest.mending import tidy
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.plain import Heading
from core.ingest.text import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)\n(?P=mark)[ \t]*(?:\r?\n|$)", re.S
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_HEADING_FIRST = re.compile(r"\ufeff?\s*(?:#{1,2}[ \t]+\S|[^\n]{3,200}\r?\n={3,}[ \t]*\r?\n)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\(https?://[^)\s]+\)")

# The names by which front matter calls what an article says about itself.
_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher", "source", "site", "site_name"),
    "byline": ("byline", "author", "authors", "by"),
    "dateline": ("dateline",),
    "published": ("published", "date", "publication_date", "pubdate"),
    "updated": ("updated", "modified", "lastmod", "last_modified"),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical_url", "canonical"),
}


def recognises(part: Part) -> bool:
    """Whether a part is Markdown for certain: it opens with front matter or a heading, or has web links."""
    head = part.head()
    return bool(_fields(head)[0] or _HEADING_FIRST.match(head)) or len(_LINK.findall(head)) > 1


def read(part: Part, options: Options) -> Iterator[Article]:
    """The one article of a Markdown text: its headline and paragraphs, blank lines between."""
    source, encoding = decoded(part)
    fields, start = _fields(source)
    title, paragraphs = _paragraphs(tidy(source[start:]))
    told = _heading(fields)
    title = told.title or title
    if not paragraphs and not title:
        raise part.error("Markdown without any text. Nothing to add.")
    heads = (("front matter", told), ("first heading", Heading(title=title)))
    yield compose(part, titled(title, paragraphs), heads, "markdown", encoding=encoding)


def _fields(source: str) -> tuple[dict[str, str], int]:
    """The fields of the front matter, by lower-case key, and the offset at which the Markdown begins."""
    front = _FRONT_MATTER.match(source)
    if not front:
        return {}, 0
    if front["mark"] == "+++":
        try:
            table = tomllib.loads(front["fields"])
        except (ValueError, RecursionError):  # a number of 5,000 digits, lists in lists in lists
            return {}, 0
        return {key.lower(): _scalar(value) for key, value in table.items()}, front.end()
    lines = (_FIELD.fullmatch(line.rstrip("\r")) for line in front["fields"].split("\n"))
    fields = {line["key"].lower().replace("-", "_"): _unquoted(line["value"]) for line in lines if line}
    return fields, front.end() if fields else 0


def _scalar(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _unquoted(value: str) -> str:
    """A YAML scalar or a list on one line ("[a, b]") as text."""
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_without_quotes(item.strip()) for item in value[1:-1].split(","))
    return _without_quotes(value)


def _without_quotes(value: str) -> str:
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    if value[0] == "'":
        return value[1:-1].replace("''", "'")
    with suppress(ValueError):  # between double quotes YAML escapes as JSON does: \u2019 is an apostrophe
        told = str(json.loads(value, strict=False)).encode(errors="replace").decode()
        return " ".join(told.split())
    return value[1:-1].replace('\\"', '"')


def _heading(fields: dict[str, str]) -> Heading:
    told = {
        field: next((fields[key] for key in keys if fields.get(key)), "") for field, keys in _KEYS.items()
    }
    days = {field: find_date(told.pop(field)) for field in ("published", "updated")}
    heading = replace(Heading(**told), **days)  # type: ignore[arg-type]
    return replace(heading, outlet=outlet_of(heading.outlet, heading.url))


def _paragraphs(markdown: str) -> tuple[str, list[str]]:
    """The first heading of level one, and the text of every block, each on its own."""
    from markdown_it import MarkdownIt

    title, found, level = "", [], ""
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).parse(markdown):
        if token.type == "heading_open":
            level = token.tag
        elif token.type in ("fence", "code_block"):
            found.append(token.content.strip("\n"))
        elif token.type == "inline":
            text = _plain(token)
            if level == "h1" and not title:
                title = text
            elif text:
                found.append(text)
            level = ""
    return title, found


def _plain(inline: Token) -> str:
    """The words of a block: links and emphasis by their text, pictures and raw HTML left out."""
    words = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return " ".join("".join(words).split())
