"""Lay the names of names.tsv and the ranges of boilerplate.tsv over seeds/, and print the gold as JSON lines.

The tables hold what was marked by careful reading, the program only counts the offsets: run it again
after an article in seeds/ changes, with its output in seeds.jsonl. A row of names.tsv without context
stands for every occurrence of its form as a whole word in every article; one with a context (words of
the article around the form, the form between braces) stands there alone and wins over the former. The
longest form wins where two overlap; type "-" marks words that are no mention at all.

    python -m tests.gold.build > tests/gold/seeds.jsonl
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from core.ingest import read_one as read

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


class Marked(NamedTuple):
    start: int
    end: int
    type: str
    entity: str
    in_context: bool


def rows(table: str) -> list[dict[str, str]]:
    with open(HERE / table, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def occurrences(text: str, names: list[dict[str, str]]) -> Iterator[Marked]:
    """Every place in the text to which a row applies."""
    for row in names:
        form = re.escape(row["form"])
        before, after = (
            map(re.escape, row["context"].split("{}")) if row["context"] else (r"(?<!\w)", r"(?!\w)")
        )
        pattern = f"{before}({form}){after}"
        for found in re.finditer(pattern, text):
            yield Marked(*found.span(1), row["type"], row["entity"], bool(row["context"]))


def flat(marked: Iterator[Marked]) -> list[Marked]:
    """The longest at each place, those of a context before the others; none overlap."""
    chosen: list[Marked] = []
    for mark in sorted(marked, key=lambda m: (m.end - m.start, m.in_context), reverse=True):
        if all(mark.end <= other.start or other.end <= mark.start for other in chosen):
            chosen.append(mark)
    return sorted(mark for mark in chosen if mark.type != "-")


def dull(doc: str, text: str) -> list[list[int]]:
    """The article's ranges of boilerplate: [start, end) from the first words to the last."""
    ranges = []
    for row in rows("boilerplate.tsv"):
        if row["doc"] == doc:
            start = text.index(row["from"])
            ranges.append([start, text.index(row["to"], start) + len(row["to"])])
    return sorted(ranges)


def gold(path: Path, names: list[dict[str, str]]) -> dict[str, object]:
    """The gold of one article, in the form that the scorer reads."""
    text = read(path).text
    boilerplate = dull(path.name, text)
    mentions = []
    for start, end, kind, entity, _ in flat(occurrences(text, names)):
        mention = {"start": start, "end": end, "text": text[start:end], "type": kind, "entity": entity}
        if any(a <= start < b for a, b in boilerplate):
            mention["boilerplate"] = True
        mentions.append(mention)
    return {"doc": path.name, "boilerplate": boilerplate, "mentions": mentions}


if __name__ == "__main__":
    table = rows("names.tsv")
    for article in sorted(SEEDS.iterdir()):
        print(json.dumps(gold(article, table), ensure_ascii=False))
