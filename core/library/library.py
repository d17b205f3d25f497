"""The library: one SQLite file, opened once a thread; everything that may be asked of it or written to it.

Reading needs sqlite3 alone and takes no lock that a writer would wait for (WAL).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from core.article import Article
from core.entity import EntityType
from core.library import (
    articles,
    calling,
    dossiers,
    entities,
    evidence,
    opening,
    passages,
    ranks,
    stories,
)
from core.library.asking import Asking
from core.library.owing import STEPS
from core.library.records import (
    Alias,
    ArticleSummary,
    Company,
    CopyGroup,
    Counts,
    DayCount,
    Edit,
    EntitySummary,
    Evidence,
    LinkedArticle,
    LinkReason,
    NamingArticle,
    Outcome,
    Passage,
    RoleUse,
    Sort,
    StoredArticle,
    StoredMention,
    StoryArticle,
    StorySummary,
    Tie,
)

if TYPE_CHECKING:
    from core.library.feeds import Feeds
    from core.library.gathering import Gathering
    from core.library.health import Health
    from core.library.names import SqlNames
    from core.library.searching import SqlSearches
    from core.library.sorting import SqlStories
    from core.library.statements import Statements


class Library(Asking):
    """An open library. Use it as a context manager, and in the thread that opened it alone.

    "In list order" means newest first: by publication date (undated articles last), then by id.
    """

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, create: bool = True) -> Library:
        """Open the library at `path`, made or migrated where needed; raises LibraryError."""
        return cls(opening.connect(path, read_only=read_only, create=create), path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing. Its modules are imported when it is done: a reader starts a fortieth of a second sooner.

    @cached_property
    def names(self) -> SqlNames:
        """The names, for linking; its writing methods want a transaction."""
        from core.library.names import SqlNames

        return SqlNames(self._connection)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that its reader follows; writing wants a transaction."""
        from core.library.feeds import Feeds

        return Feeds(self._connection, self.path)

    @cached_property
    def stories(self) -> SqlStories:
        """Copies and stories, for sorting; its writing methods want a transaction."""
        from core.library.sorting import SqlStories

        return SqlStories(self._connection)

    @cached_property
    def health(self) -> Health:
        """Whether the library is sound, and its backups; mending wants a transaction."""
        from core.library.health import Health

        return Health(self._connection, self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is stored, or nothing; waits for another writer. Raises LibraryError."""
        from core.library.gathering import ending

        with opening.told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            with ending(self._connection, self.path):
                yield

    def gathering(self) -> Gathering:
        """A transaction for several articles, each of them whole or not at all."""
        from core.library.gathering import Gathering

        return Gathering(self._connection, self.path)

    def tidy(self) -> None:
        """Join the pieces of the search index, in transactions of its own: others may write between them."""
        from core.library import indexing

        more, first = True, True
        while more:
            with self.transaction():
                more, first = indexing.join(self._connection, first), False

    def known(self, article: Article) -> Outcome:
        """What storing the article would come to, told by its source and digest."""
        from core.library import writing

        return self._say(writing.known, article)[0]

    def store(self, linked: LinkedArticle) -> Outcome:
        """Store an article inside the caller's transaction; the same source again updates it in place."""
        from core.library import writing

        return self._say(writing.store, linked)

    def remove(self, article_id: int) -> None:
        """Remove an article inside the caller's transaction; raises KeyError."""
        from core.library import writing

        self._ask(writing.remove, article_id)

    def edit(self, article_id: int, values: Mapping[str, str | None], author: str) -> Article:
        """Put an article's metadata right, inside the caller's transaction; None takes an edit back.

        Raises KeyError for no such article or no edit to take back, ValueError for no field or no date.
        """
        from core.library import editing

        return self._ask(editing.edit, article_id, values, author)

    def edits(self, source: str) -> list[Edit]:
        """What was put right in the article that came from `source`."""
        from core.library import editing

        return self._say(editing.edits, source)

    def decisions(self) -> list[str]:
        """The journal's lines on whose decisions the entities stand, in order."""
        from core.library import deciding

        return self._ask(deciding.lines)

    def set_decisions(self, lines: Iterable[str]) -> None:
        """Remember, inside the caller's transaction, which decisions have been taken in."""
        from core.library import deciding

        self._ask(deciding.remember, lines)

    # Articles

    def data_version(self) -> int:
        """A number that changes when another connection has written to the library."""
        return self._ask(articles.data_version)

    def counts(self) -> Counts:
        return self._ask(articles.counts)

    def article_count(self, read: Iterable[str] = ()) -> int:
        """How many articles there are, those whose source stands in `read` left out."""
        return self._ask(articles.article_count, read)

    def articles(self, offset: int, limit: int) -> list[ArticleSummary]:
        """A page of the article list, in list order."""
        return self._ask(articles.articles, offset, limit)

    def article_position(self, article_id: int) -> int:
        """The place of an article in list order, from 0; raises KeyError."""
        return self._ask(articles.article_position, article_id)

    def article(self, article_id: int) -> StoredArticle:
        """An article with its mentions and boilerplate; raises KeyError."""
        return self._say(articles.article, article_id)

    def article_alone(self, article_id: int) -> Article:
        """An article without its mentions, of which a long one has ten thousands; raises KeyError."""
        return self._say(articles.article_alone, article_id)

    def mention(self, article_id: int, start: int) -> StoredMention | None:
        """The mention that begins at an offset of an article, or None; raises KeyError."""
        return self._say(articles.mention, article_id, start)

    def article_ids(self) -> list[int]:
        """The ids of all articles, in the order in which they were added."""
        return self._say(articles.article_ids)

    def article_of(self, source: str) -> int | None:
        """The id of the article that came from `source`, or None."""
        return self._say(articles.article_of, source)

    def sources_here(self, sources: Iterable[str]) -> set[str]:
        """Those of some sources that an article came from."""
        return self._say(articles.sources_here, sources)

    # Stories

    def story_count(self) -> int:
        """How many lines the list by story has."""
        return self._ask(stories.count)

    def by_story(self, offset: int, limit: int) -> list[StorySummary]:
        """A page of the list by story, newest first: by its last day (undated last), then by id."""
        return self._ask(stories.stories, offset, limit)

    def largest_stories(self, offset: int, limit: int) -> list[StorySummary]:
        """A page of the stories of more than one article, those of most outlets first."""
        return self._ask(stories.largest, offset, limit)

    def story(self, story_id: int) -> StorySummary:
        """One story; raises KeyError."""
        return self._ask(stories.story, story_id)

    def story_of(self, article_id: int) -> int:
        """The id of the story that holds an article; raises KeyError."""
        return self._ask(stories.story_of, article_id)

    def story_position(self, story_id: int) -> int:
        """The place of a story in the list by story, from 0; raises KeyError."""
        return self._ask(stories.position, story_id)

    def story_articles(self, story_id: int) -> list[StoryArticle]:
        """A story's articles, newest first, copies after the one that they are copies of."""
        return self._ask(stories.articles, story_id)

    def story_features(self, story_id: int) -> list[dict[str, float]]:
        """What each of a story's articles is known by: its features with their weights."""
        return self._ask(stories.shared, story_id)

    def copy_groups(self, offset: int, limit: int) -> list[CopyGroup]:
        """A page of the groups of articles that are one another's copies, by id."""
        return self._ask(stories.copy_groups, offset, limit)

    # Entities

    def entity(self, entity_id: int) -> EntitySummary:
        """One entity; raises KeyError."""
        return self._ask(entities.entity, entity_id)

    def entities(
        self,
        type: EntityType | None = None,
        offset: int = 0,
        limit: int = 100,
        *,
        sort: Sort = Sort.MENTIONS,
        hidden: bool = False,
    ) -> list[EntitySummary]:
        """A page of the index of entities (of one type), or of those that a reader hid, by mentions."""
        if hidden:
            return self._ask(entities.hidden, type, offset, limit)
        return self._ask(entities.entities, type, offset, limit, sort)

    def entity_count(self, type: EntityType | None = None) -> int:
        """How many entities the index has (of one type)."""
        return self._ask(ranks.count, type)

    def entities_named(self, form: str) -> list[EntitySummary]:
        """Entities labelled or called `form`, ASCII case ignored, those labelled so first; by mentions."""
        return self._ask(entities.entities_named, form)

    def first_article(self, entity_id: int) -> int | None:
        """The first article that names an entity, by its day; None where all that do are undated."""
        return self._ask(entities.first_article, entity_id)

    def aliases(self, entity_id: int) -> list[Alias]:
        """The spellings of an entity by outlet, the most frequent form first."""
        return self._ask(entities.aliases, entity_id)

    def roles(self, entity_id: int) -> list[RoleUse]:
        """What outlets call a person, the commonest first."""
        return self._ask(entities.roles, entity_id)

    def ties(self, entity_id: int) -> list[Tie]:
        """The place that a people is of, or the peoples of a place."""
        return self._ask(entities.ties, entity_id)

    def reasons(self, entity_id: int) -> list[LinkReason]:
        """The links between the names of an entity, the strongest first."""
        return self._ask(entities.reasons, entity_id)

    def evidence(self, left: int, right: int) -> Evidence:
        """What speaks for and against two names, by id, being one entity; raises KeyError."""
        return self._ask(evidence.evidence, left, right)

    def evidence_at(self, article_id: int, start: int) -> Evidence | None:
        """The same for the name of a mention and the chief one that it is linked to; None without such.

        Raises KeyError where there is no mention.
        """
        return self._ask(evidence.evidence_at, article_id, start)

    def doubts(self, after: Evidence | None = None, limit: int = 1) -> list[Evidence]:
        """Pairs of names that a reader should look at, those that touch the most mentions first.

        The next ones after a pair; pairs on which somebody decided are left out.
        """
        cursor = (after.touched, after.left.id, after.right.id) if after else None
        return self._ask(evidence.doubts, cursor, limit)

    def doubt_count(self, at_most: int = 1_000) -> int:
        """How many such pairs there are; counting stops at `at_most`."""
        return self._ask(evidence.doubt_count, at_most)

    def alike(self, entity_id: int, limit: int = 10) -> list[int]:
        """Ids of other entities to which links too weak to join lead, the strongest first."""
        return self._ask(evidence.alike, entity_id, limit)

    def entities_called(
        self, words: str, type: EntityType | None = None, limit: int = 20, *, sort: Sort | None = None
    ) -> list[EntitySummary]:
        """Entities whose label or a form of whom begins so, then by words that sound so; by mentions each.

        With a `sort` each are in its order. Of very many the best-known are looked for.
        """
        return self._ask(calling.entities_called, words, type, limit, sort)

    def by_day(self, entity_id: int) -> list[DayCount]:
        """How often an entity is mentioned on each day, the oldest first; undated mentions before all."""
        return self._ask(dossiers.by_day, entity_id)

    def company(self, entity_id: int, limit: int = 50) -> Company:
        """Who and what the newest articles of an entity (1,000 at most) name too."""
        return self._ask(dossiers.company, entity_id, limit)

    def articles_naming(self, entity_id: int, offset: int, limit: int) -> list[NamingArticle]:
        """A page of the articles that name an entity, in list order."""
        return self._ask(dossiers.articles, entity_id, offset, limit)

    def decisions_near(self, entity_id: int) -> list[str]:
        """The journal's lines that speak of a form of an entity's names, or of another decision."""
        from core.library import deciding

        return self._ask(deciding.near, entity_id)

    def passage_count(self, entity_id: int) -> int:
        return self._ask(passages.passage_count, entity_id)

    def passages(self, entity_id: int, offset: int, limit: int) -> list[Passage]:
        """A page of an entity's mentions in their sentences, in list order, then by offset in the text."""
        return self._ask(passages.passages, entity_id, offset, limit)

    def passage_position(self, entity_id: int, article_id: int, start: int) -> int:
        """The place of a mention among its entity's passages, from 0; raises KeyError."""
        return self._ask(passages.passage_position, entity_id, article_id, start)

    def passages_before(self, entity_id: int, article_id: int, start: int) -> int:
        """How many of an entity's passages come before any place in any article; raises KeyError."""
        return self._ask(passages.passages_before, entity_id, article_id, start)

    # What articles state

    @cached_property
    def statements(self) -> Statements:
        """Quotes, claims, figures and dates, and what joins them; its writing methods want a transaction."""
        from core.library.statements import Statements

        return Statements(self._connection, self.path)

    # Searching

    @cached_property
    def searches(self) -> SqlSearches:
        """What queries find, where, and in which order."""
        from core.library.searching import SqlSearches

        return SqlSearches(self._connection, self.path)

    def stopped_by(self, stop: Callable[[], bool] | None, steps: int = STEPS) -> None:
        """Ask, while a question is answered, whether it has become idle; it then ends in a LibraryError.

        SQLite asks every so many steps of its own: about once a millisecond.
        """
        self._connection.stop_when(stop, steps)
