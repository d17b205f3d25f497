"""What the search screen asks of a library: a run of what was found, its lines, and one of them opened."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from core.library.indexing import ID, NEWEST
from core.library.records import Found, SearchHit
from tui.reading import answers
from tui.reading.answers import Opened, Shelf
from tui.reading.phrases import count
from tui.reading.spans import Span
from tui.reading.trail import Place

if TYPE_CHECKING:
    from core.library.searching import Meant
    from core.query import Query

FIRST_SECONDS = 0.012
"""Until the first hits are shown, whatever they are: of 20 ms, that which looking their lines up leaves."""
RUN_SECONDS = 0.1
"""Of each run that goes on from there: nobody waits longer for the clerk."""
MOST_FOUND = 1_000
"""Articles of a search that lists of statements look at, in the order in which the search left them."""
RUN = 20_000
"""Articles of a run at most."""


class Asked(NamedTuple):
    """A search as it was put."""

    query: Query
    story: int | None
    """The story of the open article."""


@dataclass(slots=True)
class Sought:
    """A search with what it found so far; the screen's, which alone changes it."""

    text: str = ""
    asked: Asked | None = None
    keys: array[int] = field(default_factory=lambda: array("q"))
    """Of the articles found: 8 MB for a million."""
    below: int | None = NEWEST
    """Where the search goes on; None when it is at its end."""
    ranked: bool = False
    cursor: int = 0

    @property
    def count(self) -> str:
        """How many were found, "1,000+" while nobody knows."""
        return f"{len(self.keys):,}{'+' if self.below is not None else ''}"

    @property
    def found(self) -> tuple[int, ...]:
        """Keys of the first articles, for lists of what was found."""
        return tuple(self.keys[:MOST_FOUND]) if self.asked is not None else ()


def run(shelf: Shelf, asked: Asked, below: int, first: bool, limit: int = RUN) -> Found:
    """The next run of what a search finds. Raises QueryError where the query asks for what is not at hand."""
    marked = shelf.state.searches.marked(asked.query, asked.story)
    seconds = FIRST_SECONDS if first else RUN_SECONDS
    return shelf.library.searches.find(asked.query, marked, below, limit, seconds)


def meant(shelf: Shelf, asked: Asked) -> str:
    """Whom the terms of a search mean, each told by the one that is meant most.

    "Serhiy Haidai +2" for person:haidai; of a bare word also how many spellings are found by it, and how the
    word itself is asked for: "haidai: Serhiy Haidai, 4 spellings (in quotes the word alone)".
    """
    found = [one for one in shelf.library.searches.meant(asked.query) if one.widens or not one.bare]
    literally = " (in quotes the word alone)" if any(one.widens for one in found) else ""
    return "; ".join(taken(asked.query, one) for one in found) + literally


def taken(query: Query, meant: Meant) -> str:
    """Whom a term of a query means."""
    if not meant.entities:
        return "nobody"
    chief, others = meant.entities[0], len(meant.entities) - 1
    more = f" +{others}" if others else ""
    if not meant.bare:
        return chief.label + more
    start, end = meant.term.at
    return f"{query.text[start:end]}: {chief.label}, {count(chief.spellings, 'spelling')}{more}"


def lines(shelf: Shelf, asked: Asked, keys: array[int]) -> list[SearchHit]:
    """A page of what was found."""
    return shelf.library.searches.hits(asked.query, keys)


def best(shelf: Shelf, asked: Asked, keys: array[int]) -> array[int]:
    """What was found, the best first."""
    return array("q", shelf.library.searches.ranked(asked.query, keys))


def opened(shelf: Shelf, asked: Asked, hit: SearchHit) -> tuple[Opened, list[Span]]:
    """An article that was found, and every place in it that was asked for. KeyError where it is gone."""
    article = hit.summary.id
    return answers.open_article(shelf, Place(article)), shelf.library.searches.spans(asked.query, article)


def story_of(shelf: Shelf, article: int) -> int:
    """The story of an article; raises KeyError."""
    return shelf.library.story_of(article)


def article_of(key: int) -> int:
    """The article of a key."""
    return key & ID
