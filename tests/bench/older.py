"""How long a library of an earlier version takes to become one of today, when it is opened to be written to.

    python -m tests.bench.older [TIMES]

The stored libraries of four articles, with each article so many times, the names as they are. What the next
`add` does for their articles (stories, statements) comes on top; it is told for a hundredth of them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from core import pipeline
from core.library import Library
from tests.library import old

TIMES = 2_500


def main(times: int) -> None:
    with TemporaryDirectory() as folder:
        for version in old.BEFORE_STATEMENTS:
            path, small = Path(folder) / f"{version}.db", Path(folder) / "small.db"
            for library, many in ((path, times), (small, max(1, times // 100))):
                old.unpack(version, library)
                old.enlarge(library, many)
            before, began = path.stat().st_size, time.process_time()
            with Library.open(path) as opened:
                migrated = time.process_time() - began
                counts = opened.counts()
            with Library.open(small) as opened:
                began = time.process_time()
                pipeline.catch_up(opened)
                each = (time.process_time() - began) / opened.article_count()
            small.unlink()
            print(
                f"schema {version}: {counts.articles:,} articles, {counts.mentions:,} mentions: migrated in "
                f"{migrated:.1f} s, {before / 1e6:.0f} MB become {path.stat().st_size / 1e6:.0f}; "
                f"then {1000 * each:.0f} ms an article",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else TIMES)
