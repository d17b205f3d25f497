"""Markdown, with or without front matter, into headline and paragraphs (markdown-it-py, CommonMark)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.ingest import outlets
from core.ingest.dates import find_date
from core.ingest.errors import IngestError
from core.ingest.plain import Heading, merge, read_heading

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
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical_url", "canonical"),
}


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown for certain: it opens with front matter or a heading, or has web links."""
    head = text[:20_000]
    return bool(_fields(head)[0] or _HEADING_FIRST.match(head)) or len(_LINK.findall(head)) > 1


def read(path: Path, source: str) -> tuple[str, Heading]:
    """The article's headline and paragraphs, blank lines between, and its heading; raises IngestError."""
    fields, start = _fields(source)
    title, paragraphs = _paragraphs(source[start:])
    told = _heading(fields)
    title = told.title or title
    if title and paragraphs[:1] == [title]:
        del paragraphs[0]
    if not paragraphs and not title:
        raise IngestError(path, "Markdown without any text. Nothing to add.")
    text = "\n\n".join(filter(None, [title, *paragraphs]))
    if title and not told.title:
        told = merge(told, Heading(title=title).taken_from("first heading"))
    return text, merge(told, read_heading(text))


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
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return value


def _heading(fields: dict[str, str]) -> Heading:
    told = {
        field: next((fields[key] for key in keys if fields.get(key)), "") for field, keys in _KEYS.items()
    }
    heading = Heading(
        title=told["title"],
        outlet=told["outlet"],
        byline=told["byline"],
        dateline=told["dateline"],
        published=find_date(told["published"]),
        language=told["language"],
        url=told["url"],
    ).taken_from("front matter")
    if heading.outlet:
        return replace(heading, outlet=outlets.named(heading.outlet) or heading.outlet)
    return replace(heading, outlet=outlets.of_address(heading.url)).taken_from("the address")


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
