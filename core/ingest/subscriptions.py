"""Lists of feeds: OPML, and the `urls` file of newsboat.

Of newsboat's file the addresses, tags and `~titles` are taken. What would run a program (`exec:`, `filter:`)
is never run and, like the queries over other feeds, handed back with a word on each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from xml.parsers import expat

from core.article import Article
from core.ingest.errors import IngestError
from core.ingest.options import Options
from core.ingest.part import Part
from core.subscription import Subscription

_OPML = re.compile(
    r"\ufeff?\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+<opml\b",
    re.IGNORECASE | re.S,
)
_FEED_SCHEME = re.compile(r"feed:(?:/*(?=https?:)|(?P<alone>//))", re.IGNORECASE)
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_ADDRESS = re.compile(r"(?:https?|feed)://\S|feed:https?://\S", re.IGNORECASE)
_NOT_TAKEN = {
    "exec:": "runs a program, which is never done",
    "filter:": "runs a program, which is never done",
    "query:": "a query over other feeds, which warreader has no use for",
    "file:": "a file; add it with `warreader add`",
}
_MOST_DEEP = 100
_HEAD = 200_000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


class Problem(NamedTuple):
    """An entry of the list that was not taken."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a list of feeds holds."""

    feeds: tuple[Subscription, ...] = ()
    problems: tuple[Problem, ...] = ()


def recognises(part: Part) -> bool:
    """Whether a part is a list of feeds."""
    return is_opml(head := part.head()) or is_urls_file(head)


def read(part: Part, options: Options) -> Iterator[Article]:
    """Raises IngestError: a list of feeds holds no articles."""
    raise part.error("a list of feeds, and no article. `warreader subscribe` follows them.")


def is_opml(text: str) -> bool:
    """Whether a text opens as OPML does."""
    return bool(_OPML.match(text[:4096]))


def is_urls_file(text: str) -> bool:
    """Whether a text is a list of feeds as newsboat keeps it: each line an address or what stands for one."""
    lines = [line for _, line in _lines(text)]
    return bool(lines) and all(
        _ADDRESS.match(line.lstrip('"')) or line.lstrip('"').startswith(tuple(_NOT_TAKEN)) for line in lines
    )


def read_list(path: Path | str, text: str) -> Subscriptions:
    """The feeds that an OPML or newsboat list names; raises IngestError where it is neither, or broken."""
    if is_opml(text):
        return _opml(path, text)
    if is_urls_file(text):
        return _urls(text)
    raise IngestError(path, "no list of feeds. Give OPML, or one address a line as newsboat does.")


def alternates(page: str, url: str) -> tuple[Subscription, ...]:
    """The feeds that the head of a page names as other forms of it."""
    reader = _Links()
    reader.feed(page[:_HEAD])
    found = (Subscription(urljoin(url, href), title) for href, title in reader.found)
    return tuple({one.url: one for one in found if _ADDRESS.match(one.url)}.values())


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        other = tag == "link" and "alternate" in told.get("rel", "").lower().split()
        if other and told.get("type", "").lower() in _FEED_TYPES and told.get("href"):
            self.found.append((told["href"], " ".join(told.get("title", "").split())))


def address(url: str) -> str:
    """A feed's address as it is fetched: the `feed:` that some pages put before it goes."""
    url = url.strip()
    before = _FEED_SCHEME.match(url)
    return ("http://" if before["alone"] else "") + url[before.end() :] if before else url


def _lines(text: str) -> list[tuple[int, str]]:
    stripped = ((number, line.strip().lstrip("\ufeff")) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


def _urls(text: str) -> Subscriptions:
    feeds, problems = [], []
    for number, line in _lines(text):
        url, *marks = [_unquoted(word) for word in _WORD.findall(line)]
        refused = next((why for start, why in _NOT_TAKEN.items() if url.startswith(start)), "")
        if refused:
            problems.append(Problem(number, line, refused))
            continue
        title = next((mark[1:] for mark in marks if mark.startswith("~")), "")
        tags = tuple(dict.fromkeys(mark for mark in marks if not mark.startswith(("~", "!"))))
        feeds.append(Subscription(address(url), title, tags))
    return Subscriptions(tuple(feeds), tuple(problems))


def _unquoted(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] == '"'
    return re.sub(r"\\(.)", r"\1", word[1:-1]) if quoted else word


def _opml(path: Path | str, text: str) -> Subscriptions:
    reader = _Opml()
    try:
        reader.parser.Parse(text.lstrip("\ufeff").encode("utf-8", "replace"), True)
    except (expat.ExpatError, ValueError) as error:
        raise IngestError(path, f"broken OPML ({error}). Export it again.") from error
    return Subscriptions(tuple(reader.feeds), tuple(reader.problems))


class _Opml:
    """Reads outlines: one with an address is a feed, those around it are its tags."""

    def __init__(self) -> None:
        self.feeds: list[Subscription] = []
        self.problems: list[Problem] = []
        self._around: list[str] = []
        # The text is Unicode by now, whatever encoding it declares.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise ValueError("it declares entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.lower() != "outline":
            return
        if len(self._around) >= _MOST_DEEP:
            raise ValueError("outlines too deep in each other")
        told = {key.lower(): " ".join(value.split()) for key, value in attributes.items()}
        title = told.get("title") or told.get("text", "")
        if url := told.get("xmlurl", ""):
            self._take(url, title, told.get("category", ""))
        self._around.append("" if url else title)

    def _take(self, url: str, title: str, category: str) -> None:
        if not _ADDRESS.match(url):
            why = next((why for start, why in _NOT_TAKEN.items() if url.startswith(start)), "no web address")
            self.problems.append(Problem(self.parser.CurrentLineNumber, url, why))
            return
        own = (part.strip().strip("/") for part in category.split(","))
        tags = tuple(dict.fromkeys(filter(None, (*self._around, *own))))
        self.feeds.append(Subscription(address(url), title, tags))

    def _end(self, name: str) -> None:
        if name.lower() == "outline" and self._around:
            self._around.pop()
