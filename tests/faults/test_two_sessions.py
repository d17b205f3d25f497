"""Two sessions of one reader, in turn and at once: what was done in either is there afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core import deciding
from core.library import Library
from core.library.reader import ReaderState
from core.marks import MarkKind
from tests.command import environment
from tests.faults.session import KYIV, SHARED, done
from tests.library.fakes import article, store
from tui.reading import verdicts
from tui.reading.answers import Shelf

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("left", "right")
STEPS = 6


class Session:
    def __init__(self, home: Path, library: Path, state: Path, name: str) -> None:
        command = [sys.executable, "-m", "tests.faults.session", str(library), str(state), name]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stdin=pipe, stdout=pipe, text=True, bufsize=1
        )

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go on\n")

    def end(self) -> None:
        assert self.process.stdout is not None and self.process.stdout.readline()

    def close(self) -> None:
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0


@pytest.mark.parametrize("at_once", [False, True], ids=["in turn", "at once"])
def test_two_sessions_of_one_reader_keep_what_either_did(tmp_path: Path, at_once: bool) -> None:
    library, state = tmp_path / "war.db", tmp_path / "state" / "reader.db"
    with Library.open(library) as opened:
        store(opened, article("Hayday left Kyiv.", "/press/a.txt"))
    both = [Session(tmp_path, library, state, name) for name in NAMES]
    for _ in range(STEPS):
        for session in both:
            session.begin()
            if not at_once:
                session.end()
        for session in both if at_once else ():
            session.end()
    for session in both:
        session.close()

    everything = [done(name, number) for name in NAMES for number in range(STEPS)]
    with ReaderState(state) as kept, Library.open(library, read_only=True) as opened:
        stars = {one.star for one in everything}
        assert kept.marks.starred() == kept.read_sources() == kept.marks.tagged("both") == stars
        of_article = kept.marks.of(SHARED.source)
        assert {one.text for one in of_article if one.kind is MarkKind.TAG} == {one.tag for one in everything}
        notes = [one for one in of_article if one.kind is not MarkKind.TAG]
        notes += kept.marks.on([KYIV.identity])
        assert len(notes) == 3
        for note in notes:
            assert all(one.words in note.text for one in everything), note
        assert {one.query for one in kept.searches.all()} == {one.search for one in everything}
        assert [kept.get(f"place:{name}") for name in NAMES] == [
            done(name, STEPS - 1).words for name in NAMES
        ]
        assert verdicts.later(Shelf(opened, kept, "place"))
        assert len(json.loads(kept.get("later place"))) == len(everything)
        assert {one.value for one in deciding.read(library)[0]} == {one.decided for one in everything}
        assert deciding.unmet(opened) == [] and opened.health.examine() == []
