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

from core.entity import EntityType, Mention, Name, Reference


class Verb(StrEnum):
    """What a reader does."""

    MERGE = "merge"
    """Two names are one entity."""
    NOT_SAME = "not-the-same"
    """Two names are two entities."""
    SPLIT = "split"
    """A name leaves the entity that scores put it into, and joins others by decision alone.

    So does one mention, or one form of one article: it becomes a name of its own."""
    RENAME = "rename"
    """The entity of a name is labelled so, whatever most articles call it."""
    RETYPE = "retype"
    """A name and its mentions are of another type."""
    HIDE = "hide"
    """The entity of a name is left out of lists, counts and highlighting."""
    UNHIDE = "unhide"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A name as decisions know it."""

    type: EntityType
    form: str
    reference: str = ""
    """Id of its reference; empty where it has none."""
    article: str = ""
    """Source of the one article in which it was split off."""
    start: int = -1
    """Offset of the one mention that was split off; -1 for all of this form there."""

    @classmethod
    def of(cls, name: Name) -> Address:
        """The address of a name."""
        known = name.reference.id if name.reference else ""
        return cls(name.type, name.form, known, name.article, name.start)

    @property
    def name(self) -> Name:
        """A name that is found under this address; of its reference the id alone is known."""
        reference = Reference(self.reference, self.type, self.form) if self.reference else None
        return Name(self.type, self.form, reference, self.article, self.start)

    def typed(self, kind: EntityType) -> Address:
        """The address that it has once a reader gives it a type."""
        return self if kind is self.type else replace(self, type=kind, reference="")


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
        parts += [part for n in self.names if n.article for part in (n.article, str(n.start))]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


Pair = frozenset[Address]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader gave a name for its entity to bear."""

    label: str = ""
    rank: int = 0
    """Of two labels of one entity the one given later, with the larger rank, is borne."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Rulings:
    """What all decisions in force come to."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    apart: frozenset[Address] = frozenset()
    labels: dict[Address, str] = field(default_factory=dict)
    types: dict[Address, EntityType] = field(default_factory=dict)
    hidden: frozenset[Address] = frozenset()

    def name_of(self, home: Name, source: str, mention: Mention) -> Name:
        """The name of an article's mention that linking by itself gives the name `home`."""
        name = self._retyped(home)
        form = " ".join(mention.form.split())
        for start in (mention.start, -1):
            if Address(name.type, form, "", source, start) in self.apart:
                return self._retyped(Name(name.type, form, None, source, start))
        return name

    def _retyped(self, name: Name) -> Name:
        """A name with the type that a reader gave it; what it was resolved to was of the old type."""
        given = self.types.get(Address.of(name))
        return name if given is None else replace(name, type=given, reference=None)

    def marks(self) -> dict[Address, Mark]:
        """What names bear, by the addresses that they have under these rulings."""
        marks: dict[Address, Mark] = {}
        for rank, (address, label) in enumerate(self.labels.items(), start=1):
            marks[address.typed(self.types.get(address, address.type))] = Mark(label, rank)
        for address in self.hidden:
            target = address.typed(self.types.get(address, address.type))
            marks[target] = replace(marks.get(target, Mark()), hidden=True)
        return marks

    def turned(self, other: Rulings) -> frozenset[Pair]:
        """Pairs on which other rulings decide otherwise."""
        return (self.same ^ other.same) | (self.different ^ other.different)

    def changes(self, other: Rulings) -> set[Address]:
        """Names that other rulings treat otherwise."""
        joined = {address for pair in self.turned(other) for address in pair}
        return joined | (self.apart ^ other.apart) | self.retypes(other)

    def retypes(self, other: Rulings) -> set[Address]:
        """Names to which other rulings give another type."""
        return {a for a in self.types.keys() | other.types.keys() if self.types.get(a) != other.types.get(a)}

    @property
    def pairs(self) -> frozenset[Pair]:
        """Pairs of names on which a reader decided."""
        return self.same | self.different

    def decides(self, pair: Pair) -> bool:
        """Whether a reader decided on two names."""
        return pair in self.same or pair in self.different

    def partners(self) -> dict[Address, list[Address]]:
        """For each name those with which a decision joins it or parts it, in order."""
        found: dict[Address, list[Address]] = {}
        for first, second in sorted(tuple(sorted(pair)) for pair in self.pairs):
            found.setdefault(first, []).append(second)
            found.setdefault(second, []).append(first)
        return found


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
            labels.pop(first, None)  # the one given last is the last in order
            labels[first] = decision.value
        elif decision.verb is Verb.RETYPE:
            _retype(types, first, EntityType(decision.value))
        elif decision.verb is Verb.HIDE:
            hidden.add(first)
        elif decision.verb is Verb.UNHIDE:
            hidden.discard(first)
    same = frozenset(pair for pair, d in pairs.items() if d.verb is Verb.MERGE)
    different = frozenset(pair for pair, d in pairs.items() if d.verb is Verb.NOT_SAME)
    return Rulings(same, different, frozenset(apart), labels, types, frozenset(hidden)), contradictions


def _retype(types: dict[Address, EntityType], address: Address, kind: EntityType) -> None:
    """Give a name a type, and with it all names that are called so since an earlier decision."""
    for one in [a for a, given in types.items() if a.typed(given) == address] + [address]:
        if one.type is kind:
            types.pop(one, None)
        else:
            types[one] = kind


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
