"""An article of which a whole page is one sentence takes no longer than its length asks for."""

from __future__ import annotations

import pytest

from tests.evidence.articles import local, quotes
from tests.work import growth

_FEW = 300
"""Repetitions with which a sentence is far longer than all that is looked at of one."""


@pytest.mark.parametrize(
    "words",
    [
        "the ministry said it ",
        "the official said, ",
        "the president said ",
        "Hnatiuk said the governor said he ",
        '"We hold on," he said, ',
    ],
)
def test_a_sentence_four_times_as_long_is_four_times_the_work(words: str) -> None:
    people = {"Hnatiuk": ("governor of the region",)}
    made = {times: (words * times, local(words * times, people)) for times in (_FEW, 4 * _FEW)}
    assert growth(lambda times: quotes(*made[times]), _FEW) < 4.5


def test_a_list_without_a_full_stop_is_no_claim() -> None:
    text = "Petro Hnatiuk said that the road was cut" + ", that a bridge fell" * 200 + "."
    assert quotes(text, local(text, {"Petro Hnatiuk": ()})) == []


def test_a_long_word_before_a_tag_is_read_once() -> None:
    """Words that might be cut anywhere were tried in every cut: fifty letters took 14 s, sixty a minute."""
    text = f"The road was cut, the {'a' * 200}/b, Petro Hnatiuk said."
    (claim,) = quotes(text, local(text, {"Petro Hnatiuk": ()}))
    assert claim.text.startswith("The road was cut")
