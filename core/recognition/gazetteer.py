"""Places by name, out of two sorted tables that are searched where they lie.

The tables are mapped into memory and bisected: opening takes well under a millisecond and next to no memory
(a dictionary of the same 78,000 keys takes 0.3 s to fill and 30 MB), a look-up some ten microseconds, and a
cache answers for the names that an article repeats.
"""

from __future__ import annotations

import mmap
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from core.entity import EntityType, Reference
from core.names.tables import place_kinds
from core.recognition.words import skeleton

DATA = Path(__file__).parent / "data" / "gazetteer"


class PlaceName(NamedTuple):
    """What the gazetteer knows of a name."""

    references: tuple[Reference, ...]
    """The places that bear it, prominent and large ones first; a few at most."""
    prominent: bool
    """Whether one of them is known far and wide, so that the bare name in running text means a place."""
    adjective: bool = False
    """Whether it is one only beside a class noun: "the Mikołajowski region", "Zaporizka Oblast"."""

    def for_noun(self, noun: str) -> PlaceName:
        """The same with those first that the class noun after the name asks for."""
        return self._replace(references=ordered_for(self.references, noun))


class SortedTable:
    """A file of tab-separated lines sorted by the bytes of their first field."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, key: str) -> list[str] | None:
        """The fields of the line whose first field is `key`, or None."""
        wanted, data = key.encode(), self._data
        low, high = 0, len(data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start)
            found = data[start : data.find(b"\t", start, end)]
            if found == wanted:
                return data[start:end].decode().split("\t")
            if found < wanted:
                low = end + 1
            else:
                high = start
        return None


_ORDER = {"+": 0, "-": 2}
"""Of the marks of an id: known far and wide, called so only before a class noun."""
_LONGEST = 200
"""Characters; no list has a longer name, and a word of a million is read by many rules."""


class Gazetteer:
    """Settlements, oblasts, raions, countries and facilities by any of their spellings."""

    LIMIT = 8
    """References handed out for one name: there are some 60 villages called Mykolaivka."""

    def __init__(self, folder: Path = DATA) -> None:
        self._folder = folder
        self.find = lru_cache(maxsize=8_192)(self._find)
        self.place = lru_cache(maxsize=8_192)(self._place)

    @cached_property
    def _names(self) -> SortedTable:
        return SortedTable(self._folder / "names.tsv")

    @cached_property
    def _places(self) -> SortedTable:
        return SortedTable(self._folder / "places.tsv")

    def _find(self, folded: str) -> PlaceName | None:
        """The places that a folded name (words joined by a blank) may stand for, or None."""
        if len(folded) > _LONGEST:
            return None
        folded = folded.replace("-", " ")
        slavic = self._names.find("~" + " ".join(map(skeleton, folded.split(" "))))
        world = self._names.find(folded)
        ids = [id_ for line in (slavic, world) if line for id_ in line[1].split(",")]
        if not ids:
            return None
        ids.sort(key=lambda id_: _ORDER.get(id_[0], 1))
        references = [place for id_ in ids[: self.LIMIT] if (place := self.place(id_.lstrip("+-")))]
        return PlaceName(tuple(references), ids[0].startswith("+"), ids[0].startswith("-"))

    def _place(self, id_: str) -> Reference | None:
        """The place with this id, or None."""
        fields = self._places.find(id_)
        if not fields:
            return None
        _, label, kind, latitude, longitude, population, within = fields
        prefix = "" if ":" in id_ else "geonames:"
        return Reference(
            id=prefix + id_,
            type=EntityType.PLACE,
            label=label,
            kind=kind,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            population=int(population or 0),
            within=tuple(near if ":" in near else "geonames:" + near for near in within.split(",") if near),
        )


_REGIONS = frozenset(("oblast", "raion"))
REGION_NOUNS = {noun: kind for noun, kind in place_kinds().items() if kind in _REGIONS}
"""What a region is called behind its name, singular and plural, and its kind."""
_ASKED = REGION_NOUNS | dict.fromkeys(("regional", "governor", "governorate"), "oblast")


def ordered_for(references: tuple[Reference, ...], noun: str) -> tuple[Reference, ...]:
    """The references with those first that the class noun after the name asks for ("Luhansk region")."""
    if noun == "city":
        return tuple(sorted(references, key=lambda place: place.kind in _REGIONS))
    wanted = _ASKED.get(noun)
    return tuple(sorted(references, key=lambda place: place.kind != wanted)) if wanted else references
