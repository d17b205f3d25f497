"""An article's evidence on its way into the library: examined, stored, and joined with what others state.

It wants what recognition and linking made of the article, fresh or as the library has it; articles that an
older version stored are examined so, without being recognised again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.article import Article
from core.entity import Annotation, LocalEntity, Mention
from core.evidence import examine, figures_compared, utterances
from core.evidence.figures_compared import Told
from core.evidence.utterances import Said
from core.evidence.wording import LONGEST
from core.library import Library
from core.library.statements import Statements
from core.statement import Attribution, Evidence, Figure, Holds, Quote

_FIGURES = 200
"""Figures that one is compared with at most, those stored last."""


def prepared(article: Article, annotation: Annotation) -> Annotation:
    """The annotation with what follows from it without a library: its entities, and what it states.

    Recognising processes do this; the one that stores has no time to spare.
    """
    from core.linking.coreference import local_entities  # with tables that a library by itself needs not

    entities = tuple(local_entities(article.text, annotation.mentions))
    return replace(annotation, entities=entities, evidence=examine(article, annotation, entities))


def add(library: Library, article_id: int) -> None:
    """Examine a stored article by what the library knows of it, in the caller's transaction."""
    stored = library.article(article_id)
    mentions = tuple(
        Mention(m.start, m.end, m.form, m.type, m.confidence, m.found_by, m.note, (), m.boilerplate)
        for m in stored.mentions
    )
    named = library.statements.entities_of(article_id)
    store(library, article_id, stored.article, Annotation(mentions, stored.boilerplate), named)


def add_waiting(library: Library, at_once: int = 50) -> int:
    """Examine the articles that a version without evidence stored; returns how many there were."""
    done = 0
    while True:
        with library.transaction():
            waiting = library.statements.unexamined(at_once)
            for article_id in waiting:
                add(library, article_id)
        done += len(waiting)
        if not waiting:
            return done


def store(
    library: Library,
    article_id: int,
    article: Article,
    annotation: Annotation,
    named: Sequence[tuple[int, LocalEntity]],
) -> None:
    """Examine an article that was just stored and join what it states, in the caller's transaction.

    `article` is as stored, with what readers put right; `named` are its local entities with name ids.
    """
    entities = [entity for _, entity in named]
    found = annotation.evidence
    # Decisions may have made other entities of the article's mentions.
    if found is None or [e.mentions for e in annotation.entities or ()] != [e.mentions for e in entities]:
        found = examine(article, annotation, entities)
    statements = library.statements
    quotes, figures = statements.put(article_id, found, named)
    _join_quotes(statements, article_id, article, dict(zip(quotes, found.quotes, strict=True)))
    _compare_figures(statements, article, found, dict(zip(figures, found.figures, strict=True)), entities)


def _join_quotes(
    statements: Statements, article_id: int, article: Article, quotes: Mapping[int, Quote]
) -> None:
    shelf = _Quotes(statements)
    for one, quote in quotes.items():
        if quote.direct and not quote.boilerplate:
            said = Said(article_id, quote.text[:LONGEST], None, article.published)
            utterances.join(shelf, one, said)
    if shelf.links:
        statements.link_quotes(shelf.links)
    if shelf.keys:
        statements.put_keys(article_id, shelf.keys)


def _compare_figures(
    statements: Statements,
    article: Article,
    found: Evidence,
    figures: Mapping[int, Figure],
    entities: Sequence[LocalEntity],
) -> None:
    ids = {figure: one for one, figure in figures.items()}
    shelf = _Figures(statements)
    for told in figures_compared.told(article, found.figures, found.dates, entities):
        own = ids[told.figure]
        for other, result in figures_compared.compared(told, shelf, _FIGURES).items():
            statements.pair_figures(own, other, result.differs, result.reasons)
        statements.put_told(own, _dumped(told), figures_compared.keys(told))


class _Quotes:
    """The library's quotes as utterances look them up; an article's links and keys wait for all of them."""

    def __init__(self, statements: Statements) -> None:
        self.statements = statements
        self.links: dict[tuple[int, int], Holds] = {}
        self.keys: dict[int, Iterable[str]] = {}

    def candidates(self, keys: Iterable[str], said: Said, limit: int) -> Mapping[int, Said]:
        found = self.statements.quotes_sharing(keys, _day(said), limit)
        return {
            quote: Said(article, text[:LONGEST], None, date.fromordinal(day) if day else None)
            for quote, article, text, day in found
        }

    def add(self, quote: int, said: Said, keys: Iterable[str]) -> None:
        self.keys[quote] = keys

    def link(self, left: int, right: int, holds: Holds) -> None:
        self.links[left, right] = holds


def _day(said: Said) -> int:
    return said.published.toordinal() if said.published else 0


class _Figures:
    """The library's figures as they are compared."""

    def __init__(self, statements: Statements) -> None:
        self.statements = statements

    def candidates(self, keys: Iterable[str], limit: int) -> Mapping[int, Told]:
        return {figure: _loaded(told) for figure, told in self.statements.figures_sharing(keys, limit)}


def _dumped(told: Told) -> str:
    """A figure with what tells what it is about, as JSON."""
    return json.dumps(_fields(told), default=_plain, ensure_ascii=False)


def _fields(record: Told | Figure | Attribution) -> dict[str, Any]:
    """A record's fields, without the copies that `asdict` makes of each."""
    return {name: getattr(record, name) for name in record.__slots__}


def _plain(value: Any) -> object:
    if isinstance(value, Figure | Attribution):
        return _fields(value)
    return value.isoformat() if isinstance(value, date) else sorted(value)


def _loaded(text: str) -> Told:
    values = json.loads(text)
    published = values["published"]
    return Told(
        values["article"],
        values["outlet"],
        date.fromisoformat(published) if published else None,
        Figure(**values["figure"]),
        **{name: frozenset(values[name]) for name in ("words", "own", "places", "days", "months")},
        wide=values["wide"],
        beside=tuple(Figure(**figure) for figure in values["beside"]),
    )
