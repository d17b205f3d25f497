"""A reader sees how many of what, how sure the article is, and who says so."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entity import Annotation, EntityType, Mention
from core.evidence.figures import figures_of
from core.statement import Figure
from tests.evidence.articles import NOTHING_NAMED, article, entity


def figures(text: str, annotation: Annotation = NOTHING_NAMED) -> tuple[Figure, ...]:
    return figures_of(article(text, "2022-06-24"), annotation)


def only(text: str, annotation: Annotation = NOTHING_NAMED) -> Figure:
    (one,) = figures(text, annotation)
    return one


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("It costs $450 million.", "$450 million", 450e6, "USD"),
        ("It costs €1bn a year.", "€1bn", 1e9, "EUR"),
        ("They gave 70 million hryvnias.", "70 million hryvnias", 70e6, "UAH"),
        ("They gave £2.5m to it.", "£2.5m", 2.5e6, "GBP"),
        ("Billions of dollars came.", "Billions of dollars", 1e9, "USD"),
        ("It lies 35 kilometers to the north.", "35 kilometers", 35, "km"),
        ("a 15-kilometre road", "15-kilometre", 15, "km"),
        ("They gained 500m there.", "500m", 500, "m"),
        ("155 mm shells", "155 mm", 155, "mm"),
        ("They fire 10,000 shells a day.", "10,000 shells a day", 10000, "shell per day"),
        ("Almost 90 percent of homes fell.", "90 percent", 90, "%"),
        ("He holds a fifth of the land.", "a fifth", 20, "%"),
        ("It burned 1,200 hectares.", "1,200 hectares", 1200, "hectare"),
        (
            "It sent four more long-range multiple-rocket launchers.",
            "four more long-range multiple-rocket launchers",
            4,
            "rocket launcher",
        ),
        ("It sent 18 patrol boats, and left.", "18 patrol boats", 18, "ship"),
        ("A dozen tanks burned.", "A dozen tanks", 12, "tank"),
        ("Half a million people left.", "Half a million people", 500000, "person"),
        ("Twenty-two villages fell.", "Twenty-two villages", 22, "settlement"),
        (
            "Two hundred and fifty thousand people fled.",
            "Two hundred and fifty thousand people",
            250000,
            "person displaced",
        ),
        ("Six people were killed.", "Six people", 6, "person killed"),
        ("It killed 14 civilians.", "14 civilians", 14, "civilian killed"),
        ("Shells left 200 dead.", "200 dead", 200, "person killed"),
        ("Shells wounded 12.", "12", 12, "person wounded"),
        ("One person died.", "One person", 1, "person killed"),
        (
            "In all 300,000 recently mobilized Russian reservists came.",
            "300,000 recently mobilized Russian reservists",
            300000,
            "soldier",
        ),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, words: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.unit) == (words, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "The 18-year-old came third, 24 hours later, at 10:30 and at 5 p.m.",
        "In 2014 and on June 3, the 100th day, the two countries and both sides met.",
        "Call +380 44 279 11 22 or 044-279-1122.",
        "The Kh-101, the T-72 and Resolution 2202 stay.",
        "They won 3-1. No one was hurt, one of them says.",
        "A two-day visit lasted for three weeks.",
    ],
)
def test_what_counts_nothing_is_left_out(text: str) -> None:
    assert figures(text) == ()


def test_a_range_keeps_both_ends() -> None:
    assert [(f.value, f.upper) for f in figures("From 10 to 15 tanks and 2,000-3,000 troops came.")] == [
        (10, 15),
        (2000, 3000),
    ]
    assert (only("It costs $10-15 million.").value, only("It costs $10-15 million.").upper) == (10e6, 15e6)


@pytest.mark.parametrize("hedge", ["up to", "at least", "about", "more than", "nearly", "as many as"])
def test_the_hedge_stands_beside_the_number(hedge: str) -> None:
    figure = only(f"It says {hedge} 40 tanks burned.")
    assert (figure.hedge, figure.text) == (hedge, "40 tanks")


def test_a_plural_numeral_is_a_lower_bound() -> None:
    figure = only("Tens of thousands of civilians remain.")
    assert (figure.value, figure.vague, figure.unit) == (10000, True, "civilian")


def test_a_weapons_name_is_the_unit() -> None:
    text = "It gave 126 M777 howitzers and four HIMARS."
    weapons = (Mention(12, 16, "M777", EntityType.WEAPON), Mention(36, 42, "HIMARS", EntityType.WEAPON))
    howitzers, launchers = figures(text, Annotation(weapons))
    assert (howitzers.value, howitzers.unit) == (126, "M777 gun")
    assert (launchers.text, launchers.unit) == ("four HIMARS", "HIMARS")


def test_the_figures_source_is_the_one_who_says_it() -> None:
    text = (
        "Haidai said six people were killed. Ten people came, according to the Defense Ministry. "
        "Two tanks burned."
    )
    haidai = Mention(0, 6, "Haidai", EntityType.PERSON)
    ministry = Mention(70, 86, "Defense Ministry", EntityType.ORG)
    found = figures_of(article(text), Annotation((haidai, ministry)), (entity(haidai), entity(ministry)))
    assert [f.source and (f.source.text, f.source.entity) for f in found] == [
        ("Haidai", 0),
        ("Defense Ministry", 1),
        None,
    ]
    body = only("Nine people died, the ministry said.").source
    assert body is not None
    assert (body.text, body.entity) == ("the ministry", None)


def test_boilerplate_is_marked() -> None:
    assert only("He paid $5 a month.", Annotation((), ((0, 10),))).boilerplate


def test_a_number_of_400_digits_is_passed_over() -> None:
    assert figures("It cost " + "9" * 400 + " dollars, they say.") == ()
    assert figures("It cost $" + "9," * 5 + "999" * 133) == ()


@given(
    st.text(alphabet="0123456789,.-–/$€% tonsfivehundredandpeople\n\u0660\u200f¼½²мільйонів", max_size=200)
)
def test_junk_is_read_without_a_crash(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.value >= 0
        assert figure.upper is None or figure.upper > figure.value


@pytest.mark.parametrize("piece", ["17 ", "17 tanks ", "5 old red ", "1,", "two hundred and "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        started = process_time()
        figures(piece * times)
        return process_time() - started

    seconds(100)
    assert seconds(8000) < 40 * max(seconds(800), 0.005)
