"""A reader's decisions on stored articles: what they come to, taken back, and replayed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import deciding
from core.entity import Annotation, EntityType, Name
from core.library import Library, evidence
from core.library.records import LinkedArticle
from core.linking import decisions, journal
from core.linking.decisions import Address, Verb
from tests.library.fakes import article
from tests.library.test_storing import assert_sound
from tests.linking.conftest import unmark

pytestmark = pytest.mark.usefixtures("few_are_many")

PRESS = {
    "/press/a.txt": "Luhansk governor [PERSON Serhiy Haidai] spoke. [PERSON Haidai] left [PLACE Kyiv].",
    "/press/b.txt": "[PERSON Sergei Gaidai] stayed. The mayor, [PERSON Gaidai], left for [PLACE Kiev].",
    "/press/c.txt": "[PERSON Petro Haidai] met [PERSON Johnson]; [ORG Azov] stood by, and [PLACE Azov].",
    "/press/d.txt": "[PERSON Boris Johnson] wrote. [PERSON Johnson] and Governor [PERSON Hayday] read.",
}
PERSON, PLACE, ORG = EntityType.PERSON, EntityType.PLACE, EntityType.ORG
Where = tuple[str, int]


@dataclass(frozen=True)
class Seen:
    """What a reader sees of an entity."""

    type: EntityType
    label: str
    hidden: bool
    mentions: int
    articles: int
    spellings: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]


def index(path: Path, sources: Iterable[str] = tuple(PRESS)) -> Path:
    """Link and store the press in a library at `path`, as indexing does."""
    with Library.open(path) as library:
        with library.transaction():
            linker = deciding.take_in(library)
        for source in sources:
            text, mentions = unmark(PRESS[source], {})
            one, annotation = article(text, source, date(2022, 6, 1)), Annotation(mentions)
            with library.transaction():
                library.store(LinkedArticle(one, annotation, linker.link(one, annotation)))
    return path


def seen(path: Path) -> dict[frozenset[Where], Seen]:
    """Every entity of a library by the places where it is mentioned; ids and silent names left out."""
    places: defaultdict[int, set[Where]] = defaultdict(set)
    with Library.open(path, read_only=True) as library:
        names = library.names
        for article_id in library.article_ids():
            stored = library.article(article_id)
            for mention in stored.mentions:
                entity = names.entity_of(names.of_mention(article_id, mention.start)[0])
                places[entity].add((stored.article.provenance.source, mention.start))
                assert mention.type is library.entity(entity).type
        found = {}
        for entity, where in places.items():
            e = library.entity(entity)
            assert library.passage_count(entity) == len(where) == len(library.passages(entity, 0, 99))
            spellings = tuple(sorted((a.form, a.mentions) for a in library.aliases(entity)))
            roles = tuple(sorted(role.text for role in library.roles(entity)))
            told = Seen(e.type, e.label, e.hidden, e.mentions, e.articles, spellings, roles)
            found[frozenset(where)] = told
        listed = {e.id for e in library.entities()} | {e.id for e in library.entities(hidden=True)}
        assert listed == places.keys()
        assert_sound(library)
    return found


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A library of its own, with the journal beside it."""
    copy = path.with_name("copy.db")
    for end in ("", "-wal", "-shm", ".decisions.jsonl"):
        copy.with_name(copy.name + end).unlink(missing_ok=True)
        if path.with_name(path.name + end).exists():
            shutil.copy(path.with_name(path.name + end), copy.with_name(copy.name + end))
    yield copy


@contextmanager
def copied_anew(path: Path) -> Iterator[Path]:
    """An empty library beside which the same journal lies."""
    anew = path.with_name("anew.db")
    for end in ("", "-wal", "-shm"):
        anew.with_name(anew.name + end).unlink(missing_ok=True)
    shutil.copy(deciding.journal_path(path), deciding.journal_path(anew))
    yield anew


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index(tmp_path_factory.mktemp("press") / "war.db")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "war.db"
    Library.open(path).close()
    return path


@pytest.fixture
def war(press: Path) -> Iterator[Path]:
    with copied(press) as path:
        yield path


def decide(path: Path, verb: Verb, *names: Name, value: str = "") -> None:
    deciding.decide(path, verb, "ada", *names, value=value)


def person(form: str, article: str = "", start: int = -1) -> Name:
    return Name(PERSON, form, None, f"/press/{article}.txt" if article else "", start)


