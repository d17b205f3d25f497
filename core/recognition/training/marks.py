"""The table of marks (article, offsets, labels) and the corpus texts that they stand on."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

MARKS = Path(__file__).with_name("marks.tsv")


class Mark(NamedTuple):
    """One annotated name: `str` offsets into the article's text, and its entity type."""

    start: int
    end: int
    label: str


class Marked(NamedTuple):
    """One annotated window of an article."""

    article: str
    text: str
    held_out: bool
    marks: list[Mark]
    boilerplate: list[tuple[int, int]]


def read_marks(table: Path, corpus: Path) -> Iterator[Marked]:
    """The table's articles with their texts from `corpus` (gzipped JSON Lines with "id" and "text").

    Raises ValueError where the corpus lacks an article or has another text for it.
    """
    with table.open(encoding="utf-8", newline="") as lines:
        rows = {row["article"]: row for row in csv.DictReader(lines, delimiter="\t")}
    texts = _texts(corpus, rows.keys())
    for article, row in rows.items():
        text = texts.get(article, "")[: int(row["characters"])]
        if f"{crc32(text.encode()):08x}" != row["crc32"]:
            raise ValueError(f"{corpus}: article {article} is missing or has another text than was annotated")
        marks = [Mark(int(a), int(b), label) for a, b, label in _fields(row["marks"])]
        furniture = [(int(a), int(b)) for a, b in _fields(row["boilerplate"])]
        yield Marked(article, text, row["part"] == "held-out", marks, furniture)


def _fields(cell: str) -> list[list[str]]:
    return [item.split(":") for item in cell.split()]


def _texts(corpus: Path, wanted: object) -> dict[str, str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = (json.loads(line) for line in lines)
        return {a["id"]: a["text"] for a in articles if a["id"] in wanted}  # type: ignore[operator]
