"""Records that the library hands out; rows never leave the room.

They are named tuples, as are others that are imported before the reader's first frame: Python makes such a
class in 0.08 ms and a frozen dataclass in 0.4. There are seventy, and the frame comes 17 ms sooner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from core.article import Article
from core.entity import Annotation, EntityType, FoundBy, LocalEntity, Name


class Outcome(StrEnum):
    """What storing an article came to."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Sort(StrEnum):
    """Orders of the index of entities, the largest first."""

    MENTIONS = "mentions"
    ARTICLES = "articles"
    LAST = "last"
    """Day of the newest article."""
    SPELLINGS = "spellings"


class LinkedArticle(NamedTuple):
    """An article on its way in: its annotation, and the name id of each of its local entities."""

    article: Article
    annotation: Annotation
    entities: tuple[tuple[int, LocalEntity], ...]
    """(name id, local entity); mentions in boilerplate stand in the annotation alone."""


class Counts(NamedTuple):
    """What a library holds; entities without a mention are not counted."""

    articles: int
    entities: int
    mentions: int


class ArticleSummary(NamedTuple):
    """One line of the article list."""

    id: int
    headline: str
    outlet: str
    published: date | None
    words: int
    source: str


class Edit(NamedTuple):
    """A field of an article's metadata that somebody put right."""

    field: str
    """One of core.article.FIELDS."""
    value: str
    """Dates as YYYY-MM-DD."""
    was: str
    """What the source tells."""
    was_from: str
    """Where the source tells it."""
    author: str
    at: datetime


class StorySummary(NamedTuple):
    """One line of the list by story: a story of several articles, or an article that is alone."""

    id: int
    """The smallest of its articles' ids."""
    first: date | None
    """Day of its first article."""
    last: date | None
    articles: int
    outlets: int
    sources: int
    """Articles, those that are copies of one another counted once."""
    lead: ArticleSummary
    """The article that is most like the others, whose headline stands for all."""


class StoryArticle(NamedTuple):
    """One article of a story."""

    summary: ArticleSummary
    origin: str
    """Of the first of several copies: the agency that they credit, or the outlet of the earliest."""
    is_copy: bool
    """It is a copy of the article before it that has `origin`."""
    copies: int
    """How many articles its group of copies has in this story; 1 where it has none."""
    outlets: int
    """Of how many outlets these are."""


class CopyLink(NamedTuple):
    """Why two articles are copies: kind ("exact", "cut", "edition", "wire") and how alike they are."""

    left: int
    right: int
    kind: str
    shared: float
    """The part of the shorter text that is in the longer one."""
    alike: float
    """The part of both that both have."""


class CopyGroup(NamedTuple):
    """Articles that are one another's copies, the origin first."""

    id: int
    origin: str
    articles: tuple[ArticleSummary, ...]
    links: tuple[CopyLink, ...]

    @property
    def outlets(self) -> int:
        """How many outlets ran it."""
        return len({one.outlet or one.source for one in self.articles})


class StoredMention(NamedTuple):
    """A mention as stored; `entity` is None in boilerplate, and where a reader hid the entity.

    A tuple, as an article may have ten thousands: as a frozen dataclass each takes 1.8 µs to make, so 0.5.
    """

    start: int
    end: int
    form: str
    type: EntityType
    entity: int | None
    confidence: float
    found_by: FoundBy
    note: str
    boilerplate: bool
    hidden: bool = False


class StoredArticle(NamedTuple):
    """An article with all that the reader's text pane shows."""

    id: int
    article: Article
    mentions: tuple[StoredMention, ...]
    boilerplate: tuple[tuple[int, int], ...]
    words: int
    by_rules_alone: bool = False
    """No model reads its language: gazetteer and rules found its mentions."""


class Alias(NamedTuple):
    """A form by which one outlet calls an entity, with how often."""

    form: str
    outlet: str
    mentions: int


class EntitySummary(NamedTuple):
    """One entity: its label is what a reader named it, else the form that most articles use (the longest)."""

    id: int
    type: EntityType
    label: str
    mentions: int
    articles: int
    spellings: int
    description: str = ""
    """Kind, reference's description or commonest role, for the reader."""
    reference: str = ""
    """Id in the gazetteer or a lexicon; empty where unresolved."""
    latitude: float | None = None
    longitude: float | None = None
    hidden: bool = False
    senses: int | None = None
    """How many places of the gazetteer an unresolved place may be; None where that is not known."""
    sources: int = 0
    """Articles, those that are copies of one another counted once."""
    last: date | None = None
    """Day of its newest article; None where all are undated."""

    @property
    def unresolved(self) -> bool:
        """Whether it is a place of which linking could not tell which one."""
        return self.type is EntityType.PLACE and not self.reference


