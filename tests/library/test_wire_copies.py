"""A wire story comes in more copies than are compared with one another, and what it tells stays one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import pipeline
from core.article import Article
from core.library import Library
from core.library.statements import regrouping
from tests.library.fakes import article
from tests.library.test_statements import DAM, add, number

COPIES = 2 * regrouping.SETTLED + 5
pytestmark = pytest.mark.usefixtures("few_are_many")


def copy(n: int) -> Article:
    day = date(2023, 5, 4) + timedelta(n % 3)
    text = f"Dam. “{DAM},” Haidai said on Tuesday. The {n}th desk has this from the wire in Luhansk."
    return article(text, f"/{n}", day, f"Outlet {n % 40}")


def quoted(library: Library) -> list[tuple[int, int, int]]:
    """Quotes, articles and outlets of each utterance, of a library that is sound."""
    assert library.health.examine() == []
    return [(one.quotes, one.articles, one.outlets) for one in library.statements.utterances()]


def test_a_quote_that_hundreds_copy_is_one_utterance(library: Library) -> None:
    add(library, *map(copy, range(COPIES)))
    assert quoted(library) == [(COPIES, COPIES, 40)]
    # The first, after which it is named, and so many that it is settled no more.
    gone = {0, 7, *range(30, 90)}
    for n in gone:
        with library.transaction():
            pipeline.remove(library, number(library, f"/{n}"))
    left = set(range(COPIES)) - gone
    assert quoted(library) == [(len(left), len(left), len({n % 40 for n in left}))]
    add(library, copy(0))
    assert quoted(library)[0][:2] == (len(left) + 1, len(left) + 1)
