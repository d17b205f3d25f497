"""What is installed beside us, judged by what stands on this machine: no network is asked.

It is no pip-audit: the table of advisories is as old as its last change. What it tells is that nothing known
then is installed, or allowed by the bounds that we ask for ourselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = frozenset({"fuzz", "all"})
"""Extras that the tests can do without, and one of others."""
OPEN = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|MPL|Mozilla|PSF|Python Software Foundation|ISC|LGPL\S*|Lesser General Public"
    r"|Zlib|CC0|CNRI-Python|Public Domain)\b"
)
"""Licences under which code of others is used here."""


class Advisory(NamedTuple):
    package: str
    mended: Version
    id: str


def advisories() -> list[Advisory]:
    lines = (ROOT / "tests/architecture/advisories.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Advisory(name, Version(mended), number) for name, mended, number, _ in rows]


def asked_for() -> Iterator[Requirement]:
    """What pyproject.toml asks for, with the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (lines for name, lines in project["optional-dependencies"].items() if name not in NOT_HERE)
    for line in [*project["dependencies"], *(line for lines in extras for line in lines)]:
        if (wanted := Requirement(line)).name != "warreader":
            yield wanted


def installed() -> dict[str, metadata.Distribution]:
    """What that brings, by name, down to the last of theirs. Fails where one is missing."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(asked_for())
    while waiting:
        wanted = waiting.pop()
        if (name := canonicalize_name(wanted.name)) in found:
            continue
        found[name] = metadata.distribution(wanted.name)
        for line in found[name].requires or ():
            theirs = Requirement(line)
            extras = ("", *wanted.extras)
            if theirs.marker is None or any(theirs.marker.evaluate({"extra": one}) for one in extras):
                waiting.append(theirs)
    return found


def test_every_dependency_is_there_in_a_version_that_we_ask_for() -> None:
    wrong = [
        f"{wanted}: {version}"
        for wanted in asked_for()
        if not wanted.specifier.contains(version := metadata.version(wanted.name), prereleases=True)
    ]
    assert wrong == []
    assert [
        str(one) for one in asked_for() if not {">=", "<"} <= {part.operator for part in one.specifier}
    ] == []


def test_every_dependency_is_a_program_under_an_open_licence() -> None:
    """An upload that only holds a name has neither code nor a licence."""
    for name, found in installed().items():
        files = [file for file in found.files or () if file.suffix in (".py", ".so", ".pyd")]
        binaries = [file for file in found.files or () if file.parent.name in ("bin", "Scripts")]
        assert files or binaries, name
        told = found.metadata
        licence = [told.get("License-Expression"), told.get("License"), *(told.get_all("Classifier") or ())]
        assert OPEN.search(" ".join(line for line in licence if line)), name


def test_nothing_that_is_installed_is_known_to_be_vulnerable() -> None:
    found = installed()
    known = advisories()
    assert {one.package for one in known} <= found.keys(), "what is no longer used needs no line"
    assert [one for one in known if Version(found[one.package].version) < one.mended] == []


def test_nothing_that_we_ask_for_may_be_vulnerable() -> None:
    least = {
        canonicalize_name(wanted.name): Version(part.version)
        for wanted in asked_for()
        for part in wanted.specifier
        if part.operator == ">="
    }
    assert [one for one in advisories() if one.package in least and least[one.package] < one.mended] == []
