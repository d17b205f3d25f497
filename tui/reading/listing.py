"""The article list as the reader has it arranged: flat, or by story with some stories opened.

A row of the list by story is a story (an article alone is its own story) or, under an opened one, one of its
articles. Where a row stands is told by the positions of the opened stories alone, of which there are few, so
that a list of a million stories costs what one of a hundred does.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from operator import neg
from typing import TYPE_CHECKING, NamedTuple

from core.library.records import ArticleSummary, StoryArticle, StorySummary
from core.marks import Signs

if TYPE_CHECKING:
    from core.library import Library
    from core.library.reader import ReaderState

_KEY = "article list"
"""Under which the reader's file keeps how the list of a library is arranged, its name behind it."""


class Only(NamedTuple):
    """A search that the list is narrowed to, with all that it found."""

    name: str
    query: str
    keys: array[int]
    """Of its articles in the order of the list."""


@dataclass
class Arrangement:
    """How the list is arranged. Only the room changes it; whoever fetches reads it."""

    by_story: bool = False
    opened: tuple[int, ...] = ()
    """Ids of the stories that are opened."""
    per_source: bool = False
    """Whether counts are of independent sources instead of articles."""
    only: Only | None = None
    """The search whose articles alone are listed, as they are without stories."""

    def load(self, state: ReaderState) -> None:
        """Take up what the reader chose the last time in this library, or before that was told apart."""
        try:
            kept = json.loads(state.get(_key(state), state.get(_KEY, "{}")))
            self.by_story, self.per_source = bool(kept.get("by_story")), bool(kept.get("per_source"))
        except (ValueError, AttributeError):
            return

    def keep(self, state: ReaderState) -> None:
        """Remember it for the next time."""
        state.set(_key(state), json.dumps({"by_story": self.by_story, "per_source": self.per_source}))


def _key(state: ReaderState) -> str:
    return f"{_KEY} {state.library}"


class Listed(NamedTuple):
    """One entry of the article list."""

    summary: ArticleSummary
    read: bool
    story: StorySummary | None = None
    """Of the line of a story of several articles: the story."""
    opened: bool = False
    inside: StoryArticle | None = None
    """Of an article under an opened story: its part in it."""
    within: int = 0
    """The story that an article under an opened story belongs to."""
    signs: Signs = Signs()
    """What the reader marked it with."""


class _Opened(NamedTuple):
    """An opened story: its row, and the articles in the rows under it."""

    row: int
    story: int
    articles: list[StoryArticle]


def count(library: Library, arranged: Arrangement) -> int:
    """How many rows the list has."""
    if arranged.only is not None:
        return len(arranged.only.keys)
    if not arranged.by_story:
        return library.counts().articles
    return library.story_count() + sum(len(one.articles) for one in _opened(library, arranged))


def position(library: Library, arranged: Arrangement, article: int) -> int:
    """The row of an article, or of the closed story that it is in; raises KeyError.

    In a list that is narrowed and does not have it, the row where it would stand.
    """
    if arranged.only is not None:
        keys = arranged.only.keys
        return min(max(0, len(keys) - 1), bisect_left(keys, -library.searches.key(article), key=neg))
    if not arranged.by_story:
        return library.article_position(article)
    story = library.story_of(article)
    row = story_row(library, arranged, story)
    for one in _opened(library, arranged):
        if one.story == story:
            ids = [inside.summary.id for inside in one.articles]
            return row + 1 + ids.index(article)
    return row


def step(library: Library, arranged: Arrangement, article: int, by: int) -> int | None:
    """The article so many further in the list, as far as there are any; None where there are none.

    Those of a closed story stand where they would if it were opened: nobody reads past what is folded away.
    Raises KeyError.
    """
    if arranged.by_story and arranged.only is None:
        return _step_by_story(library, article, by)
    at = position(library, arranged, article)
    there = max(0, min(count(library, arranged) - 1, at + by))
    if there == at:
        return None
    if arranged.only is not None:
        found = library.searches.listed(arranged.only.keys[there : there + 1])
    else:
        found = library.articles(there, 1)
    return found[0].id if found else None


def _step_by_story(library: Library, article: int, by: int) -> int | None:
    story = library.story_of(article)
    place = library.story_position(story)
    ids = [one.summary.id for one in library.story_articles(story)]
    at = ids.index(article) + by
    while not 0 <= at < len(ids):
        place += 1 if by > 0 else -1
        beside = library.by_story(place, 1) if place >= 0 else []
        if not beside:
            break
        before, ids = len(ids), [one.summary.id for one in library.story_articles(beside[0].id)]
        at += -before if by > 0 else len(ids)
    there = ids[max(0, min(len(ids) - 1, at))]
    return there if there != article else None


def story_row(library: Library, arranged: Arrangement, story: int) -> int:
    """The row of a story's own line; raises KeyError."""
    place = library.story_position(story)
    before = (one for one in _opened(library, arranged) if library.story_position(one.story) < place)
    return place + sum(len(one.articles) for one in before)


def rows(
    library: Library, state: ReaderState, arranged: Arrangement, offset: int, limit: int
) -> list[Listed]:
    """Entries of the list."""
    if arranged.only is not None:
        listed = library.searches.listed(arranged.only.keys[offset : offset + limit])
        return _with_read(state, [Listed(summary, False) for summary in listed])
    if not arranged.by_story:
        return _with_read(state, [Listed(summary, False) for summary in library.articles(offset, limit)])
    found: list[Listed] = []
    passed = 0
    """Articles of opened stories in the rows before the present one."""
    at = offset
    for one in [*_opened(library, arranged), None]:
        end = offset + limit if one is None else min(one.row + 1, offset + limit)
        if at < end:
            stories = library.by_story(at - passed, end - at)
            found += [_line(story, arranged) for story in stories]
            at = end
        if one is not None:
            skipped = max(0, at - one.row - 1)
            inside = one.articles[skipped : skipped + max(0, offset + limit - at)]
            if at > one.row:
                found += [Listed(each.summary, False, inside=each, within=one.story) for each in inside]
                at += len(inside)
            passed += len(one.articles)
    return _with_read(state, found[:limit])


def _line(story: StorySummary, arranged: Arrangement) -> Listed:
    if story.articles == 1:
        return Listed(story.lead, False)
    return Listed(story.lead, False, story, story.id in arranged.opened)


def _opened(library: Library, arranged: Arrangement) -> list[_Opened]:
    """The opened stories in the order of the list; those that are gone are left out."""
    places = []
    for story in arranged.opened:
        try:
            places.append((library.story_position(story), story))
        except KeyError:
            continue
    found: list[_Opened] = []
    passed = 0
    for place, story in sorted(places):
        articles = library.story_articles(story)
        found.append(_Opened(place + passed, story, articles))
        passed += len(articles)
    return found


def _with_read(state: ReaderState, found: list[Listed]) -> list[Listed]:
    sources = [one.summary.source for one in found]
    read, signs = state.read_among(sources), state.marks.signs(sources)
    return [
        one._replace(read=source in read, signs=signs.get(source, one.signs))
        for one, source in zip(found, sources, strict=True)
    ]
