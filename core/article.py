"""Records of what was read: an article and where it came from. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

FIELDS = (
    "title",
    "outlet",
    "byline",
    "dateline",
    "dateline_place",
    "dateline_date",
    "published",
    "updated",
    "language",
    "url",
    "canonical_url",
)
"""What an article says about itself: the names of Article's fields, as origins and edits use them."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article's words came from."""

    source: str
    """Absolute path or URL; with the library, the article's identity: the same source again is an update."""
    sha256: str
    """Hex digest of the source's bytes, before decoding."""
    added: datetime
    """When it was read, aware, in UTC."""
    format: str = "text"
    """What the source is by its content: "text", "markdown", "html" …"""
    encoding: str = "utf-8"
    """The codec that decoded it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Every offset in warreader is a `str` index into `text`."""

    text: str
    """The whole text, headline included where there is one. For plain-text sources it is the file decoded
    and otherwise untouched (newlines, control characters): what is unsafe is made visible only on drawing."""
    provenance: Provenance
    title: str = ""
    """The headline; empty where the source has none."""
    outlet: str = ""
    byline: str = ""
    dateline: str = ""
    """Place and date at the head of the report ("KYIV, June 24 (Reuters)"), as written."""
    published: date | None = None
    language: str = ""
    """ISO 639-1 code where known."""
    url: str = ""
    updated: date | None = None
    """When it was last changed, where that is told apart from its publication."""
    canonical_url: str = ""
    """The address that the page names as its own (rel=canonical, og:url); `url` is where it was got."""
    dateline_place: str = ""
    """The place in the dateline, as written: "KYIV"."""
    dateline_date: date | None = None
    """The day in the dateline, its year taken from the publication date where the dateline tells none."""
    origins: tuple[tuple[str, str], ...] = ()
    """(field, where its value was taken), in a reader's words, for the fields named in FIELDS that are told:
    "front matter", "JSON-LD", "file's first lines", "dateline", "the address", "mapped column 'headline'",
    "edited by NAME". A field that stands here twice has the value of the later one."""

    def origin(self, field: str) -> str:
        """Where the value of a field was taken, or "" where nobody told."""
        return dict(self.origins).get(field, "")

    @property
    def headline(self) -> str:
        """The title, or the opening words of an article that has none (at most 80 characters)."""
        if self.title:
            return self.title
        opening = " ".join(self.text[:400].split())
        return opening if len(opening) <= 80 else opening[:79].rsplit(" ", 1)[0] + "…"
