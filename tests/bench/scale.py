"""What the app asks of a large library, beside the same of a library of 1,000 articles and beside its limit.

The rows are milliseconds, by median of questions put at places drawn at random; a ratio to the small library
near 1 says that a question costs what it costs whatever the library holds. Making a library and its size on
disk are told too: articles stored a second beside bare inserts into an FTS5 table, and bytes of the file
beside bytes of the text. WARREADER_BENCH_LIBRARY names a made library to measure instead of making one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from core.library import Library
from core.library.packing import inflated
from tests.bench import crowd
from tests.bench.figures import Figure
from tests.bench.made import TRANSACTION, Namer, Press, articles, fill

SMALL, LARGE, SHORT = 1_000, 20_000, 3_000
"""Articles."""
ROUNDS = 20
BARE = 1_000
LIMITS = {
    "a page of the list": 10,
    "the list's end": 30,
    "a page by story": 10,
    "a page of a narrowed list": 10,
    "its first mentions": 30,
    "its next mention": 40,
    "find the commonest word": 20,
    "find a rare word": 20,
    "find hot AND rare": 20,
}
"""Milliseconds that are asked for, where they are."""
ANY_P95 = 60
"""Milliseconds of any question beside a writer."""


def figures(home: Path, short: bool) -> Iterator[Figure]:
    """A table of one large library; the short form makes a smaller one."""
    small, large = home / "small.db", Path(os.environ.get("WARREADER_BENCH_LIBRARY", home / "large.db"))
    with Library.open(small) as library:
        fill(library, SMALL)
    yield from _storing(home)
    if not large.exists():
        with Library.open(large) as library:
            fill(library, SHORT if short else LARGE)
    many, text = _holds(large)
    yield Figure(f"size of {many:,} articles", "MB", large.stat().st_size / 1e6, text / 1e6, "text, ≤ 3.5", 1)
    yield from _questions(small, large, many, 5 if short else ROUNDS)
    copy = home / "crowd.db"
    shutil.copy(large, copy)
    yield from _crowd(copy, 3.0 if short else crowd.SECONDS)


def _questions(small: Path, large: Path, many: int, rounds: int) -> Iterator[Figure]:
    """By turns in two processes, so that a slow minute slows both."""
    few, lots = (_asked(path, rounds) for path in (small, large))
    added = "MB"
    yield Figure("resident more by opening", "MB", lots.pop(added)[0], few.pop(added)[0], f"{SMALL:,}", 1)
    for name, times in lots.items():
        took, before = statistics.median(times), statistics.median(few[name])
        limit = f", ≤ {LIMITS[name]} ms" if name in LIMITS else ""
        yield Figure(f"{name}, of {many:,}", "ms", took, before, f"of {SMALL:,}{limit}", 2)


def _asked(library: Path, rounds: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "tests.bench.asking", str(library), str(rounds), "3"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(run.stdout)
    return found


def _crowd(path: Path, seconds: float) -> Iterator[Figure]:
    """The worst 95th percentile of any question, and what readers leave of the writer's speed."""
    alone = crowd.write(path, TRANSACTION, 90, seconds)
    for transaction in (TRANSACTION, 1):
        seed = 300 + transaction
        met = crowd.together(path, lambda many=transaction, seed=seed: crowd.write(path, many, seed, seconds))  # type: ignore[misc]
        worst = max(met.took, key=met.p95)
        beside = f"beside {transaction} a transaction"
        yield Figure(f"p95 of {crowd.READERS} readers {beside}", "ms", met.p95_of_all, ANY_P95, "limit", 1)
        yield Figure(f"  at worst: {worst}", "ms", met.p95(worst), ANY_P95, "limit", 1)
        yield Figure("  errors shown", "", len(met.troubles), 0, "limit")
        yield Figure(f"  articles stored {beside}", "a second", met.stored, alone, "100 a transaction, alone")


def _storing(home: Path) -> Iterator[Figure]:
    """Storing made articles, and the same texts by bare inserts into a table and FTS5, by turns."""
    drawn = articles(Press(), 11)
    bare = sqlite3.connect(home / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = NORMAL")
    bare.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    bare.execute("CREATE VIRTUAL TABLE found USING fts5(title, text, content='article', content_rowid=id)")
    ours = theirs = 0.0
    with Library.open(home / "stored.db") as library:
        namer = Namer(library)
        for _ in range(0, BARE, TRANSACTION):
            batch = list(islice(drawn, TRANSACTION))
            started = time.process_time()
            with library.transaction():
                for made in batch:
                    library.store(namer.linked(made))
            ours += time.process_time() - started
            started = time.process_time()
            bare.execute("BEGIN")
            for made in batch:
                row = (made.article.title, made.article.text)
                at = bare.execute("INSERT INTO article (title, text) VALUES (?, ?)", row).lastrowid
                bare.execute("INSERT INTO found (rowid, title, text) VALUES (?, ?, ?)", (at, *row))
            bare.execute("COMMIT")
            theirs += time.process_time() - started
    bare.close()
    yield Figure(
        "storing, no recognition", "articles/s", BARE / ours, BARE / theirs, "bare inserts with FTS5, ≥ 0.7"
    )


def _holds(path: Path) -> tuple[int, int]:
    """Articles, and bytes of their text."""
    connection = sqlite3.connect(path)
    connection.create_function("plain", 1, lambda text: inflated(text).encode())
    row = connection.execute("SELECT count(*), sum(length(plain(text))) FROM article_text").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return int(row[0]), int(row[1])
