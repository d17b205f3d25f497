"""Build the gazetteer's two data files from GeoNames dumps: `python -m core.recognition.build --help`.

Reads GeoNames' own nineteen-column dump (`UA.txt`, `cities500.txt`) as well as tables with a header line.
Settlements of Ukraine, Russia and Belarus are keyed by the skeleton of every Latin and Cyrillic spelling
(see `words`); other places, where romanization is no question, by their folded names. Two sorted tables come
out, which `gazetteer` searches where they lie:

  places.tsv   id, label, kind, latitude, longitude, population, ids that contain it
  names.tsv    key, ids (prominent places first, marked "+"; those called so only before a noun last, "-")

GeoNames is licensed CC BY 4.0 (https://www.geonames.org).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from math import log10
from pathlib import Path
from typing import NamedTuple

from core.recognition.evidence import is_common, is_given_name
from core.recognition.words import fold, skeleton

DUMP_COLUMNS = [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "lat",
    "lon",
    "fclass",
    "fcode",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modified",
]
DATA = Path(__file__).parent / "data"
SLAVIC = {"UA", "RU", "BY"}
NEIGHBOURS = {"PL", "RO", "MD", "HU", "SK", "LT", "LV", "EE", "GE"}
_SPELLED = re.compile(r"[A-Za-zÀ-žʹ’'‘`´ʼ. \-Ѐ-ӿ]+")
"""Spellings in the scripts that the reader's articles use."""

_KINDS = {
    "ADM1": "oblast", "ADM2": "raion", "PPLC": "capital", "PPLA": "city", "PPLA2": "city", "ISL": "island",
    "CAPE": "cape", "SPIT": "spit", "LK": "lake", "RSV": "reservoir", "AIRP": "airport", "PS": "power plant",
    "STRT": "strait", "BAY": "bay", "PEN": "peninsula", "MT": "mountain",
}  # fmt: skip


class Place(NamedTuple):
    id: str
    label: str
    kind: str
    latitude: str
    longitude: str
    population: int
    within: tuple[str, ...]
    keys: frozenset[str]
    prominent: bool
    own: frozenset[str] = frozenset()
    """The keys of its name of today."""
    weak: frozenset[str] = frozenset()
    """Keys under which it is found only beside a class noun: "Zaporizka", "Mikołajowski"."""

    def rank(self, key: str) -> float:
        """How likely reports that use the key mean this place: its people, its name of today, its country.

        "Pokrovsk" is the town of today in Donetsk oblast before Engels, which was once called so, "Yelenovka"
        a village that Ukrainian calls Olenivka, "Kharkiv" the city before its oblast, which outnumbers it.
        """
        region = self.kind in ("oblast", "raion")
        people = 3.0 if region else log10(self.population + 10)
        named = 1.5 if key in self.own else 1.0 if any(_akin(key, own) for own in self.own) else 0.0
        return people + named + 1.2 * ("country:UA" in self.within)

    def line(self) -> str:
        fields = (self.id, self.label, self.kind, self.latitude, self.longitude, str(self.population or ""))
        return "\t".join((*fields, ",".join(self.within)))


def _akin(left: str, right: str) -> bool:
    """Whether two keys are one name in two languages: "elenovka" and "olenivka"."""
    return SequenceMatcher(None, left, right).ratio() >= 0.7


def rows_of(path: Path, country: str = "") -> Iterator[dict[str, str]]:
    """The rows of a dump, whether it names its columns or is GeoNames' own."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as lines:
        head = lines.readline().rstrip("\n").split("\t")
        named = "geonameid" in head
        if not named:
            lines.seek(0)
        columns = head if named else DUMP_COLUMNS
        for row in csv.DictReader(lines, columns, delimiter="\t", quoting=csv.QUOTE_NONE):
            row.setdefault("country", country)
            yield row


def spellings(row: dict[str, str]) -> set[str]:
    every = {row["name"], row.get("asciiname") or row["name"], *(row["alternatenames"] or "").split(",")}
    return {name for name in every if 3 <= len(name) <= 40 and _SPELLED.fullmatch(name)}


def keys_of(names: Iterable[str], slavic: bool) -> frozenset[str]:
    """Lookup keys: words joined by a blank, a skeleton's marked "~"."""
    keys = set()
    for name in names:
        words = [fold(word) for word in re.split(r"[ \-]+", name) if fold(word)]
        if words and len(words) <= 4:
            keys.add("~" + " ".join(map(skeleton, words)) if slavic else " ".join(words))
    return frozenset(keys)


