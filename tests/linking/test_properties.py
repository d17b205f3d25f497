"""What holds of any names and decisions: no order matters, and every step can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.entity import EntityType, Name, Reference
from core.linking.decisions import Address, Decision, Rulings, Verb, last_to_redo, last_to_undo, replay
from tests.linking.memory import MemoryStore
from tests.linking.test_decisions import ADDRESSES, histories, library
from tests.linking.test_linking import add

_LATER = datetime(2026, 5, 2, tzinfo=UTC)
"""After all that `histories` tells."""
PERSON, ORG, PLACE = EntityType.PERSON, EntityType.ORG, EntityType.PLACE
_BARE = [
    "Haidai",
    "Gaidai",
    "Hayday",
    "Kim",
    "Vladimir",
    "Volodymyr",
    "Kerry",
    "Corey",
    "III",
    "Yi",
    "Zelensky",
    "Selenskyj",
    "Гайдай",
]
_FULL = [
    "Vitaly Kim",
    "Soohee Kim",
    "Serhii Haidai",
    "Petro Gaidai",
    "Jean Yi",
    "John Kerry",
    "Vladimir Zelenskiy",
]
_BODIES = [
    "Foreign Ministry",
    "Russian Foreign Ministry",
    "Ministry of Foreign Affairs of Russia",
    "SBU",
    "TASS",
    "Tass",
    "TAS",
    "Security Service of Ukraine",
    "Shahid Beheshtri University",
    "House",
    "House Rules Committee",
]
_SBU = Reference("org:sbu", ORG, "SBU")
_DONETSK = Reference("geonames:1", PLACE, "Donetsk", "city")
_REGION = Reference("geonames:2", PLACE, "Donetsk Oblast", "oblast")
NAMES = [
    *(Name(PERSON, form) for form in (*_BARE, *_FULL)),
    *(Name(ORG, form) for form in _BODIES),
    Name(ORG, "SBU", _SBU),
    Name(ORG, "Security Service of Ukraine", _SBU),
    *(Name(PLACE, form) for form in ("Donetsk", "Dontesk", "Doneck", "Donetsk oblast", "Aleksandrovka")),
    *(Name(PLACE, form, _DONETSK) for form in ("Donetsk", "Aleksandrovka", "Donieck")),
    Name(PLACE, "Donetsk", _REGION),
]
some = st.lists(
    st.sampled_from(NAMES),
    min_size=1,
    max_size=24,
    unique_by=lambda name: (name.type, name.form, name.reference),
)


@settings(max_examples=150)
@given(some, st.integers(1, 6), st.randoms(use_true_random=False))
def test_bare_and_unresolved_names_too_join_in_any_order(
    names: list[Name], size: int, random: object
) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = add(names, len(names)).partition()
    assert add(shuffled, size).partition() == expected
    assert add(shuffled[::-1], 1).partition() == expected


def _with(history: list[Decision], *more: tuple[Verb, tuple[Address, ...]]) -> MemoryStore:
    """A library into which decisions were taken one by one, more of them after a history."""
    store, linker = library(replay(history)[0])
    for day, (verb, names) in enumerate(more, start=1):
        history = [*history, Decision(verb, _LATER + timedelta(days=day), "ada", names)]
        linker.decide(replay(history)[0])
    return store


@settings(max_examples=60)
@given(histories(), st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES))
def test_a_split_undoes_what_a_merge_joined(history: list[Decision], one: Address, other: Address) -> None:
    assume(one != other)
    merged = (Verb.MERGE, (one, other))
    split = (Verb.SPLIT, (other,))
    assert _with(history, merged, split).partition() == _with(history, split).partition()


@settings(max_examples=60)
@given(st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES))
def test_a_merge_joins_what_was_split_off(one: Address, other: Address) -> None:
    assume(one != other)
    store = _with([], (Verb.SPLIT, (other,)), (Verb.MERGE, (one, other)))
    ids = [ADDRESSES.index(address) + 1 for address in (one, other)]
    assert store.entities[ids[0]] == store.entities[ids[1]]


@settings(max_examples=60)
@given(histories())
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(history: list[Decision]) -> None:
    store, linker = library(replay(history)[0])
    beginning, end = library()[0].entities, dict(store.entities)
    steps, minute = 0, timedelta(days=1)
    while target := last_to_undo(history):
        minute += timedelta(minutes=1)
        history = [*history, Decision(Verb.UNDO, _LATER + minute, "ada", value=target.id)]
        linker.decide(replay(history)[0])
        steps += 1
    assert replay(history)[0] == Rulings()
    assert store.entities == beginning
    for _ in range(steps):
        found = last_to_redo(history)
        assert found is not None
        minute += timedelta(minutes=1)
        history = [*history, Decision(Verb.REDO, _LATER + minute, "ada", value=found.id)]
        linker.decide(replay(history)[0])
    assert store.entities == end
