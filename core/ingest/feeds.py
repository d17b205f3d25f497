"""Feeds into articles: RSS, Atom and RDF by feedparser, JSON Feed by itself.

feedparser reads every version of RSS that was ever written, and reads on where the XML is broken; JSON Feed
it does not know. An entry's identity is the feed's address, "#", and the entry's id; where ids are missing
or shared, its link, and where links are, too, the digest of its words.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from core.article import Article
from core.ingest import outlets
from core.ingest.composing import Told, compose
from core.ingest.dates import find_date
from core.ingest.fragment import is_fragment, paragraphs
from core.ingest.markup import is_overloaded
from core.ingest.options import Options
from core.ingest.part import Part, storable
from core.ingest.plain import Heading

_XML = re.compile(
    # Atomic: what precedes the root is taken in one way alone, or hostile heads would take for ever.
    r"\s*+(?>(?><\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
    r"<(?:[\w.-]+:)?(?P<root>rss|feed|rdf)\b(?P<rest>[^>]*)>(?P<within>.{0,2000})",
    re.IGNORECASE | re.S,
)
_JSON = re.compile(r'\s*\{(?s:.{0,4000}?)"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WORD = re.compile(r"\w")
_TRACKING = re.compile(r"utm_\w+|at_(?:medium|campaign)|fbclid|gclid", re.IGNORECASE)
_MOST_TAGS = 400_000
"""A feed of 5,000 long entries has some 200,000; feedparser reads 100,000 a second."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries as articles, in its order."""

    title: str
    site: str
    """The address of the site that it belongs to."""
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry before it has an identity."""

    id: str
    link: str
    title: str
    content: str
    """HTML or plain text."""
    author: str
    source: str
    """The outlet that a collected entry comes from."""
    language: str
    published: date | None
    updated: date | None


def recognises(part: Part) -> bool:
    """Whether a part opens as a feed does."""
    return is_feed(part.data)


def read(part: Part, options: Options) -> Iterator[Article]:
    """The entries of a feed; raises IngestError where it can't be read or has none."""
    found = read_feed(part)
    if not found.articles:
        raise part.error("a feed without any entries. Nothing to add.")
    yield from found.articles


def is_feed(data: bytes) -> bool:
    """Whether bytes open as a feed does."""
    head = _head(data)
    found = _XML.match(head)
    if found:
        # Any RDF is <rdf:RDF>; RSS 1.0 and 0.90 name their vocabulary.
        rdf = found["root"].lower() == "rdf"
        return not rdf or "rss" in (found["rest"] + found["within"]).lower()
    return bool(_JSON.match(head))


def read_feed(part: Part) -> Feed:
    """Read a feed; its articles' sources begin with the part's. Raises IngestError where it can't be."""
    if part.data.count(b"<") > _MOST_TAGS:
        raise part.error("too many tags for a feed. Split it and add the parts.")
    if is_overloaded(part.data.decode(_encoding(part.data), "replace")):
        raise part.error("too many attributes for a feed. Mend it and add it again.")
    is_json = bool(_JSON.match(_head(part.data)))
    title, site, entries = _json_feed(part) if is_json else _xml_feed(part)
    home = outlets.named(title) or outlets.of_address(site) or outlets.of_address(part.url) or title
    return Feed(title, site, tuple(_identified(part, entries, home)))


def _head(data: bytes) -> str:
    return data[:12_000].removeprefix(b"\xef\xbb\xbf").decode(_encoding(data), "replace").lstrip("\ufeff")


def _encoding(data: bytes) -> str:
    """One in which the marks of XML can be read, whatever the letters are."""
    return _WIDE.get(data[:2], "latin-1")


def _xml_feed(part: Part) -> tuple[str, str, list[_Entry]]:
    import feedparser  # 0.1 s that only feeds need pay

    # Without a type it would take feeds that name no encoding for Latin-1, as RFC 3023 wants of text/xml.
    told = {"content-type": "application/xml" + f"; charset={part.charset}" * bool(part.charset)}
    if part.url:
        told["content-location"] = part.url
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own doubts about old names
            # A stream, never the bytes: those it would take for the name of a file.
            parsed = feedparser.parse(
                io.BytesIO(part.data), response_headers=told, resolve_relative_uris=False, sanitize_html=False
            )
    except (ValueError, LookupError, RecursionError, AssertionError, AttributeError, TypeError) as error:
        raise part.error(f"a feed that can't be read ({type(error).__name__}).") from error
    head, language = parsed.feed, _text(parsed.feed, "language")
    if not parsed.entries and not _text(head, "title") and parsed.bozo:
        raise part.error(f"a broken feed without any entries ({_line(parsed.bozo_exception)}).")
    return _line(_text(head, "title")), _text(head, "link"), [_entry(one, language) for one in parsed.entries]


def _name(author: str) -> str:
    """An author without the address that RSS wants: "desk@paper.example (Olha Tkach)" is Olha Tkach."""
    words = " ".join(word for word in author.split() if "@" not in word)
    return _line(words.removeprefix("(").removesuffix(")") if "@" in author else author)