_CLASS_NOUN = re.compile(
    r"(?i)[ ]*\b(?:oblast|voblasc|obw[oó]d|raion|rayon|rajon|rejon|mis['’]?krada"
    r"|област[ьі]|вобласць|район|раён)\b['’]?[ ]*"
)
_ADJECTIVE = re.compile(r"(?<=[ckz])(?:i|a|aia|e|oe)$")


def adjectives(names: Iterable[str]) -> frozenset[str]:
    """Keys of what Slavic languages call a region, in each gender: "Obwód zaporoski", "Zaporizka Oblast"."""
    bare = (_CLASS_NOUN.sub("", name) for name in names if _CLASS_NOUN.search(name))
    keys = {key for key in keys_of((name for name in bare if name), slavic=True) if _ADJECTIVE.search(key)}
    return frozenset(_ADJECTIVE.sub(ending, key) for key in keys for ending in ("i", "a", "e", "oe"))


def ukrainian_places(path: Path, categories: dict[str, str]) -> Iterator[Place]:
    """Every settlement, oblast and raion of Ukraine; islands, lakes, airports … by their full names."""
    rows = [row for row in rows_of(path, "UA") if row["fclass"] == "P" or row["fcode"] in _KINDS]
    oblasts = {row["admin1"]: row["geonameid"] for row in rows if row["fcode"] == "ADM1"}
    raions = {(row["admin1"], row["admin2"]): row["geonameid"] for row in rows if row["fcode"] == "ADM2"}
    seats = {
        (row["admin1"], row["admin2"]): row
        for row in sorted(rows, key=lambda row: int(row["population"] or 0))
        if row["fcode"] in ("PPLA", "PPLA2")
    }
    for row in rows:
        names, population = spellings(row), int(row["population"] or 0)
        weak: frozenset[str] = frozenset()
        unlisted = (
            "district of a city" if row["fcode"] == "PPLX" else "city" if population >= 10_000 else "village"
        )
        kind = categories.get(row["geonameid"]) or _KINDS.get(row["fcode"], unlisted)
        if row["fcode"] in ("ADM1", "ADM2"):
            weak = adjectives(names)
            names |= {re.sub(r" (Oblast|Raion|City)$", "", name) for name in names if name.isascii()}
        elif row["fclass"] != "P":
            names = {name for name in names if " " in name}
        around = (raions.get((row["admin1"], row["admin2"])), oblasts.get(row["admin1"]), "country:UA")
        within = tuple(place for place in around if place and place != row["geonameid"])
        seat = row["fcode"] in ("PPLC", "PPLA", "PPLA2", "ADM1")
        regional = row["fcode"] == "ADM1" and "Oblast" in row["name"] and row.get("admin1_name")
        label = f"{row['admin1_name'].removesuffix(' Oblast')} Oblast" if regional else row["name"]
        if row["fcode"] == "ADM2" and (town := seats.get((row["admin1"], row["admin2"]))):
            if not re.search("(?i)ra[iy]on", label):
                label = f"{town['name']} Raion"  # GeoNames has some by the city council of before 2020
            weak -= keys_of(spellings(town), slavic=True)
            names |= spellings(town)  # what English calls a raion by: "Kupiansk district"
        if not label.endswith("yi Raion"):
            weak -= keys_of({_CLASS_NOUN.sub("", label)}, slavic=True)  # "Zaporizhzhia" is a noun
        yield Place(
            row["geonameid"], label, kind, row["lat"], row["lon"], population, within,
            keys_of(names, slavic=True) - weak, seat or (row["fclass"] == "P" and population >= 3_000),
            keys_of({label, row["name"], row.get("asciiname") or label}, slavic=True), weak,
        )  # fmt: skip


