"""Compares demonyms and political groups (Russian, Russians), and named events."""

from __future__ import annotations

import re

from core.names.match import UNLIKE, Match
from core.names.tables import demonyms
from core.names.tokens import compare_words

_WORDS = re.compile(r"[^\W_]+")


def key(form: str) -> str:
    """What a demonym's forms share: its country's code, or the singular."""
    text = " ".join(_WORDS.findall(form[:200].lower()))
    code = demonyms().get(text)
    return code or (text[:-1] if len(text) > 4 and text.endswith("s") and not text.endswith("ss") else text)


def compare(left: str, right: str) -> Match:
    """Compare two forms of demonyms."""
    a, b = key(left), key(right)
    if not a or not b:
        return Match(float(left == right))
    if a == b:
        return Match(0.97, (f"{left} and {right} are one people or group",))
    return UNLIKE


def event_words(form: str) -> tuple[str, ...]:
    """The telling words of an event's name, sorted."""
    dull = {"the", "of", "for", "in", "and"}
    return tuple(sorted({word for word in _WORDS.findall(form[:200].lower()) if word not in dull}))


def compare_events(left: str, right: str) -> Match:
    """Compare two forms of events' names."""
    a, b = event_words(left), event_words(right)
    if a == b and a:
        return Match(0.97, ("the same words",))
    if len(a) == len(b) and a:
        score = min(compare_words(x, y).score for x, y in zip(a, b, strict=True))
        return Match(score, ("the same words, spelt differently",) if score else ())
    return Match(float(left == right))
