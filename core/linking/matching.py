"""Compares two names: what they were resolved to first, their forms next."""

from __future__ import annotations

from dataclasses import replace

from core.entity import EntityType, Name
from core.linking.kinds import place_kind
from core.names import DOUBTFUL, THRESHOLD, Match, compare, organisations, persons, places

__all__ = ["DOUBTFUL", "THRESHOLD", "conflicting", "explain"]

_TELLING = 4
"""Letters of an abbreviation that tell a body from others of the same initials, unless lists know better."""


def explain(left: Name, right: Name) -> Match:
    """Score two names from 0 to 1 (one entity from `THRESHOLD` on), with reasons in a reader's words."""
    if left.type is not right.type:
        return Match(0.0, (f"{left.form} is a {left.type.lower()}, {right.form} a {right.type.lower()}",))
    ours, theirs = left.reference, right.reference
    if ours is not None and theirs is not None:
        if ours.id == theirs.id:
            return Match(1.0, (*_spelled(left, right), f"both are known as {_named(left)}"))
        return Match(0.0, (f"{left.form} is known as {_named(left)}, {right.form} as {_named(right)}",))
    if left.type is EntityType.PLACE:
        return places.compare(left.form, right.form, _kind(left), _kind(right))
    match = compare(left.form, right.form, left.type)
    return _of_bodies(left, right, match) if left.type is EntityType.ORG else match


def _of_bodies(left: Name, right: Name, match: Match) -> Match:
    """Doubt bodies that initials alone join, or of which nobody says whose they are ("the defence ministry").

    Lists give what their abbreviations stand for: another full name with the initials is another body.
    Of others three letters are too few: of 26 that a corpus joined 9 were one body; of four letters, 6 of 7.
    """
    doubt = Match(min(match.score, DOUBTFUL), match.reasons)
    letters = organisations.initials_alone(left.form, right.form)
    if letters and (left.reference or right.reference or len(letters) < _TELLING):
        return doubt
    unresolved = [name for name in (left, right) if name.reference is None]
    if len(unresolved) == 1 and organisations.parse(unresolved[0].form).anonymous:
        # Even the same form: one article's "defence ministry" is Russia's, another's is anybody's.
        told = (*doubt.reasons, "one of the two does not say whose it is")
        return Match(doubt.score, tuple(dict.fromkeys(told)))
    if left.form != right.form and all(organisations.parse(name.form).anonymous for name in (left, right)):
        return Match(doubt.score, (*doubt.reasons, "neither says whose it is"))
    return match


def _kind(name: Name) -> str:
    """The kind of a resolved place; "" leaves it to the class noun in the form."""
    return place_kind(name.reference) if name.reference is not None else ""


def _spelled(left: Name, right: Name) -> tuple[str, ...]:
    """Why two spellings of one listed name sound alike, where they do."""
    match = compare(left.form, right.form, left.type)
    return match.reasons if match.same else ()


def _named(name: Name) -> str:
    reference = name.reference
    assert reference is not None
    told = reference.description or reference.kind
    return f"{reference.label} ({told})" if told else reference.label


def conflicting(left: Name, right: Name) -> bool:
    """Whether two names must never share an entity, however many others lie between them.

    A resolved name stands for its reference: "Dontesk" contradicts neither "Aleksandrovka", as Donetsk was
    once called, nor does "Department of Defence" contradict "DoD".
    """
    if left.type is not right.type:
        return True
    if left.reference is not None and right.reference is not None:
        return left.reference.id != right.reference.id
    ours, theirs = _meant(left), _meant(right)
    if left.type is EntityType.PERSON:
        return persons.conflicting(ours.form, theirs.form)
    return explain(ours, theirs).score < 0.3


def _meant(name: Name) -> Name:
    return name if name.reference is None else replace(name, form=name.reference.label)
