"""Of what a list of statements is: of an article, its story, whoever is chosen, an outlet, or everything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.entity import EntityType
from core.library.indexing import ID
from core.library.statements.records import Filter
from tui.reading.answers import Shelf
from tui.reading.phrases import UNKNOWN, count


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reader stands when a list is opened."""

    article: int | None
    offset: int = 0
    """Of the chosen mention, or of the first character in view."""
    entity: int | None = None
    """The chosen one."""
    found: tuple[int, ...] = ()
    """Keys of the first articles of what was searched for last."""
    words: str = ""
    """What was searched for last."""


@dataclass(frozen=True, slots=True)
class Left:
    """How a list was left, to come back to it."""

    standing: Standing
    scope: str
    """The name of the one that was shown."""
    cursor: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is of."""

    name: str
    wanted: Filter


def scopes(shelf: Shelf, standing: Standing, *, speaking: bool = False) -> list[Scope]:
    """What a list can be of from where the reader stands, the nearest first; the last is the whole library.

    With `speaking` the chosen entity is wanted as a speaker; without, as whom or what a sentence names, and
    of a place also the places within it.
    """
    library, found = shelf.library, []
    if standing.article is not None:
        article = library.article_alone(standing.article)
        story = library.story(library.story_of(standing.article))
        found.append(Scope("this article", Filter(articles=(standing.article,))))
        if story.articles > 1:
            found.append(Scope(f"its story, {count(story.articles, 'article')}", Filter(story=story.id)))
    if standing.entity is not None:
        entity = library.entity(standing.entity)
        within = entity.type is EntityType.PLACE and not speaking
        wanted = Filter(place=entity.id) if within else Filter(entity=entity.id)
        found.append(Scope(f"by {entity.label}" if speaking else entity.label, wanted))
        if standing.article is not None and story.articles > 1:
            found.append(Scope(f"{found[-1].name}, in its story", replace(wanted, story=story.id)))
    if standing.found:
        ids = tuple(key & ID for key in standing.found)
        if standing.entity is not None:
            name = f"by {entity.label}" if speaking else entity.label
            found.append(Scope(f"{name}, found by {standing.words}", replace(wanted, articles=ids)))
        found.append(Scope(f"found by {standing.words}", Filter(articles=ids)))
    if standing.article is not None:
        found.append(Scope(f"in {article.outlet or UNKNOWN}", Filter(outlet=article.outlet)))
    return [*found, Scope("the whole library", Filter())]


def narrowed(
    wanted: Filter, *, unverified: bool = False, direct: bool | None = None, differing: bool = False
) -> Filter:
    """A filter with what a reader turned on beside it."""
    return replace(wanted, unverified=unverified, direct=direct, differing=differing)
