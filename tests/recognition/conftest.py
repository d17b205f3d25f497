"""A recogniser without a statistical model: its spans are what a test says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from core.article import Article, Provenance
from core.entity import Annotation
from core.recognition import Recognizer, Span, load


class SaidModel:
    """A model that marks the words a test names, wherever they stand."""

    name = "said 1.0"
    language = "en"

    def __init__(self, **labels: str) -> None:
        self._labels = labels
        self.longest = 0
        self.calls = 0

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        self.calls += 1
        self.longest = max([self.longest, *map(len, texts)])
        return [self._of(text) for text in texts]

    def _of(self, text: str) -> list[Span]:
        found = []
        for words, label in self._labels.items():
            name = words.replace("_", " ")
            start = text.find(name)
            while start >= 0:
                found.append(Span(start, start + len(name), label))
                start = text.find(name, start + len(name))
        return sorted(found)


def article(text: str, language: str = "") -> Article:
    """An article of nothing but its text."""
    return Article(text, Provenance("test", "0" * 64, datetime.now(UTC)), language=language)


def recogniser(**labels: str) -> Recognizer:
    """A recogniser whose model says what it is told: `recogniser(Kyiv="PERSON")`."""
    return load(loader=lambda _name: SaidModel(**labels))


def read(text: str, **labels: str) -> Annotation:
    """The annotation of one text."""
    return next(recogniser(**labels).annotate([article(text)]))


Names = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def names() -> Names:
    """What a reader sees marked in a text: (form, type) in order."""

    def marked(text: str, **labels: str) -> list[tuple[str, str]]:
        return [(mention.form, str(mention.type)) for mention in read(text, **labels).mentions]

    return marked
