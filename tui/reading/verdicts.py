"""What a reader decides in the app: the names that are meant, the decision itself, and what became of it.

The one door from the app to what writes; each function takes a `Shelf` and runs in a thread that may wait.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.entity import EntityType, Name, Reference
from core.library.records import EntitySummary, Evidence
from tui.reading.answers import Shelf
from tui.reading.phrases import FIELD_NAMES

if TYPE_CHECKING:
    from core.library import Library
    from core.linking.decisions import Decision

Question = frozenset[int]
"""What a pair of names asks."""
TYPES = {
    EntityType.PERSON: ("p", "person"),
    EntityType.PLACE: ("l", "place"),
    EntityType.ORG: ("o", "organisation"),
    EntityType.WEAPON: ("w", "weapon"),
    EntityType.NORP: ("g", "group"),
    EntityType.EVENT: ("e", "event"),
}
"""A key and a word for each type."""
_DONE = {
    "merge": "{0} and {1} are one now",
    "not-the-same": "{0} and {1} are two now",
    "split": "{0} stands by itself now",
    "rename": "it is called {value} now",
    "retype": "{0} is {value} now",
    "hide": "{0} is hidden now",
    "unhide": "{0} is shown again",
}


def edit(shelf: Shelf, article: int, field: str, value: str) -> str:
    """Put a field of an article right, or with an empty value take that back; what to tell the reader."""
    from core import deciding

    try:
        deciding.edit(shelf.library.path, article, {field: value or None}, deciding.author())
    except KeyError:
        return "it was not edited: nothing to take back"
    except ValueError as error:
        return f"{error}: write dates as YYYY-MM-DD"
    return f"the {FIELD_NAMES[field]} is {value} now" if value else f"the {FIELD_NAMES[field]} is as it was"


@dataclass(frozen=True, slots=True)
class Spot:
    """What a decision is about: an entity, and the mention where the reader met it."""

    entity: EntitySummary
    names: tuple[Name, ...]
    """The entity's, the one in most articles first."""
    mention: Name | None
    """The name of the mention; None where no mention is chosen."""
    form: str = ""
    """The form of the mention, white space made plain."""
    source: str = ""
    start: int = -1

    @property
    def in_article(self) -> Name:
        """The name that all mentions of this form in this article have once they are split off."""
        return Name(self.entity.type, self.form, None, self.source)

    @property
    def alone(self) -> Name:
        """The name that this one mention has once it is split off."""
        return replace(self.in_article, start=self.start)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a decision."""

    message: str
    entity: int | None = None
    """Where the first of its names belongs now."""


def spot(shelf: Shelf, entity: int, article: int | None, start: int | None) -> Spot:
    """What is at a place; raises KeyError where that is no more."""
    library = shelf.library
    summary, names = library.entity(entity), tuple(library.names.of_entity(entity).values())
    if article is None or start is None:
        return Spot(summary, names, None)
    stored = library.article(article)
    form = next(m.form for m in stored.mentions if m.start == start)
    mention = library.names.of_mention(article, start)[1]
    return Spot(summary, names, mention, " ".join(form.split()), stored.article.provenance.source, start)


def others(shelf: Shelf, spot: Spot, words: str) -> list[EntitySummary]:
    """Entities that could be the same: those called so; without words the doubtful ones, then all."""
    library, entity = shelf.library, spot.entity
    if words.strip():
        found = library.entities_called(words.strip(), entity.type)
    else:
        found = [library.entity(one) for one in library.alike(entity.id)]
        found += [e for e in library.entities(entity.type, limit=20) if e not in found]
    return [other for other in found if other.id != entity.id]


def chief(shelf: Shelf, entity: int) -> Name:
    """The name of an entity that most articles use; raises KeyError."""
    names = shelf.library.names.of_entity(entity)
    if not names:
        raise KeyError(entity)
    return next(iter(names.values()))


def decide(shelf: Shelf, verb: str, names: Sequence[Name], value: str = "") -> Verdict:
    """Take a decision; what stands in its way is the verdict's message. Raises LibraryError."""
    from core import deciding
    from core.linking.decisions import Verb

    try:
        deciding.decide(shelf.library.path, Verb(verb), deciding.author(), *names, value=value)
    except deciding.DecisionError as error:
        return Verdict(f"{error}")
    except OSError as error:
        return Verdict(f"the journal can't be written ({error.strerror}): nothing was changed")
    shown = TYPES[EntityType(value)][1] if verb == "retype" else value
    told = _DONE[verb].format(*(f"“{name.form}”" for name in names), value=f"“{shown}”")
    if verb == "hide":
        return Verdict(f"{told} · U undoes")
    kind = EntityType(value) if verb == "retype" else names[0].type
    now = names[0] if kind is names[0].type else replace(names[0], type=kind, reference=None)
    found = shelf.library.names.find(now)
    return Verdict(f"{told} · U undoes", None if found is None else shelf.library.names.entity_of(found))


