"""How the memory of an indexing process grows with the articles it has dealt with.

    python -m tests.bench.memory recognition ARTICLES    real articles of the corpus, recognised
    python -m tests.bench.memory adding ARTICLES         the same, added to a library: all that `add`
                                                         does; the corpus comes again where it runs out
    python -m tests.bench.memory indexing ARTICLES       made articles, annotated beforehand: ingest,
                                                         linking and the library by themselves

Prints, after each tenth, the articles so far and the peak of the resident set in megabytes; then what the
second half added for 1,000 articles. A made article names 25 persons, places and bodies, one of them new.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, FoundBy, Mention, Name
from core.pipeline import Progress, add, add_articles
from core.recognition import load
from tests.bench.linking import names
from tests.eval.measure import ROOT, SEEDS

MENTIONS = 25
FOLDER = 1_000
"""Files a directory."""


class Growth:
    """Peaks of the resident set at each tenth of the way."""

    def __init__(self, articles: int) -> None:
        self._step = max(1, articles // 10)
        self._peaks: dict[int, float] = {}

    def at(self, done: int) -> None:
        if done % self._step == 0 and done not in self._peaks:
            self._peaks[done] = peak()
            print(f"{done:>9,} {self._peaks[done]:7.1f} MB", flush=True)

    def slope(self) -> float:
        """Megabytes that 1,000 articles added in the second half."""
        (first, low), *_, (last, high) = sorted(self._peaks.items())[len(self._peaks) // 2 - 1 :]
        return 1000 * (high - low) / (last - first)


def peak() -> float:
    """The most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )


def resident() -> float:
    """The megabytes that this process holds now, where the system tells (Linux); else the most so far."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 1024**2


def recognition(articles: int, growth: Growth) -> None:
    for done, _ in enumerate(load().annotate(islice(corpus(), articles)), 1):
        growth.at(done)


def corpus() -> Iterator[Article]:
    """Real articles, over and over, no two of one source; the sample's where there is no corpus."""
    shared = Path(os.environ.get("WARREADER_SHARED", ROOT.parent / "shared"))
    number = count()
    while True:
        for text, outlet in _press(shared / "corpus" / "war_news.jsonl.gz"):
            made = Provenance(f"corpus#{next(number)}", f"{next(number):064}", datetime.now(UTC))
            yield Article(text, made, outlet=outlet)


def _press(path: Path) -> Iterator[tuple[str, str]]:
    """Texts and outlets."""
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from ((row["text"], row["outlet"] or "") for row in map(json.loads, lines))
    else:
        yield from ((seed.read_text(encoding="utf-8"), "") for seed in sorted(SEEDS.glob("*.txt")))


def adding(articles: int, growth: Growth) -> None:
    with TemporaryDirectory() as home:

        def progress(now: Progress) -> None:
            growth.at(now.summary.done)

        add_articles(islice(corpus(), articles), Path(home, "library.db"), load, progress)


class Told:
    """A recogniser of made articles, where every line is a name behind its type."""

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        for article in articles:
            yield Annotation(tuple(_mentions(article.text)), (), "en")


def _mentions(text: str) -> Iterator[Mention]:
    start = 0
    for line in text.splitlines(keepends=True):
        kind, _, form = line.rstrip("\n").partition(": ")
        begin = start + len(kind) + 2
        yield Mention(begin, begin + len(form), form, EntityType(kind), 0.9, FoundBy.MODEL)
        start += len(line)


def write(articles: int, folder: Path) -> None:
    """Made articles as files: the names that came first are named most, and each article brings one more."""
    random, pool = Random(7), names(MENTIONS + articles)
    for number in range(articles):
        place = folder / f"{number // FOLDER:04}" / f"{number:06}.txt"
        place.parent.mkdir(exist_ok=True)
        known = [pool[int((MENTIONS + number) * random.random() ** 3)] for _ in range(MENTIONS - 1)]
        place.write_text("".join(map(_line, [*known, pool[MENTIONS + number]])), encoding="utf-8")


def _line(name: Name) -> str:
    return f"{name.type}: {name.form}\n"


def indexing(articles: int, growth: Growth) -> None:
    with TemporaryDirectory() as home:
        (folder := Path(home, "articles")).mkdir()
        write(articles, folder)

        def progress(now: Progress) -> None:
            growth.at(now.summary.done)

        summary = add([folder], Path(home, "library.db"), Told, progress)
    if summary.failed:
        raise SystemExit(f"{len(summary.failed)} articles failed, the first: {summary.failed[0]}")


def measured(what: str, articles: int) -> tuple[float, float]:
    """Peak and growth for 1,000 articles, in megabytes, of a process of its own."""
    command = [sys.executable, "-m", "tests.bench.memory", what, str(articles)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return float(lines[-2].split()[1]), float(lines[-1].split()[0])


def main() -> None:
    what, articles = sys.argv[1], int(sys.argv[2])
    growth = Growth(articles)
    {"recognition": recognition, "adding": adding, "indexing": indexing}[what](articles, growth)
    print(f"{growth.slope():.2f} MB more for 1,000 articles")


if __name__ == "__main__":
    main()
