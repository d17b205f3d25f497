"""`warreader add` with a recogniser that needs no model, and stops at one article for as long as is wanted.

Run as `python -m tests.faults.stopping ARGUMENTS…` with HELD=NUMBER:FILE: from "Report NUMBER." on, whoever
reads makes FILE.by, and goes on when FILE is gone. With `--jobs 2` processes of the pool read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.article import Article
from core.entity import Annotation
from core.recognition import spreading
from tests.library.fakes import Joiner, Spotter
from tui.cli.jobs import How


class Held(Spotter):
    def annotate(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        number, _, file = os.environ["HELD"].partition(":")
        for one in articles:
            if int(one.text.split()[1].rstrip(".")) >= int(number) and Path(file).exists():
                Path(f"{file}.by").touch()
                while Path(file).exists():
                    time.sleep(0.01)
            yield from super().annotate([one])


def spotted(model: str | None, tables: spreading.Tables, articles: Sequence[Article]) -> list[Annotation]:
    return list(Held().annotate(articles))


def recognizer(how: How) -> Held | spreading.Spread:
    return Held() if how.jobs == 1 else spreading.Spread(lambda: spreading.processes(how.jobs), how.jobs)


if __name__ == "__main__":
    import core.pipeline
    from tests.faults import stopping
    from tui.__main__ import main
    from tui.cli import indexing

    spreading.annotated = stopping.spotted  # by the name under which a process of the pool finds it
    indexing.recognizer = stopping.recognizer  # type: ignore[assignment]
    core.pipeline._linker = lambda library: Joiner(library.names)  # type: ignore[assignment, return-value]
    sys.exit(main(sys.argv[1:]))
