"""What has come into the library since the reader last looked, seen from where the eyes rest.

Articles come in above and between those in the list, and passages likewise; the answer says where each
thing that must not move stands now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from core.library.records import Counts
from tui.reading import answers, listing
from tui.reading.answers import PAGE, Dossier, Opened, Shelf
from tui.reading.listing import Listed
from tui.reading.trail import Place


class Eye(NamedTuple):
    """Where the reader is; of each list the entry under the cursor and the one that must not move."""

    cursor: int
    anchor: int
    """Ids of articles in the list."""
    around: int
    """Entries of the article list that may be in view on either side of the anchor."""
    place: Place | None
    passage_cursor: tuple[int, int] | None
    passage_anchor: tuple[int, int] | None
    """(article, offset) of passages in the right pane; None while it shows none."""
    passages_around: int


class News(NamedTuple):
    """The library as it is now, around the same places; the numbers are places in the lists."""

    counts: Counts
    rows: int
    """Of the article list, as it is arranged."""
    cursor: int
    anchor: int
    listed: list[Listed]
    offset: int
    """Where in the list `listed` begins."""
    opened: Opened | None
    dossier: Dossier | None
    """Of the chosen entity, with the passages around the anchor; None where it is gone or none was shown."""
    passage_cursor: int
    passage_anchor: int


def news(shelf: Shelf, eye: Eye) -> News:
    """Find the reader's places in the library as it is. Raises KeyError where an article of them is gone."""
    library = shelf.library
    cursor, anchor = (listing.position(library, shelf.arranged, seen) for seen in (eye.cursor, eye.anchor))
    offset, limit = _pages(anchor, eye.around)
    opened = answers.open_article(shelf, eye.place) if eye.place else None
    dossier, at, stays = _dossier(shelf, eye)
    listed = answers.listed(shelf, offset, limit)
    rows = listing.count(library, shelf.arranged)
    return News(library.counts(), rows, cursor, anchor, listed, offset, opened, dossier, at, stays)


def _dossier(shelf: Shelf, eye: Eye) -> tuple[Dossier | None, int, int]:
    place, library = eye.place, shelf.library
    if place is None or place.entity is None or eye.passage_anchor is None or eye.passage_cursor is None:
        return None, 0, 0
    try:
        found = answers.dossier(shelf, place.entity, place.article, place.start or 0)
        at = library.passages_before(place.entity, *eye.passage_cursor)
        stays = library.passages_before(place.entity, *eye.passage_anchor)
    except KeyError:
        return None, 0, 0
    offset, limit = _pages(stays, eye.passages_around)
    passages = library.passages(place.entity, offset, limit)
    return replace(found, passages=passages, offset=offset), at, stays


def _pages(anchor: int, around: int) -> tuple[int, int]:
    """The run of whole pages (offset, length) that holds an entry and what may be in view around it."""
    first, last = max(0, anchor - around) // PAGE, (anchor + around) // PAGE
    return first * PAGE, (last - first + 1) * PAGE
