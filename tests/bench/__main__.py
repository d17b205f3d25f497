"""Print how fast warreader is: `make bench`, or `python -m tests.bench [--short]`.

One table, ours beside a peer that was measured in the same run; nothing is asserted. What each row means
stands in the module that takes it. With the measuring data beside the checkout, real articles are indexed
and pairs of names judged; without it, the sample articles are indexed over and over. The short form, which
takes two minutes, indexes fewer articles and asks a smaller library, and leaves terminals and linking out.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from core.recognition import load
from tests.bench import indexing, linking, names, reading, scale, terminal
from tests.bench.figures import Figure
from tests.eval.measure import ROOT, SEEDS

ARTICLES = 100
SHORT = 30
MANY = 400
"""Articles that processes share: of fewer, one of them would read the last alone."""
PRESS = 10_400
"""Articles of the corpus, of which every so-manieth is taken, so that all years and outlets are met."""


def corpus(shared: Path, folder: Path, many: int = ARTICLES) -> list[Path]:
    """Articles as files: real ones from the corpus, or copies of the sample's plain-text ones."""
    folder.mkdir(exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    texts = texts * (many // len(texts) + 1)
    if shared.is_dir():
        with gzip.open(shared / "corpus" / "war_news.jsonl.gz", "rt", encoding="utf-8") as lines:
            step = PRESS // many
            texts = [json.loads(line)["text"] for number, line in enumerate(lines) if number % step == 0]
    paths = [folder / f"{number:04}.txt" for number in range(min(many, len(texts)))]
    for number, (path, text) in enumerate(zip(paths, texts, strict=False)):
        path.write_text(f"{text}\n{number}\n", encoding="utf-8")  # no two alike: nothing is skipped as known
    return paths


def figures(shared: Path, folder: Path, short: bool) -> Iterator[Figure]:
    articles = corpus(shared, folder)
    yield from scale.figures(folder, short)
    if short:
        yield from indexing.speed(articles[:SHORT], folder, 1)
        return
    yield from terminal.figures(terminal.prepare([*sorted(SEEDS.iterdir()), *articles], folder), folder)
    yield from indexing.figures(articles, corpus(shared, folder / "many", MANY), folder)
    recognizer = load()
    yield from reading.figures(articles, folder, lambda: recognizer)
    yield from linking.figures()
    if shared.is_dir():
        yield from names.figures(shared)


def main() -> None:
    shared = Path(os.environ.get("WARREADER_SHARED", ROOT.parent / "shared"))
    table = Table("figure", "ours", "peer", "unit", "ratio", "the peer")
    for column in (1, 2, 4):
        table.columns[column].justify = "right"
    with TemporaryDirectory() as folder:
        for row in figures(shared, Path(folder), "--short" in sys.argv[1:]):
            ours, peer = (f"{value:,.{row.digits}f}" for value in (row.ours, row.peer))
            table.add_row(row.name, ours, peer, row.unit, f"{row.ratio:.2f}", row.peer_name)
    # Wide enough for a row a line, also where the output is kept as a file.
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    main()
