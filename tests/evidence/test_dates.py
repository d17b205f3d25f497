"""A reader sees which day an article means, from where it was counted, and what it may mean else."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entity import Annotation, EntityType, Mention
from core.evidence.dates import dates_of
from core.statement import DateExpression
from tests.evidence.articles import NOTHING_NAMED, article

FRIDAY = "2022-06-24"


def found(text: str, published: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(d.text, d.value) for d in dates_of(article(text, published), NOTHING_NAMED)]


def only(text: str, published: str | None = FRIDAY) -> DateExpression:
    (one,) = dates_of(article(text, published), NOTHING_NAMED)
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The depot burned on Tuesday.", [("Tuesday", "2022-06-21")]),
        ("The depot burned on Friday morning.", [("Friday", "2022-06-24")]),
        ("Ministers will meet on Tuesday.", [("Tuesday", "2022-06-28")]),
        ("On Monday, ministers will meet.", [("Monday", "2022-06-27")]),
        ("Trading is halted until Monday.", [("Monday", "2022-06-27")]),
        ("Aid will come, the mayor said Tuesday.", [("Tuesday", "2022-06-21")]),
        ("Kirby said Thursday the U.S. will go on.", [("Thursday", "2022-06-23")]),
        ("After leaving on Thursday he will go to Kyiv.", [("Thursday", "2022-06-23")]),
        ("The plan was unveiled Wednesday.", [("Wednesday", "2022-06-22")]),
        ("He will not act, saying on Wednesday that it fell.", [("Wednesday", "2022-06-22")]),
        ("He will bring up Thursday's strike.", [("Thursday", "2022-06-23")]),
        ("The ships that left on Thursday are expected in Izmir.", [("Thursday", "2022-06-23")]),
        ("The rise will be announced on Thursday.", [("Thursday", "2022-06-30")]),
        ("Kyiv's mayor on Thursday will open it.", [("Thursday", "2022-06-30")]),
        ("That meeting on Thursday in Paris will end it.", [("Thursday", "2022-06-30")]),
        ("In Kyiv on Monday, Blinken will speak.", [("Monday", "2022-06-27")]),
        ("Following Thursday's attack, he spoke.", [("Thursday", "2022-06-23")]),
        ("At the start of this Thursday's talk he smiled.", [("this Thursday", "2022-06-23")]),
        ("In this Friday, June 3, 2022 photo they stand.", [("Friday, June 3, 2022", "2022-06-03")]),
        ("The Mail on Sunday has it, and Saturday Night Live.", []),
        (
            "They left last Friday and return next Friday.",
            [("last Friday", "2022-06-17"), ("next Friday", "2022-07-01")],
        ),
        ("It fell yesterday; talks go on today.", [("yesterday", "2022-06-23"), ("today", "2022-06-24")]),
        ("Drones came last night.", [("last night", "2022-06-23")]),
        ("Two days ago the bridge stood.", [("Two days ago", "2022-06-22")]),
        ("It began four months ago.", [("four months ago", "2022-02")]),
        ("A year ago he was a baker.", [("A year ago", "2021")]),
        (
            "It fell last month, as many did earlier this year.",
            [("last month", "2022-05"), ("earlier this year", "2022")],
        ),
        ("The rest comes by mid-July.", [("mid-July", "2022-07")]),
        ("It began on Feb. 24.", [("Feb. 24", "2022-02-24")]),
        ("It began on 24 February.", [("24 February", "2022-02-24")]),
        ("It began on 24.02.2022.", [("24.02.2022", "2022-02-24")]),
        ("It began on the 24th of February 2022.", [("24th of February 2022", "2022-02-24")]),
        ("It ended on Friday, June 3, 2022, at noon.", [("Friday, June 3, 2022", "2022-06-03")]),
        ("Crimea was annexed in 2014.", [("2014", "2014")]),
        ("Work starts in early 2023.", [("early 2023", "2023")]),
        ("They voted June 3-5.", [("June 3", "2022-06-03"), ("5", "2022-06-05")]),
        ("They vote between September 23 and 27.", [("September 23", "2022-09-23"), ("27", "2022-09-27")]),
        ("They voted from 3 to 5 June 2022.", [("3", "2022-06-03"), ("5 June 2022", "2022-06-05")]),
        ("The 2023-2024 budget passed.", [("2023", "2023"), ("2024", "2024")]),
        ("It froze in February this year.", [("February this year", "2022-02")]),
        ("The city fell in May.", [("May", "2022-05")]),
        ("It was seized in November.", [("November", "2021-11")]),
    ],
)
def test_an_expression_stands_on_its_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march; May waits. March on!",
        "For weeks, and 30 years on, at 5 p.m. and now, four months after the start.",
        "Some 2014 soldiers and 2022 drones, worth $1999.",
        "Last week and this winter were cold.",
        "He wrote for USA TODAY and Russia Today.",
        "The sun sat low; they wed.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_year_is_turned_at_new_year() -> None:
    assert found("It fell on December 28.", "2023-01-04") == [("December 28", "2022-12-28")]
    assert found("The vote is due on January 9.", "2022-12-20") == [("January 9", "2023-01-09")]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("By Jo Ray\nSource: Wire\nPublished: June 24, 2022\n\nIt burned.", True),
        ("It burned. Updated April 12, 2022, at 9:12 p.m. ET", True),
        ("By Jo Ray | Updated: 10:12 GMT, 12 April 2022", True),
        ("A report published June 20 says so.", False),
        ("Published on Monday, the report says so.", False),
        ("Footage posted Monday shows it.", False),
        ("The list was updated on June 20.", False),
    ],
)
def test_an_article_s_own_day_is_none_that_it_tells_of(text: str, aside: bool) -> None:
    assert only(text).boilerplate is aside


def test_a_weekday_beside_a_date_chooses_the_year() -> None:
    assert found("It began on Thursday, February 24.", "2024-03-01") == [
        ("Thursday, February 24", "2022-02-24")
    ]


def test_the_reader_is_told_from_which_day_it_was_counted() -> None:
    tuesday = only("The depot burned on Tuesday.")
    assert tuesday.anchor == date(2022, 6, 24)
    assert tuesday.reason == "the Tuesday before 24 June 2022, published"
    assert only("Crimea was annexed in 2014.").anchor is None


def test_what_could_be_another_day_says_so() -> None:
    slashed = only("Signed on 03/04/2022.")
    assert {slashed.value, *slashed.others} == {"2022-04-03", "2022-03-04"}
    assert only("It will be done, he said on Tuesday.").others == ("2022-06-28",)


@pytest.mark.parametrize(
    "text",
    ["on the 31st of February", "on February 30, 2022", "on 31.02.2022", "on 2022-13-45"],
)
def test_a_day_that_no_calendar_has_stays_unresolved(text: str) -> None:
    expression = only(f"It happened {text}.")
    assert expression.value == ""
    assert expression.reason == "no such day in the calendar"


def test_an_article_without_a_date_leaves_relative_ones_open_and_says_why() -> None:
    tuesday, written = dates_of(article("On Tuesday it rained. In 2014 it snowed."), NOTHING_NAMED)
    assert (tuesday.value, tuesday.anchor) == ("", None)
    assert tuesday.reason == "the article has no date that says from which day"
    assert written.value == "2014"


def test_a_full_date_in_the_text_serves_what_follows_it() -> None:
    text = "Yesterday was calm. On June 24, 2022 it burned. The day before, on Thursday, it rained."
    before, full, after = dates_of(article(text), NOTHING_NAMED)
    assert before.value == ""
    assert full.value == "2022-06-24"
    assert (after.value, after.anchor) == ("2022-06-23", date(2022, 6, 24))


def test_the_dateline_serves_an_article_without_a_date() -> None:
    undated = article("It burned on Tuesday.", dateline="KYIV, June 24, 2022 (Wire)")
    assert [d.value for d in dates_of(undated, NOTHING_NAMED)] == ["2022-06-21"]


def test_a_date_in_the_future_of_the_article_is_kept() -> None:
    assert found("The bridge is to open on June 1, 2030.") == [("June 1, 2030", "2030-06-01")]


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("In June Miller spoke.", "June Miller", EntityType.PERSON),
        ("In Panzerhaubitze 2000 they trust.", "Panzerhaubitze 2000", EntityType.WEAPON),
    ],
)
def test_a_month_or_year_in_a_name_is_none(text: str, form: str, kind: EntityType) -> None:
    named = Mention(3, 3 + len(form), form, kind)
    assert dates_of(article(text, FRIDAY), Annotation((named,))) == ()


def test_boilerplate_is_marked() -> None:
    text = "It fell Tuesday. Updated Friday."
    marks = [d.boilerplate for d in dates_of(article(text, FRIDAY), Annotation((), ((17, len(text)),)))]
    assert marks == [False, True]


@given(st.text(alphabet="JuneMayFb 0123456789-./,:\u0660\u0661последний\n\u200f'’", max_size=200))
def test_junk_is_read_without_a_crash(text: str) -> None:
    for expression in dates_of(article(text, FRIDAY), NOTHING_NAMED):
        assert text[expression.start : expression.end] == expression.text
        assert expression.value or expression.reason


@given(
    st.dates(),
    st.sampled_from(["yesterday", "tomorrow", "12 years ago", "next month", "Feb. 29", "last Monday"]),
)
@settings(max_examples=200)
def test_no_day_of_publication_is_too_early_or_too_late(day: date, text: str) -> None:
    assert len(dates_of(article(f"It was {text}.", day.isoformat()), NOTHING_NAMED)) == 1


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        text = "June 3, 2022 Monday 24.02.2022 yesterday 2014 " * times
        started = process_time()
        dates_of(article(text, FRIDAY), NOTHING_NAMED)
        return process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.005)
