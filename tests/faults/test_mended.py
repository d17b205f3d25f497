"""Of a damaged library `doctor --fix` puts in its place what can be read, and says what can't."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from errno import ENOSPC
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from core import mending, pipeline
from core.article import Article
from core.library import Library, salvaging
from core.library.owing import Connection
from tests.cli.test_commands import run
from tests.faults.conftest import ARTICLES
from tests.library.fakes import Spotter, article

PAGE = 8192


def overwrite(path: Path, table: str, leaf: int | None = None) -> None:
    """Put what means nothing in the place of a page of a table or an index: the last one, or the n-th."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = path.read_bytes()[(root - 1) * PAGE : root * PAGE]
    inner, cells = data[0] in (2, 5), int.from_bytes(data[3:5])
    if inner:
        at = 8 if leaf is None else int.from_bytes(data[12 + 2 * (leaf % cells) :][:2])
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


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


HARMS: dict[str, Callable[[Path], object]] = {
    "an index": lambda path: overwrite(path, "article_by_outlet"),
    "a count": lambda path: overwrite(path, "name_form"),
    "the search index": lambda path: overwrite(path, "article_search_data", 0),
    "a free page": fill_and_empty,
    "the length in the head": lambda path: put(path, 28, b"\xff" * 12),
    "the first bytes": lambda path: put(path, 0, bytes(16)),
    "the head": lambda path: put(path, 0, random.Random(2).randbytes(100)),
    "a log that was left": leave_log,
    "features of stories": lambda path: overwrite(path, "feature_posting"),
    "an index that is gone": lambda path: execute(path, "DROP INDEX article_newest_first"),
    "counts that are gone": lambda path: execute(path, "DROP TABLE article_day"),
    "a search index that is gone": lambda path: execute(path, "DROP TABLE article_search"),
    "keys of figures": lambda path: execute(path, "DELETE FROM figure_key"),
}
ROWS = {
    "names": "DELETE FROM name WHERE form = 'Kyiv'",
    "an entity": "DELETE FROM entity WHERE label LIKE 'G%'",
    "members of stories": "DELETE FROM story_member WHERE article_id < 5",
    "a list of mentions": "UPDATE article_mentions SET spots = substr(spots, 1, 9) WHERE article_id = 3",
    "what mentions are told by": "DELETE FROM mention_told",
    "a table that is gone": "DROP TABLE mention_told",
    "a letter of a title": "UPDATE article SET title = CAST(x'46ff' AS TEXT) WHERE id = 3",
    "a letter of a name": "UPDATE name SET form = CAST(x'4bff' AS TEXT) WHERE form = 'Kyiv'",
    "a letter of a label": "UPDATE entity SET label = CAST(x'47ff' AS TEXT) WHERE label LIKE 'G%'",
    "a title that is none": "UPDATE article SET title = CAST(title AS BLOB) WHERE id = 3",
    "doubles where an index was": """DROP INDEX name_identity;
        INSERT INTO name (type, form, reference, entity_id, keys)
        SELECT type, form, reference, entity_id, keys FROM name WHERE type = 'PERSON'""",
}


