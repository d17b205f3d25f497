"""What the panes ask of a library, each question answered in one go as a frozen record.

Every function takes a `Shelf` and runs in a thread that may wait for the disk; none keeps anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from core.library.records import (
    Alias,
    Counts,
    EntitySummary,
    Evidence,
    LinkReason,
    Passage,
    RoleUse,
    SavedSearch,
    StoredArticle,
    StoredMention,
    Tie,
)
from core.marks import Mark
from tui.reading import listing
from tui.reading.left_off import LeftOff, from_json
from tui.reading.listing import Arrangement, Listed
from tui.reading.page import Page, page_of
from tui.reading.phrases import day, joined
from tui.reading.trail import Place, Trail

if TYPE_CHECKING:
    from core.library import Library
    from core.library.reader import ReaderState

PAGE = 64
"""Entries of a list that are fetched at once."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library and the reader's own state, both opened in the thread that uses them."""

    library: Library
    state: ReaderState
    place_key: str
    """Under which the state keeps the reader's last place in this library."""
    arranged: Arrangement = field(default_factory=Arrangement)
    """How the article list is arranged; the room's, which alone changes it."""


class Opened(NamedTuple):
    """An article that has been opened."""

    page: Page
    position: int
    """Its place in the article list."""
    first: int
    """How many passages of the entity in question stand in the articles before this one."""
    marks: tuple[Mark, ...] = ()
    """What the reader marked in it."""


class Opening(NamedTuple):
    """What the first screen shows."""

    counts: Counts
    rows: int
    """Of the article list."""
    listed: list[Listed]
    """The page of the article list that holds the opened article."""
    offset: int
    """Where in the list that page begins."""
    opened: Opened | None
    place: Place | None
    trouble: str = ""
    """Why nothing can be marked, where the reader's own file can't be used."""
    left: LeftOff | None = None
    """What the last session left."""
    searches: Sequence[SavedSearch] = ()
    """Those that the reader saved."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the right pane shows of one entity, with the passages around the reader's place."""

    entity: EntitySummary
    aliases: list[Alias]
    roles: list[RoleUse]
    ties: list[Tie]
    """Its country, or its peoples."""
    reasons: list[LinkReason]
    """The links that hold its spellings together."""
    count: int
    """Passages in all."""
    first: int
    """How many of them stand in the articles before the reader's."""
    near: int
    """Index of the passage at or after the reader's place, or else of the last."""
    passages: list[Passage]
    offset: int
    """Index of the first of `passages`."""
    per_source: bool = False
    """Whether to count independent sources instead of articles."""
    notes: tuple[Mark, ...] = ()
    """What the reader noted on it."""


class Step(NamedTuple):
    """The next passage of an entity, in whatever article."""

    place: Place
    opened: Opened
    round_again: bool
    """Beyond the last passage, or before the first."""


def opening(shelf: Shelf) -> Opening:
    """Where the reader left off, or else the newest unread article."""
    counts = shelf.library.counts()
    shelf.arranged.load(shelf.state)
    rows = listing.count(shelf.library, shelf.arranged)
    left, searches = _left_off(shelf), shelf.state.searches.all()
    place = left.place if left else None
    head = listed(shelf, 0, PAGE) if counts.articles else []
    if place is None and head:
        unread = next((entry for entry in head if not entry.read), head[0])
        place = Place(unread.summary.id)
    if place is None:
        return Opening(counts, rows, head, 0, None, None, shelf.state.trouble, searches=searches)
    opened = open_article(shelf, place)
    offset = opened.position // PAGE * PAGE
    found = listed(shelf, offset, PAGE)
    return Opening(counts, rows, found, offset, opened, place, shelf.state.trouble, left, searches)


def listed(shelf: Shelf, offset: int, limit: int) -> list[Listed]:
    """Entries of the article list."""
    return listing.rows(shelf.library, shelf.state, shelf.arranged, offset, limit)


def open_article(shelf: Shelf, place: Place, known: Page | None = None) -> Opened:
    """An article for reading; `known` is the open one, which is not fetched again where it is meant.

    Raises KeyError when the library no longer has it.
    """
    if known is None or known.id != place.article:
        known = page_of(shelf.library.article(place.article))
    first = shelf.library.passages_before(place.entity, known.id, 0) if place.entity is not None else 0
    marks = tuple(shelf.state.marks.of(known.source))
    return Opened(known, listing.position(shelf.library, shelf.arranged, known.id), first, marks)


def neighbour(shelf: Shelf, place: Place, by: int) -> Opened | None:
    """The article `by` articles further in the list, as far as there are any; None if there are none."""
    found = listing.step(shelf.library, shelf.arranged, place.article, by)
    return open_article(shelf, Place(found, entity=place.entity)) if found is not None else None


