"""Makes the map's data: outlines from Natural Earth's countries (public domain), the rest from GeoNames.

    python -m tui.map.build countries-50m.topojson --ukraine UA.tsv

Natural Earth's default gives Crimea to Russia. The borders here are those that are internationally
recognised (United Nations General Assembly, resolution 68/262): the ring of Russia that holds Simferopol
becomes Ukraine's, and with it the line across the isthmus has Ukraine on both sides, and is no border.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from tui.map.oblasts import borders, settlements
from tui.map.outlines import DATA, HOME, STEPS, inside
from tui.map.view import WINDOW, clip

SIMFEROPOL = (34.1, 44.95)
_TOLERANCE = 0.004
"""Degrees by which a line may be off when points are left out of it: 0.4 km."""
_OBLASTS_TOLERANCE = 0.015
"""The same between oblasts, where being exact to a kilometre is all that settlements give."""
_CENTRES = {"PPLC": "capital", "PPLA": "centre"}
"""GeoNames' codes of the towns that are drawn."""
_SIMFEROPOL = "693805"
"""A republic's capital, though its code is that of a raion's."""
Point = tuple[float, float]


class TopologyError(ValueError):
    """The file is not Natural Earth's countries as TopoJSON; the words say why."""


class Topology:
    """A TopoJSON of countries: rings that share arcs."""

    def __init__(self, told: dict[str, Any]) -> None:
        try:
            (across, up), (west, south) = told["transform"]["scale"], told["transform"]["translate"]
            self.arcs = [
                [
                    (west + x * across, south + y * up)
                    for x, y in zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True)
                ]
                for arc in told["arcs"]
            ]
            self.rings: dict[str, list[list[int]]] = {
                one["properties"]["name"]: list(_rings(one["arcs"]))
                for one in told["objects"]["countries"]["geometries"]
                if one.get("arcs")
            }
        except (KeyError, TypeError, ValueError) as error:
            raise TopologyError(f"not a TopoJSON of countries: {error!r}") from error

    def ring(self, arcs: Sequence[int]) -> list[Point]:
        """The points of a ring; an arc below 0 is `~arc` backwards."""
        return [point for arc in arcs for point in (self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1])]

    def give(self, place: Point, giver: str, taker: str) -> None:
        """Give the ring that holds a place to another country; nothing where it has it already."""
        for ring in self.rings.get(giver, []):
            if _holds(self.ring(ring), place):
                self.rings[giver].remove(ring)
                self.rings[taker].append(ring)
                return
        if not any(_holds(self.ring(ring), place) for ring in self.rings.get(taker, [])):
            raise TopologyError(f"neither {giver} nor {taker} holds {place}")

    def owners(self) -> dict[int, list[str]]:
        """The countries on both sides of each arc."""
        owners: dict[int, list[str]] = defaultdict(list)
        for country, rings in self.rings.items():
            for ring in rings:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc].append(country)
        return owners


def _rings(arcs: list[Any]) -> Iterator[list[int]]:
    """The rings of a polygon, or of several."""
    for part in arcs:
        if part and isinstance(part[0], int):
            yield part
        else:
            yield from _rings(part)


def _holds(ring: Sequence[Point], place: Point) -> bool:
    crossings = 0
    for (x, y), (next_x, next_y) in pairwise([*ring, ring[0]]):
        if (y > place[1]) != (next_y > place[1]):
            crossings += place[0] < x + (place[1] - y) / (next_y - y) * (next_x - x)
    return crossings % 2 == 1


def outlines(topology: Topology) -> Iterator[str]:
    """A line for each stretch of border and coast within the window."""
    topology.give(SIMFEROPOL, "Russia", "Ukraine")
    for arc, countries in sorted(topology.owners().items()):
        if len(set(countries)) == 1 and len(countries) > 1:
            continue  # both sides are one country's
        for piece in _within(topology.arcs[arc]):
            yield from _told(countries, simplified(piece, _TOLERANCE))


