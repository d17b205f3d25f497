"""Where a reader left off, as it is kept from one session to the next.

What is kept may come from another version, or be cut in half: what can't be read is left out, never an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from tui.reading.trail import Place, Trail

KEPT = 50
"""Places of the trail that are kept on either side of the present one."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Everything that a session begins with again."""

    place: Place
    source: str
    """Of the article: tells whether it is still the same one."""
    trail: Trail = field(default_factory=Trail)
    pane: str = ""
    words: str = ""
    """What was being looked for in the text."""

    def as_json(self) -> str:
        """For the reader's file."""
        first = max(0, self.trail.at - KEPT)
        places = self.trail.places[first : self.trail.at + KEPT + 1]
        return json.dumps(
            {
                **asdict(self.place),
                "source": self.source,
                "trail": [[place.article, place.start, place.entity, place.top] for place in places],
                "at": self.trail.at - first,
                "pane": self.pane,
                "words": self.words,
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
    place = part(lambda: _place([found[name] for name in ("article", "start", "entity", "top")]), None)
    source = part(lambda: _word(found["source"]), "")
    if place is None:
        return None
    trail = part(lambda: _trail([_place(one) for one in found["trail"]], found["at"]), Trail())
    return LeftOff(
        place, source, trail, part(lambda: _word(found["pane"]), ""), part(lambda: _word(found["words"]), "")
    )


def _place(values: list[object]) -> Place:
    article, *others = values
    if not _is_number(article) or len(others) != 3 or not all(v is None or _is_number(v) for v in others):
        raise ValueError
    return Place(article, *others)  # type: ignore[arg-type]  # looked at just now


def _is_number(value: object) -> bool:
    """Whether a value is one that SQLite takes for an id or an offset."""
    return type(value) is int and 0 <= value < 1 << 63


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _trail(places: list[Place], at: object) -> Trail:
    if type(at) is not int or not 0 <= at < len(places):
        raise ValueError
    return Trail(tuple(places), at)
