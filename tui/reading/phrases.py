"""Dates and counts in a reader's words."""

from __future__ import annotations

from datetime import date

from core.entity import EntityType
from core.library.records import StorySummary

UNKNOWN = "unknown outlet"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date | None) -> str:
    """A date as the panes show it, whatever the locale; "undated" without one.

    >>> day(date(2022, 6, 4)), day(None)
    ('4 Jun 2022', 'undated')
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "undated"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "article"), count(1024, "entity", "entities")
    ('1 article', '1,024 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(*parts: str) -> str:
    """The parts that are not empty, with a dot between.

    >>> joined("RFE/RL", "", "24 Jun 2022")
    'RFE/RL · 24 Jun 2022'
    """
    return " · ".join(part for part in parts if part)


def of_wire(origin: str, outlets: int, articles: int) -> str:
    """Who else ran an article.

    >>> of_wire("AP", 4, 5), of_wire("Daily Mail", 1, 2)
    ('AP, in 4 outlets', 'Daily Mail, 2 editions')
    """
    told = f"in {outlets} outlets" if outlets > 1 else f"{articles} editions"
    return f"{origin}, {told}" if origin else told


def of_story(story: StorySummary) -> str:
    """How many tell a story: articles, outlets, and independent sources where those are fewer."""
    fewer = story.sources < story.articles
    return joined(
        count(story.articles, "article"),
        count(story.outlets, "outlet"),
        count(story.sources, "source") if fewer else "",
    )


FIELD_NAMES = {
    "title": "title",
    "outlet": "outlet",
    "byline": "byline",
    "dateline": "dateline",
    "dateline_place": "dateline's place",
    "dateline_date": "dateline's date",
    "published": "publication date",
    "updated": "date of the update",
    "language": "language (ISO 639-1)",
    "url": "URL",
    "canonical_url": "canonical URL",
}
"""What the fields of an article's metadata are called."""


_KINDS = {EntityType.NORP: "people", EntityType.ORG: "organisation"}


def kind_of(type_: EntityType) -> str:
    """An entity type in a reader's word.

    >>> kind_of(EntityType.PERSON), kind_of(EntityType.NORP)
    ('person', 'people')
    """
    return _KINDS.get(type_, type_.lower())
