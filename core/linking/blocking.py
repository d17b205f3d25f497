"""Blocking keys: two names are compared only if one looks up a key under which the other is stored.

A name is stored under `stored` keys and looks up `sought` keys. They differ for persons alone: a bare surname
seeks the full names of that surname and they seek it, but full names do not seek each other by surname,
or the hundreds of Ivanovs of a large library would all be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from core.entity import EntityType, Name
from core.linking.kinds import place_kind
from core.names import groups, organisations, persons, places, weapons
from core.names.tables import given
from core.romanization import fold, folds, loose, skeleton

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one name."""

    stored: frozenset[str]
    sought: frozenset[str]


def keys(name: Name) -> Keys:
    """Return the keys of a name; a resolved name is found by its reference too."""
    if name.type is EntityType.PLACE:
        stored, sought = _place(name.form, place_kind(name.reference) if name.reference else "")
    else:
        stored, sought = _BY_TYPE[name.type](name.form)
    if name.reference is not None:
        own = f"={name.reference.id}"
        stored, sought = stored | {own}, sought | {own}
    return Keys(frozenset(stored), frozenset(sought))


def _same(found: set[str]) -> tuple[set[str], set[str]]:
    return found, found


def _skeletons(word: str) -> set[str]:
    return {skeleton(sounds) for sounds in folds(word)[:3]}


def _pair(word: str, other: str) -> set[str]:
    """Keys of two words: one whole, the other cut short, so that a slip in the rest of it does no harm.

    A given name is borne by thousands, so two consonants of the surname go with it.
    """
    names = given(word)
    if names:
        start = "".join(c for c in fold(other)[1:] if c not in _VOWELS)[:1]
        return {f"PG:{name}/{_initial(other)}{start}" for name in names}
    return {f"PF:{root}/{_initial(other)}" for root in _roots(word)}


def _roots(word: str) -> set[str]:
    """Sounds with i, e and o held alike: finer than a skeleton, since surnames are many."""
    return {loose(sounds) for sounds in folds(word)[:3]}


def _initial(word: str) -> str:
    """Class of a word's first sound: that of its canonical given name, all vowels alike."""
    names = given(word) if len(word) > 1 else frozenset()
    first = min(names, default=word)
    sounds = next(iter(folds(first)), first[:1])
    return "a" if sounds[:1] in _VOWELS else sounds[:1]


def _person(form: str) -> tuple[set[str], set[str]]:
    person = persons.parse(form)
    if not person.words:
        return _same({f"P={form[:40]}"})
    surname = _roots(person.surname) if person.surname else set()
    if person.bare:
        return {f"PB:{s}" for s in surname}, {f"P{table}:{s}" for s in surname for table in "BS"}
    words = dict.fromkeys((person.words[0], person.words[-2], person.words[-1]))
    full = {key for word, other in permutations(words, 2) if len(word) > 1 for key in _pair(word, other)}
    full.add("PW:" + "".join(sorted("".join(skeleton(s) for w in person.words for s in folds(w)[:1]))))
    return full | {f"PS:{s}" for s in surname}, full | {f"PB:{s}" for s in surname}


def _place(form: str, known: str) -> tuple[set[str], set[str]]:
    place = places.parse(form)
    kind = known or place.kind or "city"
    found = {f"L{kind}#{row}" for row in places.renamings(form)}
    found |= {f"L{kind}:{s}" for s in _skeletons("".join(place.words))}
    first = place.words[0] if place.words else ""
    rest = "".join(sorted(s[:1] for word in place.words[1:] for s in folds(word)[:1]))
    found |= {f"L{kind}~{row}/{rest}" for row in places.pairs(first)}
    return _same(found or {f"L={form[:40]}"})


def _organisation(form: str) -> tuple[set[str], set[str]]:
    body = organisations.parse(form)
    found = {f"OA:{letters}" for letters in (body.abbreviation, body.initials) if len(letters) >= 3}
    if body.words:
        found.add("OW:" + "".join(sorted("".join(skeleton(s) for w in body.words for s in folds(w)[:1]))))
    return _same(found or {f"O={form[:40]}"})


def _weapon(form: str) -> tuple[set[str], set[str]]:
    weapon = weapons.parse(form)
    found = {f"W:{designation}" for designation in weapon.designations}
    if not found:
        found = {"WW:" + "".join(skeleton(s) for word in weapon.words for s in folds(word)[:1])}
    return _same(found)


def _group(form: str) -> tuple[set[str], set[str]]:
    return _same({f"N:{groups.key(form)}"})


def _event(form: str) -> tuple[set[str], set[str]]:
    return _same({"E:" + "".join(skeleton(s) for word in groups.event_words(form) for s in folds(word)[:1])})


_BY_TYPE = {
    EntityType.PERSON: _person,
    EntityType.ORG: _organisation,
    EntityType.WEAPON: _weapon,
    EntityType.NORP: _group,
    EntityType.EVENT: _event,
}
