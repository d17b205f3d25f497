"""Somebody hands over a library whose schema would act on its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.library import Library, LibraryError
from core.library.reader import ReaderState
from tests.library.fakes import article, store

ACTING = {
    "trigger": "CREATE TRIGGER war AFTER INSERT ON article BEGIN DELETE FROM article; END",
    "view": "CREATE VIEW war AS SELECT * FROM article",
    "view in place of a table": "ALTER TABLE story RENAME TO war; CREATE VIEW story AS WITH RECURSIVE "
    "n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n",
    "virtual table": "CREATE VIRTUAL TABLE war USING fts5(words)",
    "virtual table in place of ours": "DROP TABLE edit; CREATE VIRTUAL TABLE edit USING fts5(words)",
    "computed column": "ALTER TABLE article ADD COLUMN war AS (hex(zeroblob(100000000)))",
    "trigger that calls itself a table": "CREATE TRIGGER war AFTER INSERT ON article BEGIN "
    "DELETE FROM article; END; PRAGMA writable_schema = ON; "
    "UPDATE sqlite_master SET type = 'table' WHERE name = 'war'",
    "a thousand tables": "".join(f"CREATE TABLE war_{number} (x);" for number in range(1_000)),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        store(library, article("Hayday spoke in Luhansk.", "/press/a.txt"))
    return path


@pytest.mark.parametrize("sql", ACTING.values(), ids=ACTING)
@pytest.mark.parametrize("read_only", [True, False], ids=["reading", "adding"])
def test_what_would_act_is_refused_and_nothing_of_it_is_run(path: Path, sql: str, read_only: bool) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"never makes and will not run|is damaged") as refusal:
        Library.open(path, read_only=read_only)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before


def test_no_file_of_others_is_trusted(path: Path, tmp_path: Path) -> None:
    """SQLite then runs no function of ours that a view, an index or a default of theirs calls."""
    own = ReaderState(tmp_path / "reader.db")
    with own, Library.open(path) as written, Library.open(path, read_only=True) as read:
        for one in (written, read, own):
            assert one._connection.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_a_name_in_the_schema_is_words(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute('CREATE VIEW "w\x1b]0;owned\x07ar" AS SELECT 1')
    connection.close()
    with pytest.raises(LibraryError) as refusal:
        Library.open(path, read_only=True)
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(("table", "column"), [("data", "block"), ("docsize", "sz"), ("config", "v")])
def test_a_search_index_that_was_tampered_with_is_told(path: Path, table: str, column: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE article_search_{table} SET {column} = x'ff00ff00ffffff'")
    connection.commit()
    connection.close()
    with Library.open(path) as library:
        try:
            told = [fault.check for fault in library.health.examine()]
        except LibraryError as error:
            told = [str(error)]
    assert told and all("\n" not in line for line in told)
