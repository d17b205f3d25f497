"""The outlets that are known by name, domain or slogan (outlets.tsv: one line an outlet, easy to extend)."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import NamedTuple
from urllib.parse import urlsplit


class Outlet(NamedTuple):
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    slogans: tuple[str, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    table = resources.files("core.ingest").joinpath("outlets.tsv").read_text(encoding="utf-8")
    rows = csv.reader(table.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Outlet(row[0], *(tuple(filter(None, cell.split(";"))) for cell in row[1:4])) for row in rows)


@cache
def _by_name() -> dict[str, str]:
    return {form.casefold(): outlet.name for outlet in outlets() for form in (outlet.name, *outlet.aliases)}


@cache
def _any_form() -> re.Pattern[str]:
    forms = sorted(
        (form for outlet in outlets() for form in (outlet.name, *outlet.aliases)), key=len, reverse=True
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def named(text: str) -> str:
    """The outlet whose name or alias `text` is, or ""."""
    return _by_name().get(text.strip(" .,:|-–—").casefold(), "")


def mentioned(text: str) -> set[str]:
    """All outlets named in `text`, by their full names, the longest form first."""
    return {_by_name()[found.casefold()] for found in _any_form().findall(text)}


def of_masthead(line: str) -> str:
    """The outlet whose masthead a line is: its name alone, or with its slogan; else ""."""
    if named(line):
        return named(line)
    for outlet in outlets():
        for slogan in outlet.slogans:
            if line.endswith(slogan) and named(line.removesuffix(slogan)):
                return outlet.name
    return ""


def of_address(url: str) -> str:
    """The outlet of a web address, or ""."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[" is no address
        return ""
    for outlet in outlets():
        if any(host == domain or host.endswith("." + domain) for domain in outlet.domains):
            return outlet.name
    return ""
