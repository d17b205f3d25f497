"""Dates and counts in a reader's words."""

from __future__ import annotations

from datetime import date

from core.entity import EntityType

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


_KINDS = {EntityType.NORP: "people", EntityType.ORG: "organisation"}


def kind_of(type_: EntityType) -> str:
    """An entity type in a reader's word.

    >>> kind_of(EntityType.PERSON), kind_of(EntityType.NORP)
    ('person', 'people')
    """
    return _KINDS.get(type_, type_.lower())