def dossier(shelf: Shelf, entity: int, article: int, start: int) -> Dossier:
    """An entity, seen from a place in an article. Raises KeyError for an entity that is no more."""
    library = shelf.library
    count = library.passage_count(entity)
    near = max(0, min(count - 1, library.passages_before(entity, article, start)))
    offset = near // PAGE * PAGE
    return Dossier(
        entity=library.entity(entity),
        aliases=library.aliases(entity),
        roles=library.roles(entity),
        ties=library.ties(entity),
        reasons=library.reasons(entity),
        count=count,
        first=library.passages_before(entity, article, 0),
        near=near,
        passages=library.passages(entity, offset, PAGE),
        offset=offset,
        per_source=shelf.arranged.per_source,
        notes=notes_on(shelf, entity),
    )


def notes_on(shelf: Shelf, entity: int) -> tuple[Mark, ...]:
    """The reader's notes on an entity: on any of its names."""
    names = shelf.library.names.of_entity(entity).values()
    return tuple(shelf.state.marks.on(name.identity for name in names))


class Stop(NamedTuple):
    """A place of the trail, told."""

    by: int
    """Steps to it from the present place."""
    words: str


def stops(shelf: Shelf, trail: Trail) -> list[Stop]:
    """The places of a trail, the latest first."""
    articles: dict[int, StoredArticle | None] = {}
    found = []
    for at, place in reversed(list(enumerate(trail.places))):
        if place.article not in articles:
            try:
                articles[place.article] = shelf.library.article(place.article)
            except KeyError:
                articles[place.article] = None
        here = "▸" if at == trail.at else " "
        found.append(Stop(at - trail.at, f"{here} {_told(place, articles[place.article])}"))
    return found


def _told(place: Place, stored: StoredArticle | None) -> str:
    if stored is None:
        return "an article that is no longer in the library"
    form = next((m.form for m in stored.mentions if m.start == place.start), "")
    article = stored.article
    return joined(" ".join(form.split()), article.outlet, day(article.published), article.headline)


class Why(NamedTuple):
    """Why a place in an article stands for its entity."""

    dossier: Dossier
    pair: Evidence | None
    """What joins the name of the mention at the place to the entity's others."""
    mention: StoredMention | None
    """The mention itself, which knows how it was found."""


def why(shelf: Shelf, entity: int, article: int, start: int | None) -> Why:
    """What speaks for an entity, and for its mention at a place. Raises KeyError where either is no more."""
    pair = shelf.library.evidence_at(article, start) if start is not None else None
    at_hand = shelf.library.mention(article, -1 if start is None else start)
    return Why(dossier(shelf, entity, article, start or 0), pair, at_hand)


def why_at_all(shelf: Shelf, entity: int) -> Why:
    """The same of no place in particular. Raises KeyError for an entity that is no more."""
    passages = shelf.library.passages(entity, 0, 1)
    if not passages:
        raise KeyError(entity)
    return Why(dossier(shelf, entity, passages[0].article, passages[0].start), None, None)


def step(shelf: Shelf, place: Place, chosen: bool, by: int, known: Page | None = None) -> Step | None:
    """The passage `by` further than a place, over all articles; after the last comes the first.

    `chosen` says that the place is itself a passage of its entity, and not merely somewhere in the text.
    None where the entity has no passages at all.
    """
    if place.entity is None:
        return None
    library = shelf.library
    count = library.passage_count(place.entity)
    if not count:
        return None
    index = library.passages_before(place.entity, place.article, place.start or 0) + by
    if by > 0 and not chosen:
        index -= 1
    passage = library.passages(place.entity, index % count, 1)[0]
    target = Place(passage.article, passage.start, place.entity)
    return Step(target, open_article(shelf, target, known), count > 1 and not 0 <= index < count)


class Rearranged(NamedTuple):
    """The article list, arranged anew."""

    rows: int
    cursor: int
    open_at: int | None
    """Row of the article in the text pane."""
    listed: list[Listed]
    offset: int


def rearranged(shelf: Shelf, article: int | None, story: int | None = None) -> Rearranged:
    """The list as it now is, the cursor on a story's line or else on the open article. Raises KeyError."""
    library, arranged = shelf.library, shelf.arranged
    open_at = listing.position(library, arranged, article) if article is not None else None
    cursor = listing.story_row(library, arranged, story) if story is not None else open_at or 0
    offset = cursor // PAGE * PAGE
    found = listed(shelf, offset, PAGE)
    return Rearranged(listing.count(library, arranged), cursor, open_at, found, offset)


def keep_place(shelf: Shelf, left: LeftOff, read: bool = True) -> None:
    """Remember that an article was read, unless the reader says not, and where to begin the next time.

    Two commits, some 10 ms each on a slow disk: asked for after the article stands on the screen.
    """
    if read:
        shelf.state.mark_read(left.source)
    shelf.state.set(shelf.place_key, left.as_json())


def _left_off(shelf: Shelf) -> LeftOff | None:
    """Where the reader left off, if that article is still there under its id."""
    left = from_json(shelf.state.get(shelf.place_key, "null"))
    try:
        known = left and shelf.library.article_alone(left.place.article).provenance.source == left.source
    except KeyError:
        return None
    if not left or not known:
        return None
    return left._replace(over=tuple(one for one in left.over if _are_there(shelf, one.entities)))


def _are_there(shelf: Shelf, entities: Sequence[int]) -> bool:
    with suppress(KeyError):
        return all(shelf.library.entity(entity) for entity in entities)
    return False
