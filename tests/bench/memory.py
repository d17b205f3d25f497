"""How the memory of an indexing process grows with the articles it has dealt with.

    python -m tests.bench.memory recognition ARTICLES    real articles of the corpus, recognised
    python -m tests.bench.memory adding ARTICLES         the same, added to a library: all that `add
                                                         --jobs 1` does
    python -m tests.bench.memory storing ARTICLES        a thousand of them, recognised elsewhere, over and
                                                         over: linking, stories, evidence and the library,
                                                         which is what `add` does beside its other jobs
    python -m tests.bench.memory indexing ARTICLES       made articles, annotated beforehand: ingest,
                                                         linking and the library by themselves

Prints, after each tenth, the articles so far and the peak of the resident set in megabytes; then what the
second half added for 1,000 articles. Where the real articles run out they come again, each time with every
other longer word, and every twentieth that begins with a capital, turned into a new one of its length: most
of the press's names are those of the week before. A made article names 25 persons, places and bodies,
one of them new.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from zlib import crc32

from core.article import Article, Provenance
from core.entity import Annotation, EntityType, FoundBy, Mention, Name
from core.ingest import Options, read
from core.pipeline import Progress, add, add_articles
from core.recognition import load
from core.recognition.spreading import Spread, processes
from tests.bench.linking import names
from tests.bench.resident import peak
from tests.eval.measure import ROOT, SEEDS

MENTIONS = 25
FOLDER = 1_000
"""Files a directory."""
SEEN = 1_000
"""Articles that are recognised to be stored over and over."""
_OF_WORDS, _OF_NAMES = 2, 20
"""One of so many longer words is new when an article comes again, in small letters and with a capital."""
_LONGER = re.compile(r"[^\W\d_]{5,}")


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


def recognition(articles: int, growth: Growth) -> None:
    for done, _ in enumerate(load().annotate(islice(corpus(), articles)), 1):
        growth.at(done)


def corpus() -> Iterator[Article]:
    """Real articles, over and over, no two of one source; the sample's where there is no corpus."""
    shared = Path(os.environ.get("WARREADER_SHARED", ROOT.parent / "shared"))
    number = count()
    for turn in count():
        for article in _press(shared / "corpus" / "war_news.jsonl.gz"):
            yield again(article, turn, next(number))


def _press(path: Path) -> Iterator[Article]:
    if path.is_file():
        yield from (one for one in read(path, Options()) if isinstance(one, Article))
    else:
        yield from (one for seed in sorted(SEEDS.glob("*.txt")) for one in read(seed, Options()))


def again(article: Article, turn: int, number: int) -> Article:
    """An article as it comes the first time (turn 0) or once more, years later and in other words."""
    later = timedelta(days=1000 * turn)
    return replace(
        article,
        text=_LONGER.sub(lambda word: _other(word[0], turn), article.text) if turn else article.text,
        published=article.published and article.published + later,
        provenance=Provenance(f"corpus#{number}", f"{number:064}", datetime.now(UTC)),
    )


def _other(word: str, turn: int) -> str:
    lot, of = crc32(f"{turn} {word}".encode()), _OF_NAMES if word[0].isupper() else _OF_WORDS
    at = 1 + lot // of % (len(word) - 1)
    return word if lot % of else f"{word[:at]}{ascii_lowercase[lot // 64 % 26]}{word[at + 1 :]}"


def adding(articles: int, growth: Growth) -> None:
    with TemporaryDirectory() as home:

        def progress(now: Progress) -> None:
            growth.at(now.done)

        add_articles(islice(corpus(), articles), Path(home, "library.db"), load, progress)


class Recognised:
    """A recogniser of articles that come again: it has seen them before, and holds what it saw packed."""

    def __init__(self, seen: Sequence[bytes]) -> None:
        self._seen = seen

    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        for article, packed in zip(articles, cycle(self._seen), strict=False):
            seen = pickle.loads(packed)
            mentions = (m._replace(form=article.text[m.start : m.end]) for m in seen.mentions)
            yield replace(seen, mentions=tuple(mentions))


def storing(articles: int, growth: Growth) -> None:
    seeds = list(islice(corpus(), min(articles, SEEN)))
    seen = list(map(pickle.dumps, Spread(lambda: processes(1), 1, careful=True).annotate(seeds)))
    coming = (again(seeds[n % SEEN], n // SEEN, n) for n in range(articles))
    with TemporaryDirectory() as home:

        def progress(now: Progress) -> None:
            growth.at(now.done)

        add_articles(coming, Path(home, "library.db"), lambda: Recognised(seen), progress)


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
            growth.at(now.done)

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
    {"recognition": recognition, "adding": adding, "storing": storing, "indexing": indexing}[what](
        articles, growth
    )
    print(f"{growth.slope():.2f} MB more for 1,000 articles")


if __name__ == "__main__":
    main()
