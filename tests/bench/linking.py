"""Linking at the size of a large library, against the bars that were set; taken in a process of its own.

    python -m tests.bench.linking        prints seconds, megabytes and milliseconds as JSON

The names are made: given names by endings of surnames on stems of real settlements, settlements themselves,
and bodies of them, so that they collide as real ones do.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core.entity import EntityType, Name
from core.library import Library
from core.linking import Linker
from core.recognition.gazetteer import DATA
from core.romanization.tables import rows
from tests.bench.figures import Figure

NAMES = 100_000
PORTION = 25
"""Names that an article brings."""
ARTICLES = 40
_ENDINGS = ("enko", "chuk", "ov", "ova", "sky", "skyi", "ska", "yuk", "in", "ko", "yev", "man")
_BODIES = ("Regional Council", "Military Administration", "University", "Steel Plant", "City Hospital", "TV")


def figures() -> Iterator[Figure]:
    """Seconds and memory from scratch, and milliseconds for one article more."""
    run = subprocess.run([sys.executable, "-m", __name__], capture_output=True, text=True, check=True)
    seconds, megabytes, milliseconds = json.loads(run.stdout)
    yield Figure(f"clustering {NAMES:,} forms", "s", seconds, 60, "the bar", 1)
    yield Figure("  at its peak", "MB", megabytes, 1000, "the bar")
    yield Figure("  one article more", "ms", milliseconds, 50, "the bar", 1)


def names(count: int, seed: int = 7) -> list[Name]:
    """Distinct names: six persons in ten, three places, one body."""
    random = Random(seed)
    lines = (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()
    places = [line.split("\t")[1] for line in lines]
    given = [word for canonical, _, more in rows("core.names", "given_names.tsv")
             for word in (canonical, *more.split()) if word.isascii()]  # fmt: skip
    made: dict[tuple[EntityType, str], None] = {}
    while len(made) < count:
        place, lot = random.choice(places), random.random()
        if lot < 0.6:
            stem = place.split()[0].rstrip("aeiouy’'")
            form = f"{random.choice(given)} {stem}{random.choice(_ENDINGS)}"
            made[EntityType.PERSON, form if lot < 0.55 else form.split()[-1]] = None
        elif lot < 0.9:
            made[EntityType.PLACE, place] = None
        else:
            made[EntityType.ORG, f"{place} {random.choice(_BODIES)}"] = None
        if lot > 0.85 and len(made) > 0.9 * count:  # settlements run short: more persons
            made[EntityType.PERSON, f"{random.choice(given)} {place}ko"] = None
    return [Name(kind, form) for kind, form in made][:count]


def measure(folder: Path) -> tuple[float, float, float]:
    """Seconds and megabytes of clustering all, then milliseconds of a portion that is new."""
    everything = names(NAMES + ARTICLES * PORTION)
    with Library.open(folder / "linking.db") as library:
        linker = Linker(library.names)
        started = time.perf_counter()
        with library.transaction():
            for start in range(0, NAMES, PORTION):
                linker.add_names(everything[start : start + PORTION])
        seconds = time.perf_counter() - started
        started = time.perf_counter()
        for start in range(NAMES, len(everything), PORTION):
            with library.transaction():
                linker.add_names(everything[start : start + PORTION])
        each = (time.perf_counter() - started) / ARTICLES
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, peak / (1024 if sys.platform != "darwin" else 1024**2), 1000 * each


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        print(json.dumps(measure(Path(home))))
