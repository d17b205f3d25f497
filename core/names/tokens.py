"""Compares two words of two names: the step on which every type of name stands."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from core.romanization import folds, loose, skeleton


class Why(StrEnum):
    """What makes two words one."""

    SAME = "same"
    SOUNDS = "sounds"
    """Two romanizations of one spelling."""
    GIVEN = "given"
    """Two languages' forms of one given name, or its short form."""
    ROOTS = "roots"
    """Ukrainian and Russian forms of one root (i, e and o change places)."""
    MISSPELT = "misspelt"
    INITIAL = "initial"
    PLACE = "place"
    """Two languages' names of one place."""
    NOTHING = "nothing"


class Likeness(NamedTuple):
    """How like two words are, 0 to 1, and why."""

    score: float
    why: Why


SCORES = {
    # Ranked by how often each joins two different names: never, rarely, sometimes.
    Why.SAME: 1.0,
    Why.SOUNDS: 0.96,
    Why.GIVEN: 0.93,
    Why.PLACE: 0.93,
    Why.ROOTS: 0.88,
    Why.MISSPELT: 0.8,
    Why.INITIAL: 0.8,
    Why.NOTHING: 0.0,
}


_SHORTEST_ROOT = 4
"""Sounds from which a root tells a name; shorter ones (Yoko, Ike) are alike by chance."""


def likeness(why: Why) -> Likeness:
    """The likeness that a reason alone is worth."""
    return Likeness(SCORES[why], why)


@lru_cache(maxsize=4_000)
def compare_words(left: str, right: str) -> Likeness:
    """Compare two words as written, in any of the orthographies and scripts that they may be in."""
    if left.casefold() == right.casefold():
        return likeness(Why.SAME)
    ours, theirs = folds(left), folds(right)
    if not set(ours).isdisjoint(theirs):
        return likeness(Why.SOUNDS)
    if _onsets(ours).isdisjoint(_onsets(theirs)):
        return likeness(Why.NOTHING)  # neither roots nor slips differ in the first sound
    roots = {loose(sounds) for sounds in ours} & {loose(sounds) for sounds in theirs}
    if any(len(root) >= _SHORTEST_ROOT for root in roots):
        return likeness(Why.ROOTS)
    if any(_misspelt(a.replace("T", "ts"), b.replace("T", "ts")) for a in ours[:2] for b in theirs[:2]):
        return likeness(Why.MISSPELT)
    return likeness(Why.NOTHING)


@lru_cache(maxsize=8_000)
def _onsets(sounds: tuple[str, ...]) -> frozenset[str]:
    """The first sounds of a word's readings, those that are held alike made one."""
    return frozenset("t" if one[0] == "T" else loose(one[0]) for one in sounds)


def _misspelt(left: str, right: str) -> bool:
    """One slip in a word of five sounds or more, two in nine or more; slips spare the first sound."""
    shorter = min(len(left), len(right))
    if shorter < 4 or left[0] != right[0]:
        return False
    slips = 2 if shorter >= 9 else 1
    if OSA.distance(left, right, score_cutoff=slips) > slips:
        return False
    return shorter >= 5 or skeleton(left) == skeleton(right)
