"""The outlines of countries and oblasts, and the towns that come with the package, read once.

`outlines.tsv` has a line for each stretch of border or coast: the countries that it belongs to (two where it
parts them, one at the sea), then its points as whole numbers of 1/200 degree, each after the first as the
difference from the one before; `oblasts.tsv` has the lines between oblasts in the same way. `towns.tsv` has
the centres of Ukraine's oblasts, `names.tsv` (by hand) the neighbours' capitals, and where the names of
countries and seas stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from core.library.places import Box

DATA = Path(__file__).parent / "data"
HOME = "Ukraine"
STEPS = 200
"""Steps of a degree in which points are told: 0.005°, which is 0.5 km."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of border or coast, or of a line between oblasts."""

    countries: frozenset[str]
    """Or oblasts."""
    points: tuple[tuple[float, float], ...]
    """Longitude and latitude."""
    box: Box


@dataclass(frozen=True, slots=True)
class Town:
    """A town that is drawn whether or not it is mentioned."""

    name: str
    longitude: float
    latitude: float
    kind: str
    """ "capital", "centre" of an oblast; or "country" or "sea", of which this is where its name stands."""


@cache
def stretches() -> tuple[Stretch, ...]:
    """Borders and coasts of countries."""
    return tuple(map(_stretch, _lines("outlines.tsv")))


@cache
def divisions() -> tuple[Stretch, ...]:
    """The lines between the oblasts of Ukraine."""
    return tuple(map(_stretch, _lines("oblasts.tsv")))


@cache
def towns() -> tuple[Town, ...]:
    """Capitals, then the centres of oblasts, each the largest first; then countries and seas."""
    rows = [line.split("\t") for line in (*_lines("towns.tsv"), *_lines("names.tsv"))]
    return tuple(
        Town(name, float(longitude), float(latitude), kind) for name, longitude, latitude, kind in rows
    )


def inside(country: str, longitude: float, latitude: float) -> bool:
    """Whether a place lies in a country whose outline is whole, which is Ukraine's alone.

    A ray to the east crosses the outline an odd number of times; of its stretches the order does not matter.
    """
    odd = False
    for stretch in stretches():
        if country in stretch.countries:
            for (x, y), (next_x, next_y) in pairwise(stretch.points):
                crossed = (y > latitude) != (next_y > latitude)
                if crossed and longitude < x + (latitude - y) / (next_y - y) * (next_x - x):
                    odd = not odd
    return odd


def _stretch(line: str) -> Stretch:
    countries, told = line.split("\t")
    steps = [tuple(map(int, pair.split(","))) for pair in told.split()]
    across = [x / STEPS for x in accumulate(step[0] for step in steps)]
    up = [y / STEPS for y in accumulate(step[1] for step in steps)]
    box = Box(min(across), min(up), max(across), max(up))
    return Stretch(frozenset(countries.split(",")), tuple(zip(across, up, strict=True)), box)


def _lines(file: str) -> list[str]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
