"""One open article, as the text pane needs it: made once, off the screen's thread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from core.library.records import StoredArticle, StoredMention
from core.visible import visible
from tui.reading.spans import Layer, Span

_HEAD = 2_000
"""A headline is looked for within this many characters, past the furniture that pages put before it."""


@dataclass(frozen=True, slots=True)
class Page:
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
    spans: tuple[Span, ...]
    """Their offsets; disjoint."""
    starts: tuple[int, ...]
    by_entity: Mapping[int, tuple[int, ...]]
    """Indices into `mentions` by entity."""
    layers: tuple[Layer, ...]
    """What is marked whatever is chosen: headline, types of mentions, boilerplate."""

    @property
    def types(self) -> Layer:
        """The types of its names."""
        return self.layers[1]

    def of(self, entity: int | None) -> tuple[int, ...]:
        """Indices of the mentions of an entity; none of None."""
        return self.by_entity.get(entity, ()) if entity is not None else ()

    def at(self, offset: int | None) -> int | None:
        """Index of the mention over an offset, or None."""
        return next(iter(self.within(offset, offset + 1)), None) if offset is not None else None

    def within(self, start: int, stop: int) -> range:
        """Indices of the mentions that reach into [start, stop)."""
        return range(bisect_right(self.spans, start, key=itemgetter(1)), bisect_left(self.starts, stop))

    def layer(self, entity: int | None) -> Layer:
        """The mentions of an entity, to be marked."""
        return _Named(self, entity) if entity is not None else Layer()


class _Named(Layer):
    """The mentions of one entity; only those in view are looked for, as there may be ten thousand."""

    def __init__(self, page: Page, entity: int) -> None:
        super().__init__()
        self._page, self._entity = page, entity

    def over(self, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        for index in self._page.within(start, stop):
            if self._page.mentions[index].entity == self._entity:
                left, right = self._page.spans[index]
                yield max(left, start), min(right, stop), "entity"


def page_of(stored: StoredArticle) -> Page:
    """Make a stored article ready for the text pane."""
    article = stored.article
    mentions = tuple(mention for mention in stored.mentions if mention.entity is not None)
    named = [mention for mention in stored.mentions if not mention.hidden]
    by_entity: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.entity is not None:
            by_entity.setdefault(mention.entity, []).append(index)
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
        spans=tuple((mention.start, mention.end) for mention in mentions),
        starts=tuple(mention.start for mention in mentions),
        by_entity={entity: tuple(indices) for entity, indices in by_entity.items()},
        layers=(
            Layer(_headline(article.text, article.title), "headline"),
            Layer([(m.start, m.end) for m in named], [m.type.lower() for m in named]),
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