def divisions(ukraine: Path) -> Iterator[str]:
    """A line for each stretch between two oblasts, as far as it lies in Ukraine as the package has it."""
    for oblasts, piece in borders(settlements(ukraine), lambda *place: inside(HOME, *place)):
        yield from _told(oblasts, simplified(piece, _OBLASTS_TOLERANCE))


def _told(names: Iterable[str], points: Sequence[Point]) -> Iterator[str]:
    """A stretch as the tables have it, unless it is but a point of theirs."""
    steps = [(round(x * STEPS), round(y * STEPS)) for x, y in points]
    moves = [steps[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(steps) if (a, b) != (x, y))]
    if len(moves) > 1:
        yield f"{','.join(sorted(names))}\t{' '.join(f'{x},{y}' for x, y in moves)}"


def _within(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The pieces of a line that lie in the window."""
    piece: list[Point] = []
    for start, end in pairwise(points):
        kept = clip((*start, *end), WINDOW.west, WINDOW.south, WINDOW.east, WINDOW.north)
        if kept is not None:
            begin, stop = kept[:2], kept[2:]
            if piece and piece[-1] != begin:
                yield piece
                piece = []
            piece = [*(piece or [begin]), stop]
        if piece and (kept is None or piece[-1] != end):
            yield piece
            piece = []
    if piece:
        yield piece


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """A line without the points that lie within the tolerance of it (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return list(points)
    offs = [_off(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(range(len(offs)), key=offs.__getitem__)
    if offs[farthest] <= tolerance:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 2], tolerance)[:-1] + simplified(points[farthest + 1 :], tolerance)


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others."""
    (x, y), across, down = start, end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = ((point[0] - x) * across + (point[1] - y) * down) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return float(((point[0] - x - along * across) ** 2 + (point[1] - y - along * down) ** 2) ** 0.5)


def towns(ukraine: Path) -> Iterator[str]:
    """The capital of Ukraine and the centres of its oblasts, the largest first, from GeoNames' UA.txt."""
    with ukraine.open(encoding="utf-8", newline="") as lines:
        rows = [
            row
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["fcode"] in _CENTRES or row["geonameid"] == _SIMFEROPOL
        ]
    for row in sorted(rows, key=lambda row: (row["fcode"] != "PPLC", -int(row["population"] or 0))):
        kind = _CENTRES.get(row["fcode"], "centre")
        yield f"{row['name']}\t{float(row['lon']):.3f}\t{float(row['lat']):.3f}\t{kind}"


def write(path: Path, lines: Iterable[str], head: str) -> None:
    path.write_text("\n".join((f"# {head}", *lines)) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size:,} bytes")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("countries", type=Path, help="Natural Earth's 50m countries as TopoJSON")
    parser.add_argument(
        "--ukraine", type=Path, help="all features of Ukraine (GeoNames), for oblasts and towns"
    )
    parser.add_argument("--to", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    try:
        lines = list(outlines(Topology(json.loads(options.countries.read_bytes()))))
    except (OSError, ValueError, RecursionError) as error:
        print(
            f"{options.countries}: {error}. Wanted are Natural Earth's countries as TopoJSON.",
            file=sys.stderr,
        )
        return 1
    options.to.mkdir(parents=True, exist_ok=True)
    write(options.to / "outlines.tsv", lines, "Borders and coasts: Natural Earth 1:50m, public domain")
    if options.ukraine is not None:
        try:
            write(
                options.to / "oblasts.tsv", divisions(options.ukraine), "Between oblasts: GeoNames, CC BY 4.0"
            )
            write(options.to / "towns.tsv", towns(options.ukraine), "Centres of oblasts: GeoNames, CC BY 4.0")
        except (OSError, ValueError, KeyError) as error:
            print(
                f"{options.ukraine}: {error!r}. Wanted is GeoNames' table with its columns named.",
                file=sys.stderr,
            )
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
