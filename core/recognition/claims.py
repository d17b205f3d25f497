"""Which words of a reading are taken, and by which draft: every word belongs to one mention at most."""

from __future__ import annotations

from core.recognition.reading import Draft


class Claims:
    """The drafts of one article; what is claimed first stands."""

    def __init__(self) -> None:
        self._drafts: dict[int, Draft] = {}
        self._owner: dict[int, int] = {}

    def __contains__(self, at: int) -> bool:
        return at in self._owner

    def free(self, first: int, last: int) -> bool:
        """Whether no word of [first, last) is taken."""
        return self._owner.keys().isdisjoint(range(first, last))

    def claim(self, draft: Draft) -> None:
        """Take a draft's words, unless one of them is taken."""
        if draft.last > draft.first and self.free(draft.first, draft.last):
            self._drafts[draft.first] = draft
            for at in range(draft.first, draft.last):
                self._owner[at] = draft.first

    def bar(self, first: int, last: int) -> None:
        """Take words that no draft may have."""
        self._owner.update(dict.fromkeys(range(first, last), -1))

    def at(self, at: int) -> Draft | None:
        """The draft that holds a word."""
        return self._drafts.get(self._owner.get(at, -1))

    def drafts(self) -> list[Draft]:
        """All drafts in the order of the text."""
        return [self._drafts[first] for first in sorted(self._drafts)]
