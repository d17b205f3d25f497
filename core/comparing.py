"""Two or more articles beside each other: what they share, what one alone has, and how each words it.

Pure functions over the library's records; `gather` asks a library for them. Sentences are matched by their
telling words, with names taken for whom they mean: "Hayday" and "Haidai" are one word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.entity import EntityType
from core.evidence.comparing import Kind, Run
from core.evidence.comparing import compare as word_by_word
from core.evidence.wording import stems, weight
from core.library import Library
from core.library.records import EntitySummary, StoredArticle, StoredMention
from core.library.statements.records import (
    FigurePair,
    Filter,
    StatedDate,
    StatedFigure,
    StatedQuote,
)
from core.sentences import sentence_at

__all__ = ["Comparison", "Kind", "Run", "Side", "compare", "gather", "word_by_word"]

_ALIKE = 0.5
"""The part of a sentence's telling words that another must hold to tell the same."""
_LEAST = 3
"""Telling words that a sentence must have to be worth a comparison, and share to be alike."""
_NAME_WEIGHT = 3.0
"""How much it tells that two sentences name one entity: as much as a word of one quotation in 500."""
_PAIRS = 500
"""Pairs of figures that are looked at."""


@dataclass(frozen=True, slots=True)
class Side:
    """One article with what it states."""

    stored: StoredArticle
    quotes: tuple[StatedQuote, ...]
    figures: tuple[StatedFigure, ...]
    dates: tuple[StatedDate, ...]

    @property
    def name(self) -> str:
        """What tells it from the others: its outlet, or its source."""
        return self.stored.article.outlet or self.stored.article.provenance.source.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity that at least one of the articles names."""

    entity: int
    label: str
    type: EntityType
    mentions: tuple[int, ...]
    """How often each article names it, in their order."""
    spellings: tuple[tuple[str, ...], ...]
    """The forms by which each article calls it, the commonest first."""
    first_seen: int | None
    """Place of the article that is the library's first to name it; None where another is."""
    only_here: bool
    """No other article of the library names it."""

    @property
    def shared(self) -> bool:
        """Whether two of the articles or more name it."""
        return sum(map(bool, self.mentions)) > 1


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """An utterance that two of the articles or more have."""

    utterance: int
    wordings: tuple[tuple[StatedQuote, ...], ...]
    """Of each article, in their order; empty where it has none."""
    first_seen: int | None
    """Place of the article that is the library's first to have it; None where another is."""
    speakers_differ: bool
    """It is given to different entities."""


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of one article with its counterparts in others."""

    start: int
    end: int
    text: str
    also: tuple[tuple[int, int, int], ...]
    """(place of the article, start, end) of the likest sentence in each other article that has one."""


@dataclass(frozen=True, slots=True)
class UsedSource:
    """Whom the articles give words to, by entity, or by the words themselves where they name nobody known."""

    entity: int | None
    label: str
    statements: tuple[int, ...]
    """Quotes and claims in each article, in their order."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles beside each other. Places are indexes into `sides`; tuples by article are in its order."""

    sides: tuple[Side, ...]
    entities: tuple[NamedEntity, ...]
    """Shared ones first, then those most named."""
    shared_quotes: tuple[SharedQuote, ...]
    sole_quotes: tuple[tuple[StatedQuote, ...], ...]
    """Direct quotes and claims of each article that no other here shares."""
    pairs: tuple[FigurePair, ...]
    """Figures of two of the articles about the same thing; those that are reported differently first."""
    sole_figures: tuple[tuple[StatedFigure, ...], ...]
    sentences: tuple[tuple[ToldSentence, ...], ...]
    """Of each article, boilerplate and headline left out."""
    sources: tuple[UsedSource, ...]
    """Most used first."""

    def sole_sentences(self, place: int) -> list[ToldSentence]:
        """The sentences that one article alone has."""
        return [sentence for sentence in self.sentences[place] if not sentence.also]

    def told_also(self, place: int, quote: StatedQuote) -> list[int]:
        """Places of the other articles of which a sentence tells what a quote or claim of one is told in."""
        own = next((one for one in self.sentences[place] if one.start <= quote.start < one.end), None)
        return [other for other, _, _ in own.also] if own is not None else []

    def only_here(self, place: int, quote: StatedQuote) -> bool:
        """No other article of the library words it so, and no sentence of these ones tells it."""
        return quote.utterance is None and not self.told_also(place, quote)

    def first_seen(self, place: int, quote: StatedQuote) -> bool:
        """Others of these articles tell it too, and all of them later."""
        days = [self.sides[one].stored.article.published for one in self.told_also(place, quote)]
        own = self.sides[place].stored.article.published
        return bool(days) and own is not None and all(day is not None and own < day for day in days)


