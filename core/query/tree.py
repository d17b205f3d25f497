"""The tree of a checked query: terms at its leaves, AND, OR and NOT above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from core.entity import EntityType

Span = tuple[int, int]
"""Offsets [start, end) in the query's text."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side: one word, or a phrase."""

    words: tuple[str, ...]
    prefix: bool = False
    """Whether the last is but the beginning of a word."""
    title: bool = False
    """Whether they must stand in the title."""
    quoted: bool = False
    """Whether they stand in quotation marks, and so mean nothing but themselves."""
    at: Span = field(default=(0, 0), compare=False)

    @property
    def bare(self) -> bool:
        """Whether they may also be a name."""
        return not (self.prefix or self.title or self.quoted)


@dataclass(frozen=True, slots=True)
class Named:
    """Bare words that a library knows as a name: all of them stand in an article, or an entity is named."""

    words: tuple[Words, ...]
    entities: tuple[int, ...]
    """Ids, those that are meant most often first."""

    @property
    def at(self) -> Span:
        return self.words[0].at[0], self.words[-1].at[1]


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what is called so, in every spelling; `type` None is any type."""

    words: tuple[str, ...]
    type: EntityType | None = None
    prefix: bool = False
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet in whose name all words stand."""

    words: tuple[str, ...]
    prefix: bool = False
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Days:
    """Published from `first` to `last`, both included; None is no bound. Undated articles are in none."""

    first: date | None
    last: date | None
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Language:
    """In a language, by its ISO 639-1 code."""

    code: str
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """Of a story, by its id; None is the one that the reader has chosen."""

    id: int | None
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """With a tag of the reader's."""

    name: str
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Speaker:
    """With a quotation or claim by whoever is called so, in every spelling."""

    words: tuple[str, ...]
    prefix: bool = False
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """With a quotation in which these words stand side by side, or one of some entities is named."""

    words: tuple[str, ...]
    prefix: bool = False
    quoted: bool = False
    """Whether they stand in quotation marks, and so mean nothing but themselves."""
    by: tuple[Speaker, ...] = ()
    """Of whom one must have said it; empty: anybody."""
    entities: tuple[int, ...] = ()
    """Ids of those whose name a library knows the words for, those that are meant most often first."""
    at: Span = field(default=(0, 0), compare=False)

    @property
    def bare(self) -> bool:
        """Whether they may also be a name, and nobody asked yet whose."""
        return not (self.prefix or self.quoted or self.entities)


class Mark(StrEnum):
    """What a reader's own file knows of an article."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class State:
    """Read, unread or starred."""

    mark: Mark
    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """AND: every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """OR: some part holds."""

    parts: tuple[Node, ...]


Term: TypeAlias = Words | Named | Entity | Speaker | Quote | Outlet | Days | Language | Story | Tag | State
Node: TypeAlias = Term | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """A checked query, with the text that it was made from."""

    text: str = field(compare=False)
    root: Node


def terms(node: Node) -> Iterator[Term]:
    """Every term, in the order of the text."""
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from terms(part)
    elif isinstance(node, Not):
        yield from terms(node.part)
    else:
        yield node


def asserted(node: Node, holds: bool = True) -> Iterator[Term]:
    """The terms that may hold in what is found, and so can be shown in it: those under no NOT."""
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from asserted(part, holds)
    elif isinstance(node, Not):
        yield from asserted(node.part, not holds)
    elif holds:
        yield node
