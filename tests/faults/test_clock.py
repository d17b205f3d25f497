"""The clock is put back, again and again: what was done last counts as the last, and nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Self

import pytest

from core import deciding, pipeline
from core.entity import EntityType, Name
from core.ingest import formats  # noqa: F401  # before its clock is put back
from core.library import Library
from core.library.reader import ReaderState
from core.linking import journal
from core.linking.decisions import Address, Decision, Verb
from core.marks import Cited, Mark, MarkKind
from tests.faults.held import press
from tests.library.fakes import Joiner, Spotter, article, store

WHO = Name(EntityType.PERSON, "Hayday")


@pytest.fixture(autouse=True)
def _backwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever of ours asks for the time is told one an hour before what was told last."""
    hours, now = count(), datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp((now - timedelta(hours=next(hours))).timestamp(), tz)

    for name, module in list(sys.modules.items()):
        if name.startswith(("core.", "tui.")) and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Clock)
    yield
    assert next(hours), "somebody asked"


@pytest.fixture
def war(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article("Hayday left Kyiv.", "/press/a.txt", date(2022, 6, 24)))
    return path


def hidden(war: Path) -> bool:
    with Library.open(war, read_only=True) as library:
        return bool(library.entities(hidden=True))


def test_the_last_decision_holds(war: Path) -> None:
    for verb in (Verb.HIDE, Verb.UNHIDE, Verb.HIDE):
        deciding.decide(war, verb, "ada", WHO)
        assert hidden(war) == (verb is Verb.HIDE)
    for turn, expected in ((deciding.undo, False), (deciding.undo, True), (deciding.redo, False)):
        assert turn(war, "ada") is not None and hidden(war) == expected
    times = [decision.time for decision in deciding.read(war)[0]]
    assert times == sorted(set(times))


def test_a_decision_of_the_end_of_time_stands_in_nobodys_way(war: Path) -> None:
    made_up = Decision(
        Verb.UNHIDE, datetime.max.replace(tzinfo=UTC), "bob", (Address.of(Name(EntityType.PLACE, "Luhansk")),)
    )
    journal.append(deciding.journal_path(war), made_up)
    deciding.decide(war, Verb.HIDE, "ada", WHO)
    assert hidden(war)


def test_articles_are_added_updated_and_sorted_as_ever(tmp_path: Path, war: Path) -> None:
    articles = press(tmp_path / "press")
    for expected in ("added", "unchanged", "updated"):
        if expected == "updated":
            for path in articles.iterdir():
                path.write_text(path.read_text() + " Haidai came back.")
        summary = pipeline.add([articles], war, Spotter, make_linker=Joiner)
        assert getattr(summary, expected) == len(list(articles.iterdir())) and not summary.failed
    with Library.open(war) as library:
        assert library.health.examine() == [] and library.story_count()


def test_marks_are_kept_and_a_note_has_its_last_wording(tmp_path: Path) -> None:
    cited = Cited("/press/a.txt", "Gates hold")
    with ReaderState(tmp_path / "reader.db") as state:
        state.mark_read("/press/a.txt")
        state.marks.star(cited)
        words = ""
        for number in range(3):
            kept = state.marks.keep(Mark(MarkKind.ARTICLE, cited, f"wording {number}"), was=words)
            words = kept.text
        assert [mark.text for mark in state.marks.listed(0, 9, [MarkKind.ARTICLE])] == ["wording 2"]
        assert state.marks.starred() == state.read_sources() == {cited.source}
