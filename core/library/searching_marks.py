"""What searches have to do with the reader's own file: those that were saved, and the marks they ask for."""

from __future__ import annotations

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

    def save(self, name: str, query: str) -> None:
        """Save a search, in the place of the one that has the name."""
        self._write("INSERT OR REPLACE INTO search (name, query) VALUES (?, ?)", name, query)

    def rename(self, name: str, new: str) -> None:
        """Give a search another name; one that had it goes."""
        self._write("UPDATE OR REPLACE search SET name = ? WHERE name = ?", new, name)

    def remove(self, name: str) -> None:
        """Forget a search."""
        self._write("DELETE FROM search WHERE name = ?", name)

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

    def _write(self, sql: str, *values: str) -> None:
        self._state.ask(lambda connection: connection.execute(sql, values), keep=True)
