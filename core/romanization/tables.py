"""Reads the tables that lie beside the code: tab-separated, `#` opens a comment, blank lines are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(package: str, name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of `data/<name>` of a package; trailing empty cells are kept."""
    text = files(package).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")
