"""What searches have to do with the reader's own file: those that were saved, and the marks they ask for.

A search is saved for the library that is read, whose articles it counts; one that stands under no library
shows in all of them, until one of them removes it.
"""

from __future__ import annotations

import sqlite3
from itertools import chain, count
from typing import TYPE_CHECKING

from core.library.records import Marked, SavedSearch

if TYPE_CHECKING:
    from core.library.reader import ReaderState
    from core.query import Query


class Searches:
    """A reader's saved searches in one library. Writing raises LibraryError where nothing can be kept."""

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        rows = self._state.run(
            "SELECT name, query FROM search WHERE library IN ('', ?) ORDER BY name COLLATE NOCASE, name",
            self._state.library,
        )
        return [SavedSearch(name, query) for name, query in rows]

    def save(self, name: str, query: str, was: str = "") -> str:
        """Save a search; returns the name that it has.

        It takes the place of `was`, the query that the reader knows by that name. Where another session saved
        another one, both are kept, this one with a number behind its name.
        """
        here = self._state.library
        return self._state.ask(lambda connection: _put(connection, here, name, query, was), keep=True)

    def rename(self, name: str, new: str, was: str = "") -> str:
        """Give a search another name, as `save` does; returns the one that it has."""

        def move(connection: sqlite3.Connection) -> str:
            found = connection.execute(
                f"DELETE FROM search WHERE {_ONE} RETURNING library, query", (name, self._state.library)
            ).fetchall()
            return _put(connection, found[0][0], new, found[0][1], was) if found else new

        return self._state.ask(move, keep=True)

    def remove(self, name: str) -> None:
        """Forget a search."""
        self._state.ask(
            lambda connection: connection.execute(
                f"DELETE FROM search WHERE {_ONE}", (name, self._state.library)
            ),
            keep=True,
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


_ONE = "name = ? AND library IN ('', ?)"


def _put(connection: sqlite3.Connection, library: str, name: str, query: str, was: str) -> str:
    rows = connection.execute("SELECT name, query, library FROM search WHERE library IN ('', ?)", (library,))
    known = {one: (kept, of) for one, kept, of in rows}
    names = chain([name], (f"{name} {number}" for number in count(2)))
    free = next(one for one in names if known.get(one, (query,))[0] in (query, was))
    of = known[free][1] if free in known else library
    connection.execute("INSERT OR REPLACE INTO search VALUES (?, ?, ?)", (of, free, query))
    return free
