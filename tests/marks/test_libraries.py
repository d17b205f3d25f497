"""A reader of two libraries: what is said of an article follows it, what belongs to one shows in no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.entity import EntityType, Name, Reference
from core.library import reader
from core.library.reader import ReaderState, known_as
from core.marks import Mark, MarkKind, Named
from tests.marks.test_readers_file import POST, WIRE, named
from tui.reading.listing import Arrangement

WAR, OTHER = "/home/ada/war.db", "/home/ada/other.db"
HAIDAI = Reference("person:serhii-haidai", EntityType.PERSON, "Serhii Haidai")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader.db"


def searches(state: ReaderState) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in state.searches.all()]


def test_a_search_is_saved_for_the_library_whose_articles_it_counts(path: Path) -> None:
    with ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        assert war.searches.save("east", "luhansk") == "east" == other.searches.save("east", "donbas")
        assert searches(war) == [("east", "luhansk")] and searches(other) == [("east", "donbas")]
        assert other.searches.rename("east", "front") == "front"
        war.searches.remove("front")
        assert searches(war) == [("east", "luhansk")] and searches(other) == [("front", "donbas")]
        war.searches.remove("east")
        assert searches(war) == [] and searches(other) == [("front", "donbas")]


def test_the_list_is_arranged_by_library(path: Path) -> None:
    with ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        Arrangement(by_story=True, per_source=True).keep(war)
        theirs, ours = Arrangement(), Arrangement()
        theirs.load(other)
        ours.load(war)
        assert ours.per_source and ours.by_story and not theirs.per_source and not theirs.by_story


def test_marks_follow_their_article_and_notes_a_name_that_is_known_beyond_the_library(path: Path) -> None:
    known = Name(EntityType.PERSON, "Hayday", HAIDAI)
    governor = Named(EntityType.PERSON, known.identity, "Serhii Haidai")
    parted = Name(EntityType.PERSON, "Petrenko", None, WIRE.source)
    with ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        war.marks.star(WIRE)
        war.marks.tag(POST, "bridges")
        for one, words in ((governor, "till 2023"), (named("Petrenko"), "the miner")):
            war.marks.keep(Mark(MarkKind.ENTITY, WIRE, words, named=one))
        assert other.marks.starred() == {WIRE.source}
        assert [note.text for note in other.marks.on([known.identity])] == ["till 2023"]
        assert other.marks.on([named("Petrenko").identity]) == [], "another's Petrenko is another man"
        other.marks.keep(Mark(MarkKind.ENTITY, POST, "the mayor", named=named("Petrenko")))
        other.marks.keep(
            Mark(
                MarkKind.ENTITY, WIRE, "neither", named=Named(EntityType.PERSON, parted.identity, "Petrenko")
            )
        )
        for state, words in ((war, "the miner"), (other, "the mayor")):
            (note,) = state.marks.on([named("Petrenko").identity])
            assert note.text == words
            assert [one.text for one in state.marks.on([parted.identity])] == ["neither"]
        other.marks.keep(Mark(MarkKind.ENTITY, POST, "till March 2023", named=governor), was="till 2023")
        assert [note.text for note in war.marks.on([known.identity])] == ["till March 2023"]
        assert war.marks.elsewhere() == {POST.source, WIRE.source} == other.marks.elsewhere()


def test_a_note_on_a_name_that_is_known_everywhere_is_in_every_library_s_book(path: Path) -> None:
    known = Named(EntityType.PERSON, Name(EntityType.PERSON, "Hayday", HAIDAI).identity, "Serhii Haidai")
    with ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        war.marks.keep(Mark(MarkKind.ENTITY, WIRE, "till 2023", named=known))
        war.marks.keep(Mark(MarkKind.ENTITY, None, "the miner", named=named("Petrenko")))
        assert [mark.text for mark in other.marks.listed(0, 9, here=())] == ["till 2023"]
        assert other.marks.count(here=()) == 1 and other.marks.tags(()) == []


def test_what_is_brought_back_belongs_to_the_library_that_it_belonged_to(path: Path) -> None:
    petrenko = named("Petrenko")
    with ReaderState(path) as older, ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        older.marks.keep(Mark(MarkKind.ENTITY, None, "the mayor", named=petrenko))
        (note,) = war.marks.on([petrenko.identity])
        war.marks.remove(note.id)
        assert other.marks.on([petrenko.identity]) == []
        war.marks.put_back(note)
        assert [one.text for one in other.marks.on([petrenko.identity])] == ["the mayor"]
        war.marks.star(WIRE)
        (star,) = other.marks.of(WIRE.source)
        removed = other.marks.remove(star.id)
        assert removed == star and other.marks.put_back(removed).library == WAR == star.library


def test_your_marks_are_those_of_this_library_and_of_articles_that_it_has_too(path: Path) -> None:
    with ReaderState(path, WAR) as war, ReaderState(path, OTHER) as other:
        war.marks.star(WIRE)
        war.marks.tag(POST, "bridges")
        war.marks.keep(Mark(MarkKind.ENTITY, WIRE, "the miner", named=named("Petrenko")))
        other.marks.tag(POST, "roads")
        assert other.marks.count() == 4, "the command and its citations tell all"
        assert [mark.text for mark in other.marks.listed(0, 9, here=())] == ["roads"]
        with_wire = other.marks.listed(0, 9, here=[WIRE.source])
        assert [mark.kind for mark in with_wire] == [MarkKind.TAG, MarkKind.STAR]
        assert other.marks.count(here=[WIRE.source]) == 2 and war.marks.count(here=()) == 3
        assert other.marks.tags(()) == [("roads", 1)] and len(other.marks.tags()) == 2
        removed = other.marks.remove(with_wire[1].id)
        assert removed is not None and other.marks.put_back(removed).kind is MarkKind.STAR


@pytest.mark.parametrize("places", ["whole", "relative", "gone", "none"])
def test_what_an_older_version_kept_for_all_libraries_is_lost_to_none(path: Path, places: str) -> None:
    """`reader-3.db` was in two libraries and in two builds of the sample, all gone, and now in a third."""
    shutil.copy(Path(__file__).with_name("reader-3.db"), path)
    sample = known_as(Path("/home/ada/.local/share/warreader/sample-aaaaaaaaaaaa.db"))
    (war := path.with_name("here.db")).touch()
    path.with_name("link.db").symlink_to(war)
    been = {WAR, "/home/ada/old.db", sample, str(war.resolve())}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "VERSION", 3)
        with ReaderState(path) as older:
            if places != "gone":
                older.set(f"place:{path.parent}/../{path.parent.name}/link.db", "{}")
            if places == "relative":
                older.set("place:war.db", "{}")
            if places == "none":
                older.run("DELETE FROM setting WHERE key LIKE 'place:%'")
    for library in (*been, OTHER):
        with ReaderState(path, library) as state:
            shown = library in been or places != "whole"
            assert searches(state) == ([("east", "luhansk"), ("gates", "sluice")] if shown else [])
            arranged = Arrangement()
            arranged.load(state)
            assert arranged.per_source is arranged.by_story is shown
            assert state.marks.count(here=()) == 4 and state.marks.starred() == {WIRE.source}
            (note,) = state.marks.on([named("Ivan Petrenko").identity])
            assert note.text == "which one?", "nobody knows any more where it was written"
    with ReaderState(path, WAR) as war, ReaderState(path, "/home/ada/old.db") as old:
        war.searches.remove("east")
        assert war.searches.save("gates", "lock", was="sluice") == "gates"
        assert searches(war) == [("gates", "lock")]
        assert searches(old) == (
            [("east", "luhansk"), ("gates", "sluice")] if places == "whole" else searches(war)
        )


def test_a_library_is_known_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert known_as(Path("war.db")) == known_as(tmp_path / "war.db") == str(tmp_path / "war.db")
    (tmp_path / "below").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "war.db")
    assert known_as(tmp_path / "link.db") == known_as(Path("below/../war.db")) == known_as(Path("war.db"))
    assert known_as(tmp_path / "sample-0123456789ab.db") == str(tmp_path / "sample.db")
    assert known_as(tmp_path / "sample-of-mine.db").endswith("sample-of-mine.db")
