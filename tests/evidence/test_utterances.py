"""A reader sees that several outlets give one utterance in wordings of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from core.evidence.comparing import Kind, compare
from core.evidence.utterances import CANDIDATES, THRESHOLD, Said, holds, join, keys, likeness
from core.evidence.wording import LONGEST
from core.statement import Holds

DAY = date(2023, 5, 4)
FIRST = (
    "The dam will not be rebuilt before winter, because the turbines were looted by the retreating garrison."
)
SHORTER = "the turbines were looted by the retreating garrison"
TRANSLATED = (
    "Before the winter nobody will rebuild this dam: the withdrawing garrison has looted its turbines,"
)
OTHER = "Every school in the valley will open its doors on the first of September as planned."


def said(article: int, text: str, speaker: int | None = 7, day: date | None = DAY) -> Said:
    return Said(article, text, speaker, day)


@pytest.mark.parametrize("other", [FIRST, SHORTER, TRANSLATED])
def test_the_same_words_shortened_or_translated_are_one_utterance(other: str) -> None:
    alike = likeness(said(1, FIRST), said(2, other))
    assert alike.score >= THRESHOLD
    assert "the same speaker" in alike.reasons


def test_other_words_are_another() -> None:
    assert likeness(said(1, FIRST), said(2, OTHER)).score < THRESHOLD


def test_a_turn_of_phrase_of_different_speakers_months_apart_is_not_one() -> None:
    left, right = (
        "They want a no-fly zone over the city.",
        "Why is there still no no-fly zone over this city?",
    )
    assert likeness(said(1, left, 1), said(2, right, 2, date(2023, 11, 4))).score < THRESHOLD


def test_two_sentences_that_end_alike_are_one_where_nothing_speaks_against_it() -> None:
    left = "What they are doing is moving their guns where they can better shelter their crews."
    right = "As I see it this is an orderly redeployment to hills where they can better shelter their crews."
    assert likeness(said(1, left, None), said(2, right, None)).score >= THRESHOLD
    assert likeness(said(1, left, 1), said(2, right, 2)).score < THRESHOLD


class Shelf:
    """A store of quotations in memory."""

    def __init__(self, *told: Said) -> None:
        self.said: dict[int, Said] = {}
        self.links: set[tuple[int, int]] = set()
        for quote, one in enumerate(told):
            join(self, quote, one)

    def candidates(self, keys_: Iterable[str], said: Said, limit: int) -> Mapping[int, Said]:
        wanted = set(keys_)
        return dict([(i, one) for i, one in self.said.items() if wanted & keys(one.text)][:limit])

    def add(self, quote: int, said: Said, keys: Iterable[str]) -> None:
        self.said[quote] = said

    def link(self, left: int, right: int, holds: Holds) -> None:
        self.links.add((min(left, right), max(left, right)))


def test_quotations_are_joined_as_their_articles_come() -> None:
    shelf = Shelf(*(said(article, text) for article, text in enumerate((FIRST, OTHER, SHORTER, TRANSLATED))))
    assert shelf.links == {(0, 2), (0, 3), (2, 3)}


def test_an_article_does_not_repeat_itself() -> None:
    assert Shelf(said(1, FIRST), said(1, FIRST)).links == set()


def test_what_is_one_utterance_of_one_speaker_need_not_be_of_two() -> None:
    left = "What they are doing is moving their guns where they can better shelter their crews."
    right = "As I see it this is an orderly redeployment to hills where they can better shelter their crews."
    assert holds(said(1, FIRST), said(2, FIRST)) is Holds.ALWAYS
    assert holds(said(1, left), said(2, right)) is Holds.UNLESS_APART
    assert holds(said(1, left), said(2, OTHER)) is None


def test_too_few_words_tell_no_utterance() -> None:
    assert keys("war crimes") == frozenset()
    assert likeness(said(1, "war crimes"), said(2, "war crimes")).score == 0


def test_a_common_utterance_is_compared_with_few() -> None:
    shelf = Shelf(*(said(article, FIRST) for article in range(2 * CANDIDATES)))
    assert len([pair for pair in shelf.links if 2 * CANDIDATES - 1 in pair]) == CANDIDATES


def test_what_each_outlet_kept_cut_and_reworded() -> None:
    left, right = "We will rebuild the old dam before winter", "We shall rebuild the dam before the winter"
    runs = [(run.kind, left[slice(*run.left)], right[slice(*run.right)]) for run in compare(left, right)]
    assert runs == [
        (Kind.KEPT, "We", "We"),
        (Kind.REWORDED, "will", "shall"),
        (Kind.KEPT, "rebuild the", "rebuild the"),
        (Kind.CUT, "old", ""),
        (Kind.KEPT, "dam before", "dam before"),
        (Kind.ADDED, "", "the"),
        (Kind.KEPT, "winter", "winter"),
    ]


def test_a_document_is_compared_by_its_head() -> None:
    text = "dam " * LONGEST
    assert all(run.left[1] <= LONGEST for run in compare(text, "dam"))
    assert compare("", "") == []
