"""What comparing two names comes to."""

from __future__ import annotations

from dataclasses import dataclass

THRESHOLD = 0.75
"""From this score on two names are held to be one entity. Scores are ranked, not probabilities."""

DOUBTFUL = 0.6
"""From this score on a pair is worth a reader's look."""


@dataclass(frozen=True, slots=True)
class Match:
    """A score from 0 to 1, and what speaks for it or against it."""

    score: float
    reasons: tuple[str, ...] = ()
    """In a reader's words, the strongest first."""

    @property
    def same(self) -> bool:
        """Whether the two are held to be one."""
        return self.score >= THRESHOLD


UNLIKE = Match(0.0)