def at(path: Path, source: str, form: str, occurrence: int = 0) -> tuple[int, EntityType, str]:
    """Entity, type and label at a form in an article."""
    with Library.open(path, read_only=True) as library:
        article_id = library.article_of(f"/press/{source}.txt") or 0
        mentions = [m for m in library.article(article_id).mentions if m.form == form]
        entity = library.names.entity_of(library.names.of_mention(article_id, mentions[occurrence].start)[0])
        return entity, mentions[occurrence].type, library.entity(entity).label


def start(source: str, marked: str) -> int:
    """Offset of a marked form in an article."""
    before, _, _ = PRESS[f"/press/{source}.txt"].partition(f"[{marked}]")
    return len(unmark(before, {})[0])


def test_a_label_that_a_reader_gave_wins_until_it_is_taken_back(war: Path) -> None:
    before = seen(war)
    decide(war, Verb.RENAME, person("Serhiy Haidai"), value="Serhii Haidai, governor")
    decide(war, Verb.RENAME, person("Sergei Gaidai"), value="S. Haidai")
    assert at(war, "a", "Haidai")[2] == "S. Haidai", "of two labels the later one"
    deciding.undo(war, "ada")
    assert at(war, "a", "Haidai")[2] == "Serhii Haidai, governor"
    deciding.undo(war, "ada")
    assert seen(war) == before


def test_a_name_of_another_type_takes_its_mentions_and_counts_along(war: Path) -> None:
    before = seen(war)
    decide(war, Verb.RETYPE, Name(PLACE, "Azov"), value="ORG")
    entity, kind, _ = at(war, "c", "Azov", 1)
    assert kind is ORG and entity == at(war, "c", "Azov", 0)[0], "it joins those that were called so before"
    with Library.open(war, read_only=True) as library:
        assert library.entity(entity).mentions == 2
        assert [e.label for e in library.entities(PLACE)] == ["Kyiv"]
    decide(war, Verb.RETYPE, Name(ORG, "Azov"), value="PLACE")
    assert {at(war, "c", "Azov", n)[1] for n in (0, 1)} == {PLACE}, "both, the later decision being on both"
    deciding.undo(war, "ada")
    deciding.undo(war, "ada")
    assert seen(war) == before


def test_who_is_hidden_is_in_no_list_and_no_text(war: Path) -> None:
    with Library.open(war, read_only=True) as library:
        before = library.counts()
    decide(war, Verb.HIDE, Name(ORG, "Azov"))
    with Library.open(war, read_only=True) as library:
        assert library.counts().entities == before.entities - 1
        assert [e.label for e in library.entities(hidden=True)] == ["Azov"]
        mentions = library.article(library.article_of("/press/c.txt") or 0).mentions
        assert [m.entity for m in mentions if m.hidden] == [None]
    decide(war, Verb.UNHIDE, Name(ORG, "Azov"))
    with Library.open(war, read_only=True) as library:
        assert library.counts() == before


def test_a_form_is_split_off_in_one_article_and_merged_elsewhere(war: Path) -> None:
    before = seen(war)
    assert at(war, "b", "Gaidai")[0] == at(war, "a", "Haidai")[0]
    decide(war, Verb.SPLIT, person("Gaidai", "b"))
    entity = at(war, "b", "Gaidai")[0]
    assert entity not in (at(war, "b", "Sergei Gaidai")[0], at(war, "a", "Haidai")[0])
    decide(war, Verb.MERGE, person("Gaidai", "b"), person("Petro Haidai"))
    assert at(war, "b", "Gaidai")[0] == at(war, "c", "Petro Haidai")[0]
    decide(war, Verb.SPLIT, person("Gaidai", "b"))
    assert at(war, "b", "Gaidai")[0] != at(war, "c", "Petro Haidai")[0], "a split takes back the merge"
    for _ in range(3):
        deciding.undo(war, "ada")
    assert seen(war) == before


def test_one_mention_is_split_off_and_the_others_of_its_form_stay(war: Path) -> None:
    spot = start("d", "PERSON Johnson")
    decide(war, Verb.SPLIT, person("Johnson", "d", spot))
    assert at(war, "d", "Johnson")[0] not in (at(war, "d", "Boris Johnson")[0], at(war, "c", "Johnson")[0])


def test_decisions_hold_in_a_library_that_is_built_anew_and_for_articles_that_come_later(
    war: Path, tmp_path: Path
) -> None:
    decide(war, Verb.SPLIT, person("Gaidai", "b"))
    decide(war, Verb.MERGE, person("Gaidai", "b"), person("Petro Haidai"))
    decide(war, Verb.RETYPE, Name(PLACE, "Azov"), value="ORG")
    decide(war, Verb.RENAME, person("Petro Haidai"), value="The mayor")
    anew = tmp_path / "anew.db"
    shutil.copy(deciding.journal_path(war), deciding.journal_path(anew))
    assert seen(index(anew)) == seen(war)
    assert seen(index(anew)) == seen(war), "and again, nothing having changed"


