"""Whether two forms name one thing, with a score and the reasons; pure functions, one module a type of name.

Every module takes a form apart into its telling parts (`parse`) and compares part by part; `tokens` compares
two words, on the sounds that `core.romanization` hears in them. Knowledge lies in `data/`.
"""

from __future__ import annotations

from collections.abc import Callable

from core.entity import EntityType
from core.names import groups, organisations, persons, places, weapons
from core.names.match import DOUBTFUL, THRESHOLD, UNLIKE, Match

__all__ = ["DOUBTFUL", "THRESHOLD", "UNLIKE", "Match", "compare"]

_COMPARE: dict[EntityType, Callable[[str, str], Match]] = {
    EntityType.PERSON: persons.compare,
    EntityType.PLACE: places.compare,
    EntityType.ORG: organisations.compare,
    EntityType.WEAPON: weapons.compare,
    EntityType.NORP: groups.compare,
    EntityType.EVENT: groups.compare_events,
}


def compare(left: str, right: str, entity_type: EntityType) -> Match:
    """Compare two forms of one type: a score from 0 to 1 (one entity from `THRESHOLD` on) and reasons."""
    if left == right:
        return Match(1.0, ("the same form",))
    return _COMPARE[entity_type](left, right)
