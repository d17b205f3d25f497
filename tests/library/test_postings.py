"""Postings are a set that is asked by key and day: whatever was put and taken off, however it lies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library import Library, postings
from core.library.postings import FEATURES, QUOTES, SAMPLES, Posting, Postings
from tests.library.test_statements import TEXTS, add, told

FEW = 4
"""Postings of a row, so that a handful of them makes several."""
NUMBERS = st.integers(0, 2**32 - 1)
KEYS = st.sampled_from((0, 1, 0xFFFF, 0x10000, 0x12345678, 0x12345679, 2**32 - 1)) | NUMBERS
POSTINGS = st.lists(
    st.builds(Posting, KEYS, st.integers(0, 3) | st.integers(0, postings.LAST_DAY), NUMBERS), max_size=60
)


@contextmanager
def table(of: Postings) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_MOST", FEW)
        connection.execute(
            f"CREATE TABLE {of.table} (block, first, postings, PRIMARY KEY (block, first)) WITHOUT ROWID"
        )
        yield connection


@pytest.mark.parametrize("of", [QUOTES, SAMPLES], ids=["dated", "undated"])
@given(first=POSTINGS, second=POSTINGS, gone=st.sets(st.integers(0, 30)))
def test_a_set_of_postings(of: Postings, first: list[Posting], second: list[Posting], gone: set[int]) -> None:
    if not of.dated:
        first, second = ([one._replace(day=0) for one in some] for some in (first, second))
    with table(of) as connection:
        of.fill(connection, sorted(set(first)))
        of.put(connection, second)
        everything = set(first) | set(second)
        assert list(of.all(connection)) == sorted(everything)
        leaving = {one.id for at, one in enumerate(sorted(everything)) if at in gone}
        blocks = postings.blocks(one.key for one in everything if one.id in leaving)
        of.take(connection, blocks, leaving)
        of.put(connection, second[:1])
        left = sorted({one for one in everything if one.id not in leaving} | set(second[:1]))
        assert list(of.all(connection)) == left
        for key, day, _ in everything:
            assert list(of.since(connection, key, day)) == [
                p[1:] for p in left if p[0] == key and p[1] >= day
            ]
            found = list(of.until(connection, key, day))
            assert found == [p[1:] for p in reversed(left) if p[0] == key and p[1] <= day]


def test_days_before_the_epoch_are_undated_and_later_ones_keep_their_order() -> None:
    days = [0, 1, 700_000, 719_162, 719_163, 738_000, 3_652_059]
    assert [postings.day_of(day) for day in days[:4]] == [0, 0, 0, 0]
    assert all(one < other for one, other in pairwise(map(postings.day_of, days[3:])))


# Each puts what is found by keys and what is there at odds.
HARM = {
    "a quote that is gone": "INSERT INTO quote_posting VALUES (65535, x'ff', x'fffffffffffffffe')",
    "blocks that are not told": "UPDATE article_stated SET blocks = x''",
    "blocks of samples": "UPDATE article_print SET blocks = x'0100'",
    "no features": "DELETE FROM feature_posting",
}


@pytest.mark.parametrize("harm", HARM)
def test_the_doctor_finds_what_leads_elsewhere_and_mends_it(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "war.db"
    with Library.open(path) as library:
        add(library, *map(told, TEXTS))
        assert library.health.examine() == []
        before = [list(of.all(library._connection)) for of in (QUOTES, SAMPLES, FEATURES)]
        assert all(before)
        with library.transaction():
            library._connection.execute(HARM[harm])
        found = library.health.examine()
        assert {fault.check for fault in found} == {"postings"} and all(fault.mendable for fault in found)
        with library.transaction():
            library.health.mend()
        assert library.health.examine() == []
        assert [list(of.all(library._connection)) for of in (QUOTES, SAMPLES, FEATURES)] == before
