"""What a benchmark reports: one row, ours beside a peer taken in the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. On a busy machine read the ratio; ours and the peer's suffer alike."""

    name: str
    unit: str
    ours: float
    peer: float
    peer_name: str
    digits: int = 0

    @property
    def ratio(self) -> float:
        """Ours by the peer's."""
        return self.ours / self.peer if self.peer else 0.0