def turn(shelf: Shelf, back: bool) -> Verdict:
    """Undo the last decision, or redo the one undone last. Raises LibraryError."""
    from core import deciding

    try:
        done = (deciding.undo if back else deciding.redo)(shelf.library.path, deciding.author())
    except OSError as error:
        return Verdict(f"the journal can't be written ({error.strerror}): nothing was changed")
    if done is None:
        return Verdict(f"nothing to {'undo' if back else 'redo'}")
    return Verdict(f"{'undone' if back else 'done again'}: {_words(done)}")


def decided(library: Library, entity: int) -> list[str]:
    """The decisions in force on an entity's names, a line each."""
    if not library.decisions_near(entity):
        return []
    from core import deciding

    found = deciding.on(library, entity)
    return [f"{d.time.date().isoformat()} · {d.author}: {_words(d)}" for d in found]


def next_doubt(shelf: Shelf, later: frozenset[Question]) -> tuple[Evidence | None, int]:
    """The weightiest doubtful pair that is not put off, and how many pairs there are."""
    library = shelf.library
    last: Evidence | None = None
    while page := library.doubts(last, 1 if not later else 8):
        for evidence in page:
            if question(evidence) not in later:
                return evidence, library.doubt_count()
        last = page[-1]
    return None, library.doubt_count()


def later(shelf: Shelf) -> frozenset[Question]:
    """What the reader put off in this library, as far as its names are still there."""
    found = (_pair(shelf, left, right) for left, right in _put_off(shelf))
    return frozenset(question(evidence) for evidence in found if evidence is not None)


def put_off(shelf: Shelf, evidence: Evidence) -> None:
    """Remember in the reader's own state that a pair waits for another time."""
    pair = [list(map(str, side.name.identity)) for side in (evidence.left, evidence.right)]
    shelf.state.change(_later_key(shelf), lambda kept: json.dumps([*_pairs(kept), pair]))


def take_up(shelf: Shelf) -> None:
    """Forget what was put off."""
    shelf.state.set(_later_key(shelf), "[]")


def _later_key(shelf: Shelf) -> str:
    return f"later {shelf.place_key}"


def _put_off(shelf: Shelf) -> list[tuple[list[str], list[str]]]:
    """Pairs of names as they are known in any library: type, form, reference, article, start."""
    return _pairs(shelf.state.get(_later_key(shelf)))


def _pairs(kept: str) -> list[tuple[list[str], list[str]]]:
    try:
        return [(list(map(str, left)), list(map(str, right))) for left, right in json.loads(kept or "[]")]
    except (ValueError, TypeError):
        return []


def _pair(shelf: Shelf, left: list[str], right: list[str]) -> Evidence | None:
    try:
        ids = [shelf.library.names.find(_name(*side)) for side in (left, right)]
        known = [one for one in ids if one is not None]
        return shelf.library.evidence(*known) if len(known) == 2 else None
    except (ValueError, TypeError, KeyError):  # a state that another version wrote
        return None


def _name(kind: str, form: str, reference: str, article: str, start: str) -> Name:
    known = Reference(reference, EntityType(kind), form) if reference else None
    return Name(EntityType(kind), form, known, article, int(start))


def question(evidence: Evidence) -> Question:
    """What a pair asks: pairs of names that ask the same share it (negative: a name, else entities)."""
    left, right = evidence.left, evidence.right
    if not evidence.together:
        return frozenset((left.entity, right.entity))
    bare = min(left, right, key=lambda side: len(side.name.form))
    return frozenset((left.entity, -bare.id))


def _words(decision: Decision) -> str:
    names = " ~ ".join(name.form for name in decision.names)
    return " as ".join(filter(None, (f"{decision.verb} {names}", decision.value)))
