"""What searches have to do with the reader's own file: those that were saved, and the marks they ask for."""

from __future__ import annotations

import sqlite3
from itertools import chain, count
from typing import TYPE_CHECKING

from core.library.records import Marked, SavedSearch

if TYPE_CHECKING:
    from core.library.reader import ReaderState
    from core.query import Query


class Searches:
    """The saved searches of one reader. Writing raises LibraryError where nothing can be kept."""

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        rows = self._state.run("SELECT name, query FROM search ORDER BY name COLLATE NOCASE, name")
        return [SavedSearch(name, query) for name, query in rows]

    def save(self, name: str, query: str, was: str = "") -> str:
        """Save a search; returns the name that it has.

        It takes the place of `was`, the query that the reader knows by that name. Where another session saved
        another one, both are kept, this one with a number behind its name.
        """
        return self._state.ask(lambda connection: _put(connection, name, query, was), keep=True)

    def rename(self, name: str, new: str, was: str = "") -> str:
        """Give a search another name, as `save` does; returns the one that it has."""

        def move(connection: sqlite3.Connection) -> str:
            query = connection.execute("SELECT query FROM search WHERE name = ?", (name,)).fetchone()
            connection.execute("DELETE FROM search WHERE name = ?", (name,))
            return _put(connection, new, query[0], was) if query else new

        return self._state.ask(move, keep=True)

    def remove(self, name: str) -> None:
        """Forget a search."""
        self._state.ask(
            lambda connection: connection.execute("DELETE FROM search WHERE name = ?", (name,)), keep=True
        )

    def marked(self, query: Query, story: int | None = None) -> Marked:
        """What a query asks of this file, and no more than that; `story` is the one at hand."""
        from core.query import State, Tag, terms  # names are listed before the first frame, and read none
        from core.query.tree import Mark

        asked = list(terms(query.root))
        states = {term.mark for term in asked if isinstance(term, State)}
        tags = {term.name for term in asked if isinstance(term, Tag)}
        return Marked(
            read=frozenset(self._state.read_sources() if states & {Mark.READ, Mark.UNREAD} else ()),
            starred=frozenset(self._state.marks.starred() if Mark.STARRED in states else ()),
            tagged={tag: frozenset(self._state.marks.tagged(tag)) for tag in tags},
            story=story,
        )


def _put(connection: sqlite3.Connection, name: str, query: str, was: str) -> str:
    queries = dict(connection.execute("SELECT name, query FROM search").fetchall())
    names = chain([name], (f"{name} {number}" for number in count(2)))
    free = next(one for one in names if queries.get(one, query) in (query, was))
    connection.execute("INSERT OR REPLACE INTO search (name, query) VALUES (?, ?)", (free, query))
    return free
