"""A reader opens an article and finds what stands in quotation marks, whatever marks the outlet sets."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.evidence.marks import spans
from tests.evidence.articles import direct, local


def held(text: str) -> list[str]:
    return [text[span.start : span.end] for span in spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We hold the bridge,” the colonel said.",
        '"We hold the bridge," the colonel said.',
        "„We hold the bridge,“ the colonel said.",
        "« We hold the bridge, » the colonel said.",
        "»We hold the bridge,« the colonel said.",
        "'We hold the bridge,' the colonel said.",
        "‘We hold the bridge,’ the colonel said.",
        "``We hold the bridge,'' the colonel said.",
        '“We hold the bridge," the colonel said.',
    ],
)
def test_every_press_sets_its_own_marks(text: str) -> None:
    assert held(text) == ["We hold the bridge,"]


def test_a_quote_within_a_quote_belongs_to_it() -> None:
    assert held("“They shouted ‘run’ and we ran,” she said.") == ["They shouted ‘run’ and we ran,"]
    assert held('"They shouted "run" and we ran," she said.') == ['They shouted "run" and we ran,']


def test_a_speech_of_several_paragraphs_opens_again_without_having_closed() -> None:
    text = (
        'He said: "The first day was quiet.\n\n"The second was not.\n\n"The third was worst."\n\nIt rained.'
    )
    found = spans(text)
    assert [text[s.start : s.end] for s in found] == [
        "The first day was quiet.",
        "The second was not.",
        "The third was worst.",
    ]
    assert [s.reopened for s in found] == [False, True, True]


def test_paragraph_breaks_may_have_been_lost() -> None:
    text = 'He said: "The first day was quiet. "The second was not." She wrote: "It rained."The town slept.'
    assert held(text) == ["The first day was quiet.", "The second was not.", "It rained."]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' tents and the town's well weren't hit.",
        'He is 6\'2" tall and fired a 5" gun.',
        "Rock 'n' roll of the '90s and '80s.",
        'צה"ל announced it.',
        'A mark that never closes: "and so it goes on until the end',
        "”",
        '""',
        "",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert held(text) == []


def test_a_plural_possessive_does_not_close_a_single_quote() -> None:
    assert held("'The soldiers' tents were hit,' he said.") == ["The soldiers' tents were hit,"]


def test_a_mark_that_never_closes_spoils_its_own_paragraph_alone() -> None:
    assert held('He said "it is over\n\nShe said: "It is not." Then she left.') == ["It is not."]


def test_a_nickname_and_a_film_are_names() -> None:
    text = 'Dmytro "Da Vinci" Kotsiubailo fell. The film "Donbas" was shown. A drone nicknamed "Lancet" hit.'
    assert direct(text, local(text, {"Dmytro": (), "Kotsiubailo": ()})) == []


def test_irony_that_nobody_voices_is_no_quotation() -> None:
    assert direct("Towns got “referendums” that week.") == []


def test_a_quote_cut_by_its_tag_goes_on() -> None:
    text = '"We are here," said Petro Hnatiuk. "We stay." The rain began.'
    first, second = direct(text, local(text, {"Petro Hnatiuk": ()}))
    assert (first.continues, second.continues) == (False, True)
    assert first.speaker is not None and second.speaker is not None and second.speaker.entity == 0


def test_a_fragment_is_told_from_a_statement() -> None:
    text = (
        'Petro Hnatiuk called it "a slow grind" on Monday. "We will hold the river line," Petro Hnatiuk said.'
    )
    assert [quote.partial for quote in direct(text, local(text, {"Petro Hnatiuk": ()}))] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        '"' + "word " * 10_000 + 'end," he said.',
        '"a "b ' * 17_000,
        "“" * 100_000,
        "\"" * 100_000,
        "'a 'b" * 20_000,
        "« „ \" '" * 12_000,
        'She said "no". ' * 7_000,
        '"x", ' * 20_000,
        "“a. " * 25_000,
    ],
    ids=lambda text: f"{text[:6]!a}-{len(text)}",
)  # fmt: skip
def test_a_hundred_thousand_marks_cost_seconds_and_a_long_quote_is_one(text: str) -> None:
    started = time.process_time()
    found = direct(text)
    assert time.process_time() - started < 20
    assert all(text[quote.start : quote.end] == quote.text for quote in found)


def test_a_quote_of_fifty_thousand_characters_is_kept_whole() -> None:
    text = '"' + "word " * 10_000 + 'end," he said.'
    assert [len(quote.text) for quote in direct(text)] == [50_004]


@settings(max_examples=300)
@given(st.text(alphabet="“”«»„\"'‘’ \nAb.,:!?א", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    found = spans(text)
    assert all(0 <= a.outer_start < a.start < a.end <= a.outer_end <= len(text) for a in found)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(found))
    assert all(text[quote.start : quote.end] == quote.text for quote in direct(text))
