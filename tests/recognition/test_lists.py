"""The gazetteer, the lexicons and the script that builds them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from core.recognition import build
from core.recognition.gazetteer import Gazetteer
from core.recognition.lexicon import DATA, Lexicon, aliases_of, complaints
from core.recognition.model import OWN_MODEL
from core.recognition.reading import Reading
from core.recognition.words import fold, skeleton


@pytest.mark.parametrize(
    "spelling",
    ["Severodonetsk", "Sievierodonetsk", "Syevyerodonetsk", "Siverskodonetsk", "Сєвєродонецьк"],
)
def test_every_spelling_finds_one_city(spelling: str) -> None:
    found = Gazetteer().find(fold(spelling))
    assert found is not None
    assert found.prominent
    assert found.references[0].id == "geonames:693124" or found.references[0].population > 50_000


@pytest.mark.parametrize("forms", ["Kharkiv Kharkov Charkiw Харків", "Lysychansk Lisichansk Лисичанськ"])
def test_spellings_share_a_reference(forms: str) -> None:
    gazetteer = Gazetteer()
    ids = []
    for form in forms.split():
        found = gazetteer.find(fold(form))
        assert found, form
        ids.append({reference.id for reference in found.references})
    assert set.intersection(*ids)


def test_a_place_lies_within_its_raion_oblast_and_country() -> None:
    gazetteer = Gazetteer()
    found = gazetteer.find("toshkivka")
    assert found is not None
    within = found.references[0].within
    assert within[-1] == "country:UA"
    oblast = gazetteer.place(within[-2].removeprefix("geonames:"))
    assert oblast is not None
    assert oblast.label == "Luhansk Oblast"


@pytest.mark.parametrize(
    ("form", "label", "country"),
    [
        ("Pokrovsk", "Pokrovsk", "UA"),
        ("Toretsk", "Toretsk", "UA"),
        ("Sloviansk", "Slovyansk", "UA"),
        ("Novorossiysk", "Novorossiysk", "RU"),
        ("Yelenovka", "Olenivka", "UA"),
        ("Artemovsk", "Bakhmut", "UA"),
        ("Kharkiv", "Kharkiv", "UA"),
        ("Rostov", "Rostov-on-Don", "RU"),
        ("Odessa", "Odesa", "UA"),
        ("Novhorod-Siverskyi", "Novhorod-Siverskyi", "UA"),
    ],
)
def test_what_reports_of_this_war_mean_by_a_bare_name_comes_first(
    form: str, label: str, country: str
) -> None:
    found = Gazetteer().find(fold(form))
    assert found is not None
    first = found.references[0]
    assert (first.label, first.within[-1], first.kind in ("oblast", "raion")) == (
        label,
        f"country:{country}",
        False,
    )


@pytest.mark.parametrize(
    "town", ["Kupiansk", "Chuhuiv", "Lozova", "Shostka", "Okhtyrka", "Sumy", "Odesa", "Kherson"]
)
def test_a_district_is_the_raion_around_its_seat(town: str) -> None:
    found = Gazetteer().find(fold(town))
    assert found is not None
    assert found.references[0].kind == "city"
    assert found.for_noun("district").references[0].kind == "raion"


@pytest.mark.parametrize(
    "form", ["Mikołajowski", "Zaporoskie", "Charkowski", "Kharkivska", "Kharkovskaya", "Донецька"]
)
def test_an_adjective_is_an_oblast_beside_its_noun(form: str) -> None:
    found = Gazetteer().find(fold(form))
    assert found is not None
    assert found.for_noun("region").references[0].kind == "oblast"


def test_the_gazetteer_opens_at_once_and_answers_no() -> None:
    start = time.process_time()
    assert Gazetteer().find("nosuchplaceever") is None
    assert time.process_time() - start < 0.5


def test_package_data_stays_small() -> None:
    sizes = {path: path.stat().st_size for path in DATA.rglob("*") if path.is_file()}
    model = sum(size for path, size in sizes.items() if path.is_relative_to(OWN_MODEL))
    assert 0 < model <= 15_000_000
    assert sum(sizes.values()) - model <= 6_000_000


@pytest.mark.parametrize("table", sorted(DATA.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_table_repeats_no_alias_within_an_entry(table: Path) -> None:
    seen = [(reference.id, alias) for reference, alias in aliases_of(table)]
    assert len(seen) == len(set(seen))


def test_every_line_of_our_tables_can_be_read() -> None:
    assert [told for told in complaints(DATA) if "no column" not in told] == []


def test_designations_are_found_however_they_are_joined() -> None:
    lexicon = Lexicon()
    for text in ("T-72B3", "T72", "F 16", "Kh-101", "Su-35s", "M142"):
        reading = Reading(text)
        matches = list(lexicon.matches(reading))
        assert [(match.first, match.last) for match in matches] == [(0, len(reading.words))], text


def test_romanizations_share_a_skeleton() -> None:
    for left, right in (("Zelenskyy", "Zelenskiy"), ("Hostomel", "Gostomel"), ("Łysyczańsk", "Lysychansk")):
        assert skeleton(fold(left)) == skeleton(fold(right))


def test_the_build_reads_geonames_own_dumps(tmp_path: Path) -> None:
    row = {
        "geonameid": "1",
        "name": "Zhabivka",
        "asciiname": "Zhabivka",
        "alternatenames": "Жабівка,Zhabovka",
    }
    row |= {"lat": "49.1", "lon": "38.2", "fclass": "P", "fcode": "PPL", "country": "UA", "admin1": "14"}
    row |= {"population": "120"}
    dump = "\t".join(row.get(column, "") for column in build.DUMP_COLUMNS) + "\n"
    (tmp_path / "UA.txt").write_text(dump, encoding="utf-8")
    (tmp_path / "cities500.txt").write_text("", encoding="utf-8")
    (tmp_path / "countries.json").write_text(
        json.dumps({"UA": {"name": "Ukraine", "capital": "Kyiv", "population": 1}}), encoding="utf-8"
    )
    (tmp_path / "codifier.tsv").write_text("geonameid\tcategory\n1\tC\n", encoding="utf-8")
    to = tmp_path / "data" / "gazetteer"
    options = ["--ukraine", "UA.txt", "--world", "cities500.txt", "--countries", "countries.json"]
    paths = [str(tmp_path / option) if "." in option else option for option in options]
    assert build.main([*paths, "--codifier", str(tmp_path / "codifier.tsv"), "--to", str(to)]) == 0
    found = Gazetteer(to).find("zhabivka")
    assert found is not None
    assert (found.references[0].kind, found.references[0].latitude) == ("village", 49.1)
    assert Gazetteer(to).find(fold("Жабівка")) == found


def test_two_weapons_are_two_entries() -> None:
    """One line is one entity: what shares only its maker or its class has lines of its own."""
    of: dict[str, set[str]] = {}
    for reference, alias in aliases_of(DATA / "weapons.tsv"):
        of.setdefault(alias.lstrip("?"), set()).add(reference.id)
    apart = [
        "F-14",
        "F-15C",
        "F-35B",
        "AK-47",
        "RPG-22",
        "DF-21",
        "DF-41",
        "SA-2",
        "Mi-26",
        "Ka-32",
        "FAB-100",
    ]
    ships = ["Admiral Gorshkov", "Admiral Grigorovich", "Marshal Ustinov", "Sergey Kotov", "Dmitry Rogachev"]
    assert len(set.union(*(of[name] for name in (*apart, *ships)))) == len(apart) + len(ships)
    for one, other in (("F-15C", "F-15"), ("T-72AV", "T-72"), ("Rivet Joint", "RC-135"), ("M142", "HIMARS")):
        assert of[one] == of[other]


def test_two_bodies_are_two_entries() -> None:
    of = {alias.lstrip("?"): reference.id for reference, alias in aliases_of(DATA / "organisations.tsv")}
    apart = [
        "ZDF",
        "ARD",
        "Die Zeit",
        "Handelsblatt",
        "ESA",
        "JAXA",
        "TVP",
        "Polsat",
        "Fusion GPS",
        "FBK",
        "G8",
        "G7",
    ]
    assert len({of[name] for name in apart}) == len(apart)


@pytest.mark.parametrize(
    ("table", "apart", "alike"),
    [
        (
            "places.tsv",
            "Southern Bug|Bug River|West Yorkshire|North Yorkshire|South Yorkshire|Yorkshire",
            "Southern Bug|Southern Buh",
        ),
        (
            "events.tsv",
            "Vostok 2018|Vostok 2022|2018 World Cup|2022 World Cup|World Cup|Tokyo Olympics|Rio Olympics",
            "Vostok 2018|Vostok-2018",
        ),
        ("organisations.tsv", "Malaysia Airlines|Iran Air", "Malaysia Airlines|Malaysia Air"),
        ("demonyms.tsv", "Chechen|Tajik|Ossetian", "Tajik|Tadzhik|Tadzhiks"),
        ("demonyms.tsv", "Chechen|Ingush", "Chechen|Chechnyan"),
        ("demonyms.tsv", "Ossetian|Georgian", "Ossetian|South Ossetian"),
    ],
)
def test_one_line_is_one_thing_and_one_thing_one_line(table: str, apart: str, alike: str) -> None:
    of = [(alias.lstrip("?"), reference.id) for reference, alias in aliases_of(DATA / table)]
    own = {
        form: {id_ for alias, id_ in of if alias == form} for form in (*apart.split("|"), *alike.split("|"))
    }
    assert all(len(ids) == 1 for ids in own.values())
    assert len(set.union(*(own[form] for form in apart.split("|")))) == len(apart.split("|"))
    assert len(set.union(*(own[form] for form in alike.split("|")))) == 1


def test_a_cold_war_of_today_is_not_that_of_last_century() -> None:
    of = {alias for _, alias in aliases_of(DATA / "events.tsv")}
    assert {"Cold War", "?cold war"} <= of
    assert "cold war" not in of
