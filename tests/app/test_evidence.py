"""A reader looks at who said it, how many, when, and who reports it differently."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core import examining, pipeline
from core.library import Library
from tests.app.conftest import Reader, Story, build
from tests.app.test_typed_ahead import type_at_once
from tui import themes
from tui.app import WarReaderApp
from tui.reading import comparison
from tui.reading.blocks import title
from tui.reading.stated import Days
from tui.reading.wordings import compared
from tui.screens.beside import Beside
from tui.screens.figures import Figures
from tui.screens.quotes import Quotes
from tui.screens.timeline import Timeline

SIZES = ((120, 40), (80, 24))


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """Two outlets on one event, and an older article on another, all examined."""
    reports = tomllib.loads(Path(__file__).with_name("evidence.toml").read_text(encoding="utf-8"))["report"]
    path = build(tmp_path / "press.db", reports)
    with Library.open(path) as library:
        examining.add_waiting(library)
        pipeline.sort(library)
    return path


def speakers(reader: Reader) -> list[str | None]:
    """Who says each of the quotes and claims that are listed."""
    shown: Any = reader.app.screen.query_one("#statements")
    said = [shown.record(at).quote.speaker for at in range(shown.count)]
    return [one.label if one else None for one in said]


async def test_quotes_are_listed_with_their_speakers_and_opened_where_they_stand(
    story: Story, press: Path
) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "quotation_mark")
        screen: Any = reader.app.screen
        assert isinstance(screen, Quotes)
        assert "Quotes and claims  this article" in reader.seen("#title")
        assert "Serhiy Haidai" in speakers(reader)
        assert "could not be verified" in reader.seen("#statements")
        quote = screen.moving.record(0).quote
        await reader.press("enter")
        page = reader.room.page
        assert reader.app.screen is reader.room and page is not None and page.id == quote.article
        assert reader.room.hits == [(quote.start, quote.end)]
        assert page.text[quote.start : quote.end].startswith("Remaining in positions")


async def test_a_guessed_speaker_looks_like_one(story: Story, tmp_path: Path) -> None:
    text = (
        "Talks in {Kyiv|PLACE|Kyiv}\n\n{Serhiy Haidai|PERSON|Serhiy Haidai} received "
        "{Petro Hnatiuk|PERSON|Petro Hnatiuk} in the town hall. "
        '"We talked until late at night," he said. {Haidai|PERSON|Serhiy Haidai} '
        'added: "There was tea."'
    )
    path = build(tmp_path / "talks.db", [{"title": "Talks in Kyiv", "outlet": "Wire Nord", "text": text}])
    with Library.open(path) as library:
        examining.add_waiting(library)
    async with story(path=path) as reader:
        await reader.press("quotation_mark")
        first, second = (line for line in reader.seen("#statements").splitlines() if "Haidai" in line)
        assert "Serhiy Haidai ? · “he”: the man spoken of last" in first
        assert "?" not in second


async def test_the_list_opens_at_the_quote_in_which_the_chosen_name_stands(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "quotation_mark", "G")
        last: Any = reader.app.screen
        quote = last.moving.chosen.quote
        await reader.press("enter", "quotation_mark")
        again: Any = reader.app.screen
        assert again.moving.chosen.quote.start == quote.start


async def test_what_is_typed_before_the_list_is_there_is_meant_for_it(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await type_at_once(reader, "J", "quotation_mark", "o", "j", "enter")
        assert reader.room.page is not None and reader.room.page.outlet == "The Harbour Post"
        assert reader.room.page.text[slice(*reader.room.hits[0])].startswith("Staying in positions")


async def test_claims_that_could_not_be_verified_are_found_in_the_whole_library(
    story: Story, press: Path
) -> None:
    async with story(path=press) as reader:
        await reader.press("quotation_mark", "u")
        screen: Any = reader.app.screen
        assert "unverified alone" in reader.seen("#title") and screen.moving.count == 0
        assert "nothing of the kind here: s asks of something else" in reader.seen("#title")
        await reader.press("S")
        assert "the whole library" in reader.seen("#title")
        assert screen.moving.count and all(screen.moving.record(n).quote.unverified for n in range(1))
        await reader.press("c", "c")
        assert "claims alone" in reader.seen("#title") and screen.moving.count
        assert not any(screen.moving.record(n).quote.direct for n in range(screen.moving.count))


async def test_the_same_quote_elsewhere_shows_what_each_outlet_made_of_it(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "quotation_mark", "o")
        assert isinstance(reader.app.screen, Beside)
        page = reader.seen("#blocks")
        assert "2 wordings" in page and "Radio Meridian" in page and "The Harbour Post" in page
        assert "{" in page and "→" in page, "what differs is told by signs, not by colours alone"
        await reader.press("j", "enter")
        assert reader.room.page is not None and reader.room.page.outlet == "The Harbour Post"
        start, end = reader.room.hits[0]
        assert "smashed to pieces" in reader.room.page.text[start:end]


@pytest.mark.parametrize("command", ["compare", "why", "metadata"])
async def test_leaving_a_screen_that_is_on_its_way_leaves_that_and_not_the_reader(
    story: Story, press: Path, command: str
) -> None:
    async with story(path=press) as reader:
        await reader.press("e", "1")
        for one in (command, "leave"):  # typed as fast as a paste: the screen is not there yet
            reader.room.action_run(one)
        await reader.settle()
        assert reader.app.is_running and reader.app.screen is reader.room
        assert reader.app.return_code is None


async def test_a_quote_that_nobody_else_has_says_so(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "quotation_mark", "G", "o")
        assert isinstance(reader.app.screen, Quotes)
        assert "no other article has these words" in reader.seen("#footer")


def test_a_wording_tells_what_it_keeps_cuts_adds_and_rewords() -> None:
    found = "".join(text for text, _ in compared("we hold the old town tonight", "we left the town, he adds"))
    assert found == "“we {hold → left} the {- old -} town, {tonight → he adds}”"
    assert "".join(t for t, _ in compared("the same words", "the same words")) == "“the same words”"


async def test_the_timeline_goes_through_the_days_of_all_outlets(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("T", "S")
        screen: Any = reader.app.screen
        assert isinstance(screen, Timeline) and "the whole library" in reader.seen("#title")
        page = reader.seen("#statements")
        assert "Tuesday, 19 April 2022" in page and "Friday, 24 June 2022" in page
        assert "“Tuesday” → Tuesday, 19 April 2022 · from 19 Apr 2022" in page
        assert "“mid-June” → June 2022" in page
        values = [screen.moving.record(at).value for at in range(screen.moving.count)]
        assert values == sorted(values)
        await reader.press("g", "right_square_bracket")
        assert screen.moving.chosen.value > values[0]
        await reader.press("left_square_bracket", "right_curly_bracket")
        assert screen.moving.chosen.value[:7] == "2022-06"
        await reader.press("left_curly_bracket", "enter")
        start, end = reader.room.hits[0]
        assert reader.room.page is not None and reader.room.page.text[start:end] == "Tuesday"


async def test_the_timeline_goes_to_the_day_that_is_typed(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("T", "S", "g")
        screen: Any = reader.app.screen
        days = screen.moving.days
        value = next(one for one in days.values if len(one) == 10)
        await reader.press("slash", *value)
        assert screen.moving.cursor == days.starts[days.values.index(value)], "it goes there while one types"
        await reader.press("escape")
        assert screen.moving.cursor == 0, "and comes back where that is left"
        await reader.press("slash", *value, "enter")
        assert screen.moving.chosen.value == value
        await reader.press("slash", *"1999-01-01", "enter")
        assert "nothing is told of 1999-01-01" in reader.seen("#footer")
        await reader.press("slash", *"june", "enter")
        assert "a day is written 2022-06-12" in reader.seen("#footer")


async def test_from_words_that_the_timeline_opened_it_comes_back_where_it_was_left(
    story: Story, press: Path
) -> None:
    async with story(path=press) as reader:
        await reader.press("T", "S", "G", "k")
        screen: Any = reader.app.screen
        left = (screen.moving.cursor, reader.seen("#title"))
        await reader.press("enter", "T")
        again: Any = reader.app.screen
        assert (again.moving.cursor, reader.seen("#title")) == left
        await reader.press("q", "escape", "T")
        assert "this article" in reader.seen("#title"), "elsewhere it begins where the reader is"


async def test_the_timeline_begins_with_the_chosen_place(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("e", "T")
        screen: Any = reader.app.screen
        assert "Severodonetsk" in reader.seen("#title")
        for at in range(screen.moving.count):
            assert "Severodonetsk" in screen.moving.record(at).sentence


async def test_what_an_undated_article_tells_stays_unresolved_and_says_so(
    story: Story, tmp_path: Path
) -> None:
    path = build(
        tmp_path / "undated.db",
        [{"title": "", "outlet": "Wire", "text": "The bridge at {Odesa|PLACE|Odesa} fell on Tuesday."}],
    )
    with Library.open(path) as library:
        examining.add_waiting(library)
    async with story(path=path) as reader:
        await reader.press("T")
        page = reader.seen("#statements")
        assert "Not resolved" in page and "“Tuesday” → ?" in page and "no date" in page


@pytest.mark.parametrize("size", SIZES)
async def test_figures_that_are_reported_differently_stand_side_by_side(
    size: tuple[int, int], story: Story, press: Path
) -> None:
    async with story(path=press, size=size) as reader:
        await reader.press("dollar_sign", "d")
        screen: Any = reader.app.screen
        assert isinstance(screen, Figures) and screen.moving.count == 1
        page = reader.seen("#statements")
        assert "at least 15 civilians" in page and "about 10 civilians" in page and "≠" in page
        await reader.press("o")
        assert "Reported differently" in reader.seen("#blocks")
        await reader.press("j", "enter")
        assert reader.room.page is not None and reader.room.page.outlet == "Radio Meridian"


async def test_the_articles_of_a_story_are_compared_side_by_side_and_every_line_leads_on(
    story: Story, press: Path
) -> None:
    async with story(path=press) as reader:
        await reader.press("c")
        screen: Any = reader.app.screen
        assert isinstance(screen, Beside) and "2 articles" in reader.seen("#title")
        whole = ""
        for _ in range(12):
            whole += reader.seen("#blocks")
            await reader.press("space")
        for told in (
            "Entities that they share", "Places that one alone names", "Quotes that they share",
            "Figures about the same thing", "Sources", "Sentences that one alone has",
        ):  # fmt: skip
            assert told in whole
        assert "Serhiy Gaidai" in whole and "≠ about 10 civilians" in whole
        assert "A pianist" not in whole and "Lviv*" in whole, "only here"
        await reader.press("g", "l")
        target = screen.moving.target
        await reader.press("enter")
        assert reader.room.page is not None and reader.room.page.id == target.article


async def test_other_articles_are_picked_in_the_list_and_compared(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("1", "plus", "j", "j", "plus")
        assert "2 articles picked" in reader.seen("#footer") and " + " in reader.seen("#articles")
        await reader.press("c")
        page = reader.seen("#blocks")
        assert "The Harbour Post" in page and "Wire Nord" in page


async def test_an_article_that_is_alone_in_its_story_says_how_to_compare(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "J", "c")
        assert reader.app.screen is reader.room
        assert "picks what to compare" in reader.seen("#footer")


def test_days_and_months_are_stepped_over_and_ends_stay() -> None:
    days = Days(("2022", "2022-04-18", "2022-04-19", "2022-06-01", ""), (0, 1, 4, 6, 9), 11)
    assert [days.begins(at) for at in (0, 2, 4)] == [True, False, True]
    assert days.step(2, 1) == 4 and days.step(5, -1) == 4 and days.step(4, -1) == 1
    assert days.step(1, 1, 7) == 6 and days.step(6, 1, 7) == 9 and days.step(9, 1) is None
    assert days.step(0, -1) is None and Days((), (), 0).step(0, 1) is None
    assert days.on("2022-05-01") == 6 and Days((), (), 0).on("2022") == 0


VIEWS = {
    "quotes": ["J", "quotation_mark"],
    "wordings": ["J", "quotation_mark", "o"],
    "timeline": ["T", "S"],
    "figures": ["dollar_sign"],
    "compared": ["c"],
}


SHOTS = [*product(VIEWS, (*SIZES, (200, 60)), (themes.DARK.name, themes.LIGHT.name))]


@pytest.mark.parametrize(
    ("view", "size", "theme"),
    SHOTS,
    ids=[
        f"{view}-{w}x{h}" + ("" if theme == themes.DARK.name else "-light") for view, (w, h), theme in SHOTS
    ],
)
def test_the_screens_of_evidence_look_as_they_should(
    view: str,
    size: tuple[int, int],
    theme: str,
    press: Path,
    tmp_path: Path,
    reader_of: Any,
    snap_compare: Any,
) -> None:
    app = WarReaderApp(press, tmp_path / "reader.db")
    app.theme = theme

    async def walk(pilot: Any) -> None:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press(*VIEWS[view])

    assert snap_compare(app, terminal_size=size, run_before=walk)


async def test_a_dossier_leads_to_the_quotes_the_figures_and_the_timeline_of_its_entity(
    story: Story, press: Path
) -> None:
    async with story(path=press) as reader:
        await reader.press("J", "I", *"/haidai", "enter", "enter")
        for key, kind, title in (
            ("quotation_mark", Quotes, "by Serhiy Haidai"),
            ("T", Timeline, "Serhiy Haidai"),
            ("dollar_sign", Figures, "Serhiy Haidai"),
        ):
            await reader.press(key)
            assert isinstance(reader.app.screen, kind) and title in reader.seen("#title")
            await reader.press("q")
            assert "Dossier" in reader.seen("#title")
        await reader.press("quotation_mark", "enter")
        assert reader.app.screen is reader.room and reader.room.hits


async def test_a_list_is_narrowed_by_whom_and_by_the_story_at_once(story: Story, press: Path) -> None:
    async with story(path=press) as reader:
        await reader.press("e", "T")
        screen: Any = reader.app.screen
        alone = {screen.moving.record(at).article for at in range(screen.moving.count)}
        await reader.press("s")
        assert "Severodonetsk, in its story" in reader.seen("#title")
        both = [screen.moving.record(at) for at in range(screen.moving.count)]
        assert both and {one.article for one in both} <= alone
        assert all("Severodonetsk" in one.sentence for one in both)


async def test_dates_of_any_article_that_stay_unresolved_stand_at_the_timelines_end(
    story: Story, tmp_path: Path
) -> None:
    undated = {"title": "", "outlet": "Wire", "text": "The bridge at {Odesa|PLACE|Odesa} fell on Tuesday."}
    dated = undated | {"outlet": "Post", "published": date(2022, 6, 24)}
    path = build(tmp_path / "undated.db", [undated, dated])
    with Library.open(path) as library:
        examining.add_waiting(library)
    async with story(path=path) as reader:
        await reader.press("T", "S", "G")
        assert "the whole library" in reader.seen("#title")
        page = reader.seen("#statements")
        assert "Not resolved" in page and "“Tuesday” → ? the article has no date" in page
        assert "“Tuesday” → Tuesday, 21 June 2022" in page


@pytest.mark.parametrize(("open_one", "compared_with"), [(1, [3]), (2, [3]), (3, [1])])
def test_of_copies_of_one_article_one_alone_is_compared(open_one: int, compared_with: list[int]) -> None:
    def member(number: int, is_copy: bool) -> SimpleNamespace:
        return SimpleNamespace(
            summary=SimpleNamespace(id=number, published=date(2022, 6, number)), is_copy=is_copy
        )

    members = [member(1, False), member(2, True), member(3, False)]
    library = SimpleNamespace(story_of=lambda _: 7, story_articles=lambda _: members)
    shelf: Any = SimpleNamespace(library=library)
    assert comparison.chosen(shelf, open_one, ()) == ([open_one, *compared_with], 3)


@pytest.mark.parametrize("width", range(12, 100))
def test_no_line_of_a_title_ends_within_a_count(width: int) -> None:
    counts = [
        f"{letter} {number} of {number * 9}" for letter, number in zip("ABCD", (28, 0, 7, 11), strict=True)
    ]
    [_, block] = title("Sentences that one alone has", width, "", *counts)
    lines = ["".join(text for text, _ in line) for line in block.cells[0].lines]
    assert all(len(line) <= width for line in lines)
    assert all(any(count in line for line in lines) for count in counts)
    assert " ".join(" ".join(lines).split()) == f"Sentences that one alone has {' · '.join(counts)}"
