"""What the README types into the search finds something in the sample, where a newcomer tries it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.command import warreader
from tests.keytable import README


def queries() -> list[str]:
    """The queries that the README names: those of its own section, and that of the table of commands."""
    text = README.read_text(encoding="utf-8")
    [row] = re.findall(r"^\| `search QUERY` \| `([^`]+)`", text, re.MULTILINE)
    section = text.split("\n## Searching\n")[1].split("\n## ")[0]
    return [row, *re.findall(r"`([a-z]+(?::[a-z]+| [^`]+))`", section)]


def test_queries_of_the_readme_find_something(home: Path) -> None:
    [sample] = home.rglob("*.db")
    assert len(queries()) >= 4
    for query in queries():
        assert warreader("--library", sample, "search", query, home=home), query
