"""What readers decided over the scores: records, and what they come to when replayed in order.

A decision addresses names by what they are (type, form, reference), never by ids, so it survives re-indexing.
Undoing and redoing are decisions too: nothing is ever taken out of a journal. Where two decisions contradict
each other the later one holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.entity import EntityType, Name


class Verb(StrEnum):
    """What a reader does."""

    MERGE = "merge"
    """Two names are one entity."""
    NOT_SAME = "not-the-same"
    """Two names are two entities."""
    SPLIT = "split"
    """A name leaves the entity that scores put it into, and joins others by decision alone."""
    RENAME = "rename"
    RETYPE = "retype"
    HIDE = "hide"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A name as decisions know it."""

    type: EntityType
    form: str
    reference: str = ""
    """Id of its reference; empty where it has none."""

    @classmethod
    def of(cls, name: Name) -> Address:
        """The address of a name."""
        return cls(name.type, name.form, name.reference.id if name.reference else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one reader."""

    verb: Verb
    time: datetime
    """Aware."""
    author: str
    names: tuple[Address, ...] = ()
    """Two for merge and not-the-same, one for split, rename, retype and hide, none for undo and redo."""
    value: str = ""
    """The label of a rename, the type of a retype, the id of the decision that is undone or redone."""

    @property
    def id(self) -> str:
        """A digest of all that it says, so that two copies of a journal merge into one."""
        parts = [self.verb, self.time.isoformat(), self.author, self.value]
        parts += [part for name in self.names for part in (name.type, name.form, name.reference)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


Pair = frozenset[Address]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What all decisions in force come to."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    apart: frozenset[Address] = frozenset()
    labels: dict[Address, str] = field(default_factory=dict)
    types: dict[Address, EntityType] = field(default_factory=dict)
    hidden: frozenset[Address] = frozenset()

    def retyped(self, name: Name) -> Name:
        """A name with the type that a reader gave it."""
        given = self.types.get(Address.of(name))
        return name if given is None else replace(name, type=given, reference=None)

    def partners(self, address: Address) -> list[Address]:
        """Names that decisions join to one, in order."""
        return sorted(other for pair in self.same if address in pair for other in pair if other != address)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that turned an earlier one of another reader's around."""

    later: Decision
    earlier: Decision


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions by time that are not undone; copies of one count once."""
    known = sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.time, d.id))
    undone: set[str] = set()
    for decision in known:
        if decision.verb is Verb.UNDO:
            undone.add(decision.value)
        elif decision.verb is Verb.REDO:
            undone.discard(decision.value)
    return [d for d in known if d.verb not in (Verb.UNDO, Verb.REDO) and d.id not in undone]


def replay(decisions: Iterable[Decision]) -> tuple[Rulings, list[Contradiction]]:
    """Return what decisions come to, and where one contradicts another author's earlier one."""
    pairs: dict[Pair, Decision] = {}
    apart: set[Address] = set()
    hidden: set[Address] = set()
    labels: dict[Address, str] = {}
    types: dict[Address, EntityType] = {}
    contradictions: list[Contradiction] = []
    for decision in in_force(decisions):
        first = decision.names[0]
        if decision.verb in (Verb.MERGE, Verb.NOT_SAME):
            pair = frozenset(decision.names)
            earlier = pairs.get(pair)
            if earlier and earlier.verb is not decision.verb and earlier.author != decision.author:
                contradictions.append(Contradiction(decision, earlier))
            pairs[pair] = decision
        elif decision.verb is Verb.SPLIT:
            apart.add(first)
            pairs = {p: d for p, d in pairs.items() if first not in p or d.verb is not Verb.MERGE}
        elif decision.verb is Verb.RENAME:
            labels[first] = decision.value
        elif decision.verb is Verb.RETYPE:
            types[first] = EntityType(decision.value)
        elif decision.verb is Verb.HIDE:
            hidden.add(first)
    same = frozenset(pair for pair, d in pairs.items() if d.verb is Verb.MERGE)
    different = frozenset(pair for pair, d in pairs.items() if d.verb is Verb.NOT_SAME)
    return Rulings(same, different, frozenset(apart), labels, types, frozenset(hidden)), contradictions


def last_to_undo(decisions: Iterable[Decision]) -> Decision | None:
    """The decision that undo takes back next, or None at the beginning."""
    return next(iter(reversed(in_force(decisions))), None)


def last_to_redo(decisions: Iterable[Decision]) -> Decision | None:
    """The decision undone last and not redone; None if a new decision was made since, or nothing is left."""
    stack: list[str] = []
    known = sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.time, d.id))
    for decision in known:
        if decision.verb is Verb.UNDO:
            stack.append(decision.value)
        elif decision.verb is Verb.REDO:
            stack = [one for one in stack if one != decision.value]
        else:
            stack = []
    return next((d for d in known if stack and d.id == stack[-1]), None)
