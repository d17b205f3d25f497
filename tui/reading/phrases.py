"""Dates and counts in a reader's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from os.path import basename, isabs

from core.entity import EntityType
from core.library.records import EntitySummary, RoleUse, StorySummary, Tie
from core.marks import Signs

UNKNOWN = "unknown outlet"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date | None) -> str:
    """A date as the panes show it, whatever the locale; "undated" without one.

    >>> day(date(2022, 6, 4)), day(None)
    ('4 Jun 2022', 'undated')
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else "undated"


def of_file(message: str) -> str:
    """A message about a file by its name alone: a path takes the line that is to say what is wrong.

    >>> of_file("/home/ada/.local/state/warreader/reader.db: the disk is full"), of_file("kept")
    ('reader.db: the disk is full', 'kept')
    """
    path, colon, told = message.partition(": ")
    return f"{basename(path)}: {told}" if colon and isabs(path) else message


def spelt(value: str) -> str:
    """A day, month or year in words.

    >>> spelt("2022-06-24"), spelt("2022-06"), spelt("2022")
    ('Friday, 24 June 2022', 'June 2022', '2022')
    """
    if len(value) == 10:
        when = date.fromisoformat(value)
        return f"{when:%A}, {when.day} {when:%B %Y}"
    return f"{date.fromisoformat(value + '-01'):%B %Y}" if len(value) == 7 else value


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


def signs_of(signs: Signs) -> str:
    """What an article is marked with, a sign each.

    >>> signs_of(Signs(True, ("bridges", "night"), 2)), signs_of(Signs())
    ('★#✎', '')
    """
    return "★" * signs.starred + "#" * bool(signs.tags) + "✎" * bool(signs.notes)


def marked_with(signs: Signs) -> str:
    """The same with how many notes there are and what the tags are called.

    >>> marked_with(Signs(True, ("bridges", "night"), 2))
    '★ #bridges #night ✎2'
    """
    notes = f"✎{signs.notes}" if signs.notes else ""
    return " ".join(filter(None, ("★" * signs.starred, *(f"#{tag}" for tag in signs.tags), notes)))


_MANY = 8
"""Places that recognition hands out for a name at most; there are some 60 villages called Mykolaivka."""


def unresolved(senses: int | None) -> str:
    """Why a place has no coordinates: how many places of the gazetteer its name may mean.

    >>> unresolved(0), unresolved(3)
    ('place not resolved: not in the gazetteer', 'place not resolved: 3 places of this name')
    """
    if senses is None:
        return "place not resolved"
    if not senses:
        return "place not resolved: not in the gazetteer"
    bearers = "many places" if senses >= _MANY else count(senses, "place")
    return f"place not resolved: {bearers} of this name"


def about(entity: EntitySummary) -> str:
    """What an entity is, in a few words; of a place that linking could not resolve, that it could not."""
    return joined(entity.description, unresolved(entity.senses) if entity.unresolved else "")


def tied(ties: Sequence[Tie]) -> str:
    """What an entity belongs to, and who belongs to it: "of Ukraine", "its people: Ukrainian"."""
    homes = [f"of {tie.label}" for tie in ties if not tie.people]
    peoples = ", ".join(tie.label for tie in ties if tie.people)
    return joined(*homes, f"its people: {peoples}" if peoples else "")


def period(first: date | None, last: date | None) -> str:
    """From when to when, as short as it can be told; nothing where it is not known.

    >>> period(date(2022, 4, 3), date(2022, 6, 24)), period(date(2021, 12, 1), date(2022, 2, 1))
    ('Apr–Jun 2022', 'Dec 2021–Feb 2022')
    >>> period(date(2022, 6, 4), date(2022, 6, 24)), period(date(2022, 6, 4), date(2022, 6, 4))
    ('Jun 2022', '4 Jun 2022')
    """
    if first is None or last is None:
        return ""
    if first == last:
        return day(first)
    begun, ended = (f"{_MONTHS[when.month - 1]} {when.year}" for when in (first, last))
    if begun == ended:
        return begun
    return f"{_MONTHS[first.month - 1] if first.year == last.year else begun}–{ended}"


def called(roles: Sequence[RoleUse]) -> list[str]:
    """What an entity is called, an outlet a line: "Danube Radio, Apr–Jun 2022: head of the administration".

    Each outlet's commonest words come first, then its next ones: the first lines tell of many outlets.
    """
    texts: dict[tuple[str, str], list[str]] = {}
    for role in roles:
        texts.setdefault((role.outlet or UNKNOWN, period(role.first, role.last)), []).append(role.text)
    met: Counter[str] = Counter()
    ranked: list[tuple[int, int, str, str]] = []
    for outlet, when in texts:
        ranked.append((met[outlet], len(ranked), outlet, when))
        met[outlet] += 1
    return [
        f"{', '.join(filter(None, (outlet, when)))}: {', '.join(texts[outlet, when])}"
        for *_, outlet, when in sorted(ranked)
    ]


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
