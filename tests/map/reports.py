"""A library of invented reports that name places with coordinates."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, Reference
from core.library import Library
from core.library.records import LinkedArticle

WHERE = {
    "Kyiv": (50.45, 30.52, "capital"),
    "Kharkiv": (49.98, 36.25, "city"),
    "Sievierodonetsk": (48.95, 38.49, "city"),
    "Luhansk": (48.57, 39.31, "city"),
    "Sevastopol": (44.6, 33.52, "city"),
    "Washington": (38.9, -77.04, "capital"),
}
TEXTS = (
    ("Buses leave", "Haidai wrote from Luhansk. Sievierodonetsk, Sievierodonetsk! Buses left for Kyiv."),
    (
        "Guns at night",
        "Kharkiv heard guns. Washington promised more, Kyiv said, and Kyiv waited. Nowhere slept.",
    ),
    ("A quiet day", "Kyiv was quiet. Haidai was in Kyiv."),
    ("In the harbour", "Ships left Sevastopol."),
)
_NAME = re.compile(rf"\b(?:{'|'.join(WHERE)}|Haidai|Nowhere)\b")


def name(form: str) -> Name:
    """The name that a form means."""
    if form == "Haidai":
        return Name(EntityType.PERSON, form)
    if form not in WHERE:
        return Name(EntityType.PLACE, form)
    latitude, longitude, kind = WHERE[form]
    known = Reference(f"test:{form}", EntityType.PLACE, form, kind, "", latitude, longitude, 0, ())
    return Name(EntityType.PLACE, form, known)


def build(path: Path) -> Path:
    """Write the reports into a library at `path`."""
    with Library.open(path) as library, library.transaction():
        for number, (title, text) in enumerate(TEXTS):
            origin = Provenance(
                f"/reports/{number}.txt", sha256(text.encode()).hexdigest(), datetime(2022, 7, 1, tzinfo=UTC)
            )
            article = Article(text, origin, title, "Wire", published=date(2022, 6, 1 + number))
            library.store(_linked(library, article))
    return path


def _linked(library: Library, article: Article) -> LinkedArticle:
    mentions = tuple(
        Mention(found.start(), found.end(), found[0], name(found[0]).type)
        for found in _NAME.finditer(article.text)
    )
    entities = []
    for form in dict.fromkeys(mention.form for mention in mentions):
        known = library.names.find(name(form))
        known = library.names.add(name(form), ()) if known is None else known
        own = tuple(mention for mention in mentions if mention.form == form)
        entities.append((known, LocalEntity(name(form), own, ())))
    return LinkedArticle(article, Annotation(mentions, ()), tuple(entities))
