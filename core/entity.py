"""Records of what is named: mentions, the references they may stand for, names, links and entities.

A *mention* is a span of an article. An article's mentions of one person, place … share a *name*: the
fullest form that the article gives (its "Haidai" and "Gov. Serhiy Haidai" are the name "Serhiy Haidai").
Names are what linking compares, so a library of a million articles compares thousands of names, not
millions of mentions. An *entity* is a cluster of names; its id is the smallest id of its names, so it keeps
its id as names are added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from core.statement import Evidence


class EntityType(StrEnum):
    PERSON = "PERSON"
    PLACE = "PLACE"
    ORG = "ORG"
    WEAPON = "WEAPON"
    NORP = "NORP"
    """Demonyms and political groups ("Ukrainian", "Western")."""
    EVENT = "EVENT"


class FoundBy(StrEnum):
    """How a mention was found."""

    MODEL = "model"
    GAZETTEER = "gazetteer"
    LEXICON = "lexicon"
    CONSISTENCY = "consistency"
    RULE = "rule"


class Reference(NamedTuple):
    """An entry of the gazetteer or a lexicon for which a mention may stand."""

    id: str
    """Stable, with its list's prefix: "geonames:692087", "person:serhii-haidai", "weapon:himars"."""
    type: EntityType
    label: str
    """The form to show."""
    kind: str = ""
    """Subtype: "city", "oblast", "raion", "river", "country", "plant", "missile", "ministry" …"""
    description: str = ""
    """A few words for the reader: "governor of Luhansk oblast"."""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    within: tuple[str, ...] = ()
    """Ids of the references that contain it, the nearest first (raion, oblast, country)."""


class Mention(NamedTuple):
    """A named span of one article."""

    start: int
    end: int
    form: str
    """`Article.text[start:end]` as `form_of` reads it."""
    type: EntityType
    confidence: float = 1.0
    """0 to 1."""
    found_by: FoundBy = FoundBy.MODEL
    note: str = ""
    """What told it, in a reader's words: "after 'the town of'"."""
    references: tuple[Reference, ...] = ()
    """What it may stand for, likeliest first; linking chooses among them."""
    boilerplate: bool = False
    """Inside a boilerplate range: shown dimmed, left out of linking and of counts."""


_ODD = re.compile(r"[\r\n()\[\]]|[\w.][-‐‑] ")
_BROKEN = re.compile(r"(?<=[\w.])([-‐‑])(?:\r?\n[ \t]*| {1,2})(?=\w)")
_BETWEEN = re.compile(
    r"(?:(?:and|for|from|the|upon|with)\b|(?:an?|as|at|by|in|of|on|or|to)(?=[-‐‑\s]))([-‐‑])?", re.IGNORECASE
)
"""Words that begin a phrase, or stand between two hyphens; the shortest may be a name's last letters."""
_PREFIXES = frozenset(("anti", "ex", "non", "self"))
"""What is more often a word's first part than a name's first syllable, which "pro" is (Prokhorov)."""
_BRACKETS = re.compile(r"[()\[\]]")


def form_of(written: str) -> str:
    r"""The name that stands in a stretch of text: on one line, its words whole, and no bracket left open.

    A hyphen at a line's end is the name's own before a capital or a number and behind an abbreviation or a
    prefix, and else the line's; before a word like "the" it is a dash.

    >>> form_of("Sievero-\ndonetsk"), form_of("KHER-\nSON"), form_of("Ivano- Frankivsk"), form_of("Kh-\n101")
    ('Sieverodonetsk', 'KHERSON', 'Ivano-Frankivsk', 'Kh-101')
    >>> form_of("U.S.-\nbacked"), form_of("NATO-\nled"), form_of("Anti-\nterrorist"), form_of("NATO-\nLed")
    ('U.S.-backed', 'NATO-led', 'Anti-terrorist', 'NATO-Led')
    >>> form_of("Rostov-\non-Don"), form_of("Popasna- the"), form_of("Khers-\non")
    ('Rostov-on-Don', 'Popasna- the', 'Kherson')
    >>> form_of("Vladimir] Putin"), form_of("Luhansk\nOblast"), form_of("Group (Wagner)")
    ('Vladimir Putin', 'Luhansk Oblast', 'Group (Wagner)')
    """
    if not _ODD.search(written):
        return written
    shouted = written.isupper()

    def mend(at: re.Match[str]) -> str:
        if between := _BETWEEN.match(written, at.end()):
            return at[1] if between[1] else at[0]
        after, before = written[at.end()], written[: at.start()].split()[-1]
        short = before.endswith(".") or (before.isupper() and not shouted) or before.casefold() in _PREFIXES
        return "" if not short and (after.islower() or (shouted and after.isalpha())) else at[1]

    form = _BROKEN.sub(mend, written)
    if form.count("(") != form.count(")") or form.count("[") != form.count("]"):
        form = _BRACKETS.sub("", form)
    return " ".join(form.split())


@dataclass(frozen=True, slots=True)
class Annotation:
    """What recognition found in one article."""

    mentions: tuple[Mention, ...]
    """Sorted by start; none overlap."""
    boilerplate: tuple[tuple[int, int], ...] = ()
    """Ranges [start, end) of promos, furniture and the like, sorted and disjoint."""
    language: str = "en"
    """ISO 639-1 code of the text; "" when too short to tell."""
    by_rules_alone: bool = False
    """True where no model reads the language, so that gazetteer and rules stood alone."""
    entities: tuple[LocalEntity, ...] | None = field(default=None, compare=False, repr=False)
    """What coreference makes of the mentions, where that is known already."""
    evidence: Evidence | None = field(default=None, compare=False, repr=False)
    """What the article states, by these entities, where that is known already."""


@dataclass(frozen=True, slots=True)
class Name:
    """What articles call one entity, at its fullest: the unit that linking compares and clusters."""

    type: EntityType
    form: str
    reference: Reference | None = None
    """What it was resolved to; two names that differ only in it are two names."""
    article: str = ""
    """Source of the one article where it is meant: a reader split it off, or it tells nobody ("Vladimir")."""
    start: int = -1
    """Offset of the one mention that was split off; -1 where all of this form in that article were."""
    senses: int | None = field(default=None, compare=False)
    """How many places of the gazetteer the name of an unresolved place may mean; None where nobody asked."""

    @property
    def identity(self) -> tuple[str, str, str, str, int]:
        """What makes two names one."""
        known = self.reference.id if self.reference else ""
        return (self.type.value, self.form, known, self.article, self.start)


class Role(NamedTuple):
    """What an article calls a person: a title or an apposition ("Luhansk regional governor")."""

    text: str
    start: int
    end: int


class LocalEntity(NamedTuple):
    """One entity inside one article: what coreference makes of its mentions."""

    name: Name
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    home: Name | None = None
    """The name that linking gave the mentions, where a reader's decision put another in its place."""


class NameLink(NamedTuple):
    """Why two names are, or are doubted to be, one entity."""

    left: int
    """Id of a name, smaller than `right`."""
    right: int
    score: float
    """0 to 1; the threshold stands in core.linking."""
    reasons: tuple[str, ...]
    """In a reader's words, the strongest first."""
    doubtful: bool = False
    """Whether it is worth a reader's look: too weak to join by itself, or drawn from a surname alone."""
