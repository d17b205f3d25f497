"""What a plain text tells of itself at its head: written for these tests, in the manners of the press."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from core.ingest import outlets
from core.ingest.dates import find_date
from core.ingest.plain import Heading, read_heading

BODY = "The governor said on Friday that the roads were open again and that the buses would leave at noon."


def told(text: str) -> dict[str, object]:
    heading = read_heading(text)
    told = {name: getattr(heading, name) for name in Heading.__slots__ if getattr(heading, name)}
    assert {field for field, _ in told.pop("origins", ())} == set(told)  # of all that is told, whence
    return told


def test_a_headline_stands_alone_above_the_text() -> None:
    assert told(f"Buses leave for the west as roads reopen\n\n{BODY}") == {
        "title": "Buses leave for the west as roads reopen"
    }
    assert (
        told(f'"We go," says governor of the U.S.\n{BODY}')["title"] == '"We go," says governor of the U.S.'
    )


@pytest.mark.parametrize(
    "opening",
    [
        "Buses left the city on Tuesday as the roads were opened again.",
        "“The roads are open,” the governor told a briefing.",
        "Residents wait for buses in the main square, June 20. (Jane Doe/Wire)",
        "Image copyright Somebody Image caption The main square",
        "Exclusive",
        "Here is what we know:",
    ],
)
def test_a_sentence_a_caption_or_a_label_is_no_headline(opening: str) -> None:
    assert "title" not in told(f"{opening}\n\n{BODY}\n\n{BODY}")


def test_a_text_of_one_line_has_no_headline() -> None:
    assert told("Buses leave for the west as roads reopen") == {}
    assert told(BODY) == {}


def test_a_masthead_and_its_slogan_name_the_outlet_before_the_headline() -> None:
    masthead = "The Washington PostDemocracy Dies in Darkness"
    text = f"{masthead}\n\nBuses leave for the west\n\nA deck of words\n\n{BODY}"
    assert told(text) == {"outlet": "The Washington Post", "title": "Buses leave for the west"}


def test_byline_date_and_outlet_between_headline_and_text() -> None:
    byline = "By Jane Doe and John Roe, BBC News"
    text = f"Buses leave for the west\n\n{byline}\nPublished 24 June 2022, 10:05 GMT\n\n{BODY}"
    assert told(text) == {
        "title": "Buses leave for the west",
        "byline": "Jane Doe and John Roe",
        "outlet": "BBC",
        "published": date(2022, 6, 24),
    }
    assert (
        told(f"June 24, 2022 | CNN\n\nBuses leave for the west\n\n{BODY}")["title"]
        == "Buses leave for the west"
    )


def test_labelled_lines_above_the_text() -> None:
    text = (
        f"Title: Buses leave\nSource: A Small Paper\nDate: 2022-06-24\nURL: https://example.org/x\n\n{BODY}"
    )
    assert told(text) == {
        "title": "Buses leave",
        "outlet": "A Small Paper",
        "published": date(2022, 6, 24),
        "url": "https://example.org/x",
    }


@pytest.mark.parametrize(
    ("dateline", "outlet", "day"),
    [
        ("KYIV, Ukraine (AP)", "AP", None),
        ("KYIV, June 24, 2022 (Reuters)", "Reuters", date(2022, 6, 24)),
        ("KYIV", "", None),
        ("SLOVIANSK, Ukraine", "", None),
    ],
)
def test_the_dateline_as_written_with_its_agency(dateline: str, outlet: str, day: date | None) -> None:
    heading = read_heading(f"Buses leave for the west\n\n{dateline} — {BODY}")
    assert (heading.dateline, heading.outlet, heading.published) == (dateline, outlet, day)


def test_the_russian_manner_of_a_dateline() -> None:
    heading = read_heading(f"Buses leave for the west\n\nMOSCOW, June 24. /TASS/. {BODY}")
    assert (heading.dateline, heading.outlet) == ("MOSCOW, June 24. /TASS/", "TASS")


def test_brackets_that_name_no_agency_are_no_dateline() -> None:
    assert "dateline" not in told(
        f"Buses leave for the west\n\nThe governor (left) - who had come by car - said: {BODY}"
    )


def test_housekeeping_names_the_outlet_only_where_it_names_one() -> None:
    one = "Sign up for the Kyiv Post newsletter."
    assert told(f"{BODY}\n\n{one}") == {"outlet": "Kyiv Post"}
    assert told(f"{BODY}\n\n{one}\n\n© 2022 Reuters. All rights reserved.") == {}
    assert told(f"{BODY}\n\nAn official told Reuters and the BBC so.") == {}


def test_a_date_inside_the_text_is_not_the_date_of_publication() -> None:
    assert told(
        f"Buses leave for the west\n\nThe war began on February 24, 2022, in the early morning.\n\n{BODY}"
    ) == {"title": "Buses leave for the west"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 24, 2022", date(2022, 6, 24)),
        ("Fri 24th Sept. 2022", date(2022, 9, 24)),
        ("2022-06-24T10:00:00Z", date(2022, 6, 24)),
        ("24.06.2022", date(2022, 6, 24)),
        ("on Feb. 30, 2022", None),
        ("24/06/2022", None),
        ("June 24", None),
    ],
)
def test_only_full_dates_are_dates(text: str, day: date | None) -> None:
    assert find_date(text) == day


def test_the_table_of_outlets_is_sound() -> None:
    names = [outlet.name for outlet in outlets.outlets()]
    domains = [domain for outlet in outlets.outlets() for domain in outlet.domains]
    assert len(names) > 80
    assert len(names) == len(set(names)) and len(domains) == len(set(domains))
    for outlet in outlets.outlets():
        assert {outlets.named(form) for form in (outlet.name, *outlet.aliases)} == {outlet.name}
    assert outlets.of_address("https://edition.cnn.com/x") == "CNN"
    assert outlets.of_address("https://notcnn.com/x") == ""


def test_the_headlines_of_real_articles(shared: Path) -> None:
    wrong = []
    for gold, texts in (("seeds", "seeds"), ("dev", "gold/dev")):
        for line in (shared / f"gold/{gold}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            heading = read_heading((shared / texts / row["doc"]).read_text(encoding="utf-8"))
            wrong += [row["doc"]] if heading.title != (row["title"] or "") else []
            assert heading.outlet in ("", row["outlet"])
    assert wrong == []
