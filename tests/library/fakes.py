"""A recogniser and a linker that know a handful of names, so that no test of storing loads a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, NameLink, Reference, Role
from core.library import Library
from core.library.indexing import ID
from core.library.records import LinkedArticle, Marked, Outcome
from core.linking.store import NameStore
from core.query import parse

TYPES = {
    "Hayday": EntityType.PERSON,
    "Haidai": EntityType.PERSON,
    "Gaidai": EntityType.PERSON,
    "Kyiv": EntityType.PLACE,
    "Luhansk": EntityType.PLACE,
}
GOVERNOR = ("Hayday", "Haidai", "Gaidai")
START = date(2022, 6, 20)
KYIV = Reference(
    "geonames:703448", EntityType.PLACE, "Kyiv", "city", "", 50.45, 30.52, 2_797_553, ("geonames:690791",)
)


def article(
    text: str, source: str = "/press/a.txt", day: date | None = None, outlet: str = "Wire"
) -> Article:
    origin = Provenance(source, sha256(text.encode()).hexdigest(), datetime.now(UTC))
    return Article(text, origin, title=text.split(".")[0], outlet=outlet, published=day)


class Spotter:
    """Finds the names of TYPES; lines that begin with "AD:" are boilerplate; "BROKEN" breaks it."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        for one in articles:
            self.seen.append(one.text)
            if "BROKEN" in one.text:
                raise RuntimeError("the model fell over")
            ads = tuple(found.span() for found in re.finditer(r"^AD:.*$", one.text, re.M))
            found = re.finditer(r"\b(?:" + "|".join(TYPES) + r")\b", one.text)
            yield Annotation(tuple(self._mention(m, ads) for m in found), ads)

    def _mention(self, found: re.Match[str], ads: tuple[tuple[int, int], ...]) -> Mention:
        aside = any(start <= found.start() < end for start, end in ads)
        return Mention(found.start(), found.end(), found[0], TYPES[found[0]], boilerplate=aside)


class Ahead(Spotter):
    """Reads all articles before it tells of the first."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        return super().annotate(list(articles))


class Joiner:
    """Makes every form a name, and the governor's three spellings one entity."""

    def __init__(self, names: NameStore) -> None:
        self.names = names

    def link(self, article: Article, annotation: Annotation) -> tuple[tuple[int, LocalEntity], ...]:
        forms = dict.fromkeys(m.form for m in annotation.mentions if not m.boilerplate)
        return tuple(self._entity(article, annotation, form) for form in forms)

    def _entity(self, article: Article, annotation: Annotation, form: str) -> tuple[int, LocalEntity]:
        name = Name(TYPES[form], form, KYIV if form == "Kyiv" else None)
        mentions = tuple(m for m in annotation.mentions if m.form == form and not m.boilerplate)
        known = self.names.find(name)
        name_id = self.names.add(name, [form[-3:]]) if known is None else known
        if known is None and form in GOVERNOR:
            self._join(name_id)
        title = re.search(rf"[Gg]overnor (?={form})", article.text)
        roles = (Role("governor", title.start(), title.start() + 8),) if title else ()
        return name_id, LocalEntity(name, mentions, roles)

    def _join(self, name_id: int) -> None:
        others = [self.names.find(Name(EntityType.PERSON, form)) for form in GOVERNOR]
        ids = sorted(other for other in others if other is not None)
        links = [NameLink(other, name_id, 0.9, ("both write Гайдай",)) for other in ids if other < name_id]
        self.names.add_links(links)
        self.names.assign(dict.fromkeys(ids, ids[0]))


def store(library: Library, *articles: Article) -> list[Outcome]:
    """Annotate, link and store articles, each in a transaction of its own."""
    outcomes = []
    for one in articles:
        with library.transaction():
            outcomes.append(put(library, one))
    return outcomes


def put(library: Library, article: Article) -> Outcome:
    """Annotate, link and store an article, in the caller's transaction."""
    (annotation,) = Spotter().annotate([article])
    local = Joiner(library.names).link(article, annotation)
    return library.store(LinkedArticle(article, annotation, local))


def ids(library: Library, query: str, marked: Marked | None = None) -> list[int]:
    """The articles that a search finds."""
    return [key & ID for key in library.searches.find(parse(query), marked or Marked()).keys]
