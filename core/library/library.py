"""The library: one SQLite file, opened once a thread; everything that may be asked of it or written to it.

Reading needs sqlite3 alone and takes no lock that a writer would wait for (WAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from core.article import Article
from core.entity import EntityType
from core.library import articles, entities, opening, passages, searching, writing
from core.library.names import SqlNames
from core.library.records import (
    Alias,
    ArticleSummary,
    Counts,
    EntitySummary,
    LinkedArticle,
    LinkReason,
    Outcome,
    Passage,
    RoleUse,
    SearchHit,
    StoredArticle,
)


class Library:
    """An open library. Use it as a context manager, and in the thread that opened it alone.

    "In list order" means newest first: by publication date (undated articles last), then by id.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.names = SqlNames(connection)
        """The names, for linking; its writing methods want a transaction."""
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, create: bool = True) -> Library:
        """Open the library at `path`, made or migrated where needed; raises LibraryError."""
        return cls(path, opening.connect(path, read_only=read_only, create=create))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is stored, or nothing; waits for another writer. Raises LibraryError."""
        with opening.told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def known(self, article: Article) -> Outcome:
        """What storing the article would come to, told by its source and digest."""
        return writing.known(self._connection, article)[0]

    def store(self, linked: LinkedArticle) -> Outcome:
        """Store an article inside the caller's transaction; the same source again updates it in place."""
        return writing.store(self._connection, linked)

    def remove(self, article_id: int) -> None:
        """Remove an article inside the caller's transaction; raises KeyError."""
        writing.remove(self._connection, article_id)

    # Articles

    def data_version(self) -> int:
        """A number that changes when another connection has written to the library."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def counts(self) -> Counts:
        return articles.counts(self._connection)

    def article_count(self, read: Iterable[str] = ()) -> int:
        """How many articles there are, those whose source stands in `read` left out."""
        return articles.article_count(self._connection, read)

    def articles(self, offset: int, limit: int) -> list[ArticleSummary]:
        """A page of the article list, in list order."""
        return articles.articles(self._connection, offset, limit)

    def article_position(self, article_id: int) -> int:
        """The place of an article in list order, from 0; raises KeyError."""
        return articles.article_position(self._connection, article_id)

    def article(self, article_id: int) -> StoredArticle:
        """An article with its mentions and boilerplate; raises KeyError."""
        return articles.article(self._connection, article_id)

    def article_ids(self) -> Iterator[int]:
        """The ids of all articles, in the order in which they were added."""
        return articles.article_ids(self._connection)

    def article_of(self, source: str) -> int | None:
        """The id of the article that came from `source`, or None."""
        return articles.article_of(self._connection, source)

    # Entities

    def entity(self, entity_id: int) -> EntitySummary:
        """One entity; raises KeyError."""
        return entities.entity(self._connection, entity_id)

    def entities(
        self, type: EntityType | None = None, offset: int = 0, limit: int = 100
    ) -> list[EntitySummary]:
        """A page of the entities (of one type), most mentions first."""
        return entities.entities(self._connection, type, offset, limit)

    def entities_named(self, form: str) -> list[EntitySummary]:
        """Entities that any article calls by `form`, ASCII case ignored, most mentions first."""
        return entities.entities_named(self._connection, form)

    def aliases(self, entity_id: int) -> list[Alias]:
        """The spellings of an entity by outlet, the most frequent form first."""
        return entities.aliases(self._connection, entity_id)

    def roles(self, entity_id: int) -> list[RoleUse]:
        """What outlets call a person, the commonest first."""
        return entities.roles(self._connection, entity_id)

    def reasons(self, entity_id: int) -> list[LinkReason]:
        """The links between the names of an entity, the strongest first."""
        return entities.reasons(self._connection, entity_id)

    def passage_count(self, entity_id: int) -> int:
        return passages.passage_count(self._connection, entity_id)

    def passages(self, entity_id: int, offset: int, limit: int) -> list[Passage]:
        """A page of an entity's mentions in their sentences, in list order, then by offset in the text."""
        return passages.passages(self._connection, entity_id, offset, limit)

    def passage_position(self, entity_id: int, article_id: int, start: int) -> int:
        """The place of a mention among its entity's passages, from 0; raises KeyError."""
        return passages.passage_position(self._connection, entity_id, article_id, start)

    def passages_before(self, entity_id: int, article_id: int, start: int) -> int:
        """How many of an entity's passages come before any place in any article; raises KeyError."""
        return passages.passages_before(self._connection, entity_id, article_id, start)

    # Search

    def search(self, words: str, offset: int = 0, limit: int = 50) -> list[SearchHit]:
        """A page of the articles that hold all words: best first, of very many hits the newest first.

        "Quoted words" are a phrase, `prefix*` and `-without` do what they say; nothing typed is an error.
        """
        return searching.search(self._connection, words, offset, limit)

    def hit_count(self, words: str, at_most: int = 10_000) -> int:
        """How many articles a search finds; counting stops at `at_most`."""
        return searching.hit_count(self._connection, words, at_most)
