"""A small library of invented reports for the stories: three outlets, each with its own spellings.

In the texts `{Form|TYPE|name}` marks a mention of a name and `{{…}}` a range of boilerplate; the marks are
taken out, and what they said becomes the annotation.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, LocalEntity, Mention, Name, NameLink, Role
from core.library import Library
from core.library.records import LinkedArticle

_MARK = re.compile(
    r"\{\{(?P<furniture>.*?)\}\}|\{(?P<form>[^|{}]+)\|(?P<type>[A-Z]+)\|(?P<name>[^{}]+)\}", re.S
)

SPELLINGS = {
    "Serhiy Haidai": ("Serhiy Hayday", "Serhiy Gaidai"),
    "Severodonetsk": ("Syevyerodonetsk",),
}
"""Names that the stories' linking has joined, under the first of them."""

REPORTS: tuple[tuple[str, str, date | None, str], ...] = (
    (
        "Radio Meridian", "Governor says order to leave Syevyerodonetsk has been given", date(2022, 6, 24),
        """Governor says order to leave {Syevyerodonetsk|PLACE|Syevyerodonetsk} has been given

The head of {Luhansk|PLACE|Luhansk} region, {Serhiy Hayday|PERSON|Serhiy Hayday}, told viewers on Friday that \
units in {Syevyerodonetsk|PLACE|Syevyerodonetsk} would fall back to prepared lines. Holding ruins for the sake \
of a map, {Hayday|PERSON|Serhiy Hayday} said, costs more than it brings.

{{Read more from our live desk: the {Kyiv|PLACE|Kyiv} briefing, every morning.}}

Guns decide this stretch of the {Donets River|PLACE|Donets River}, officers say. A battery of \
{HIMARS|WEAPON|HIMARS} launchers promised by {Washington|PLACE|Washington} was said to be on its way, and the \
{Defense Ministry|ORG|Defense Ministry} in {Kyiv|PLACE|Kyiv} asked for patience. [No date was given.]

Across the water, {Lysychansk|PLACE|Lysychansk} stands on higher ground. Its hospital still works by lamplight, \
a nurse told us, and its baker opens every second day. The road to the west is shelled from morning on, and \
the drivers who take the old and the sick away leave before the sun is up. They come back by noon, if they \
come back, with water and bread.

{Russian|NORP|Russian} columns were seen south of the city on Thursday. {Hayday|PERSON|Serhiy Hayday} put the \
number of people left in its cellars at several hundred.""",
    ),
    (
        "The Harbour Post", "Troops to withdraw from Severodonetsk after weeks of street fighting", date(2022, 6, 24),
        """Troops to withdraw from {Severodonetsk|PLACE|Severodonetsk} after weeks of street fighting

{Luhansk|PLACE|Luhansk} governor {Serhiy Haidai|PERSON|Serhiy Haidai} announced the withdrawal in a late post. \
It makes little sense, {Haidai|PERSON|Serhiy Haidai} wrote, to stay in broken positions.

The {Pentagon|ORG|Pentagon} declined to comment. {Russia|PLACE|Russia} has fought for the city since May, and \
{Ukrainian|NORP|Ukrainian} gunners answer one shell for ten, {Haidai|PERSON|Serhiy Haidai} has said before.

{{Sign up for the Harbour Post evening letter.}}""",
    ),
    (
        "Wire Nord", "", date(2022, 4, 19),
        """A town on the edge of the {Donbas|PLACE|Donbas} changed hands on Tuesday, the governor \
{Serhiy Gaidai|PERSON|Serhiy Gaidai} said, as the long-expected {Russian|NORP|Russian} offensive began.
{Gaidai|PERSON|Serhiy Gaidai} said nobody could count the dead. {Kyiv|PLACE|Kyiv} sent buses for those who \
could walk; {NATO|ORG|NATO} ministers met in {Brussels|PLACE|Brussels} and sent words.
In {Kharkiv|PLACE|Kharkiv}, to the north, two {Iskander|WEAPON|Iskander} missiles fell beside a market.""",
    ),
    (
        "The Harbour Post", "A quiet week in Odesa", None,
        """A quiet week in {Odesa|PLACE|Odesa}

No mayor, no minister and no general came to {Odesa|PLACE|Odesa} this week, and the opera played to a full house.""",
    ),
)  # fmt: skip

ROLES = {"Serhiy Hayday": "head of Luhansk region", "Serhiy Haidai": "Luhansk governor"}


def build(path: Path, reports: tuple[tuple[str, str, date | None, str], ...] = REPORTS) -> Path:
    """Write the reports into a library at `path`, linked as the marks say."""
    with Library.open(path) as library, library.transaction():
        for number, (outlet, title, published, marked) in enumerate(reports):
            library.store(_linked(library, f"/reports/{number}.txt", outlet, title, published, marked))
        _join(library)
    return path


def _linked(
    library: Library, source: str, outlet: str, title: str, published: date | None, marked: str
) -> LinkedArticle:
    text, mentions, furniture = _unmark(marked)
    digest = hashlib.sha256(text.encode()).hexdigest()
    provenance = Provenance(source, digest, datetime(2022, 7, 1, tzinfo=UTC))
    by_name: dict[Name, list[Mention]] = defaultdict(list)
    for name, mention in mentions:
        if not mention.boilerplate:
            by_name[name].append(mention)
    entities = []
    for name, group in by_name.items():
        role = ROLES.get(name.form)
        roles = (Role(role, group[0].start, group[0].end),) if role else ()
        found = library.names.find(name)
        entities.append(
            (
                found if found is not None else library.names.add(name, ()),
                LocalEntity(name, tuple(group), roles),
            )
        )
    annotation = Annotation(tuple(mention for _, mention in mentions), tuple(furniture))
    return LinkedArticle(
        Article(text, provenance, title, outlet, published=published), annotation, tuple(entities)
    )


def _unmark(marked: str) -> tuple[str, list[tuple[Name, Mention]], list[tuple[int, int]]]:
    """The plain text, its mentions with their names, and its boilerplate."""
    text, mentions, furniture = "", [], []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position, start = match.end(), len(text)
        if match["furniture"] is not None:
            inner, named, _ = _unmark(match["furniture"])
            text += inner
            furniture.append((start, len(text)))
            for name, mention in named:
                mentions.append((name, _mention(mention.form, mention.type, start + mention.start, True)))
        else:
            kind = EntityType(match["type"])
            text += match["form"]
            mentions.append((Name(kind, match["name"]), _mention(match["form"], kind, start, False)))
    return text + marked[position:], mentions, furniture


def _mention(form: str, kind: EntityType, start: int, boilerplate: bool) -> Mention:
    return Mention(start, start + len(form), form, kind, boilerplate=boilerplate)


def _join(library: Library) -> None:
    """Make the spellings of SPELLINGS one entity each, with a reason."""
    for first, others in SPELLINGS.items():
        kind = EntityType.PERSON if " " in first else EntityType.PLACE
        ids = [library.names.find(Name(kind, form)) for form in (first, *others)]
        known = [name for name in ids if name is not None]
        reason = "the same name in Ukrainian letters"
        pairs = [NameLink(min(known[0], other), max(known[0], other), 0.9, (reason,)) for other in known[1:]]
        library.names.add_links(pairs)
        library.names.assign(dict.fromkeys(known, min(known)))
