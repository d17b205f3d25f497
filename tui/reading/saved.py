"""The searches that a reader saved, as they stand above the article list: how much each finds, and is new."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.library.indexing import NEWEST
from core.library.records import SavedSearch
from tui.reading.answers import Shelf

if TYPE_CHECKING:
    from core.query import Query

MOST = 1_000
"""Articles that are counted of one search; more of them are told as "1,000+"."""
_SECONDS = 0.1
"""Of one question: nobody waits longer for the clerk."""


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved search."""

    search: SavedSearch
    found: int | None = None
    """Articles; None while nobody counted them."""
    more: bool = False
    """Whether there are more."""
    unread: frozenset[int] = field(default=frozenset(), repr=False)
    """Ids of those that nobody read, where all of them were counted."""

    @property
    def count(self) -> str:
        """What stands at the right: "3● 12", "1,000+", or nothing."""
        if self.found is None:
            return ""
        unread = f"{len(self.unread):,}● " if self.unread else ""
        return f"{unread}{self.found:,}{'+' if self.more else ''}"

    def without(self, article: int) -> Saved:
        """The same after an article was read."""
        return replace(self, unread=self.unread - {article}) if article in self.unread else self


def counted(shelf: Shelf, one: SavedSearch) -> Saved:
    """Count what a search finds, as far as that takes a moment; of one that can't be put, nothing."""
    from core.query import QueryError, parse

    try:
        return _counted(shelf, one, parse(one.query))
    except QueryError:
        return Saved(one)


def _counted(shelf: Shelf, one: SavedSearch, query: Query) -> Saved:
    searches = shelf.library.searches
    found = searches.find(query, shelf.state.searches.marked(query), NEWEST, MOST + 1, _SECONDS)
    if found.below is not None:
        return Saved(one, min(MOST, len(found.keys)), more=True)
    sources = {summary.source: summary.id for summary in searches.listed(found.keys)}
    read = shelf.state.read_among(sources)
    return Saved(
        one, len(found.keys), unread=frozenset(id for source, id in sources.items() if source not in read)
    )