def test_a_journal_that_came_by_another_way_is_taken_in(war: Path) -> None:
    before = seen(war)
    decide(war, Verb.NOT_SAME, person("Serhiy Haidai"), person("Sergei Gaidai"))
    after = seen(war)
    path = deciding.journal_path(war)
    lines = path.read_text()
    path.unlink()
    assert seen(index(war)) == before, "a decision that is gone from the journal no longer holds"
    path.write_text(lines)
    assert seen(index(war)) == after


def test_decisions_on_names_that_are_gone_are_told_with_their_line(war: Path) -> None:
    path = deciding.journal_path(war)
    decide(war, Verb.HIDE, Name(ORG, "Azov"))
    path.write_text(path.read_text() + path.read_text().replace("Azov", "Nowhere Brigade"))
    with Library.open(war, read_only=True) as library:
        (problem,) = deciding.check(library)[1]
    assert (problem.line, "Nowhere Brigade" in problem.message) == (2, True)
    assert path.read_text().count("\n") == 2


SPOTS = [
    *(Name(PERSON, form) for form in ("Serhiy Haidai", "Sergei Gaidai", "Petro Haidai", "Hayday", "Johnson")),
    *(Name(PLACE, form) for form in ("Kyiv", "Azov")),
    Name(ORG, "Azov"),
    person("Gaidai", "b"),
    person("Haidai", "a", start("a", "PERSON Haidai")),
    person("Johnson", "d", start("d", "PERSON Johnson")),
]
VERBS = st.sampled_from([*Verb, Verb.UNDO, Verb.UNDO, Verb.SPLIT, Verb.MERGE])


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[Verb, tuple[Name, ...], str]]:
    """What a reader does, one thing after another."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        verb = draw(VERBS)
        size = {Verb.MERGE: 2, Verb.NOT_SAME: 2, Verb.UNDO: 0, Verb.REDO: 0}.get(verb, 1)
        names = draw(st.lists(st.sampled_from(SPOTS), min_size=size, max_size=size, unique=True))
        value = {Verb.RENAME: "A label", Verb.RETYPE: draw(st.sampled_from(["ORG", "PLACE", "PERSON"]))}
        found.append((verb, tuple(names), str(value.get(verb, ""))))
    return found


def do(path: Path, deed: tuple[Verb, tuple[Name, ...], str]) -> bool:
    """Do it; whether it is a decision that can be undone."""
    verb, names, value = deed
    if verb in (Verb.UNDO, Verb.REDO):
        (deciding.undo if verb is Verb.UNDO else deciding.redo)(path, "ada")
        return False
    try:
        decide(path, verb, *names, value=value)
    except deciding.DecisionError:
        return False
    return True


slow = settings(max_examples=25)


@slow
@given(deeds())
@example(
    [
        (Verb.MERGE, (SPOTS[0], SPOTS[1]), ""),
        (Verb.RETYPE, (SPOTS[0],), "ORG"),
    ]
)  # the entity that a name leaves is to be labelled anew
def test_decisions_replayed_on_an_empty_library_give_the_same_entities(
    press: Path, empty: Path, history: list[tuple[Verb, tuple[Name, ...], str]]
) -> None:
    with copied(press) as path:
        for deed in history:
            do(path, deed)
        with copied(empty) as anew:
            if deciding.journal_path(path).exists():
                shutil.copy(deciding.journal_path(path), deciding.journal_path(anew))
            assert seen(index(anew)) == seen(path)


@slow
@given(deeds())
def test_undo_goes_back_to_the_beginning_and_redo_forth(
    press: Path, history: list[tuple[Verb, tuple[Name, ...], str]]
) -> None:
    with copied(press) as path:
        states = [seen(path)]
        for deed in history:
            if deed[0] not in (Verb.UNDO, Verb.REDO) and do(path, deed):
                states.append(seen(path))
        for before in reversed(states[:-1]):
            assert deciding.undo(path, "ada") is not None
            assert seen(path) == before
        assert deciding.undo(path, "ada") is None
        for after in states[1:]:
            assert deciding.redo(path, "ada") is not None
            assert seen(path) == after
        assert deciding.redo(path, "ada") is None


SPLIT_OFF = st.sampled_from(
    [
        ("b", "Gaidai", False, "Sergei Gaidai"),
        ("b", "Gaidai", True, "Sergei Gaidai"),
        ("a", "Haidai", True, "Serhiy Haidai"),
        ("d", "Johnson", False, "Boris Johnson"),
        ("d", "Hayday", True, "Hayday"),
    ]
)
"""An article, a form in it, whether one mention alone is split off, and the name that it leaves."""


@slow
@given(deeds(), SPLIT_OFF)
def test_what_is_split_off_and_merged_back_is_as_before(
    press: Path, history: list[tuple[Verb, tuple[Name, ...], str]], split: tuple[str, str, bool, str]
) -> None:
    source, form, alone, left = split
    with copied(press) as path:
        for deed in history:
            if deed[0] is not Verb.RETYPE and deed[0] is not Verb.RENAME:
                do(path, deed)
        home = person(left)
        part = person(form, source, start(source, f"PERSON {form}") if alone else -1)
        before = partition(path)
        split_before = {address for d in decisions.in_force(deciding.read(path)[0]) for address in d.names}
        if {Address.of(home), Address.of(part), Address.of(person(form, source))} & split_before:
            return  # what was decided on these very names before is not the same as never having been
        decide(path, Verb.SPLIT, part)
        assert at(path, source, form)[0] != entity_of(path, home)
        decide(path, Verb.MERGE, part, home)
        assert partition(path) == before


def partition(path: Path) -> set[frozenset[Where]]:
    """The entities of a library as sets of places."""
    return set(seen(path))


def entity_of(path: Path, name: Name) -> int:
    with Library.open(path, read_only=True) as library:
        found = library.names.find(name)
        return library.names.entity_of(found) if found is not None else 0


@slow
@given(st.sampled_from(["Serhiy Haidai", "Sergei Gaidai"]))
def test_a_name_split_off_and_merged_back_with_all_it_left_is_as_before(press: Path, form: str) -> None:
    with copied(press) as path:
        before = partition(path)
        with Library.open(path, read_only=True) as library:
            names = library.names.of_entity(entity_of(path, person(form))).values()
        decide(path, Verb.SPLIT, person(form))
        assert partition(path) != before
        for other in names:
            if other != person(form):
                decide(path, Verb.MERGE, person(form), other)
        assert partition(path) == before
        with copied_anew(path) as anew:
            assert partition(index(anew)) == before, "and so it is, replayed on an empty library"


@pytest.mark.parametrize("name", SPOTS[-3:], ids=lambda name: name.form)
def test_the_journal_addresses_what_was_split_off(name: Name, tmp_path: Path) -> None:
    path = tmp_path / "war.db.decisions.jsonl"
    where = {"article": name.article} | ({"start": name.start} if name.start >= 0 else {})
    record = {"version": 1, "time": "2026-05-01T12:00:00+00:00", "author": "ada", "decision": "split"}
    path.write_text(json.dumps(record | {"names": [{"type": "PERSON", "form": name.form} | where]}) + "\n")
    (decision,), problems = journal.read([path])
    assert problems == [] and decision.names == (Address.of(name),)
    assert journal.dump(decision) + "\n" == path.read_text()


def test_the_queue_of_doubts_scans_no_table(empty: Path) -> None:
    with sqlite3.connect(empty) as connection:
        plan = connection.execute(
            f'EXPLAIN QUERY PLAN SELECT 1 {evidence.QUEUE} ORDER BY touched DESC, d."left", d."right"',
            (*evidence.END, 0.75),
        ).fetchall()
    connection.close()
    assert not [step for *_, step in plan if "SCAN" in step or "TEMP B-TREE" in step]


@pytest.mark.parametrize("looked_at", [1, 2, 10_000])
def test_articles_that_name_both_of_two_are_counted_as_far_as_they_are_looked_at(
    war: Path, monkeypatch: pytest.MonkeyPatch, looked_at: int
) -> None:
    monkeypatch.setattr(evidence, "LOOKED_AT", looked_at)
    with Library.open(war) as library:
        names = [name for one in library.entities() for name in library.names.of_entity(one.id)]
        named: dict[int, list[int]] = {name: [] for name in names}
        for summary in library.articles(0, 100):
            stored = library.article(summary.id)
            for name in {
                library.names.of_mention(stored.id, m.start)[0] for m in stored.mentions if m.entity
            }:
                named[name].append(stored.id)
        both = 0
        for left, right in combinations(names, 2):
            told = library.evidence(left, right)
            rare, common = sorted((told.left, told.right), key=lambda side: side.articles)
            expected = len(set(named[rare.id][:looked_at]) & set(named[common.id]))
            assert told.side_by_side == expected
            both += expected
        assert both