def mended(war: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """How `doctor --fix` ends of a library that `doctor` finds unsound, and what it says."""
    assert run(capsys, "doctor")[0] == 1
    damaged = war.read_bytes()
    code, out, err = run(capsys, "doctor", "--fix")
    copy = max(one for one in war.parent.glob("war.db.before-fix-*") if not one.name.endswith("-wal"))
    # What counting anew mends is kept as SQLite copies it, without what is free.
    recounted = "articles were read" not in out and "could be read" not in out
    assert recounted or copy.read_bytes() == damaged
    assert not list(war.parent.glob("war.db.mending*"))
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
    execute(war, ROWS[harm])
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
        kept = {library.article_alone(one).provenance.source for one in library.article_ids()}
    lost = {f"/press/{number}.txt" for number in range(ARTICLES)} - kept
    assert code == 1 and kept and lost
    assert told.count("can't be read any more") == len(lost)
    assert all(f"({source}): can't be read any more" in told for source in lost)


def test_a_file_that_was_cut_off_gives_what_is_left_of_it(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.truncate(war, war.stat().st_size - 3 * PAGE - 100)
    code, told = mended(war, capsys)
    with Library.open(war, read_only=True) as library:
        kept = len(library.article_ids())
    assert kept and told.count("can't be read any more") == ARTICLES - kept and code == (kept < ARTICLES)


def test_pages_at_the_end_of_both_tables_hide_no_article(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overwrite(war, "article")
    overwrite(war, "article_text")
    code, told = mended(war, capsys)
    with Library.open(war, read_only=True) as library:
        kept = len(library.article_ids())
    assert code == 1 and 0 < kept < ARTICLES
    assert told.count("can't be read any more") == ARTICLES - kept


def test_a_text_whose_row_is_lost_is_kept_and_its_source_brings_the_rest(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overwrite(war, "article", 1)
    code, told = mended(war, capsys)
    bare = told.count("its text was kept; add it again")
    assert code == 1 and bare and "can't be read any more" not in told
    with Library.open(war, read_only=True) as library:
        found = [library.article_alone(one) for one in library.article_ids()]
    assert {one.provenance.source for one in found} == {f"/press/{n}.txt" for n in range(ARTICLES)}
    assert all("Gaidai left Luhansk" in one.text for one in found)
    (again, *_) = (one for one in found if not one.outlet)
    whole = article(again.text, again.provenance.source)
    assert pipeline.add_articles([whole], war, Spotter).updated == 1


@pytest.mark.parametrize(("harm", "field"), [("day = 1 << 40", "published"), ("added = 'then'", "added")])
def test_the_trouble_of_one_field_costs_neither_the_article_nor_another(
    war: Path, capsys: pytest.CaptureFixture[str], harm: str, field: str
) -> None:
    with Library.open(war, read_only=True) as library:
        before = library.article_alone(3)
    execute(war, f"UPDATE article SET {harm} WHERE id = 3")
    code, told = mended(war, capsys)
    assert code == 1 and f"article 3 (/press/2.txt): kept, but for what can't be read of it: {field};" in told
    with Library.open(war, read_only=True) as library:
        one = library.article_of("/press/2.txt")
        assert one and len(library.article_ids()) == ARTICLES
        after = library.article_alone(one)
    assert (after.text, after.byline, after.outlet) == (before.text, before.byline, before.outlet)
    assert after.title == before.title and after.published == (
        None if field == "published" else before.published
    )
    assert pipeline.add_articles([before], war, Spotter).updated == 1


def test_a_length_in_the_head_makes_no_file_longer_than_it_and_its_log(war: Path) -> None:
    size = war.stat().st_size
    put(war, 28, b"\xff" * 4)
    salvaging.straighten(war)
    assert war.stat().st_size == size
    log = war.with_name("war.db-wal")
    log.write_bytes(bytes(3 * PAGE))
    put(war, 28, b"\xff" * 4)
    salvaging.straighten(war)
    assert war.stat().st_size == size + 3 * PAGE


def test_what_an_article_tells_beside_the_list_is_not_worth_the_article(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(war, "DROP TABLE article_told")
    code, told = mended(war, capsys)
    assert code == 1 and told.count("kept, but not when it was updated") == ARTICLES
    with Library.open(war, read_only=True) as library:
        assert len(library.article_ids()) == ARTICLES


def unmended(war: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `doctor --fix` says of a library that it leaves alone."""
    code, _, err = run(capsys, "doctor", "--fix")
    assert code == 1 and not list(war.parent.glob("war.db.mending*"))
    assert len(err.splitlines()) == 1 and "nothing can be read of it" not in err and ".mending" not in err
    return err


def test_what_is_stored_meanwhile_is_not_lost(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(war, ROWS["what mentions are told by"])

    def late(how: object) -> Spotter:
        execute(war, "UPDATE article SET outlet = 'Late' WHERE id = 3")
        return Spotter()

    monkeypatch.setattr("tui.cli.indexing.recognizer", late)
    assert "meanwhile" in unmended(war, capsys)
    with closing(sqlite3.connect(war)) as connection:
        assert connection.execute("SELECT count(*) FROM article WHERE outlet = 'Late'").fetchone() == (1,)


def test_a_new_library_whose_log_holds_something_takes_no_place(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(war, ROWS["what mentions are told by"])
    before, held = war.read_bytes(), list[sqlite3.Connection]()

    def hold(how: object) -> Spotter:
        (fresh,) = war.parent.glob("war.db.mending-*/_of_articles.db")
        held.append(sqlite3.connect(fresh))
        held[0].execute("BEGIN")
        held[0].execute("SELECT * FROM article").fetchall()
        return Spotter()

    monkeypatch.setattr("tui.cli.indexing.recognizer", hold)
    assert "Make room" in unmended(war, capsys)
    held[0].close()
    assert war.read_bytes() == before


def test_reading_that_breaks_off_leaves_the_library(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(war, ROWS["what mentions are told by"])
    before, read = war.read_bytes(), salvaging._article

    def some(connection: Connection, one: int, source: str) -> Iterator[Article | salvaging.Lost]:
        if one > 5:
            raise RuntimeError("whatever")
        return read(connection, one, source)

    monkeypatch.setattr(salvaging, "_article", some)
    assert "whatever" in unmended(war, capsys) and war.read_bytes() == before


@pytest.mark.parametrize("pages", [5, 60], ids=["the schema", "rows"])
def test_a_disk_that_fills_up_is_told_as_that(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    execute(war, ROWS["what mentions are told by"])
    before, connect = war.read_bytes(), sqlite3.connect

    def small(*args: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*args, **named)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    assert "the disk is full" in unmended(war, capsys)
    monkeypatch.undo()
    assert war.read_bytes() == before


def test_no_half_of_a_copy_is_left_where_there_is_no_room_for_it(
    war: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(war, ROWS["what mentions are told by"])

    def full(source: object, target: BinaryIO) -> None:
        target.write(b"SQLite")
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr(shutil, "copyfileobj", full)
    assert "the disk is full" in unmended(war, capsys)
    assert not list(war.parent.glob("war.db.before-fix-*"))


def test_files_of_ones_own_beside_the_library_stay(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = [war.with_name(f"war.db.{end}") for end in ("damaged", "mending", "mending-wal")]
    for file in own:
        file.write_text("my own")
    HARMS["an index"](war)
    assert run(capsys, "doctor", "--fix")[0] == 0
    assert [file.read_text() for file in own] == ["my own"] * 3


def test_a_link_to_the_library_stays_one_and_its_log_is_taken_in(
    war: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    HARMS["an index"](war)
    (real := war.parent / "elsewhere").mkdir()
    real = war.rename(real / "real.db")
    war.symlink_to(real)
    with closing(sqlite3.connect(real, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE article_told SET canonical_url = 'newest'")
        shutil.copy(f"{real}-wal", f"{war}.log")
    shutil.copy(f"{war}.log", f"{real}-wal")
    assert mended(war, capsys)[0] == 0
    assert war.is_symlink() and not list(real.parent.glob("*.mending*"))
    with closing(sqlite3.connect(real)) as connection:
        assert connection.execute("SELECT DISTINCT canonical_url FROM article_told").fetchall() == [
            ("newest",)
        ]


def test_who_could_read_the_library_still_can(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    war.chmod(0o640)
    HARMS["an index"](war)
    assert mended(war, capsys)[0] == 0
    assert stat.S_IMODE(war.stat().st_mode) == 0o640
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in war.parent.glob("war.db.before-fix-*"))


def test_a_library_that_is_not_there_is_not_torn(tmp_path: Path) -> None:
    assert not mending._is_torn(tmp_path / "war.db")


def test_a_table_that_is_gone_is_told_in_our_words(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    execute(war, "DROP TABLE article_day")
    code, out, err = run(capsys, "list")
    assert code == 1 and "is damaged" in err and "--fix" in err and "no such table" not in err
    code, out, err = run(capsys, "doctor")
    assert code == 1 and "schema: the table article_day is gone" in out and "sound" not in out