def world_places(path: Path, capitals: dict[str, str]) -> Iterator[Place]:
    """Cities elsewhere: all that GeoNames has in Russia and Belarus, large ones in the rest of the world."""
    for row in rows_of(path):
        country, population = row["country"], int(row["population"] or 0)
        capital = capitals.get(country) == row["name"]
        least = 0 if country in SLAVIC else 30_000 if country in NEIGHBOURS else 100_000
        if country == "UA" or not (capital or population >= least):
            continue
        slavic = country in SLAVIC
        names = (
            spellings(row)
            if slavic
            else {row["name"], *(n for n in spellings(row) if n.isascii() and capital)}
        )
        large = 20_000 if slavic else 600_000 if country == "US" else 200_000
        kind = "capital" if capital else "city" if population >= 10_000 else "town"
        yield Place(
            row["geonameid"], row["name"], kind, row["lat"], row["lon"], population, (f"country:{country}",),
            keys_of(names, slavic), capital or population >= large, keys_of({row["name"]}, slavic),
        )  # fmt: skip


def write_countries(listed: dict[str, dict[str, str]], path: Path) -> None:
    """A lexicon of the countries that `places.tsv` lacks; a name that is a common word too is doubtful."""
    lines = ["type\tid\tlabel\tkind"]
    described = (DATA / "places.tsv").read_text(encoding="utf-8")
    for code, row in sorted(listed.items()):
        if f"\ncountry:{code}\t" in described:
            continue
        doubt = "?" if is_common(fold(row["name"])) or is_given_name(fold(row["name"])) else ""
        lines.append(f"PLACE\tcountry:{code}\t{doubt}{row['name']}\tcountry")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def countries(listed: dict[str, dict[str, str]]) -> Iterator[Place]:
    for code, row in listed.items():
        keys = keys_of({row["name"]}, slavic=False)
        yield Place(f"country:{code}", row["name"], "country", "", "", int(row["population"]), (), keys, True)


def categories_of(path: Path) -> dict[str, str]:
    """GeoNames id -> kind, from Ukraine's official codifier (category M, T, X, C)."""
    kinds = {"M": "city", "T": "settlement", "X": "settlement", "C": "village"}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["geonameid"]: kinds[row["category"]] for row in rows if row["category"] in kinds}


def write(places: Iterable[Place], folder: Path) -> None:
    """Write both tables, sorted by the bytes of their keys, as bisection needs them."""
    by_key: dict[str, list[tuple[str, float, str]]] = defaultdict(list)
    lines = {}
    for place in places:
        lines[place.id] = place.line()
        for key in place.keys | place.weak:
            mark = "-" if key not in place.keys else "+" if place.prominent else ""
            by_key[key].append((mark, place.rank(key), place.id))
    order = {"+": 0, "": 1, "-": 2}
    names = [
        key
        + "\t"
        + ",".join(
            mark + id_ for mark, _, id_ in sorted(found, key=lambda one: (order[one[0]], -one[1]))[:40]
        )
        for key, found in by_key.items()
    ]
    for file, rows in (("places.tsv", list(lines.values())), ("names.tsv", names)):
        ordered = sorted(row.encode() for row in rows)
        ordered.sort(key=lambda row: row.split(b"\t", 1)[0])
        (folder / file).write_bytes(b"\n".join(ordered) + b"\n")
        print(f"{folder / file}: {len(ordered):,} lines, {(folder / file).stat().st_size:,} bytes")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ukraine", type=Path, required=True, help="all features of Ukraine (UA.txt)")
    parser.add_argument("--world", type=Path, required=True, help="cities of the world (cities500.txt)")
    parser.add_argument("--countries", type=Path, required=True, help="countries as JSON by ISO code")
    parser.add_argument("--codifier", type=Path, required=True, help="Ukraine's codifier of units (KATOTTG)")
    parser.add_argument("--to", type=Path, default=DATA / "gazetteer")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    listed = json.loads(options.countries.read_text(encoding="utf-8"))
    capitals = {code: row["capital"] for code, row in listed.items()}
    categories = categories_of(options.codifier)
    places = [
        *countries(listed),
        *ukrainian_places(options.ukraine, categories),
        *world_places(options.world, capitals),
    ]
    write(places, options.to)
    write_countries(listed, options.to.parent / "countries.tsv")
    return 0


if __name__ == "__main__":
    sys.exit(main())
