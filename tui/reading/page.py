"""One open article, as the text pane needs it: made once, off the screen's thread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from core.library.records import StoredArticle, StoredMention
from core.visible import visible
from tui.reading.spans import Layer, Span

_END = attrgetter("end")
_HEAD = 2_000
"""A headline is looked for within this many characters, past the furniture that pages put before it."""


class Page(NamedTuple):
    """An article with the mentions that can be followed in it."""

    id: int
    source: str
    headline: str
    outlet: str
    published: date | None
    words: int
    url: str
    """Its own address, or where it was got; empty of what came from no web."""
    text: str
    """The article's text, safe to draw; offsets are those of the stored text."""
    mentions: tuple[StoredMention, ...]
    """Mentions of entities, in order; those in boilerplate are shown but cannot be followed."""
    starts: tuple[int, ...]
    """Their offsets."""
    by_entity: Mapping[int | None, Sequence[int]]
    """Indices into `mentions` by entity."""
    layers: tuple[Layer, ...]
    """What is marked whatever is chosen: headline, types of mentions, boilerplate."""

    @property
    def types(self) -> Layer:
        """The types of its names."""
        return self.layers[1]

    def of(self, entity: int | None) -> Sequence[int]:
        """Indices of the mentions of an entity; none of None."""
        return self.by_entity.get(entity, ())

    def at(self, offset: int | None) -> int | None:
        """Index of the mention over an offset, or None."""
        return next(iter(self.within(offset, offset + 1)), None) if offset is not None else None

    def span(self, index: int) -> Span:
        """Offsets of a mention."""
        return self.mentions[index].start, self.mentions[index].end

    def within(self, start: int, stop: int) -> range:
        """Indices of the mentions that reach into [start, stop)."""
        return range(bisect_right(self.mentions, start, key=_END), bisect_left(self.starts, stop))

    def layer(self, entity: int | None) -> Layer:
        """The mentions of an entity, to be marked."""
        return _Names(
            self.mentions if entity is not None else (), lambda one: "entity" * (one.entity == entity)
        )


class _Names(Layer):
    """Mentions, each marked as `mark` says, or not at all; asked for those in view, of ten thousands."""

    def __init__(self, mentions: Sequence[StoredMention], mark: Callable[[StoredMention], str]) -> None:
        super().__init__()
        self._mentions = mentions
        self._mark = mark

    def over(self, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        for index in range(bisect_right(self._mentions, start, key=_END), len(self._mentions)):
            one = self._mentions[index]
            if one.start >= stop:
                return
            if mark := self._mark(one):
                yield max(one.start, start), min(one.end, stop), mark


def page_of(stored: StoredArticle) -> Page:
    """Make a stored article ready for the text pane."""
    article = stored.article
    mentions = tuple(mention for mention in stored.mentions if mention.entity is not None)
    by_entity: defaultdict[int | None, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        by_entity[mention.entity].append(index)
    return Page(
        id=stored.id,
        source=article.provenance.source,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        words=stored.words,
        url=article.canonical_url or article.url,
        text=drawable(article.text),
        mentions=mentions,
        starts=tuple(mention.start for mention in mentions),
        by_entity=by_entity,
        layers=(
            Layer(_headline(article.text, article.title), "headline"),
            _Names(stored.mentions, lambda one: "" if one.hidden else one.type.lower()),
            Layer(stored.boilerplate, "boilerplate"),
        ),
    )


def drawable(text: str) -> str:
    """A text with every character safe to draw, as many characters as before; lines stay lines.

    >>> drawable("one\\r\\ntwo\\tthree")
    'one \\ntwo three'
    """
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    return "\n".join(map(visible, plain.split("\n")))  # a printable line costs nothing, a newline would


def _headline(text: str, title: str) -> list[Span]:
    """Where the title stands near the head of the text."""
    start = text.find(title, 0, _HEAD) if title else -1
    return [(start, start + len(title))] if start >= 0 else []
