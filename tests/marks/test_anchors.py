"""A passage is found again after its text was edited."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from core import marks
from core.marks import LONGEST_PASSAGE, Anchor

TEXT = (
    "The ferry at Zelenivka runs again, said the head of the district.\n\nThe gates hold. Nobody came.\n"
    "On Monday the bridge was hit twice by shells, and the gates hold. Nobody came to mend the roof of the "
    "school, the district said on Tuesday."
)
WORDS = st.sampled_from(["the", "gates", "hold.", "Nobody", "came", "river", "shells", "\n\n", "Ukraine’s"])
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)


def found(anchor: Anchor, text: str) -> str | None:
    span = anchor.find(text)
    return text[span[0] : span[1]] if span else None


def anchored(words: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Anchor.of(TEXT, start, start + len(words))


def test_the_examples_hold() -> None:
    assert doctest.testmod(marks).failed == 0


def test_words_that_stand_twice_are_told_apart_by_what_stands_around_them() -> None:
    second = anchored("gates hold. Nobody came", 1)
    assert second.find("A line put in before. " + TEXT) == (second.start + 22, second.end + 22)
    shorter = TEXT[TEXT.index("On Monday") :]
    assert second.find(shorter) == (shorter.index("gates"), shorter.index("gates") + len(second.quote))


def test_a_text_that_was_wrapped_anew_still_has_it() -> None:
    anchor = anchored("bridge was hit twice by shells")
    assert found(anchor, TEXT.replace("hit twice", "hit\n  twice")) == "bridge was hit\n  twice by shells"


def test_a_passage_whose_words_were_mended_is_found_by_its_ends_or_its_surroundings() -> None:
    anchor = anchored("the bridge was hit twice by shells, and the gates hold.")
    mended = TEXT.replace("twice by shells", "three times by shells")
    assert found(anchor, mended) == "the bridge was hit three times by shells, and the gates hold."
    mended = TEXT.replace("the bridge was hit", "this bridge was hit")
    assert found(anchor, mended) == "this bridge was hit twice by shells, and the gates hold."


def test_a_passage_that_was_taken_out_or_written_anew_is_gone() -> None:
    anchor = anchored("the bridge was hit twice by shells")
    assert anchor.find(TEXT.replace(anchor.quote, "")) is None
    assert anchor.find(TEXT.replace(anchor.quote, "a hundred people left in buses for Dnipro")) is None
    assert anchor.find("") is None
    assert Anchor.of("", 0, 0).find(TEXT) is None


def test_a_passage_has_an_end() -> None:
    anchor = Anchor.of("word " * LONGEST_PASSAGE, 5, 5 * LONGEST_PASSAGE)
    assert len(anchor.quote) == LONGEST_PASSAGE == anchor.end - anchor.start


@given(TEXTS, TEXTS, TEXTS, st.data())
def test_edits_elsewhere_never_lose_a_passage(text: str, first: str, last: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Anchor.of(text, start, data.draw(st.integers(start + 1, len(text))))
    edited = f"{first} {text} {last}"
    assert anchor.find(text) == (anchor.start, anchor.end)
    again = found(anchor, edited)
    assert again == anchor.quote
    head, tail = data.draw(st.integers(0, max(0, start - marks.AROUND))), anchor.end + marks.AROUND
    kept = text[head:tail]
    assert found(anchor, kept) == anchor.quote


@given(TEXTS, st.integers(0, 99), st.integers(1, 99), TEXTS)
def test_whatever_is_found_is_a_part_of_the_text(text: str, start: int, size: int, other: str) -> None:
    span = Anchor.of(text, start, start + size).find(other)
    assert span is None or 0 <= span[0] < span[1] <= len(other)


@given(st.text("ab \n", max_size=80), st.text("ab \n", min_size=1, max_size=80), st.data())
def test_in_a_text_of_few_letters_too(before: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Anchor.of(text, start, data.draw(st.integers(start + 1, len(text))))
    assert found(anchor, before + text) == anchor.quote
