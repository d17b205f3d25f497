"""Of a damaged library `doctor --fix` puts in its place what can be read, and says what can't."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core import deciding, pipeline
from core.entity import EntityType, Name
from core.library import Library
from core.linking.decisions import Verb
from tests.cli.test_commands import run
from tests.library.fakes import Spotter, article

PAGE, ARTICLES = 8192, 40
KYIV = Name(EntityType.PLACE, "Kyiv")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "war.db"
    chance = random.Random(7)
    told = [
        article(
            f"Hayday spoke of Kyiv with {n} men. Gaidai left Luhansk. {chance.randbytes(1500).hex(' ')}",
            f"/press/{n}.txt",
            date(2022, 6, 1 + n % 30),
        )
        for n in range(ARTICLES)
    ]
    pipeline.add_articles(told, path, Spotter)
    deciding.decide(path, Verb.HIDE, "ann", KYIV)
    return path


@pytest.fixture
def war(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "war.db"
    for copy in (Path, deciding.journal_path):
        shutil.copy(copy(sound), copy(path))
    monkeypatch.setenv("WARREADER_LIBRARY", str(path))
    monkeypatch.setattr("tui.cli.indexing.recognizer", lambda how: Spotter())
    return path


def overwrite(path: Path, table: str, leaf: int = -1) -> None:
    """Put what means nothing in the place of a page of a table or an index."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = path.read_bytes()[(root - 1) * PAGE : root * PAGE]
    inner, cells = data[0] in (2, 5), int.from_bytes(data[3:5])
    if inner:
        at = int.from_bytes(data[12 + 2 * (leaf % cells) :][:2])
        root = int.from_bytes(data[at : at + 4])
    put(path, (root - 1) * PAGE, random.Random(root).randbytes(PAGE))


def put(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def fill_and_empty(path: Path) -> None:
    """Leave free pages, of which the first is overwritten."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE more (x)")
        connection.executemany("INSERT INTO more VALUES (?)", [("x" * 8000,)] * 60)
        connection.execute("DROP TABLE more")
        connection.commit()
    first = int.from_bytes(path.read_bytes()[32:36])
    put(path, (first - 1) * PAGE, random.Random(1).randbytes(PAGE))


def leave_log(path: Path) -> None:
    """A backup was copied over a library whose log was left beside it."""
    other = path.with_name("other.db")
    pipeline.add_articles([article("Kyiv. " * 4000, "/other")], other, Spotter)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE article SET outlet = 'Another'")
        connection.execute("UPDATE article_day SET articles = 99")
        shutil.copy(f"{other}-wal", f"{path}-wal")
    other.unlink()


HARMS: dict[str, Callable[[Path], object]] = {
    "an index": lambda path: overwrite(path, "article_by_outlet"),
    "a count": lambda path: overwrite(path, "name_form"),
    "the search index": lambda path: overwrite(path, "article_search_data", 0),
    "a free page": fill_and_empty,
    "the length in the head": lambda path: put(path, 28, b"\xff" * 12),
    "the first bytes": lambda path: put(path, 0, bytes(16)),
    "a log that was left": leave_log,
}
ROWS = {
    "names": "DELETE FROM name WHERE form = 'Kyiv'",
    "an entity": "DELETE FROM entity WHERE label LIKE 'G%'",
    "members of stories": "DELETE FROM story_member WHERE article_id < 5",
    "a list of mentions": "UPDATE article_mentions SET spots = substr(spots, 1, 9) WHERE article_id = 3",
    "what mentions are told by": "DELETE FROM mention_told",
}


def mended(war: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """How `doctor --fix` ends of a library that `doctor` finds unsound, and what it says."""
    assert run(capsys, "doctor")[0] == 1
    damaged = war.read_bytes()
    code, out, err = run(capsys, "doctor", "--fix")
    (copy,) = (one for one in war.parent.glob("war.db.before-fix-*") if not one.name.endswith("-wal"))
    assert copy.read_bytes() == damaged and not list(war.parent.glob("war.db.[dm]*g*"))
    assert run(capsys, "doctor")[:2][0] == 0, out
    with Library.open(war, read_only=True) as library:
        assert [one.label for one in library.entities(hidden=True)] == ["Kyiv"]
    return code, out + err


@pytest.mark.parametrize("harm", HARMS)
def test_what_stands_twice_is_made_anew_and_nothing_is_lost(
    war: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    with closing(sqlite3.connect(war)) as connection:
        before = connection.execute("SELECT * FROM article JOIN article_text ON article_id = id").fetchall()
    HARMS[harm](war)
    code, _ = mended(war, capsys)
    with closing(sqlite3.connect(war)) as connection:
        after = connection.execute("SELECT * FROM article JOIN article_text ON article_id = id").fetchall()
    assert code == 0 and after == before


@pytest.mark.parametrize("harm", ROWS)
def test_articles_that_lost_what_was_found_in_them_are_indexed_anew(
    war: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    with closing(sqlite3.connect(war)) as connection:
        connection.execute(ROWS[harm])
        connection.commit()
    code, told = mended(war, capsys)
    assert code == 0 and f"{ARTICLES} articles were read" in told
    with Library.open(war, read_only=True) as library:
        assert len(library.article_ids()) == ARTICLES


def test_articles_that_cannot_be_read_are_named_and_the_others_kept(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overwrite(war, "article_text", 1)
    code, told = mended(war, capsys)
    with Library.open(war, read_only=True) as library:
        kept = len(library.article_ids())
    assert code == 1 and 0 < kept < ARTICLES
    assert told.count("can't be read any more") == ARTICLES - kept


def test_a_file_that_was_cut_off_gives_what_is_left_of_it(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.truncate(war, war.stat().st_size - 3 * PAGE - 100)
    code, told = mended(war, capsys)
    with Library.open(war, read_only=True) as library:
        kept = len(library.article_ids())
    assert kept and told.count("can't be read any more") == ARTICLES - kept and code == (kept < ARTICLES)
