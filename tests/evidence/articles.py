"""Articles for the tests of evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.article import Article, Provenance
from core.entity import Annotation, LocalEntity, Mention, Name

PROVENANCE = Provenance("tests/article.txt", "0" * 64, datetime(2024, 1, 1, tzinfo=UTC))
NOTHING_NAMED = Annotation(())


def article(text: str, published: str | None = None, dateline: str = "", source: str = "") -> Article:
    """An article of this text, published on a day in ISO 8601."""
    day = date.fromisoformat(published) if published else None
    origin = Provenance(source, "0" * 64, PROVENANCE.added) if source else PROVENANCE
    return Article(text, origin, published=day, dateline=dateline)


def entity(mention: Mention) -> LocalEntity:
    """The local entity of one mention."""
    return LocalEntity(Name(mention.type, mention.form), (mention,))
