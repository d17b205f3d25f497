"""Whatever is typed into the search line: it is answered, or told where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.library.records import SavedSearch
from core.query.scanning import FIELDS
from tests.command import environment
from tests.faults.asking import SIGNS, UNSOUND, VALUES, WAYS, WORDS, shelf, trouble
from tui.reading import saved
from tui.reading.answers import Shelf

_TERMS = st.sampled_from(WORDS) | st.sampled_from(FIELDS).flatmap(
    lambda field: st.sampled_from(VALUES[field]).map(lambda value: f"{field}:{value}")
)
_QUERIES = st.recursive(
    _TERMS | st.sampled_from(SIGNS) | st.text(max_size=12),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(WAYS + UNSOUND), inner).map(lambda two: two[0].replace("{}", two[1])),
        st.tuples(inner, st.sampled_from((" ", " OR ", "")), inner).map("".join),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    home = tmp_path_factory.mktemp("asked")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(home).items():
            patch.setenv(name, value)
        with shelf(home) as opened:
            yield opened


@settings(max_examples=200)
@given(_QUERIES, st.sampled_from((None, 1)))
def test_whatever_is_asked_is_answered_or_told_where_it_is_wrong(
    on: Shelf, text: str, story: int | None
) -> None:
    assert trouble(on, text, story, command=True) == ""


@pytest.mark.parametrize(
    "text", ["quote:gone", '"left gaidai" outlet:danube -is:starred', "tag:grain on:2022"]
)
def test_these_are_answered_with_articles(on: Shelf, text: str) -> None:
    """So that the queries above look for something that is there."""
    assert trouble(on, text, None, command=True) == ""
    assert saved.counted(on, SavedSearch("one", text)).found
