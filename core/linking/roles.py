"""Finds what an article calls a person: the title before the name, or the apposition after it."""

from __future__ import annotations

import re
from functools import cache

from core.entity import Mention, Role
from core.romanization.tables import rows

_BEFORE = 110
_AFTER = 130
_WORD = re.compile(r"[^\s,;:.!?()\"“”«»—–]+\.?(?:[^\s,;:.!?()\"“”«»—–]+\.?)*")
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_APPOSITION = re.compile(r",\s+(?:the\s+|a\s+|an\s+)?(?P<role>[^\n,;:.!?()\"“”—–]{3,90})(?=[,;:.!?()\n—–]|$)")
_ENDS = re.compile(
    r"\s+(?:who|said|says|told|has|had|is|was|were|will|which|that|and|but|on|when|as|wrote)\s.*$"
)
_OPENERS = frozenset({"the", "a", "an", "but", "and", "in", "as", "when", "while", "by", "for", "on"})
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def _words() -> dict[str, str]:
    return {word: part for word, part, *_ in rows("core.linking", "roles.tsv")}


def roles(text: str, mentions: tuple[Mention, ...]) -> tuple[Role, ...]:
    """Return the roles told at a person's mentions, in the order of the text, each wording once."""
    found = (role for mention in mentions for role in (before(text, mention), after(text, mention)) if role)
    return tuple({role.text.casefold(): role for role in reversed(list(found))}.values())[::-1]


def before(text: str, mention: Mention) -> Role | None:
    """The title straight before a name: "Luhansk regional governor" Serhiy Haidai."""
    base = max(0, mention.start - _BEFORE)
    words = list(_WORD.finditer(text[base : mention.start]))
    end = mention.start - base
    first = None
    has_head = False
    for word in reversed(words):
        if not _GAP.fullmatch(text[base + word.end() : base + end]) or (
            not has_head and _part(word[0]) != "head"
        ):
            break
        if has_head and (not _modifies(word[0]) or _ends_a_sentence(word[0])):
            break
        has_head = True
        first, end = word, word.start()
    if first is None:
        return None
    stop = base + words[-1].end()
    return Role(" ".join(text[base + first.start() : stop].split()), base + first.start(), stop)


def after(text: str, mention: Mention) -> Role | None:
    """The apposition straight after a name: Serhiy Hayday, the "head of the Luhansk region"."""
    match = _APPOSITION.match(text, mention.end, mention.end + _AFTER)
    if match is None:
        return None
    told = _ENDS.sub("", match["role"]).rstrip()
    parts = [_part(word[0]) for word in _WORD.finditer(told)]
    if "head" not in parts[:5]:
        return None
    return Role(" ".join(told.split()), match.start("role"), match.start("role") + len(told))


def _part(word: str) -> str:
    return _words().get(_POSSESSIVE.sub("", word).rstrip(".").lower(), _words().get(word.lower(), ""))


def _ends_a_sentence(word: str) -> bool:
    """Whether a stop after a word is no abbreviation's: "Center. President", not "U.S. President"."""
    bare = word.rstrip("'’")
    return bare.endswith(".") and not _part(bare) and "." not in bare[:-1]


def _modifies(word: str) -> bool:
    """Whether a word before a role belongs to it: capitalised (a country, a body) or a known modifier."""
    return bool(_part(word)) or (word[:1].isupper() and word.lower() not in _OPENERS)
