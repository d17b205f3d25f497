"""Where a reader left off, as it is kept from one session to the next.

What is kept may come from another version, or be cut in half: what can't be read is left out, never an error.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from tui.reading.trail import Place, Stop, Trail

KEPT = 50
"""Places of the trail that are kept on either side of the present one."""
Value = TypeVar("Value")


class Over(NamedTuple):
    """A screen that lay over the room, and how it stood there."""

    screen: str
    values: tuple[Any, ...] = ()
    """What they mean is the screen's own matter: numbers, words, True, False and None."""
    entities: tuple[int, ...] = ()
    """Those that it is not opened again without."""


class LeftOff(NamedTuple):
    """Everything that a session begins with again."""

    place: Place
    source: str
    """Of the article: tells whether it is still the same one."""
    trail: Trail = Trail()
    pane: str = ""
    words: str = ""
    """What was being looked for in the text."""
    sought: str = ""
    """What the library was searched for last."""
    listed: tuple[str, str] = ("", "")
    """Name and query of the search that the article list is narrowed to; empty where it is not."""
    over: tuple[Over, ...] = ()
    """The screens that lay over the room, the one in view last."""
    zen: bool = False
    """Whether everything but the text was put away."""

    def as_json(self) -> str:
        """For the reader's file."""
        first = max(0, self.trail.at - KEPT)
        places = self.trail.places[first : self.trail.at + KEPT + 1]
        article, start, entity, top = _values(self.place)[:4]
        return json.dumps(
            {
                **{"article": article, "start": start, "entity": entity, "top": top},
                "source": self.source,
                "trail": [_values(place) for place in places],
                "at": self.trail.at - first,
                "pane": self.pane,
                "words": self.words,
                "sought": self.sought,
                "listed": self.listed,
                "over": [[one.screen, one.values, one.entities] for one in self.over],
                "zen": self.zen,
            }
        )


def from_json(kept: str) -> LeftOff | None:
    """What was kept, as far as it can be read; None where no place can."""

    def part(read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return otherwise

    found = part(lambda: json.loads(kept), None)

    def word(name: str) -> str:
        return part(lambda: _word(found[name]), "")

    values: list[Any] = part(lambda: [found[name] for name in ("article", "start", "entity", "top")], [])
    place = part(lambda: _place(values), None)
    if place is None:
        return None
    listed = part(lambda: _both(found["listed"]), ("", ""))
    trail = part(lambda: _trail([_place(one) for one in found["trail"]], found["at"]), Trail())
    over: tuple[Over, ...] = part(lambda: tuple(_over(*one) for one in found["over"]), ())
    zen = part(lambda: found["zen"] is True, False)
    pane, words, sought = map(word, ("pane", "words", "sought"))
    return LeftOff(place, word("source"), trail, pane, words, sought, listed, over, zen)


def _values(place: Place) -> list[object]:
    """A place as a list: four numbers, and one of two for each dossier over it."""
    stops = [[stop.entity, stop.line] for stop in place.dossiers]
    return [place.article, place.start, place.entity, place.top, *stops]


def _place(values: list[Any]) -> Place:
    article, start, entity, top, *dossiers = values
    stops = [(number, line) for number, line in dossiers]
    others = [value for value in (start, entity, top) if value is not None]
    if not all(map(_is_number, (article, *others, *chain(*stops)))):
        raise ValueError
    return Place(article, start, entity, top, tuple(Stop(*stop) for stop in stops))


def _is_number(value: object) -> bool:
    """Whether a value is one that SQLite takes for an id or an offset."""
    return type(value) is int and 0 <= value < 1 << 63


def _over(screen: object, values: list[object], entities: list[Any]) -> Over:
    whole = (value for value in values if type(value) not in (str, bool, float, type(None)))
    if not all(map(_is_number, (*whole, *entities))):
        raise ValueError
    if not all(math.isfinite(value) for value in values if isinstance(value, float)):
        raise ValueError
    return Over(_word(screen), tuple(values), tuple(entities))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _both(words: list[object]) -> tuple[str, str]:
    name, query = words
    return _word(name), _word(query)


def _trail(places: list[Place], at: object) -> Trail:
    if type(at) is not int or not 0 <= at < len(places):
        raise ValueError
    return Trail(tuple(places), at)
