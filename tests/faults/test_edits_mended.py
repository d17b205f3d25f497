"""What readers wrote into a library outlives its damage: the edits of articles and the feeds they follow."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core import deciding
from core.library import Library
from tests.faults.conftest import ARTICLES
from tests.faults.test_mended import ROWS, execute, mended, overwrite


def test_edits_and_what_the_source_told_stay(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deciding.edit(war, 3, {"outlet": "Mine", "dateline_date": "2022-05-01"}, "ann")
    execute(war, ROWS["names"])
    assert mended(war, capsys)[0] == 0
    with Library.open(war) as library:
        one = library.article_of("/press/2.txt")
        assert one is not None and library.article_alone(one).outlet == "Mine"
        assert {(edit.field, edit.value, edit.was) for edit in library.edits("/press/2.txt")} == {
            ("outlet", "Mine", "Wire"),
            ("dateline_date", "2022-05-01", ""),
        }
    assert deciding.edit(war, one, {"outlet": None}, "ann").outlet == "Wire"


def edit_all(war: Path) -> None:
    """Give each article a byline of somebody's own, over several pages."""
    with Library.open(war) as library, library.transaction():
        for one in library.article_ids():
            library.edit(one, {"byline": f"Author {one} {'x' * 50}"}, "ann")
    with closing(sqlite3.connect(war)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def bylines(war: Path) -> tuple[int, int]:
    """How many articles bear a byline of somebody's own, and how many such edits are kept."""
    with closing(sqlite3.connect(war)) as connection:
        row = connection.execute(
            """SELECT (SELECT count(*) FROM article WHERE byline LIKE '_uthor %'),
            (SELECT count(*) FROM edit WHERE value LIKE '_uthor %')"""
        ).fetchone()
    return int(row[0]), int(row[1])


def test_a_byte_of_one_edit_costs_its_letter(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_all(war)
    execute(
        war, "UPDATE edit SET value = CAST(x'ff' || substr(value, 2) AS TEXT) WHERE source LIKE '%/1_.txt'"
    )
    assert mended(war, capsys)[0] == 0 and bylines(war) == (ARTICLES, ARTICLES)


@pytest.mark.parametrize("leaves", [(1,), (1, 3)], ids=["one page", "two pages"])
def test_pages_of_edits_cost_no_other_and_no_article_what_was_edited(
    war: Path, capsys: pytest.CaptureFixture[str], leaves: tuple[int, ...]
) -> None:
    edit_all(war)
    for leaf in leaves:
        overwrite(war, "edit", leaf)
    code, told = mended(war, capsys)
    articles, edits = bylines(war)
    assert code == 1 and "edits: not all can be read any more" in told
    assert articles == ARTICLES and ARTICLES - 9 * len(leaves) <= edits < ARTICLES


@pytest.mark.parametrize(
    "garbled", ["field = 'bylime'", "at = 'yesterday'", "field = 'published'", "at = x'32'"]
)
def test_an_edit_that_means_nothing_costs_itself_alone(
    war: Path, capsys: pytest.CaptureFixture[str], garbled: str
) -> None:
    edit_all(war)
    execute(war, f"UPDATE edit SET {garbled} WHERE source LIKE '%/1.txt'")
    code, told = mended(war, capsys)
    assert code == 1 and "edits: not all can be read any more" in told
    assert bylines(war) == (ARTICLES, ARTICLES - 1)


def test_a_byte_of_one_feed_costs_its_letter(war: Path, capsys: pytest.CaptureFixture[str]) -> None:
    execute(
        war,
        """WITH RECURSIVE n(n) AS (SELECT 1 UNION SELECT n + 1 FROM n WHERE n < 20)
        INSERT INTO feed (source, url, title) SELECT 'http://feed/' || n, 'http://feed/' || n,
        CAST(iif(n = 2, x'46ff', 'Feed') AS TEXT) FROM n""",
    )
    assert mended(war, capsys)[0] == 0
    with closing(sqlite3.connect(war)) as connection:
        assert connection.execute("SELECT count(*) FROM feed").fetchone() == (20,)
