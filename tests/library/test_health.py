"""What is wrong in a library is found, mended where it can be, and told where it can't."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from core.library import Library, LibraryError, health
from core.library.counted import TALLIES
from core.library.health import Fault
from core.library.opening import blamed
from tests.library.fakes import article, store

pytestmark = pytest.mark.usefixtures("few_are_many")

COUNTED = {"article_day", "name", "name_form", "name_role", "entity", "story", "story_day"} | {
    "entity_rank",
    "rank_count",
    "article_names",
}
"""What these articles bring; the other counts are compared where their own tests store libraries."""

# Each harms one thing that stands in the file twice.
MENDABLE = {
    "a word too many": "INSERT INTO article_search (rowid, title, text) VALUES (9, 'x', 'y z')",
    "an index that is empty": "INSERT INTO article_search (article_search) VALUES ('delete-all')",
    "a row too few": "DELETE FROM name_form WHERE form = 'Kyiv'",
    "a row too many": "INSERT INTO name_article VALUES ((SELECT min(id) FROM name), 1, 1, 1)",
    **{
        f"a wrong count of {tally.what}": f"UPDATE {tally.table} SET {tally.values[0]} = 99"
        for tally in TALLIES
        if tally.table in COUNTED
    },
}


def spoil(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


@pytest.fixture
def war(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "war.db") as library:
        store(
            library,
            article("Governor Hayday left Luhansk.", "/press/a.txt", outlet="Wire"),
            article("Haidai spoke in Kyiv. \x00 Kyiv 🛰 Kyiv", "/press/b.txt", outlet="Post"),
        )
        with library.transaction():
            library.edit(1, {"byline": "Ann"}, "ann")
    return tmp_path / "war.db"


def faults(path: Path) -> list[Fault]:
    with Library.open(path, read_only=True) as library:
        return library.health.examine()


@pytest.mark.parametrize("harm", MENDABLE)
def test_what_stands_twice_is_compared_and_mended(war: Path, harm: str) -> None:
    assert faults(war) == []
    spoil(war, MENDABLE[harm])
    found = faults(war)
    assert found and all(fault.mendable for fault in found)
    with Library.open(war) as library:
        health = library.health
        with library.transaction():
            health.mend()
    assert faults(war) == []


@pytest.mark.parametrize("table", ["article_text", "article_told", "story_member", "entity"])
def test_what_stands_once_and_is_gone_is_told(war: Path, table: str) -> None:
    spoil(war, f"DELETE FROM {table}")
    assert any(not fault.mendable for fault in faults(war))


# What changed bytes may leave in a file whose structure is sound.
GARBLED = {
    "a date": "UPDATE article_told SET updated = '2022-13-01'",
    "a day": "UPDATE article SET day = 99999999",
    "a type": "UPDATE entity SET type = 'PERSOM'",
    "a list": "UPDATE phrase SET text = '[[' || id WHERE id IN (SELECT origins FROM article_told)",
    "a number for a text": "UPDATE article_text SET text = x'00'",
    "how it was found": "UPDATE mention_told SET found_by = 'modem'",
    **{
        f"a letter of {column}": f"UPDATE {table} SET {column} = CAST({column} || x'ff42' AS TEXT)"
        for table, columns in {
            "article": ("title", "byline", "dateline", "url"),
            "edit": ("value", "was"),
            "entity": ("label",),
            "name": ("form",),
        }.items()
        for column in columns
    },
}


@pytest.mark.parametrize("harm", GARBLED)
def test_a_value_that_no_version_stores_is_told_and_blamed(war: Path, harm: str) -> None:
    assert not health.is_damaged(war)
    spoil(war, GARBLED[harm])
    assert [fault.check for fault in faults(war)][:1] == ["values"]
    with pytest.raises(LibraryError, match="is damaged"), blamed(war):
        raise ValueError("whatever a value in the wrong place brings about")


def test_our_own_mistake_is_not_blamed_on_a_sound_library(war: Path) -> None:
    with pytest.raises(TypeError), blamed(war):
        raise TypeError("NoneType")


def test_a_row_that_points_nowhere_and_a_torn_page_are_told(war: Path) -> None:
    spoil(war, "INSERT INTO boilerplate VALUES (77, 0, 1)")
    assert [fault.check for fault in faults(war)] == ["references"]
    size = war.stat().st_size
    with war.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    try:
        assert any(not fault.mendable for fault in faults(war))
    except LibraryError as error:
        assert str(war) in str(error) and "--fix" in str(error)


def test_a_backup_is_whole_while_another_writes(war: Path, tmp_path: Path) -> None:
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        with Library.open(war) as library:
            for number in range(200):
                store(library, article(f"Kyiv {number}.", f"/press/{number}.txt"))
                begun.set()
                if stop.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    copy = tmp_path / "copy.db"
    try:
        with Library.open(war, read_only=True) as library:
            library.health.backup(copy)
            library.health.backup(copy)  # an older copy is replaced
    finally:
        stop.set()
        writer.join()
    assert faults(copy) == []
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_backup_that_fails_leaves_what_was_there(war: Path, tmp_path: Path) -> None:
    with (
        Library.open(war, read_only=True) as library,
        pytest.raises(LibraryError, match="nowhere"),
    ):
        library.health.backup(tmp_path / "nowhere" / "copy.db")
