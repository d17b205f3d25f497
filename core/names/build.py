"""Builds `data/renamed_places_geonames.tsv` from a GeoNames dump (maintainers run it, readers never do).

    python -m core.names.build GEONAMES_TSV

Of every settlement of 2,000 inhabitants or more those alternate names are kept that no rule of `places`
derives from its present name, and that no other of them bears now: earlier names and names in other
languages. GeoNames lists transliterations from other scripts in lower case; these are left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from core.names import places
from core.names.match import THRESHOLD

_PEOPLE = 2000
_SOUNDS = 4
"""Sounds of an alternate name that is kept: shorter ones are what other words sound like (Kyiv's "Keju")."""
_NO_SETTLEMENT = frozenset(
    (
        "donbas",
        "donbass",
        "misto",
        "rajon",
        "raion",
        "rayon",
        "selo",
        "stantsiya",
        "stancija",
        "posyolok",
        "targ",
    )
)
"""Words that tell that an alternate name is of a district, a station or a region, or a description."""
_HEAD = """# Names that one place bears or has borne, the present one first, beyond what romanization explains
# Source: GeoNames (geonames.org), CC BY 4.0; settlements of 2,000 inhabitants or more, by core.names.build
"""


def renamed(dump: Path) -> Iterator[list[str]]:
    """Yield the present name and the underivable ones of each settlement, in the order of the names."""
    with dump.open(encoding="utf-8", newline="") as lines:
        settlements = [
            row
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["fclass"] == "P" and int(row["population"] or 0) >= _PEOPLE
        ]
    present = {places.sounds(row["name"]) for row in settlements}
    for row in sorted(settlements, key=lambda row: (row["name"], row["geonameid"])):
        kept = [row["name"]]
        for name in row["alternatenames"].split(","):
            if (
                _is_name(name)
                and places.sounds(name) not in present
                and all(places.compare_forms(name, other).score < THRESHOLD for other in kept)
            ):
                kept.append(name)
        if len(kept) > 1:
            yield kept


def _is_name(text: str) -> bool:
    words = text.replace("-", " ").split()
    return (
        3 < len(text) < 30
        and len("".join(places.sounds(text))) >= _SOUNDS
        and text[0].isupper()
        and max(text) < "\u0530"
        and all(any(c.isalpha() for c in word) for word in words)
        and _NO_SETTLEMENT.isdisjoint(word.lower() for word in words)
    )


def main() -> None:
    """Write the table beside the others."""
    target = Path(__file__).parent / "data" / "renamed_places_geonames.tsv"
    table = "".join(";".join(names) + "\n" for names in renamed(Path(sys.argv[1])))
    target.write_text(_HEAD + table, encoding="utf-8")


if __name__ == "__main__":
    main()