def _entry(one: Any, language: str) -> _Entry:
    contents = [_text(part, "value") for part in dict.get(one, "content") or ()]
    summary = _text(one, "summary")
    content = max((*contents, summary), key=lambda text: len(" ".join(_paragraphs(text))), default="")
    published, updated = (_day(dict.get(one, f"{which}_parsed")) for which in ("published", "updated"))
    source = dict.get(one, "source") or {}
    return _Entry(
        id=_text(one, "id"),
        link=_clean_link(_text(one, "link")),
        title=_line(_text(one, "title")),
        content=content,
        author=_name(_text(one, "author")),
        source=_line(_text(source, "title")),
        language=language,
        published=published or updated,
        updated=updated,
    )


def _day(moment: Any) -> date | None:
    try:
        return date(*moment[:3]) if moment else None
    except (ValueError, TypeError):
        return None


def _text(of: Any, key: str) -> str:
    value = dict.get(of, key)
    return value.strip() if isinstance(value, str) else ""


def _json_feed(part: Part) -> tuple[str, str, list[_Entry]]:
    try:
        table = json.loads(part.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise part.error(f"a broken JSON Feed ({_line(error)}).") from error
    items = table.get("items")
    if not isinstance(items, list):
        raise part.error("a JSON Feed without items.")
    entries = [_item(one, _text(table, "language"), part.url) for one in items if isinstance(one, dict)]
    return _line(_text(table, "title")), _text(table, "home_page_url"), entries


def _item(one: dict[str, Any], language: str, url: str) -> _Entry:
    authors = one.get("authors") or [one.get("author")]
    if not isinstance(authors, list):
        authors = []
    names = (_text(who, "name") for who in authors if isinstance(who, dict))
    link = _text(one, "url") or _text(one, "external_url")
    return _Entry(
        id=str(one.get("id") or ""),
        link=_clean_link(urljoin(url, link) if link else ""),
        title=_line(_text(one, "title")),
        content=_text(one, "content_html") or _text(one, "content_text") or _text(one, "summary"),
        author=_line(", ".join(filter(None, names))),
        source="",
        language=_text(one, "language") or language,
        published=find_date((_text(one, "date_published") or _text(one, "date_modified"))[:10]),
        updated=find_date(_text(one, "date_modified")[:10]),
    )


def _identified(part: Part, entries: Iterable[_Entry], home: str) -> Iterator[Article]:
    """The entries that have words, as articles; of entries that are the same in everything, one."""
    told = [(entry, text) for entry in entries if _WORD.search(text := _words(entry))]
    ids = Counter(entry.id for entry, _ in told)
    links = Counter(entry.link for entry, _ in told)
    seen: set[str] = set()
    for entry, text in told:
        digest = _digest(entry, text)
        if entry.id and ids[entry.id] == 1:
            identity = entry.id
        else:
            identity = entry.link if entry.link and links[entry.link] == 1 else digest
        if identity not in seen:
            seen.add(identity)
            source = f"{part.source}#{storable(identity)}"
            own = Part(part.data, source, f"{part.where}#{identity}", url=part.url)
            yield compose(own, text, _told(entry, home), "feed", digest=digest)


def _told(entry: _Entry, home: str) -> list[Told]:
    outlet = outlets.named(entry.source) or entry.source or outlets.of_address(entry.link)
    own = Heading(
        title=entry.title,
        outlet=outlet,
        byline=entry.author,
        published=entry.published,
        updated=entry.updated,
        language=entry.language[:2].lower(),
        url=entry.link,
    )
    return [("the feed's entry", own), ("the feed", Heading(outlet=home))]


def _digest(entry: _Entry, text: str) -> str:
    """Of what makes an entry another one when it changes; not of markup, which may carry counters and ads."""
    known = [entry.title, text, entry.link, str(entry.published)]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _words(entry: _Entry) -> str:
    """Headline and paragraphs, blank lines between; a headline that the content repeats stands once."""
    found = _paragraphs(entry.content)
    if entry.title and found[:1] == [entry.title]:
        del found[0]
    text = "\n\n".join(filter(None, [entry.title, *found]))
    return text.encode("utf-8", "replace").decode("utf-8")


def _paragraphs(content: str) -> list[str]:
    if is_fragment(content):
        return paragraphs(content)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", content) if part.strip()]


def _line(text: object) -> str:
    """Words on one line; titles may carry markup of their own."""
    words = str(text)
    return " ".join(" ".join(paragraphs(words)).split()) if is_fragment(words) else " ".join(words.split())


def _clean_link(link: str) -> str:
    """A link without what was hung on it to count clicks; "" where it is no web address."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    if not _TRACKING.search(parts.query):
        return link
    kept = [(key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(key)]
    return parts._replace(query=urlencode(kept)).geturl()


def with_text(entry: Article, page: Article) -> Article:
    """An entry with the words of the page behind it; what the feed told of it stays, the page fills gaps."""
    told = {name for name, _ in entry.origins}
    filled = {name: getattr(page, name) for name, _ in page.origins if name not in told}
    origins = entry.origins + tuple(one for one in page.origins if one[0] not in told)
    origin = replace(entry.provenance, encoding=page.provenance.encoding)
    return replace(entry, text=page.text, provenance=origin, origins=origins, **filled)
