"""The questions of the app, every one of them, as a reader at some place of a library puts them.

Each is one of tui.reading's own or what a screen asks for; places in lists and among mentions are drawn by
seed over their whole length. "Hot" is the entity that most mentions name. The library says by itself what
there is to ask for, so that any may be measured, made or real; what it has nothing for is left out.
Not asked: what is done once on a reader's command and says how far it is (export, health).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from core.entity import EntityType
from core.library import Library
from core.library.indexing import NEWEST
from core.library.reader import ReaderState
from core.library.records import SavedSearch, Sort
from core.library.statements.records import Filter
from core.query import parse
from tui.reading import (
    answers,
    comparison,
    dossier,
    entity_index,
    news,
    places,
    retold,
    saved,
    scope,
    searching,
    stated,
    verdicts,
    wordings,
)
from tui.reading.answers import PAGE, Shelf
from tui.reading.listing import Arrangement, Only
from tui.reading.scope import Standing
from tui.reading.trail import Place

Question = Callable[[], object]
COMMON, RARE = "ban", "bankal"
"""The commonest word of a made library, and one of those in few articles."""
STARRED = 500
"""Articles, spread over the list, that a reader gave a star."""
SPOTS = 50
"""Mentions of the hot entity among which a reader's place is drawn."""


@dataclass(frozen=True)
class Reader:
    """One reader's shelf, and what stands in the library."""

    shelf: Shelf
    random: Random

    @property
    def library(self) -> Library:
        return self.shelf.library

    def questions(self) -> Mapping[str, Question]:
        """By what a reader does, one question, at another place each time."""
        star(self.shelf, STARRED)
        hot = self.library.entities(limit=1)[0].id
        spots = [self._spot(hot) for _ in range(SPOTS)]
        groups = (
            self._lists(hot), self._articles(spots), self._entity(hot, spots), self._index(),
            self._searches(hot), self._statements(hot), self._alike(), self._map(hot),
        )  # fmt: skip
        return dict(pair for group in groups for pair in group)

    def _at(self, length: int) -> int:
        return self.random.randrange(max(1, length))

    def _spot(self, entity: int) -> Place:
        many = self.library.passage_count(entity)
        passage = self.library.passages(entity, self._at(many), 1)[0]
        return Place(passage.article, passage.start, entity)

    def _found(self, words: str, limit: int = 1_000_000) -> array[int]:
        return array("q", self.library.searches.find(parse(words), limit=limit).keys)

    def _lists(self, hot: int) -> Iterator[tuple[str, Question]]:
        shelf, library = self.shelf, self.library
        words = f"entity:{library.entity(hot).label}"
        keys = self._found(words)
        rows = library.counts().articles
        largest = library.largest_stories(0, 1)
        opened = tuple(one.id for one in largest)

        def listed(of: Shelf, offset: int) -> object:
            return answers.listed(of, offset, PAGE)

        by_story = replace(shelf, arranged=Arrangement(by_story=True, opened=opened))
        narrowed = replace(shelf, arranged=Arrangement(only=Only("hot", words, keys)))
        yield "open the library", lambda: answers.opening(shelf)
        yield "a page of the list", lambda: listed(shelf, self._at(rows) // PAGE * PAGE)
        yield "the list's end", lambda: listed(shelf, max(0, rows - PAGE))
        yield "a page by story", lambda: listed(by_story, self._at(library.story_count()) // PAGE * PAGE)
        yield "the end by story", lambda: listed(by_story, max(0, library.story_count() - PAGE))
        yield "a page of a narrowed list", lambda: listed(narrowed, self._at(len(keys)) // PAGE * PAGE)
        yield "the end of a narrowed list", lambda: listed(narrowed, max(0, len(keys) - PAGE))
        if largest:
            yield "the largest stories", lambda: library.largest_stories(0, PAGE)
            yield "open the largest story", lambda: library.story_articles(opened[0])

    def _articles(self, spots: list[Place]) -> Iterator[tuple[str, Question]]:
        shelf, pick = self.shelf, lambda: self.random.choice(spots)
        by_story = replace(shelf, arranged=Arrangement(by_story=True))

        def looked() -> object:
            place = pick()
            spot = (place.article, place.start or 0)
            return news.news(shelf, news.Eye(place.article, place.article, 40, place, spot, spot, 20))

        yield "open an article", lambda: answers.open_article(shelf, pick())
        yield "the next article", lambda: answers.neighbour(shelf, pick(), 1)
        yield "the next by story", lambda: answers.neighbour(by_story, pick(), 1)
        yield "arrange by story", lambda: answers.rearranged(by_story, pick().article)
        yield "look for news", looked
        yield "what lists can be of", lambda: scope.scopes(shelf, Standing(pick().article, 0, pick().entity))

    def _entity(self, hot: int, spots: list[Place]) -> Iterator[tuple[str, Question]]:
        shelf, library, pick = self.shelf, self.library, lambda: self.random.choice(spots)
        many = library.passage_count(hot)

        def near(place: Place) -> object:
            return answers.dossier(shelf, hot, place.article, place.start or 0)

        def why(place: Place) -> object:
            return answers.why(shelf, hot, place.article, place.start)

        yield "choose the hot entity", lambda: near(pick())
        yield "its first mentions", lambda: library.passages(hot, 0, PAGE)
        yield "its mentions deep in", lambda: library.passages(hot, self._at(many), PAGE)
        yield "its last mentions", lambda: library.passages(hot, max(0, many - PAGE), PAGE)
        yield "its next mention", lambda: answers.step(shelf, pick(), True, 1)
        yield "why it is meant", lambda: why(pick())
        yield "its days", lambda: library.by_day(hot)
        yield "its company", lambda: library.company(hot)
        yield "its first article", lambda: library.first_article(hot)
        file = dossier.begin(library, hot)
        yield "its dossier", lambda: dossier.begin(library, hot)
        for part, name in zip(dossier.PARTS, ("spellings", "quotes", "figures", "articles"), strict=True):
            yield f"its dossier: {name}", lambda part=part: part(library, file)  # type: ignore[misc]
        yield "a doubtful link", lambda: verdicts.next_doubt(shelf, frozenset())

    def _index(self) -> Iterator[tuple[str, Question]]:
        shelf, library = self.shelf, self.library
        count = library.entity_count()

        def page(sort: Sort, kind: EntityType | None, length: int) -> object:
            return library.entities(kind, self._at(length), PAGE, sort=sort)

        yield "index of entities", lambda: entity_index.begin(shelf, entity_index.Order())
        for sort in Sort:
            yield f"deep in the index by {sort}", lambda sort=sort: page(sort, None, count)  # type: ignore[misc]
        people = library.entity_count(EntityType.PERSON)
        yield "deep among persons", lambda: page(Sort.MENTIONS, EntityType.PERSON, people)
        for words in ("b", "ban", "nal"):
            order = entity_index.Order(Sort.LAST).called(words)
            yield f"entities called '{words}'", lambda words=words: library.entities_called(words)  # type: ignore[misc]
            yield f"index of those called '{words}'", lambda order=order: entity_index.begin(shelf, order)  # type: ignore[misc]

    def _searches(self, hot: int) -> Iterator[tuple[str, Question]]:
        shelf, name = self.shelf, self.library.entity(hot).label
        hot_one = f"entity:{name}"
        outlet = f"outlet:{_quoted(self._rare_outlet())}"
        for told, words in {
            "the commonest word": COMMON, "a rare word": RARE, "the hot entity": hot_one,
            "the hot entity's name": name, "its name AND rare": f"{name} {RARE}",
            "rare without its name": f"{RARE} -{name}", "its name without common": f"{name} -{COMMON}",
            "no article without its name": f"-{name}", "hot AND rare": f"{hot_one} {RARE}",
            "common AND hot": f"{COMMON} {hot_one}",
            "a beginning of many words": f"{COMMON}*", "a beginning AND rare": f"{COMMON}* {RARE}",
            "two common words": f"{COMMON} nal", "either of two words": f"{COMMON} OR {RARE}",
            "common words in a row": f'"{COMMON} bal"', "no article without": f"-{COMMON}",
            "rare without common": f"{RARE} -{COMMON}", "neither of three": f"-{COMMON} -bal -bat",
            "a rare outlet": outlet, "a rare outlet AND common": f"{outlet} {COMMON}",
            "a rare outlet AND rare": f"{outlet} {RARE}", "starred AND common": f"is:starred {COMMON}",
            "starred AND rare": f"is:starred {RARE}", "unread AND common": f"is:unread {COMMON}",
            "common words quoted": f"quote:{COMMON}", "the hot entity's name quoted": f"quote:{name}",
            "who says something": f"speaker:{name}", "and what": f"speaker:{name} quote:{COMMON}",
            "a title's word": f"title:{COMMON}",
            "common of a day": f"{COMMON} on:2022-06-24",
        }.items():  # fmt: skip
            asked = searching.Asked(parse(words), None)

            def first(asked: searching.Asked = asked) -> object:
                hits = searching.run(shelf, asked, NEWEST, True, 40)
                return searching.lines(shelf, asked, array("q", hits.keys[:20]))

            yield f"find {told}", first
        for told, words in {"common": COMMON, "rare": RARE}.items():
            one = SavedSearch(told, words)
            yield f"count a saved search, {told}", lambda one=one: saved.counted(shelf, one)  # type: ignore[misc]

    def _rare_outlet(self) -> str:
        """The outlet of one of the last articles that has the fewest."""
        seen: dict[str, int] = {}
        for one in self.library.articles(0, 2_000):
            seen[one.outlet] = seen.get(one.outlet, 0) + 1
        return min(seen, key=lambda outlet: (seen[outlet], outlet))

    def _statements(self, hot: int) -> Iterator[tuple[str, Question]]:
        shelf, statements = self.shelf, self.library.statements
        hot_one = f"entity:{self.library.entity(hot).label}"
        found = scope.Standing(None, 0, hot, tuple(self._found(hot_one, searching.MOST_FOUND)), "hot")
        outlet = self.library.articles(0, 1)[0].outlet
        wanted = {
            "all": Filter(), "hot": Filter(entity=hot), "place": Filter(place=hot),
            "outlet": Filter(outlet=outlet),
            "found": next(one.wanted for one in scope.scopes(shelf, found) if one.name.startswith("found")),
        }  # fmt: skip
        if not statements.quote_count():
            return
        for name, filter in wanted.items():
            if name != "place":
                yield from self._pages(f"quotes, {name}", filter, statements.quote_count, stated.quotes)
            yield from self._pages(f"figures, {name}", filter, statements.figure_count, stated.figures)
            yield from self._pages(
                f"dates, {name}", filter, lambda of: stated.days(shelf, of).total, stated.dates
            )
        unverified = Filter(unverified=True)
        yield from self._pages("quotes, unverified", unverified, statements.quote_count, stated.quotes)
        claims = Filter(entity=hot, direct=False)
        yield from self._pages("claims, hot", claims, statements.quote_count, stated.quotes)
        differing = Filter(differing=True)
        yield from self._pages("figures, differing", differing, statements.figure_count, stated.figures)
        several = replace(differing, entity=hot)
        yield from self._pages("figures, hot, differing", several, statements.figure_count, stated.figures)
        since = Filter(since=date(2022, 6, 1), until=date(2022, 6, 30))
        yield from self._pages("quotes of a month", since, statements.quote_count, stated.quotes)

    def _pages(
        self,
        name: str,
        wanted: Filter,
        count: Callable[[Filter], int],
        page: Callable[[Shelf, Filter, int, int], object],
    ) -> Iterator[tuple[str, Question]]:
        many = count(wanted)
        yield f"{name}: first", lambda: (count(wanted), page(self.shelf, wanted, 0, PAGE))
        yield f"{name}: deep", lambda: page(self.shelf, wanted, self._at(many) // PAGE * PAGE, PAGE)

    def _alike(self) -> Iterator[tuple[str, Question]]:
        """What several articles say."""
        shelf, library, statements = self.shelf, self.library, self.library.statements
        if not statements.utterance_count():
            return
        many = statements.utterance_count()
        widest = statements.utterances(0, 1)[0]
        yield "utterances", lambda: (statements.utterance_count(), statements.utterances(0, PAGE))
        yield "utterances deep in", lambda: statements.utterances(self._at(many), PAGE)
        yield "an utterance", lambda: wordings.gather(shelf, widest.lead)
        differing = statements.figure_pairs(Filter(), 0, 1)
        yield "pairs of figures", lambda: statements.figure_pairs(Filter(), 0, PAGE)
        if differing:
            yield "a figure retold", lambda: retold.gather(shelf, differing[0].left)
        if not (largest := library.largest_stories(0, 1)):
            return
        story = Filter(story=largest[0].id)
        lead = largest[0].lead.id
        chosen = comparison.chosen(shelf, lead, ())[0]
        yield "what to compare", lambda: comparison.chosen(shelf, lead, ())
        yield "compare a story", lambda: comparison.gather(shelf, chosen)
        yield "quotes of a story", lambda: statements.quotes(story, 0, PAGE)
        yield "figures of a story", lambda: statements.figures(story, 0, PAGE)

    def _map(self, hot: int) -> Iterator[tuple[str, Question]]:
        shelf = self.shelf
        article = self.library.articles(0, 1)[0].id
        keys = self._found(COMMON, places.MOST)
        for name, wanted in {
            "library": places.Wanted(),
            "hot": places.Wanted(places.Filter.ENTITY, entity=hot),
            "search": places.Wanted(places.Filter.SEARCH, query=COMMON, keys=keys),
            "article": places.Wanted(places.Filter.ARTICLE, article=article),
        }.items():
            yield f"map: {name}", lambda wanted=wanted: places.gather(shelf, wanted)  # type: ignore[misc]


def star(shelf: Shelf, many: int) -> None:
    """Give articles that are spread evenly over the list a star, in the reader's own file."""
    rows = shelf.library.counts().articles
    chosen = (shelf.library.articles(at, 1) for at in range(0, rows, max(1, rows // many)))
    sources = [(one.source,) for found in chosen for one in found]
    _keep_stars(shelf.state, sources)


def _keep_stars(state: ReaderState, sources: list[tuple[str]]) -> None:
    sql = "INSERT OR IGNORE INTO mark (kind, source, at) VALUES ('star', ?, '2026-01-01T00:00:00+00:00')"
    state.ask(lambda connection: connection.executemany(sql, sources), keep=True)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
