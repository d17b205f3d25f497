"""Compares two names: what they were resolved to first, their forms next."""

from __future__ import annotations

from core.entity import EntityType, Name
from core.linking.kinds import place_kind
from core.names import DOUBTFUL, THRESHOLD, Match, compare, persons, places

__all__ = ["DOUBTFUL", "THRESHOLD", "conflicting", "explain"]


def explain(left: Name, right: Name) -> Match:
    """Score two names from 0 to 1 (one entity from `THRESHOLD` on), with reasons in a reader's words."""
    if left.type is not right.type:
        return Match(0.0, (f"{left.form} is a {left.type.lower()}, {right.form} a {right.type.lower()}",))
    ours, theirs = left.reference, right.reference
    if ours is not None and theirs is not None:
        if ours.id == theirs.id:
            return Match(1.0, (f"both are known as {ours.label}", *_described(ours.description)))
        return Match(0.0, (f"{left.form} is known as {_named(left)}, {right.form} as {_named(right)}",))
    if left.type is EntityType.PLACE:
        return places.compare(left.form, right.form, _kind(left), _kind(right))
    return compare(left.form, right.form, left.type)


def _kind(name: Name) -> str:
    """The kind of a resolved place; "" leaves it to the class noun in the form."""
    return place_kind(name.reference) if name.reference is not None else ""


def _described(description: str) -> tuple[str, ...]:
    return (description,) if description else ()


def _named(name: Name) -> str:
    reference = name.reference
    assert reference is not None
    told = reference.description or reference.kind
    return f"{reference.label} ({told})" if told else reference.label


def conflicting(left: Name, right: Name) -> bool:
    """Whether two names must never share an entity, however many others lie between them."""
    if left.type is not right.type:
        return True
    if left.reference is not None and right.reference is not None:
        return left.reference.id != right.reference.id
    if left.type is EntityType.PERSON:
        return persons.conflicting(left.form, right.form)
    return explain(left, right).score < 0.3
