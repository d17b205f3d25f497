"""What an article states: its quotes and claims with their speakers, its figures, its dates.

One article's way: quotation marks are paired (`marks`), the reporter's words around them are read for who
is given the word (`frame`, `tellings`, `speakers`), quotes and claims are made of both (`quotes`,
`claims`); calendar expressions are resolved (`dates`) and numbers read (`figures`). Over many articles,
`utterances` joins what is one utterance in several wordings, and `figures_compared` sets figures about the
same thing side by side. Pure functions; no parser.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.article import Article
from core.entity import Annotation, LocalEntity
from core.evidence.claims import claims_of, marked_unverified
from core.evidence.dates import dates_of
from core.evidence.figures import figures_of
from core.evidence.frame import Frame
from core.evidence.marks import spans
from core.evidence.quotes import quotations, said
from core.evidence.speakers import Speakers
from core.statement import Evidence, Quote

__all__ = ["examine"]


def examine(article: Article, annotation: Annotation, entities: Sequence[LocalEntity]) -> Evidence:
    """Return what an article states; `entities` are its local entities, as linking made them.

    Speakers and sources are given by their index among `entities`. Never raises on strange text: marks that
    don't close, and words that name nobody, are left out or left without a speaker.
    """
    dates = dates_of(article, annotation)
    figures = figures_of(article, annotation, entities, dates)
    return Evidence(tuple(_quotes(article, annotation, entities)), figures, dates)


def _quotes(article: Article, annotation: Annotation, entities: Sequence[LocalEntity]) -> list[Quote]:
    text = article.text
    quoted = said(text, spans(text), entities)
    frame = Frame(text, quoted, entities)
    speakers = Speakers(frame, article.published)
    title_end = len(article.title) if article.title and text.startswith(article.title) else 0
    direct = quotations(text, quoted, speakers, annotation.boilerplate, title_end)
    told = claims_of(frame, speakers, annotation.boilerplate)
    return marked_unverified(frame, sorted([*direct, *told], key=lambda quote: (quote.start, -quote.end)))
