"""A reader overrules the scores, takes it back, and shares the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.entity import EntityType, Name
from core.linking import Linker, journal
from core.linking.decisions import Address, Decision, Rulings, Verb, last_to_redo, last_to_undo, replay
from tests.linking.memory import MemoryStore

_START = datetime(2026, 5, 1, tzinfo=UTC)
FORMS = [
    "Serhiy Haidai",
    "Sergei Gaidai",
    "Petro Haidai",
    "Haidai",
    "Volodymyr Zelensky",
    "Vladimir Zelenskiy",
    "Ivan Franko",
]
NAMES = [Name(EntityType.PERSON, form) for form in FORMS]
ADDRESSES = [Address.of(name) for name in NAMES]


def decide(verb: Verb, *forms: str, value: str = "", minute: int = 0, author: str = "ada") -> Decision:
    names = tuple(Address(EntityType.PERSON, form) for form in forms)
    return Decision(verb, _START + timedelta(minutes=minute), author, names, value)


def library(rulings: Rulings | None = None) -> tuple[MemoryStore, Linker]:
    store = MemoryStore()
    linker = Linker(store, rulings)
    linker.add_names(NAMES)
    return store, linker


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    """A reader's decisions, one a minute, undoing and redoing among them."""
    decisions: list[Decision] = []
    for minute in range(draw(st.integers(1, 8))):
        time = _START + timedelta(minutes=minute)
        verb = draw(st.sampled_from([Verb.MERGE, Verb.NOT_SAME, Verb.SPLIT, Verb.UNDO, Verb.REDO]))
        if verb in (Verb.UNDO, Verb.REDO):
            target = last_to_undo(decisions) if verb is Verb.UNDO else last_to_redo(decisions)
            if target:
                decisions.append(Decision(verb, time, "ada", value=target.id))
        else:
            size = 1 if verb is Verb.SPLIT else 2
            names = draw(st.lists(st.sampled_from(ADDRESSES), min_size=size, max_size=size, unique=True))
            decisions.append(Decision(verb, time, "ada", tuple(names)))
    return decisions


@settings(max_examples=60)
@given(histories())
def test_decisions_replayed_on_an_empty_library_give_the_same_entities(history: list[Decision]) -> None:
    store, linker = library()
    for count in range(1, len(history) + 1):
        linker.decide(replay(history[:count])[0])
    assert library(replay(history)[0])[0].partition() == store.partition()


@settings(max_examples=40)
@given(histories(), st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES))
def test_undoing_a_merge_restores_what_was(history: list[Decision], first: Address, second: Address) -> None:
    if first == second:
        return
    store, linker = library(replay(history)[0])
    before = dict(store.entities)
    merge = Decision(Verb.MERGE, _START + timedelta(days=1), "ada", (first, second))
    linker.decide(replay([*history, merge])[0])
    undo = Decision(Verb.UNDO, _START + timedelta(days=2), "ada", value=merge.id)
    linker.decide(replay([*history, merge, undo])[0])
    assert store.entities == before


def test_a_merge_wins_over_a_contradiction_and_a_split_over_the_merge() -> None:
    store, linker = library()
    merge = decide(Verb.MERGE, "Serhiy Haidai", "Petro Haidai")
    linker.decide(replay([merge])[0])
    assert store.entities[1] == store.entities[3]
    split = decide(Verb.SPLIT, "Petro Haidai", minute=1)
    linker.decide(replay([merge, split])[0])
    assert store.entities[3] == 3
    again = decide(Verb.MERGE, "Petro Haidai", "Serhiy Haidai", minute=2)
    linker.decide(replay([merge, split, again])[0])
    assert store.entities[1] == store.entities[3]


def test_a_merge_brings_along_whom_scores_joined_to_either() -> None:
    store, linker = library()
    linker.decide(replay([decide(Verb.MERGE, "Serhiy Haidai", "Vladimir Zelenskiy")])[0])
    assert len({store.entities[one] for one in (1, 2, 5, 6)}) == 1


def test_not_the_same_wins_over_any_score() -> None:
    ruling = replay([decide(Verb.NOT_SAME, "Serhiy Haidai", "Sergei Gaidai")])[0]
    store, _ = library(ruling)
    assert store.entities[1] != store.entities[2]


def test_undo_goes_back_to_the_beginning_and_redo_forth() -> None:
    history = [decide(Verb.HIDE, "Haidai"), decide(Verb.RENAME, "Haidai", value="S. Haidai", minute=1)]
    full = replay(history)[0]
    for minute in (2, 3):
        target = last_to_undo(history)
        assert target is not None
        history.append(decide(Verb.UNDO, value=target.id, minute=minute))
    assert last_to_undo(history) is None
    assert replay(history)[0] == Rulings()
    for minute in (4, 5):
        target = last_to_redo(history)
        assert target is not None
        history.append(decide(Verb.REDO, value=target.id, minute=minute))
    assert replay(history)[0] == full


def test_the_journal_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    history = [decide(Verb.MERGE, "Haidai", "Hayday"), decide(Verb.RETYPE, "Kyiv", value="PLACE", minute=1)]
    for decision in history:
        journal.append(path, decision)
    assert journal.read([path]) == (history, [])


def test_broken_lines_are_reported_and_the_rest_is_applied(tmp_path: Path) -> None:
    good = journal.dump(decide(Verb.HIDE, "Haidai"))
    lines = [
        "{oops",
        good,
        good.replace('"version": 1', '"version": 9'),
        "[1]",
        good.replace("hide", "merge"),
        "\udcff{",
        good.replace("Haidai", "\\ud800"),
    ]
    path = tmp_path / "decisions.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    decisions, problems = journal.read([path])
    assert [d.verb for d in decisions] == [Verb.HIDE]
    assert [problem.line for problem in problems] == [1, 3, 4, 5, 6, 7]
    assert path.read_bytes().count(b"\n") == 6


def test_two_journals_that_contradict_each_other_are_reported_and_the_later_holds(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.jsonl", tmp_path / "theirs.jsonl"
    journal.append(mine, decide(Verb.MERGE, "Haidai", "Petro Haidai"))
    journal.append(theirs, decide(Verb.NOT_SAME, "Petro Haidai", "Haidai", minute=5, author="bob"))
    decisions, problems = journal.read([theirs, mine])
    assert [(problem.path, problem.line) for problem in problems] == [(theirs, 1)]
    assert replay(decisions)[0].same == frozenset()


def test_a_decision_about_a_name_that_is_gone_waits_for_it() -> None:
    store, linker = library()
    ruling = replay([decide(Verb.MERGE, "Ivan Franko", "I. Ya. Franko-Zhuk")])[0]
    linker.decide(ruling)
    assert store.entities[7] == 7
    linker.add_names([Name(EntityType.PERSON, "I. Ya. Franko-Zhuk")])
    assert store.entities[8] == 7
