"""Somebody takes the library's file, its directory or the right to use them from whoever is writing to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core import pipeline
from core.library import Library
from tests.faults.held import ARTICLES, add, needs_modes, press
from tests.library.fakes import Joiner, Spotter, article, store


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "war.db"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library, as a backup is that is restored."""
    path = tmp_path / "other.db"
    with Library.open(path) as opened:
        store(opened, article("Hayday spoke. Kyiv listened.", "/press/other.txt"))
    return path


def everything(library: Path, articles: Path) -> None:
    """Adding again makes the library whole."""
    pipeline.add([articles], library, Spotter, make_linker=Joiner)
    with Library.open(library) as opened:
        assert opened.health.examine() == [] and opened.article_count() >= ARTICLES


@pytest.mark.parametrize(
    "take",
    [
        lambda path, other: path.unlink(),
        lambda path, other: path.rename(path.with_name("moved.db")),
        lambda path, other: shutil.rmtree(path.parent),
        lambda path, other: other.replace(path),
    ],
    ids=["removed", "moved", "removed with its directory", "replaced"],
)
def test_what_is_written_to_a_library_that_is_gone_is_not_called_added(
    tmp_path: Path, library: Path, other: Path, take: Callable[[Path, Path], object]
) -> None:
    articles = press(tmp_path / "press")
    ended = add(tmp_path, library, articles, lambda: take(library, other))
    why, summary = ended.told
    assert ended.code == 1 and summary.startswith(f"{ARTICLES // 2} added, ")
    assert why.startswith(f"warreader: {library}: the library was moved, removed or replaced")
    if library.exists():  # the one that took the place is as it was: nothing of the old one's log is in it
        with Library.open(library) as opened:
            assert opened.article_count() == 1 and opened.health.examine() == []
    if (moved := library.with_name("moved.db")).exists():
        with Library.open(moved) as opened:
            assert opened.article_count() > ARTICLES // 2 and opened.health.examine() == []
    everything(library, articles)


@needs_modes
@pytest.mark.parametrize("what", ["file", "directory", "nothing but reading", "articles"])
def test_an_indexer_whose_permissions_go_loses_nothing(tmp_path: Path, library: Path, what: str) -> None:
    articles = press(tmp_path / "press")
    closed = {"file": library, "articles": articles}.get(what, library.parent)
    ended = add(
        tmp_path, library, articles, lambda: closed.chmod(0o500 if what == "nothing but reading" else 0)
    )
    closed.chmod(0o700)
    *complaints, summary = ended.told
    if what == "articles":
        kept = ARTICLES // 2 + 1
        assert ended.code == 1 and len(complaints) == ARTICLES - kept
        assert all(
            line.endswith("can't be read (permission denied). Check its permissions.") for line in complaints
        )
    else:  # what was open stays open
        kept = ARTICLES
        assert ended.code == 0 and len(complaints) == (what == "directory")
        assert all(
            line.endswith("decisions.jsonl: can't be read (permission denied).") for line in complaints
        )
    assert summary.startswith(f"{kept} added, ")
    with Library.open(library) as opened:
        assert opened.health.examine() == [] and opened.article_count() == kept
    everything(library, articles)
