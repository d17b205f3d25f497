"""Whether somebody may be called by an office or a description: "the Russian leader", "the former aide".

What the article itself calls a person goes first; what a list knows of them counts for offices that they
held on the article's day. Every word of the description has to be met, but for words that tell nobody apart
("new", "senior"): a president of one country is not the president of another, and no former one is in office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from core.entity import LocalEntity
from core.evidence.tables import function_words, roles_alike, speaker_nouns, terms
from core.names.tables import countries

_WORDS = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*\.?")
_COMPOUND = re.compile(
    r"\b(vice|prime|deputy prime|secretary|attorney)[\s-](president|minister|general)\b", re.IGNORECASE
)
_ACTING = frozenset({"acting", "interim"})
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Description:
    """A description in parts: "the former Russian president"."""

    head: str
    """The noun, lower-case; of "prime minister" and its like both words, joined by a hyphen."""
    kind: str
    """What `speaker_nouns` tells of it; empty for another noun."""
    standing: frozenset[str]
    """Words that make another office of it: "former", "deputy", "opposition"."""
    asked: frozenset[str]
    """All other words that tell somebody apart, countries by their codes."""
    proper: bool
    """Whether the noun is written as a name is: "the Post"."""
    definite: bool
    """Whether it speaks of one who was told of before: "the", "this", or somebody's."""

    @property
    def office(self) -> bool:
        """Whether few hold it at a time, so that it tells somebody without being introduced just before."""
        return self.head in function_words("office")


def described(text: str) -> Description:
    """Take a description apart as it stands in a text."""
    words = _words(text)
    first = words[0] if words else ""
    definite = first in ("the", "this", "that") or _country(first) != first
    if first in function_words("determiner"):
        del words[0]
    head_at = next(
        (i - 1 for i, word in enumerate(words) if i and word in ("of", "for", "in")), len(words) - 1
    )
    head = words[head_at] if words else ""
    others = {word for i, word in enumerate(words) if i != head_at}
    standing = others & function_words("standing")
    plain = function_words("plain") | function_words("determiner") | function_words("preposition")
    kind = speaker_nouns().get(head, speaker_nouns().get(head.rsplit("-", 1)[-1], ""))
    asked = frozenset(map(_country, others - standing - plain))
    proper = f" {head.capitalize()} " in f" {text} "
    return Description(head, kind, frozenset(standing), asked, proper, definite)


def called(entity: LocalEntity, by: Description, day: date | None) -> str:
    """Why a person may be called so, in a reader's words; empty where nothing tells it."""
    told = [role.text for role in entity.roles]
    for role in told:
        if _meets(role, by):
            return f"called “{role}”"
    known = entity.name.reference
    if known is None or not by.office:
        return ""
    past = [role for role in told if _offices(role, by)]
    if past:  # what the article calls them is another office, or one that they held
        return next((f"called “{role}”" for role in past if _meets(f"{role} {known.description}", by)), "")
    former = by.standing == {"former"}
    asked = replace(by, standing=frozenset()) if former else by
    held = _held(known.label, day)
    if held is None:  # then the article's word goes: whom it calls a minister is no former one
        held = not former or any(not _heads(by).isdisjoint(_words(role)) for role in told)
    if held is (not former) and _meets(known.description, asked):
        return f"called “{known.description}”"
    return ""


def _offices(role: str, by: Description) -> bool:
    return not _heads(by).isdisjoint(_words(role)) and not function_words("standing").isdisjoint(_words(role))


def _held(label: str, day: date | None) -> bool | None:
    """Whether somebody was in office on a day, or where no day is known; None where no list tells."""
    own = terms().get(label)
    if own is None:
        return None
    return day is None or any(first <= day <= last for first, last in own)


def _meets(role: str, by: Description) -> bool:
    words = set(_words(role))
    if _heads(by).isdisjoint(words):
        return False
    standing = (words & function_words("standing")) - _heads(by)
    if standing != by.standing and (by.standing & _ACTING or standing - _ACTING != by.standing):
        return False  # an acting president is the president, not the other way about
    told = {_country(word) for word in words}
    return all(any(_alike(word, other) for other in told) for word in by.asked)


def agrees(asked: frozenset[str], words: str) -> bool:
    """Whether a body's name, with whose it is, meets all that is asked: "Russian Defense Ministry"."""
    told = {_country(word) for word in _words(words)}
    return all(any(_alike(word, other) for other in told) for word in asked)


def _heads(by: Description) -> set[str]:
    return {by.head, *roles_alike().get(by.head, ())}


def _alike(word: str, other: str) -> bool:
    """ "defence" and "defense", "parliamentary" and "parliament"."""
    return word == other or (word[:1].islower() and word[:5] == other[:5])


def _words(text: str) -> list[str]:
    """Lower-case words, without possessives; compound offices, and names of countries, are one word."""
    joined = _COMPOUND.sub(lambda found: found.group().lower().replace(" ", "-"), text)
    found: list[str] = []
    for word in _WORDS.findall(joined):
        bare = _POSSESSIVE.sub("", word).lower()
        if "-" in bare and bare not in function_words("office"):
            found += bare.split("-")
        else:
            found.append(bare)
    return found if _longer().keys().isdisjoint(found) else _joined(found)


def _joined(words: Sequence[str]) -> list[str]:
    """With "united states" as one word."""
    found: list[str] = []
    at = 0
    while at < len(words):
        parts = _longer().get(words[at], ())
        length = next((n for n in parts if " ".join(words[at : at + n]) in countries()), 1)
        found.append(" ".join(words[at : at + length]))
        at += length
    return found


@cache
def _longer() -> dict[str, tuple[int, ...]]:
    """First words of countries' names of several words, with how many, the most first."""
    names = [name.split() for name in countries() if " " in name]
    return {
        first: tuple(sorted({len(name) for name in names if name[0] == first}, reverse=True))
        for first, *_ in names
    }


def _country(word: str) -> str:
    """The code of the country that a name names or belongs to, upper-case; else the word."""
    return countries().get(word.replace(".", ""), word)
