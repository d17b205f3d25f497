"""Back and forward over the places a reader has been, as a browser or vim's jump list keeps them."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 500


class Stop(NamedTuple):
    """A dossier that one had open, and the line that one was on."""

    entity: int
    line: int = 0


class Place(NamedTuple):
    """Where a reader is: an article, the mention chosen in it, the entity whose mentions are shown."""

    article: int
    start: int | None = None
    """Offset of the chosen mention, or of the place that a search or a passage pointed at."""
    entity: int | None = None
    top: int | None = None
    """Offset of the first character in view, where no mention is chosen."""
    dossiers: tuple[Stop, ...] = ()
    """Dossiers that lay over it, the one in view last."""


class Trail(NamedTuple):
    """Places in the order they were visited, and which of them is the present one."""

    places: tuple[Place, ...] = ()
    at: int = -1

    def visit(self, place: Place) -> Trail:
        """Go on to a place; what lay ahead is forgotten, the same place again adds nothing.

        >>> trail = Trail().visit(Place(1)).visit(Place(2)).visit(Place(2))
        >>> len(trail.places), trail.here
        (2, Place(article=2, start=None, entity=None, top=None, dossiers=()))
        """
        if self.here is not None and self.here._replace(top=None) == place._replace(top=None):
            return self
        places = (*self.places[: self.at + 1], place)[-LONGEST:]
        return Trail(places, len(places) - 1)

    def amend(self, place: Place) -> Trail:
        """Say more exactly where the reader is, before a jump: small steps leave no places of their own."""
        if self.here is None:
            return self.visit(place)
        return Trail((*self.places[: self.at], place, *self.places[self.at + 1 :]), self.at)

    @property
    def here(self) -> Place | None:
        """The present place."""
        return self.places[self.at] if self.places else None

    @property
    def behind(self) -> int:
        """How many places one can go back."""
        return max(0, self.at)

    @property
    def ahead(self) -> int:
        """How many places one can go forward."""
        return len(self.places) - 1 - self.at

    def go(self, by: int) -> Trail:
        """The trail so many places later, or with a negative number earlier, as far as it goes."""
        return self._replace(at=max(0, min(len(self.places) - 1, self.at + by))) if self.places else self
