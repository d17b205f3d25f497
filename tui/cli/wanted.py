"""The options that choose among quotes, figures and dates, and what they choose in a library."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from core.library import Library
from core.library.indexing import ID
from core.library.statements.records import Filter
from core.query import QueryError, parse
from tui.cli.context import CommandError, marked
from tui.cli.output import complain
from tui.cli.shapes import typed

_MOST_FOUND = 1_000
"""Articles of a search that are looked at, the best."""
_DIGITS = 18
"""Of an entity's number; of more none has one."""


def add_filter(parser: ArgumentParser, entity: str, days: str) -> None:
    """Add the options that all lists take; `entity` and `days` tell what those mean in this one."""
    parser.add_argument("--entity", metavar="WHO", type=typed, help=f"{entity}: a spelling or a number")
    parser.add_argument("--article", metavar="ID", type=int, action="append", help="in this article alone")
    parser.add_argument("--story", metavar="ID", type=int, help="in the articles of one story")
    parser.add_argument("--outlet", metavar="NAME", type=typed, help="of one outlet")
    parser.add_argument("--since", metavar="DAY", type=_day, help=f"{days} on or after YYYY-MM-DD")
    parser.add_argument("--until", metavar="DAY", type=_day, help=f"{days} on or before YYYY-MM-DD")
    parser.add_argument("--search", metavar="WORDS", type=typed, help="in articles that hold these words")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def chosen(library: Library, options: Namespace) -> Filter:
    """What the options ask for; raises CommandError where they name what is not there."""
    for article_id in options.article or ():
        try:
            library.article_position(article_id)
        except KeyError:
            raise CommandError(f"no article {article_id}. `warreader list` shows the numbers.") from None
    if options.story is not None:
        try:
            library.story(options.story)
        except KeyError:
            raise CommandError(f"no story {options.story}. `warreader stories --json` shows them.") from None
    place = getattr(options, "place", None)
    return Filter(
        entity=entity_called(library, options.entity) if options.entity else None,
        place=entity_called(library, place) if place else None,
        outlet=options.outlet,
        articles=_articles(library, options),
        story=options.story,
        since=options.since,
        until=options.until,
    )


def entity_number(word: str) -> int | None:
    """The entity's number that a word is ("12" or "#12"), 0 where none is so large; None for a name."""
    digits = word.removeprefix("#")
    if not digits.isdecimal():
        return None
    return int(digits) if len(digits) <= _DIGITS else 0


def entity_called(library: Library, word: str) -> int:
    """The entity of a number, a label or a spelling, that of most mentions; raises CommandError."""
    if (number := entity_number(word)) is not None:
        try:
            return library.entity(number).id
        except KeyError:
            raise CommandError(f"no entity {word}. `warreader entities` shows the numbers.") from None
    found = library.entities_named(word) or library.entities_called(word, limit=5)
    if not found:
        raise CommandError(f"no article names {word}. `warreader entities` lists who and what is named.")
    if len(found) > 1:
        others = ", ".join(f"{one.label} ({one.id})" for one in found[1:4])
        complain(f"{word} is taken for {found[0].label} ({found[0].id}); others: {others}.")
    return found[0].id


def _articles(library: Library, options: Namespace) -> tuple[int, ...] | None:
    """The articles that are named or found; None where neither is asked for."""
    words = options.search
    if words is None:
        return tuple(options.article) if options.article else None
    try:
        query = parse(words)
        keys = library.searches.find(query, marked(query), limit=sys.maxsize).keys
    except QueryError as error:
        raise CommandError(f"--search, at character {error.start + 1}: {error}.") from None
    found = [key & ID for key in library.searches.ranked(query, keys)[:_MOST_FOUND]]
    return tuple(one for one in found if not options.article or one in options.article)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f"{word} is no day; write YYYY-MM-DD") from None
