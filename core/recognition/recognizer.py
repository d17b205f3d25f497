"""The recogniser: articles in, annotations out, in order and a batch at a time."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from core.article import Article
from core.entity import Annotation, EntityType, Mention, form_of
from core.recognition.boilerplate import boilerplate_of
from core.recognition.chunks import batches, chunks_of
from core.recognition.decide import decide
from core.recognition.evidence import is_given_name, word_list
from core.recognition.gazetteer import Gazetteer
from core.recognition.language import guess_language
from core.recognition.lexicon import DATA, Lexicon
from core.recognition.model import BATCH, Span, SpanModel, load_model
from core.recognition.reading import Draft, Reading
from core.recognition.rules import STATES

_CUT_SHORT = word_list("cut_short")

AT_ONCE = 8
"""Articles that are read before the first is told of: a tenth of a second's work. They are stored at once."""


class Recognizer:
    """Finds names in articles with a model, a gazetteer, lexicons and rules."""

    def __init__(self, model: SpanModel, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._model = model
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    @property
    def model_name(self) -> str:
        """Name and version of the model, as a library records it."""
        return self._model.name

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """The annotation of each article, in order; reads ahead by a few."""
        waiting = iter(articles)
        while batch := list(islice(waiting, AT_ONCE)):
            languages = [article.language or guess_language(article.text) for article in batch]
            readable = [language in ("", self._model.language) for language in languages]
            spans = self._spans([article.text for article, read in zip(batch, readable, strict=True) if read])
            for article, language, read in zip(batch, languages, readable, strict=True):
                yield self._annotate(article.text, next(spans) if read else [], language, not read)

    def _spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The model's spans of each text, long ones read in pieces."""
        pieces = [
            (number, offset, piece) for number, text in enumerate(texts) for offset, piece in chunks_of(text)
        ]
        found: list[list[Span]] = [[] for _ in texts]
        for batch in batches(pieces, BATCH):
            for (number, offset, _), spans in zip(
                batch, self._model.spans([piece for *_, piece in batch]), strict=True
            ):
                found[number].extend(Span(offset + s.start, offset + s.end, s.label) for s in spans)
        return iter(found)

    def _annotate(self, text: str, spans: list[Span], language: str, by_rules_alone: bool) -> Annotation:
        reading = Reading(text, self._known)
        drafts = decide(reading, spans, self._lexicon, self._gazetteer)
        furniture = boilerplate_of(reading)
        mentions = tuple(_mention(reading, draft, furniture) for draft in drafts)
        return Annotation(mentions, furniture, language, by_rules_alone)

    def _known(self, key: str) -> bool:
        """Whether a folded word is a name by itself."""
        if is_given_name(key) or self._lexicon.lists(key):
            return True
        place = self._gazetteer.find(key)
        return bool(place and place.prominent)


def _mention(reading: Reading, draft: Draft, furniture: Sequence[tuple[int, int]]) -> Mention:
    start, end = reading.words[draft.first].start, reading.words[draft.last - 1].end
    last = draft.last - 1
    cut_short = STATES if draft.type is EntityType.PLACE else _CUT_SHORT
    end += reading.keys[last] in cut_short and reading.stopped(last)
    within = bisect_right(furniture, start, key=lambda stretch: stretch[1])
    return Mention(
        start=start,
        end=end,
        form=form_of(reading.text[start:end]),
        type=draft.type,
        confidence=round(draft.confidence, 2),
        found_by=draft.found_by,
        note=draft.note,
        references=draft.references,
        boilerplate=within < len(furniture) and furniture[within][0] <= start,
    )


@lru_cache(maxsize=4)
def _lists(extra: Path | None) -> tuple[Lexicon, Gazetteer]:
    return Lexicon((DATA, extra) if extra else (DATA,)), Gazetteer()


def load(
    model: str | None = None,
    *,
    extra: Path | None = None,
    loader: Callable[[str | None], SpanModel] = load_model,
) -> Recognizer:
    """A recogniser with the pipeline `model` (None: the model of our own) and the tables in `extra` too.

    Raises ModelNotFoundError where the pipeline is not installed.
    """
    lexicon, gazetteer = _lists(extra)
    recognizer = Recognizer(loader(model), lexicon, gazetteer)
    gc.freeze()  # what stays for good need not be looked through again: a twentieth of recognition's time
    return recognizer