def gather(library: Library, article_ids: Sequence[int]) -> Comparison:
    """Compare articles of a library; raises KeyError where one is not there."""
    statements = library.statements
    sides = [
        Side(
            library.article(one),
            tuple(quote for quote in statements.quotes_of(one) if not quote.boilerplate),
            tuple(figure for figure in statements.figures_of(one) if not figure.boilerplate),
            tuple(found for found in statements.dates_of(one) if not found.boilerplate),
        )
        for one in article_ids
    ]
    named = {m.entity for side in sides for m in side.stored.mentions if m.entity is not None}
    said = {quote.utterance for side in sides for quote in side.quotes if quote.utterance is not None}
    pairs = statements.figure_pairs(Filter(articles=tuple(article_ids)), limit=_PAIRS, differing=False)
    return compare(
        sides,
        {one: library.entity(one) for one in named},
        pairs,
        {one: library.first_article(one) for one in named},
        {one: statements.wordings(one, 0, 1)[0].article for one in said},
    )


def compare(
    sides: Sequence[Side],
    entities: Mapping[int, EntitySummary],
    pairs: Sequence[FigurePair],
    first_named: Mapping[int, int | None],
    first_said: Mapping[int, int],
) -> Comparison:
    """Set articles side by side.

    `entities` are those that they name, by id; `pairs` figures of theirs about the same thing; `first_named`
    and `first_said` the library's first articles with each entity and each utterance.
    """
    places = {side.stored.id: place for place, side in enumerate(sides)}
    shared = list(_shared_quotes(sides, places, first_said))
    joined = {quote.id for one in shared for told in one.wordings for quote in told}
    paired = {figure.id for pair in pairs for figure in (pair.left, pair.right)}
    return Comparison(
        tuple(sides),
        tuple(_entities(sides, entities, places, first_named)),
        tuple(shared),
        tuple(tuple(quote for quote in side.quotes if quote.id not in joined) for side in sides),
        tuple(sorted(pairs, key=lambda pair: not pair.differs)),
        tuple(tuple(figure for figure in side.figures if figure.id not in paired) for side in sides),
        tuple(map(tuple, _matched([_sentences(side) for side in sides]))),
        tuple(_sources(sides)),
    )


def _entities(
    sides: Sequence[Side],
    known: Mapping[int, EntitySummary],
    places: Mapping[int, int],
    first_named: Mapping[int, int | None],
) -> list[NamedEntity]:
    forms: dict[int, list[Counter[str]]] = {}
    for place, side in enumerate(sides):
        for mention in side.stored.mentions:
            if mention.entity is not None:
                forms.setdefault(mention.entity, [Counter() for _ in sides])[place][mention.form] += 1
    found = []
    for one, told in forms.items():
        entity, mentions = known[one], tuple(counter.total() for counter in told)
        first = first_named.get(one)
        found.append(
            NamedEntity(
                one,
                entity.label,
                entity.type,
                mentions,
                tuple(tuple(form for form, _ in counter.most_common()) for counter in told),
                None if first is None else places.get(first),
                entity.articles == sum(map(bool, mentions)),
            )
        )
    return sorted(found, key=lambda one: (not one.shared, -sum(one.mentions), one.label, one.entity))


