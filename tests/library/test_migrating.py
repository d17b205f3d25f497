"""Libraries that every earlier version stored are opened, and are then as if this one had made them.

`stored` holds one of each schema, made by the commit that brought it, of the same four sample articles, with
decisions from version 2 on and an edit from version 5 on.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import shutil
import sqlite3
from pathlib import Path

import pytest

from core import deciding, pipeline
from core.library import Library, LibraryError, mentions, schema
from core.library.opening import VERSION
from tests.library.old import STORED, VERSIONS, unpack


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The stored library of a version, with its journal."""
    path = tmp_path / "war.db"
    unpack(request.param, path)
    if (journal := STORED / f"{request.param}.decisions.jsonl").exists():
        shutil.copy(journal, deciding.journal_path(path))
    return path


def shape(path: Path) -> dict[str, object]:
    """Tables with their columns, and indexes with theirs; not how the statements are spelt."""
    connection = sqlite3.connect(path)
    found: dict[str, object] = {}
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    ).fetchall():
        pragma = "table_info" if kind == "table" else "index_xinfo"
        found[name] = sorted(map(repr, connection.execute(f"PRAGMA {pragma}({name})")))
    connection.close()
    return found


def test_no_version_was_forgotten() -> None:
    assert set(range(1, VERSION)) <= set(VERSIONS)


@pytest.mark.parametrize("old", VERSIONS, indirect=True)
def test_an_old_library_becomes_one_of_today(old: Path, tmp_path: Path) -> None:
    with Library.open(old) as library:
        pipeline.catch_up(library)
        with library.transaction():
            deciding.take_in(library)
        assert library.health.examine() == [] and deciding.unmet(library) == []
        assert library.counts().articles == 4
        (governor,) = library.entities_named("Serhiy Hayday")
        assert governor.articles == 4 and governor.mentions == 12
    new = tmp_path / "new.db"
    Library.open(new).close()
    assert shape(old) == shape(new)


@pytest.mark.parametrize("old", [version for version in VERSIONS if version > 2], indirect=True)
def test_what_was_decided_and_edited_stays(old: Path) -> None:
    with Library.open(old) as library:
        assert [one.label for one in library.entities_named("Hayday")] == ["The governor"]
        assert [one.label for one in library.entities(hidden=True)] == ["HIMARS"]
        for words in ("the governor", "the gov", "governor"):
            assert library.entities_called(words)[0].label == "The governor", "nobody spells him so"
        edited = [library.article(one).article.outlet for one in library.article_ids()]
        assert ("Another Outlet" in edited) == (library.edits("/press/2022-06-24-danube-radio.txt") != [])


@pytest.mark.parametrize("old", range(9, 16), indirect=True)
def test_every_mention_stays_as_it_was(old: Path) -> None:
    connection = sqlite3.connect(old)
    before = connection.execute(
        'SELECT article_id, start, "end", told, name_id, home FROM mention ORDER BY article_id, start'
    ).fetchall()
    connection.close()
    assert any(home for *_, home in before)
    with Library.open(old) as library:
        after = [
            (one, *spot) for one in library.article_ids() for spot in mentions.of(library._connection, one)
        ]
    assert after == before


@pytest.mark.parametrize("old", range(1, VERSION), indirect=True)
def test_reading_alone_migrates_nothing(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(LibraryError, match=r"older warreader.*doctor --fix"):
        Library.open(old, read_only=True)
    assert old.read_bytes() == before


def test_no_migration_runs_sql_that_lives_elsewhere_and_changes_with_it() -> None:
    for module in pkgutil.iter_modules(schema.__path__, f"{schema.__name__}."):
        there = importlib.import_module(module.name)
        for node in ast.walk(ast.parse(Path(str(there.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                taken = [
                    alias.name for alias in node.names if isinstance(getattr(there, alias.name, None), str)
                ]
                assert taken == [], f"{module.name} imports text from {node.module}"
