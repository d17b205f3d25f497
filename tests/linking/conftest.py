"""What the tests of linking share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Reference
from core.linking import Linker
from tests.linking.memory import MemoryStore

Tell = Callable[..., list[LocalEntity]]


def article(text: str) -> Article:
    """An article of a text and nothing else."""
    return Article(text, Provenance("memory", "", datetime(2026, 1, 1, tzinfo=UTC)))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def tell(store: MemoryStore) -> Tell:
    """Link a text whose mentions are marked "[PERSON Haidai]"; references go by form."""

    def link(marked: str, references: dict[str, tuple[Reference, ...]] | None = None) -> list[LocalEntity]:
        text, mentions = unmark(marked, references or {})
        return [entity for _id, entity in Linker(store).link(article(text), Annotation(mentions))]

    return link


def unmark(marked: str, references: dict[str, tuple[Reference, ...]]) -> tuple[str, tuple[Mention, ...]]:
    """Take the marks out of a text: the plain text, and the mentions that they marked."""
    text = ""
    mentions = []
    for part in marked.split("["):
        mark, closed, rest = part.partition("]")
        if not closed:
            text += part
            continue
        kind, _, form = mark.partition(" ")
        start = len(text)
        text += form
        mentions.append(
            Mention(start, len(text), form, EntityType(kind), references=references.get(form, ()))
        )
        text += rest
    return text, tuple(mentions)


def forms(entities: list[LocalEntity]) -> list[list[str]]:
    """The forms of each entity."""
    return [[mention.form for mention in entity.mentions] for entity in entities]
