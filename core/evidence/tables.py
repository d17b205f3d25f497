"""The tables of evidence, read once when first asked for."""

from __future__ import annotations

from datetime import date
from functools import cache

from core.romanization.tables import rows

PACKAGE = "core.evidence"


@cache
def verbs() -> dict[str, str]:
    """Forms of speech verbs: "says" or "deems"."""
    return {form: kind for _, kind, forms in rows(PACKAGE, "speech_verbs.tsv") for form in forms.split()}


@cache
def speaker_nouns() -> dict[str, str]:
    """Nouns that speak, with their number: "one", "body" or "many"."""
    return {noun: number for noun, number in rows(PACKAGE, "speaker_nouns.tsv")}


@cache
def naming_words() -> frozenset[str]:
    """Words after which a quoted name is a name."""
    return frozenset(word for (word,) in rows(PACKAGE, "naming.tsv"))


@cache
def genders() -> dict[str, str]:
    """Lower-case given names, titles and roles that tell "m" or "f"; names of both tell nothing."""
    found: dict[str, str] = {}
    for canonical, gender, variants in rows("core.names", "given_names.tsv"):
        for name in (canonical, *variants.split()):
            word = name.lower()
            found[word] = gender if found.get(word, gender) == gender else ""
    for word, gender in rows(PACKAGE, "genders.tsv"):
        found[word] = gender
    return found


@cache
def function_words(kind: str) -> frozenset[str]:
    """Small words of one kind: determiners, prepositions, what breaks a noun phrase off …"""
    return frozenset(
        word for name, words in rows(PACKAGE, "function_words.tsv") if name == kind for word in words.split()
    )


@cache
def roles_alike() -> dict[str, tuple[str, ...]]:
    """Roles that a noun may stand for: "the leader" may be a president."""
    return {noun: tuple(roles.split()) for noun, roles in rows(PACKAGE, "roles_alike.tsv")}


@cache
def terms() -> dict[str, tuple[tuple[date, date], ...]]:
    """Terms of office of heads of states and their like, by the label that lists of persons give them."""
    found: dict[str, tuple[tuple[date, date], ...]] = {}
    for label, first, last in rows(PACKAGE, "terms.tsv"):
        term = (date.fromisoformat(first), date.fromisoformat(last) if last else date.max)
        found[label] = (*found.get(label, ()), term)
    return found
