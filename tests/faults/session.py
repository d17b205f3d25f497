"""A session of one reader beside another: marks, notes, searches and decisions, one of each in a step.

`python -m tests.faults.session LIBRARY STATE NAME` takes a step for each line of its standard input, and
answers with a line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from core import deciding
from core.entity import EntityType, Name
from core.library import Library
from core.library.reader import ReaderState
from core.linking.decisions import Verb
from core.marks import Anchor, Cited, Mark, MarkKind, Named
from tui.reading import verdicts
from tui.reading.answers import Shelf

SHARED = Cited("/press/shared.txt", "Both read this", "Wire", date(2022, 6, 24))
TEXT = "The gates hold. The bridge is down. " * 20
KYIV = Name(EntityType.PLACE, "Kyiv")


class Done(NamedTuple):
    """What is there after a step."""

    star: str
    tag: str
    words: str
    search: str
    decided: str


def done(name: str, number: int) -> Done:
    return Done(
        f"/{name}/{number}",
        f"{name}-{number}",
        f"<{name} {number}>",
        f"kyiv {name}{number}",
        f"{name}{number}",
    )


def steps(library: Path, state: ReaderState, name: str) -> Iterator[None]:
    seen = {kind: "" for kind in (MarkKind.ARTICLE, MarkKind.ENTITY, MarkKind.PASSAGE)}
    for number in range(1_000):
        now = done(name, number)
        own = Cited(now.star, now.words)
        state.mark_read(now.star)
        state.marks.star(own)
        state.marks.tag(own, "both")
        state.marks.tag(SHARED, now.tag)
        for kind in seen:  # the reader changes the note as it was when it was opened
            mark = Mark(
                kind, SHARED, f"{seen[kind]} {now.words}".strip(),
                Anchor.of(TEXT, 16, 34) if kind is MarkKind.PASSAGE else None,
                Named(KYIV.type, KYIV.identity, "Kyiv") if kind is MarkKind.ENTITY else None,
            )  # fmt: skip
            kept = state.marks.keep(mark, was=seen[kind])
            seen[kind] = kept.text if number % 2 else now.words  # now and then from what it was
        state.searches.save("both", now.search)
        state.set(f"place:{name}", now.words)
        put_off(library, state)
        deciding.decide(library, Verb.RENAME, name, KYIV, value=now.decided)
        yield


def put_off(library: Path, state: ReaderState) -> None:
    """Leave a doubtful link for later."""
    with Library.open(library, read_only=True) as opened:
        ids = sorted(name for form in ("Kyiv", "Hayday") for name in opened.names.named(form))
        verdicts.put_off(Shelf(opened, state, "place"), opened.evidence(*ids))


def main(library: str, state: str, name: str) -> None:
    with ReaderState(Path(state)) as opened:
        taken = steps(Path(library), opened, name)
        for _ in sys.stdin:
            next(taken)
            print(name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