class RoleUse(NamedTuple):
    """What one outlet calls a person, in how many articles, and from when to when."""

    text: str
    outlet: str
    articles: int
    first: date | None = None
    """Day of the first article that does; None where all are undated."""
    last: date | None = None


class Tie(NamedTuple):
    """What an entity belongs to, or what belongs to it: a demonym's country, a country's demonym."""

    label: str
    entity: int | None
    """None where no article of the library names it."""
    people: bool
    """Whether it is the people or group, and not the place."""


class Uneven(NamedTuple):
    """A word of an entity's name that one outlet spells in two ways or more."""

    outlet: str
    spellings: tuple[tuple[str, int], ...]
    """Each with its mentions, the commonest first."""


class DayCount(NamedTuple):
    """How often an entity is mentioned in the articles of one day."""

    day: date | None
    """None for the undated ones."""
    mentions: int


class Companion(NamedTuple):
    """An entity that articles name beside another."""

    entity: int
    type: EntityType
    label: str
    articles: int
    """Of those looked at, how many name both."""


class Company(NamedTuple):
    """Whom and what the newest articles that name an entity name too."""

    articles: int
    """How many of them were looked at: all, or the newest."""
    companions: tuple[Companion, ...]
    """Those in most of these articles first."""


class NamingArticle(NamedTuple):
    """An article that names an entity."""

    summary: ArticleSummary
    mentions: int
    start: int
    """Offset of the first of them."""


class LinkReason(NamedTuple):
    """A link between two names of one entity, and why it was drawn."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


class Passage(NamedTuple):
    """A mention in its sentence, for the linked mentions of an entity."""

    article: int
    start: int
    end: int
    sentence: str
    """The sentence around it, as it stands in the text."""
    sentence_start: int
    """Offset of the sentence in the article's text."""
    headline: str
    outlet: str
    published: date | None


class Sketch(NamedTuple):
    """A name as a reader must see it to tell who is meant."""

    id: int
    name: Name
    entity: int
    label: str
    """The entity's."""
    mentions: int
    articles: int
    aliases: tuple[Alias, ...]
    roles: tuple[RoleUse, ...]
    sample: Passage | None
    """Its newest mention in its sentence."""


class Evidence(NamedTuple):
    """What is known for and against two names being one entity."""

    left: Sketch
    right: Sketch
    score: float
    """Of the link between them; 0 without one, and where a reader parted them."""
    reasons: tuple[str, ...]
    side_by_side: int
    """Articles that name both, told apart by linking: of the newest 10,000 of the name in fewer."""
    touched: int
    """Mentions of both names."""

    @property
    def together(self) -> bool:
        """Whether they are one entity now."""
        return self.left.entity == self.right.entity


class Feed(NamedTuple):
    """A feed that the reader follows, and what became of fetching it."""

    id: int
    source: str
    """Its first address, with which the sources of its articles begin for ever."""
    url: str
    """The address that is asked."""
    title: str
    """The reader's name for it, or ""."""
    found_title: str
    """Its own."""
    tags: tuple[str, ...]
    etag: str
    modified: str
    last_fetched: datetime | None
    last_status: str
    failures: int
    """Fetches that failed, one after the other."""
    next_due: datetime | None
    """Not to be asked before, after a failure."""
    gone: bool
    """The server said that it is no more."""
    articles: int
    """Articles of it in the library."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title or self.found_title or self.url


class SearchHit(NamedTuple):
    """An article that a search found, with the place in it that most terms share."""

    summary: ArticleSummary
    start: int
    end: int
    """Of that place; 0 and 0 where nothing in the text itself was asked for."""
    sentence: str
    sentence_start: int
    marks: tuple[tuple[int, int], ...] = ()
    """Every place within the sentence that was asked for, as offsets in the text."""


class Found(NamedTuple):
    """A run of articles that a search found, by key, and where it goes on."""

    keys: list[int]
    """Falling, which is the order of the list; the lower 32 bits of a key are the article's id."""
    below: int | None
    """The key from which the next run goes on; None where there is nothing more."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a search must know of the reader's own file: sources of articles, and the story at hand."""

    read: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    tagged: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By tag, as the query writes it."""
    story: int | None = None


class SavedSearch(NamedTuple):
    """A search that was saved under a name."""

    name: str
    query: str
    """As it was typed."""