def _shared_quotes(
    sides: Sequence[Side], places: Mapping[int, int], first_said: Mapping[int, int]
) -> Iterator[SharedQuote]:
    told: dict[int, list[list[StatedQuote]]] = {}
    for place, side in enumerate(sides):
        for quote in side.quotes:
            if quote.utterance is not None:
                told.setdefault(quote.utterance, [[] for _ in sides])[place].append(quote)
    for utterance, wordings in told.items():
        if sum(map(bool, wordings)) < 2:
            continue
        speakers = {quote.speaker.entity for one in wordings for quote in one if quote.speaker}
        yield SharedQuote(
            utterance,
            tuple(map(tuple, wordings)),
            places.get(first_said[utterance]),
            len(speakers - {None}) > 1,
        )


def _sources(sides: Sequence[Side]) -> list[UsedSource]:
    counts: dict[tuple[int | None, str], list[int]] = {}
    for place, side in enumerate(sides):
        for quote in side.quotes:
            if quote.speaker is not None:
                by = quote.speaker
                words = by.label if by.entity is not None else by.text.casefold()
                counts.setdefault((by.entity, words), [0] * len(sides))[place] += 1
    found = [UsedSource(*who, tuple(used)) for who, used in counts.items()]
    return sorted(found, key=lambda one: (-sum(one.statements), one.label))


# Sentences


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    words: Mapping[str, float]
    """Its telling words, names by whom they mean, with their weights."""


def _sentences(side: Side) -> list[_Sentence]:
    stored = side.stored
    text, aside = stored.article.text, stored.boilerplate
    title = stored.article.title
    at = len(title) if title and text.startswith(title) else 0
    found = []
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, end = sentence_at(text, at, at + 1)
        start = max(start, at)
        if not any(low <= start < high for low, high in aside):
            found.append(
                _Sentence(start, end, text[start:end], _words(text[start:end], start, stored.mentions))
            )
        at = max(end, at + 1)
    return found


def _words(sentence: str, start: int, mentions: Sequence[StoredMention]) -> dict[str, float]:
    named = [m for m in mentions if start <= m.start < start + len(sentence) and m.entity is not None]
    found = {f"#{m.entity}": _NAME_WEIGHT for m in named}
    for stem in stems(sentence):
        if not any(m.start < start + stem.end and start + stem.start < m.end for m in named):
            found[stem.text] = weight(stem.text)
    return found


def _matched(told: Sequence[Sequence[_Sentence]]) -> Iterator[list[ToldSentence]]:
    """Each article's sentences with the likest one of each other article."""
    index: dict[str, list[tuple[int, int]]] = {}
    for place, sentences in enumerate(told):
        for number, sentence in enumerate(sentences):
            for word in sentence.words:
                index.setdefault(word, []).append((place, number))
    for place, sentences in enumerate(told):
        yield [
            ToldSentence(
                sentence.start,
                sentence.end,
                sentence.text,
                tuple(
                    (other, told[other][number].start, told[other][number].end)
                    for other, number in sorted(_likest(place, sentence, told, index).items())
                ),
            )
            for sentence in sentences
        ]


def _likest(
    place: int,
    sentence: _Sentence,
    told: Sequence[Sequence[_Sentence]],
    index: Mapping[str, Sequence[tuple[int, int]]],
) -> dict[int, int]:
    """The number of the likest sentence by the place of each other article that has one alike."""
    if len(sentence.words) < _LEAST:
        return {}
    held: Counter[tuple[int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for word, heavy in sentence.words.items():
        for spot in index[word]:
            if spot[0] != place:
                held[spot] += heavy  # type: ignore[assignment]  # a Counter of weights
                shared[spot] += 1
    whole = sum(sentence.words.values())
    best: dict[int, tuple[float, int]] = {}
    for (other, number), kept in held.items():
        # A short sentence within a long one is told by both, whichever is looked at.
        size = min(whole, sum(told[other][number].words.values()))
        if shared[other, number] >= _LEAST and kept >= _ALIKE * size:
            best[other] = max(best.get(other, (0.0, 0)), (kept / size, -number))
    return {other: -number for other, (_, number) in best.items()}
