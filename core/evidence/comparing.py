"""What two outlets made of one utterance, word by word: what each kept, left out, or worded differently."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from core.evidence.wording import LONGEST, stem_of, words

_SHORTEST_STEM = 3


class Kind(StrEnum):
    """What became of a run of words, seen from the left."""

    KEPT = "kept"
    REWORDED = "reworded"
    CUT = "cut"
    """Only the left has it."""
    ADDED = "added"
    """Only the right has it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Aligned stretches of two quotations, as `str` offsets into each; empty where a side has nothing."""

    kind: Kind
    left: tuple[int, int]
    right: tuple[int, int]


def compare(left: str, right: str) -> list[Run]:
    """Align two wordings into runs, in order; words of one stem ("defend", "defended") count as kept.

    Both are read up to `wording.LONGEST` characters. Marks and spaces between runs belong to none.
    """
    ours, theirs = words(left), words(right)
    matcher = SequenceMatcher(
        None, [_form(w) for w, _, _ in ours], [_form(w) for w, _, _ in theirs], autojunk=False
    )
    runs: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        kind = {"equal": Kind.KEPT, "replace": Kind.REWORDED, "delete": Kind.CUT, "insert": Kind.ADDED}[tag]
        runs.append(
            Run(
                kind,
                _span(ours, a, b, min(len(left), LONGEST)),
                _span(theirs, c, d, min(len(right), LONGEST)),
            )
        )
    return runs


def _form(word: str) -> str:
    return stem_of(word) if len(word) > _SHORTEST_STEM else word


def _span(found: list[tuple[str, int, int]], first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        return found[first][1], found[last - 1][2]
    at = found[first][1] if first < len(found) else end
    return at, at
