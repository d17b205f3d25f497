"""Small articles for the tests of evidence: a text with names marked, and no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, Role
from core.evidence import examine
from core.statement import Quote

PROVENANCE = Provenance("tests/article.txt", "0" * 64, datetime(2024, 1, 1, tzinfo=UTC))
NOTHING_NAMED = Annotation(())


def article(
    text: str, published: str | None = None, dateline: str = "", source: str = "", title: str = ""
) -> Article:
    """An article of this text, published on a day in ISO 8601."""
    day = date.fromisoformat(published) if published else None
    origin = Provenance(source, "0" * 64, PROVENANCE.added) if source else PROVENANCE
    return Article(text, origin, title=title, published=day, dateline=dateline)


def entity(mention: Mention) -> LocalEntity:
    """The local entity of one mention."""
    return LocalEntity(Name(mention.type, mention.form), (mention,))


def local(
    text: str, names: Mapping[str, Sequence[str]], kind: EntityType = EntityType.PERSON
) -> list[LocalEntity]:
    """Entities by full name, each with its roles, and with its short forms after "="."""
    found: list[LocalEntity] = []
    for name, told in names.items():
        forms = [name, *(t[1:] for t in told if t.startswith("="))]
        mentions: list[Mention] = []
        for form in forms:
            at = text.find(form)
            while at >= 0:
                if not any(m.start <= at < m.end for m in mentions):
                    mentions.append(Mention(at, at + len(form), form, kind))
                at = text.find(form, at + 1)
        roles = tuple(Role(t, 0, 0) for t in told if not t.startswith("="))
        found.append(LocalEntity(Name(kind, name), tuple(sorted(mentions, key=lambda m: m.start)), roles))
    return found


def quotes(text: str, entities: Sequence[LocalEntity] = (), title: str = "") -> list[Quote]:
    """Quotes and claims that an article of this text states."""
    mentions = tuple(sorted((m for e in entities for m in e.mentions), key=lambda m: m.start))
    return list(examine(article(text, title=title), Annotation(mentions), entities).quotes)


def direct(text: str, entities: Sequence[LocalEntity] = ()) -> list[Quote]:
    return [quote for quote in quotes(text, entities) if quote.direct]
