"""Hunt with atheris, which damages files towards code that was not reached yet.

`python -m tests.ingest.formats.hunt RUNS [NAME …]` damages the files of that name in files/, or all of them,
so many times in all. It ends with 0 where nothing was found; else atheris tells what, and leaves the input in
the current directory. Atheris comes with `pip install 'warreader[fuzz]'`, where it runs: on Linux.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["core.ingest", "feedparser", "pypdf", "warcio", "markdown_it"]):
    import feedparser  # type: ignore[import-untyped]  # noqa: F401
    import markdown_it  # noqa: F401
    import pypdf  # noqa: F401
    import warcio  # type: ignore[import-untyped]  # noqa: F401

    import core.ingest.formats  # noqa: F401
    from tests.ingest.formats.endurance import MOST_MEMORY, MOST_SECONDS, endure

from tests.ingest.formats.pieces import FILES

_START = 300
"""MB that the program itself takes before it reads anything."""


def main(runs: str, *names: str) -> None:
    samples = [FILES / name for name in names] or sorted(FILES.iterdir())
    with TemporaryDirectory() as folder:
        path = Path(folder, "damaged")
        (seeds := Path(folder, "seeds")).mkdir()
        for sample in samples:
            shutil.copy(sample, seeds)

        def damage(data: bytes) -> None:
            path.write_bytes(data)
            endure(path)

        limits = [
            f"-runs={runs}",
            f"-timeout={2 * MOST_SECONDS:.0f}",  # of the clock; endure counts the processor's seconds
            f"-rss_limit_mb={_START + MOST_MEMORY // 2**20}",
            f"-max_len={2 * max(sample.stat().st_size for sample in samples)}",
        ]
        atheris.Setup([sys.argv[0], *limits, str(seeds)], damage)
        atheris.Fuzz()  # ends the process


if __name__ == "__main__":
    main(*sys.argv[1:])
