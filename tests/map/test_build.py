"""The outlines: made from a tiny world, and as they come with the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.map import outlines
from tui.map.build import main
from tui.map.outlines import DATA, Town, inside, stretches, towns

HEAD, EXTRA = [[30, 45], [37, 45]], [[37, 45], [37, 44], [30, 44], [30, 45]]
NORTH = [[37, 45], [37, 50], [30, 50], [30, 45]]
EAST = [[37, 50], [60, 50], [60, 45], [37, 45]]


def world(taker: str = "Ukraine") -> dict[str, Any]:
    """Ukraine as a square, below it a peninsula that is Russia's, on an isthmus as wide as both."""
    arcs = [[p if at == 0 else [p[0] - a[at - 1][0], p[1] - a[at - 1][1]] for at, p in enumerate(a)]
            for a in (HEAD, EXTRA, NORTH, EAST)]  # fmt: skip
    shapes = {taker: [[[0, 2]]], "Russia": [[[~0, ~1]], [[3]]]}
    return {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "MultiPolygon", "properties": {"name": name}, "arcs": polygons}
                    for name, polygons in shapes.items()
                ]
            }
        },
    }


def made(tmp_path: Path, told: Any) -> tuple[int, dict[str, list[str]]]:
    source = tmp_path / "countries.topojson"
    source.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    code = main([str(source), "--to", str(tmp_path)])
    rows: dict[str, list[str]] = {}
    for line in (tmp_path / "outlines.tsv").read_text("utf-8").splitlines()[1:] if code == 0 else ():
        country, points = line.split("\t")
        rows.setdefault(country, []).append(points)
    return code, rows


def test_crimea_becomes_ukraines_and_the_isthmus_is_no_border(tmp_path: Path) -> None:
    code, rows = made(tmp_path, world())
    assert code == 0
    assert rows["Ukraine"] == ["7400,9000 0,-200 -1400,0 0,200", "7400,9000 0,1000 -1400,0 0,-1000"]
    assert rows["Russia"] == ["7400,10000 2600,0", "10000,9000 -2600,0"], "clipped at the window's edge"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("{", "Expecting"),
        ('{"arcs": []}', "not a TopoJSON of countries"),
        ("[]", "not a TopoJSON of countries"),
        (json.dumps(world("Poland")), "neither Russia nor Ukraine holds"),
    ],
)
def test_what_is_no_map_of_countries_is_told_in_a_line(
    tmp_path: Path, told: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "Poland" in told:
        told = told.replace("[[[-1, -2]], [[3]]]", "[[[3]]]")
    assert made(tmp_path, told) == (1, {})
    words = capsys.readouterr().err
    assert said in words and "countries.topojson" in words and words.count("\n") == 1


def test_what_is_no_table_of_geonames_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, ukraine = tmp_path / "countries.topojson", tmp_path / "UA.tsv"
    source.write_text(json.dumps(world()), encoding="utf-8")
    for table in (None, "name\tlat\nKyiv\t50\n", "lon\tlat\tfclass\tadmin1_name\n?\t50\tP\tKyiv\n"):
        if table is not None:
            ukraine.write_text(table, encoding="utf-8")
        assert main([str(source), "--ukraine", str(ukraine), "--to", str(tmp_path)]) == 1
        words = capsys.readouterr().err
        assert "UA.tsv" in words and "GeoNames" in words and words.count("\n") == 1


TOWNS = {
    "Simferopol": (34.1, 44.95), "Sevastopol": (33.53, 44.6), "Kerch": (36.47, 45.36),
    "Donetsk": (37.8, 48.0),
    "Luhansk": (39.3, 48.57), "Uzhhorod": (22.3, 48.62), "Chernihiv": (31.29, 51.5), "Izmail": (28.84, 45.35),
}  # fmt: skip
ABROAD = {
    "Rostov": (39.7, 47.23), "Minsk": (27.56, 53.9), "Chișinău": (28.86, 47.0), "Belgorod": (36.58, 50.6),
    "Krasnodar": (38.97, 45.04), "Przemyśl": (22.78, 49.78), "the Black Sea": (31.5, 44.5),
    "Tiraspol": (29.64, 46.84),
}  # fmt: skip


@pytest.mark.parametrize("town", TOWNS)
def test_towns_of_ukraine_lie_within_its_outline(town: str) -> None:
    assert inside("Ukraine", *TOWNS[town])


@pytest.mark.parametrize("town", ABROAD)
def test_what_is_abroad_lies_outside(town: str) -> None:
    assert not inside("Ukraine", *ABROAD[town])


def test_every_centre_of_an_oblast_lies_in_ukraine_and_its_capital_comes_first() -> None:
    centres = [town for town in towns() if town.kind == "centre"]
    assert len(centres) == 25 and all(inside("Ukraine", town.longitude, town.latitude) for town in centres)
    assert towns()[0] == Town("Kyiv", 30.524, 50.455, "capital")


def test_the_outlines_are_small_and_no_line_parts_ukraine_from_itself() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= 100_000
    assert all(1 <= len(stretch.countries) <= 2 for stretch in stretches())
    russian = [one for one in stretches() if one.countries == {"Russia", "Ukraine"}]
    assert russian and all(one.box.south > 46.9 for one in russian), "no border between them in Crimea"


def test_the_outlines_are_those_that_natural_earth_gives(tmp_path: Path) -> None:
    source = Path(__file__).parents[2].parent / "shared/gazetteer/naturalearth_countries-50m.topojson"
    if not source.exists():
        pytest.skip("Natural Earth's countries are not at hand")
    assert main([str(source), "--to", str(tmp_path)]) == 0
    assert (tmp_path / "outlines.tsv").read_bytes() == (outlines.DATA / "outlines.tsv").read_bytes()
