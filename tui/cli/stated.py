"""What articles state as the commands print it: JSON objects, and the words of a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.library.statements.records import (
    FigurePair,
    Source,
    StatedDate,
    StatedFigure,
    StatedQuote,
    Utterance,
)
from tui.reading.phrases import UNKNOWN, count, day, joined


def source_json(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "entity": source.entity,
        "label": source.label,
        "text": source.text,
        "start": source.start,
        "end": source.end,
        "why": source.why,
        "guessed": source.guessed,
    }


def quote_json(q: StatedQuote) -> dict[str, Any]:
    return {
        "id": q.id,
        "article": q.article,
        "outlet": q.outlet,
        "published": q.published,
        "start": q.start,
        "end": q.end,
        "text": q.text,
        "speaker": source_json(q.speaker),
        "direct": q.direct,
        "partial": q.partial,
        "continues": q.continues,
        "unverified": q.unverified,
        "boilerplate": q.boilerplate,
        "utterance": q.utterance,
    }


def utterance_json(u: Utterance) -> dict[str, Any]:
    return {
        "id": u.id,
        "quotes": u.quotes,
        "articles": u.articles,
        "outlets": u.outlets,
        "first": u.first,
        "last": u.last,
        "lead": quote_json(u.lead),
    }


def figure_json(f: StatedFigure) -> dict[str, Any]:
    return {
        "id": f.id,
        "article": f.article,
        "outlet": f.outlet,
        "published": f.published,
        "start": f.start,
        "end": f.end,
        "text": f.text,
        "value": f.value,
        "upper": f.upper,
        "unit": f.unit,
        "hedge": f.hedge,
        "vague": f.vague,
        "source": source_json(f.source),
        "boilerplate": f.boilerplate,
        "differing": f.differing,
        "places": f.places,
        "dates": f.dates,
        "sentence": f.sentence,
    }


def pair_json(p: FigurePair) -> dict[str, Any]:
    return {
        "left": figure_json(p.left),
        "right": figure_json(p.right),
        "differs": p.differs,
        "reasons": p.reasons,
    }


def date_json(d: StatedDate) -> dict[str, Any]:
    return {
        "article": d.article,
        "outlet": d.outlet,
        "published": d.published,
        "start": d.start,
        "end": d.end,
        "text": d.text,
        "value": d.value,
        "anchor": d.anchor,
        "why": d.why,
        "others": d.others,
        "boilerplate": d.boilerplate,
        "sentence": d.sentence,
    }


def by(source: Source | None) -> str:
    """Whom it is given to: the entity, marked where it is a guess, with the words where they are others."""
    if source is None:
        return "nobody named"
    return source.shown if source.label == source.text else f"{source.shown} (“{source.text}”)"


def where(outlet: str, published: date | None, article: int) -> str:
    return joined(outlet or UNKNOWN, day(published), f"article {article}")


def marks(q: StatedQuote) -> str:
    """What a reader should know of a quote beside its words."""
    return joined(
        "" if q.direct else "claim",
        "could not be verified" if q.unverified else "",
        f"utterance {q.utterance}" if q.utterance is not None else "",
    )


def words(q: StatedQuote) -> str:
    """The words, in marks where they are quoted."""
    return f"“{q.text}”" if q.direct else q.text


def amount(f: StatedFigure) -> str:
    """A figure as it is written, hedge first."""
    return f"{f.hedge} {f.text}".strip()


def spread(u: Utterance) -> str:
    return f"{count(u.quotes, 'wording')} in {count(u.outlets, 'outlet')}"
