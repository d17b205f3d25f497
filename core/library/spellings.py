"""Which outlets are inconsistent with themselves: they write one word of an entity's name in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from core.entity import EntityType
from core.library.records import Alias, Uneven

_WORD = re.compile(r"[^\W\d_]{3,}(?:['’ʼ`][^\W\d_]+)*")
_APOSTROPHES = re.compile("['’ʼ`]s?$|['’ʼ`]")
_SHORT_FORM = 5
"""Letters under which a given name is another's short form (Joe) and no other language's (Serhiy, Sergei)."""


def uneven(aliases: Iterable[Alias], kind: EntityType) -> list[Uneven]:
    """An entry for every word of a name that an outlet spells in two ways, the outlets in order."""
    by_outlet: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for alias in aliases:
        for word in set(_WORD.findall(alias.form[:400])):
            by_outlet[alias.outlet][_APOSTROPHES.sub("", word)] += alias.mentions
    return [
        Uneven(outlet, group)
        for outlet in sorted(by_outlet)
        for group in _groups(by_outlet[outlet], kind)
        if len(group) > 1
    ]


def _groups(words: Counter[str], kind: EntityType) -> Iterator[tuple[tuple[str, int], ...]]:
    """Words that are one, with their mentions, the commonest first; capital letters make no other word."""
    groups: list[Counter[str]] = []
    for word, mentions in words.most_common():
        for group in groups:
            same = next((known for known in group if known.casefold() == word.casefold()), "")
            if same or any(_spells(known, word, kind) for known in group):
                group[same or word] += mentions
                break
        else:
            groups.append(Counter({word: mentions}))
    return (tuple(group.most_common()) for group in groups)


@lru_cache(maxsize=20_000)
def _spells(left: str, right: str, kind: EntityType) -> bool:
    """Whether two words of one entity's names are spellings of one: neither a plural nor a short form."""
    # Imported where it is needed: reading a library commonly wants none of the tables of names.
    from core.names import places
    from core.names.tables import given
    from core.names.tokens import Why, compare_words

    shorter, longer = sorted((left.casefold(), right.casefold()), key=len)
    if longer in (shorter + "s", shorter + "es"):
        return False
    if kind is EntityType.PLACE and places.pairs(left) & places.pairs(right):
        return True
    if kind is EntityType.PERSON and len(shorter) >= _SHORT_FORM and given(left) & given(right):
        return True
    return compare_words(left, right).why in (Why.SOUNDS, Why.ROOTS, Why.MISSPELT)
