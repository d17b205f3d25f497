"""The tables of names, read once when first asked for."""

from __future__ import annotations

from functools import cache

from core.romanization import folds
from core.romanization.folding import plain
from core.romanization.tables import rows

PACKAGE = "core.names"


@cache
def given_names() -> dict[str, frozenset[str]]:
    """Plain spellings of given names, each with the canonical names that it may stand for."""
    groups: dict[str, set[str]] = {}
    for canonical, _gender, variants in rows(PACKAGE, "given_names.tsv"):
        for variant in (canonical, *variants.split()):
            groups.setdefault(plain(variant), set()).add(canonical)
    return {spelling: frozenset(names) for spelling, names in groups.items()}


@cache
def given_forms() -> dict[str, tuple[str, ...]]:
    """The listed spellings of each canonical given name."""
    forms: dict[str, tuple[str, ...]] = {}
    for canonical, _gender, variants in rows(PACKAGE, "given_names.tsv"):
        forms[canonical] = (*forms.get(canonical, ()), canonical, *variants.split())
    return forms


@cache
def _given_sounds() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for canonical, _gender, variants in rows(PACKAGE, "given_names.tsv"):
        for variant in (canonical, *variants.split()):
            for sounds in folds(variant)[:1]:
                groups.setdefault(sounds, set()).add(canonical)
    return {sounds: frozenset(names) for sounds, names in groups.items()}


def given(word: str) -> frozenset[str]:
    """The given names that a word may stand for: as listed, or else by its sounds."""
    listed = given_names().get(plain(word))
    if listed:
        return listed
    by_sound = _given_sounds()
    return next((by_sound[sounds] for sounds in folds(word) if sounds in by_sound), frozenset())


@cache
def common_surnames() -> frozenset[str]:
    """Sounds of surnames that so many people bear that one alone tells nobody."""
    words = (word for (line,) in rows(PACKAGE, "common_surnames.tsv") for word in line.split())
    return frozenset(sounds for word in words for sounds in folds(word)[:1])


@cache
def particles() -> dict[str, str]:
    """Words in persons' names that name nobody, with their kind: title, particle, suffix."""
    return {word: kind for word, kind, *_ in rows(PACKAGE, "particles.tsv")}


@cache
def place_kinds() -> dict[str, str]:
    """Class nouns of places and the kind that each tells."""
    return {word: kind for kind, word, *_ in rows(PACKAGE, "places.tsv")}


@cache
def organisation_words() -> dict[str, tuple[str, ...]]:
    """What the words in names of organisations mean alike; nothing for words that tell nothing apart."""
    return {
        word: tuple(meaning.split("+")) if meaning != "-" else ()
        for word, meaning, *_ in rows(PACKAGE, "organisations.tsv")
    }


@cache
def state_words() -> dict[str, str]:
    """Words of bodies that every state has one of: "sovereign", "body" or "portfolio"."""
    return {word: part for word, part, *_ in rows(PACKAGE, "state_bodies.tsv")}


@cache
def countries() -> dict[str, str]:
    """Country codes by lower-case name, demonym (and its plural) and seat of government."""
    codes: dict[str, str] = {}
    for code, names, demonyms, seats in rows(PACKAGE, "countries.tsv"):
        for name in (*names.split(";"), *seats.split()):
            codes[name.lower().replace(".", "")] = code
        codes.update(demonym_codes(code, demonyms))
    return codes


@cache
def seats() -> frozenset[str]:
    """Seats of governments, lower-case."""
    return frozenset(seat.lower() for *_rest, told in rows(PACKAGE, "countries.tsv") for seat in told.split())


@cache
def country_names() -> dict[str, str]:
    """Names of countries by code, as the press commonly gives them."""
    return {code: names.split(";")[0] for code, names, *_ in rows(PACKAGE, "countries.tsv")}


def demonym_codes(code: str, demonyms: str) -> dict[str, str]:
    """Demonyms of one country and their plurals, lower-case, with its code."""
    words = [demonyms.lower()] if code in {"KR", "KP"} else demonyms.lower().split()
    return {form: code for word in words for form in (word, word + "s")}


@cache
def demonyms() -> dict[str, str]:
    """Country codes by lower-case demonym alone, plurals too."""
    table: dict[str, str] = {}
    for code, _names, words, _seats in rows(PACKAGE, "countries.tsv"):
        table.update(demonym_codes(code, words))
    return table
