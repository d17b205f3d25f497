"""Says in a reader's words why two words are one."""

from __future__ import annotations

from collections.abc import Iterable

from core.names.tables import given
from core.names.tokens import Likeness, Why
from core.romanization.schemes import common_spelling


def words_alike(pairs: Iterable[tuple[str, str, Likeness]]) -> tuple[str, ...]:
    """One reason for each pair of words that are not simply the same; "the same form" if all are."""
    told = tuple(_told(left, right, found.why) for left, right, found in pairs)
    reasons = tuple(dict.fromkeys(reason for reason in told if reason))
    return reasons or ("the same form",)


def _told(left: str, right: str, why: Why) -> str:
    if why is Why.SAME:
        return ""
    pair = f"{left} ~ {right}"
    if why is Why.SOUNDS:
        return common_spelling(left, right) or f"{pair}: sound alike, romanized differently"
    if why is Why.GIVEN:
        common = ", ".join(sorted(given(left) & given(right))[:1])
        return f"{pair}: forms of one given name ({common})"
    if why is Why.ROOTS:
        told = f"{pair}: the same but for i, e and o, which Ukrainian and Russian exchange"
        return common_spelling(left, right) or told
    if why is Why.PLACE:
        return f"{pair}: two names of one place"
    if why is Why.INITIAL:
        return f"{pair}: an initial that fits"
    return f"{pair}: a slip of a letter"
