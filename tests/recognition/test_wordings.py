"""Wordings are found in a text exactly as a search for each would find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.recognition.wordings import Wordings

LETTERS = st.text("ab é😀\ud800", max_size=8)


@given(st.lists(LETTERS, min_size=1, max_size=8), st.text("ab é😀\ud800", max_size=40))
def test_wordings_are_those_that_a_search_finds(wordings: list[str], text: str) -> None:
    assert Wordings(wordings).within(text) == {wording for wording in wordings if wording in text}
