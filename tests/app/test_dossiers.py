"""A reader opens dossiers, walks from one to the next, and goes through the index of entities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library import Library
from core.library.records import DayCount
from tests.app.conftest import until
from tests.library.fakes import article, store
from tui.reading import dossier
from tui.reading.chart import HEIGHT, chart
from tui.reading.dossier import File, entries
from tui.reading.phrases import day
from tui.reading.trail import Place
from tui.screens.dossier import DossierScreen
from tui.screens.index import IndexScreen

GOVERNOR = ("e", "e", "e")
SIZES = ((80, 24), (120, 40), (200, 60))


def entity_of(screen: Any) -> str:
    return str(screen._file.entity.label)


async def go_to_companion(reader: Any) -> None:
    """Put the cursor on the first line that leads to another entity."""
    shown = reader.app.screen.moving
    shown.put_cursor(next(at for at, entry in enumerate(shown._entries) if isinstance(entry.target, int)))
    await reader.settle()


@pytest.mark.parametrize("size", SIZES)
async def test_the_dossier_tells_all_that_is_known_at_any_size(story: Any, size: tuple[int, int]) -> None:
    async with story(size=size) as reader:
        await reader.press(*GOVERNOR, "D")
        screen = reader.app.screen
        assert isinstance(screen, DossierScreen)
        assert "Dossier" in reader.seen("#title") and entity_of(screen) in reader.seen("#title")
        told = "\n".join("".join(text for text, _ in one.line) for one in screen.moving._entries)
        for section in (
            "Mentions over time",
            "Named with",
            "Spellings by outlet",
            "Roles by outlet",
            "Articles",
        ):
            assert section in told
        assert "unresolved" in told and "Luhansk governor" in told and "last seen" in told
        assert all(len(line) <= size[0] for line in reader.seen().split("\n"))
        await reader.press("q")
        assert reader.app.screen is reader.room and reader.chosen is not None


@pytest.fixture
def more(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Lets the library answer what follows a dossier's first part."""
    may, first = Event(), dossier.PARTS[0]

    def late(library: Library, file: File) -> File:
        may.wait(20)  # as the reader that is left waits for it
        return first(library, file)

    monkeypatch.setattr(dossier, "PARTS", (late, *dossier.PARTS[1:]))
    yield may
    may.set()


async def test_the_first_part_is_there_before_the_rest_and_the_cursor_stays(story: Any, more: Event) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR)
        await reader.pilot.press("D", "tab", "j")
        await until(lambda: "Named with" in reader.seen() and reader.app.screen.moving.cursor > 0)
        assert "Spellings by outlet" not in reader.seen()
        cursor, top = reader.app.screen.moving.cursor, reader.seen("#lines").split("\n")[: HEIGHT - 2]
        more.set()
        await reader.settle()
        assert "Spellings by outlet" in reader.seen() and reader.app.screen.moving.cursor == cursor
        assert reader.seen("#lines").split("\n")[: HEIGHT - 2] == top


async def test_what_is_to_come_holds_nobody_up(story: Any, more: Event, library_path: Path) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR)
        with Library.open(library_path, read_only=True) as library:
            newest = library.articles_naming(reader.room.entity, 0, 1)[0]
        await reader.pilot.press("D", "o")
        await until(lambda: reader.app.screen is reader.room and reader.room.page.id == newest.summary.id)
        assert not more.is_set() and reader.room.place.start == newest.start
        more.set()


async def test_sections_are_a_key_apart_and_the_title_says_which(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR, "D", "tab")
        assert "Mentions over time" in reader.seen("#title")
        await reader.press("tab")
        assert "Named with" in reader.seen("#title")
        await reader.press("shift+tab")
        assert "Mentions over time" in reader.seen("#title")
        await reader.press("G")
        last = reader.app.screen.moving.cursor
        await reader.press("g")
        assert last > 20 and reader.app.screen.moving.cursor == 0


async def test_a_walk_from_dossier_to_dossier_and_back_comes_to_the_same_line(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR, "D")
        governor = entity_of(reader.app.screen)
        await go_to_companion(reader)
        line = reader.app.screen.moving.cursor
        await reader.press("enter")
        assert entity_of(reader.app.screen) != governor
        await reader.press("ctrl+o")
        assert (entity_of(reader.app.screen), reader.app.screen.moving.cursor) == (governor, line)
        await reader.press("L")
        assert entity_of(reader.app.screen) != governor
        await reader.press("ctrl+o", "ctrl+o")
        assert reader.app.screen is reader.room


async def test_an_article_is_followed_and_going_back_opens_the_dossier_again(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR)
        before = reader.room.place
        await reader.press("D", "tab", "tab", "tab", "tab", "tab")
        assert "Articles" in reader.seen("#title")
        await reader.press("G")
        while reader.app.screen.moving.target is None or isinstance(reader.app.screen.moving.target, int):
            await reader.press("k")
        target, line = reader.app.screen.moving.target, reader.app.screen.moving.cursor
        await reader.press("enter")
        assert reader.app.screen is reader.room
        assert (reader.room.page.id, reader.room.entity) == (target.article, target.entity)
        assert reader.chosen is not None, "the first mention there is chosen"
        await reader.press("ctrl+o")
        assert isinstance(reader.app.screen, DossierScreen) and reader.app.screen.moving.cursor == line
        await reader.press("q")
        assert reader.room.place.article == before.article and reader.room.place.start == before.start


async def test_going_back_opens_the_dossier_also_where_its_line_led_nowhere_else(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR)
        page, start = reader.room.page.id, reader.room.place.start
        await reader.press("D")
        shown = reader.app.screen.moving
        targets = [entry.target for entry in shown._entries]
        shown.put_cursor(targets.index(Place(page, start, reader.room.entity)))
        await reader.press("enter")
        assert (reader.room.page.id, reader.room.place.start) == (page, start)
        await reader.press("ctrl+o")
        assert isinstance(reader.app.screen, DossierScreen)


async def test_why_and_the_linked_mentions_are_a_key_away(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR, "D", "w")
        assert "Why they are one" in reader.seen()
        await reader.press("q", "o")
        assert reader.app.screen is reader.room and reader.room.dossier is not None
        assert reader.room.dossier.near == 0


async def test_a_click_follows_a_line(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR, "D")
        governor = entity_of(reader.app.screen)
        await go_to_companion(reader)
        shown = reader.app.screen.moving
        await reader.pilot.click(shown, offset=(8, shown.cursor - shown.top))
        await reader.settle()
        assert entity_of(reader.app.screen) != governor


@pytest.mark.parametrize("size", SIZES)
async def test_the_index_is_sorted_filtered_and_kept_to_a_type(story: Any, size: tuple[int, int]) -> None:
    async with story(size=size) as reader:
        await reader.press("I")
        assert isinstance(reader.app.screen, IndexScreen)
        everyone = reader.app.screen.moving.count
        assert "↓mentions" in reader.seen("#heads") and f"1/{everyone}" in reader.seen("#title")
        await reader.press("s", "s")
        assert "↓last seen" in reader.seen("#heads")
        await reader.press("S")
        assert "↓articles" in reader.seen("#heads")
        await reader.press("1")
        persons = reader.app.screen.moving.count
        assert 0 < persons < everyone
        await reader.press("slash", *"gaid")
        assert reader.app.screen_stack[-2].moving.count == 1, "another spelling, while one types"
        await reader.press("enter")
        assert "called “gaid”" in reader.seen("#title")
        await reader.press("enter")
        assert isinstance(reader.app.screen, DossierScreen) and "Hay" in entity_of(reader.app.screen)
        await reader.press("q")
        assert "called “gaid”" in reader.seen("#title"), "where one was"
        await reader.press("slash", "escape", "0")
        assert reader.app.screen.moving.count == everyone


async def test_the_index_leads_to_linked_mentions_and_says_when_nobody_is_called_so(story: Any) -> None:
    async with story() as reader:
        await reader.press("I", "slash", *"zzyzx", "enter", "o")
        assert "nobody is called so" in reader.seen("#footer")
        await reader.press("slash", *"gaid", "enter")
        assert "nobody is called so" not in reader.seen("#footer")
        await reader.press("slash", "escape", "o")
        assert reader.app.screen is reader.room and reader.chosen is not None


async def test_the_index_says_of_what_type_there_is_nobody_and_how_to_go_on(story: Any) -> None:
    async with story(size=(80, 24)) as reader:
        await reader.press("I", "T")
        assert reader.seen("#footer") == " no events are named here: Tab shows the next type, 0 all"
        await reader.press("enter")
        assert "no events are named here" in reader.seen("#footer")
        await reader.press("0")
        assert reader.app.screen.moving.count and "filter" in reader.seen("#footer")


async def test_words_are_found_in_the_dossier(story: Any) -> None:
    async with story() as reader:
        await reader.press(*GOVERNOR, "D", "slash", *"GOVERN", "escape")
        assert reader.app.screen.moving.cursor == 0, "where one was"
        seen = []
        for words in ("governor", "", ""):
            await reader.press("slash", *words, "enter")
            shown = reader.app.screen.moving
            seen.append(shown.cursor)
            assert "governor" in "".join(text for text, _ in shown._entries[shown.cursor].line).lower()
        assert len({*seen}) > 1, "Enter alone goes on"
        await reader.press("slash", *"zzyzx", "enter")
        assert "“zzyzx” does not stand here" in reader.seen("#footer") and shown.cursor == seen[-1]


@pytest.mark.parametrize("path", [["I"], ["P"], ["B"], ["W"], ["quotation_mark"], ["dollar_sign"], ["T"]])
async def test_a_key_that_does_nothing_says_so(story: Any, path: list[str]) -> None:
    async with story() as reader:
        await reader.press(*path, "%")
        assert reader.seen("#footer") == " % does nothing here: ? shows what does"
        if path not in (["I"], ["T"]):  # which filter, and ask for a day
            await reader.press("slash")
            assert reader.seen("#footer") == " / does nothing here: ? shows what does"
        await reader.press("q")
        assert reader.app.screen is reader.room


async def test_a_long_index_is_fetched_by_page(story: Any, tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    with Library.open(path) as library:
        store(library, article("Hayday spoke."))
        with library.transaction():
            library._connection.executemany(
                "INSERT INTO entity (id, type, label, mentions, articles) VALUES (?, 'ORG', ?, 1, 1)",
                [(100 + n, f"Unit {n:04}") for n in range(1000)],
            )
            library._connection.executescript(
                """INSERT INTO entity_rank SELECT id, type, 1, 1, 0, 1 FROM entity WHERE id >= 100;
                INSERT INTO rank_count SELECT sort, 'ORG', value, 1000 FROM (
                    SELECT 'mentions' AS sort, 1 AS value UNION ALL SELECT 'articles', 1
                    UNION ALL SELECT 'last', 0 UNION ALL SELECT 'spellings', 1);
                BEGIN"""
            )
    async with story(path=path) as reader:
        await reader.press("I", "G")
        assert "Unit 0999" in reader.seen("#entities") and "1,001/1,001" in reader.seen("#title")
        await reader.press("b", "b", "g", "space")
        assert "Unit 0" in reader.seen("#entities")


@given(
    st.lists(st.tuples(st.integers(1, 9000), st.integers(1, 500)), min_size=1, max_size=60),
    st.integers(10, 120),
    st.booleans(),
)
def test_a_chart_fits_its_width_and_its_highest_bar_is_full(
    told: list[tuple[int, int]], width: int, ascii_only: bool
) -> None:
    first = date(2000, 1, 1)
    days = [DayCount(first + timedelta(days=at), mentions) for at, mentions in sorted(dict(told).items())]
    found = chart([DayCount(None, 3), *days], width, ascii_only)
    assert found is not None and len(found.lines) == HEIGHT
    assert {len(line) for line in found.lines} == {len(found.lines[0])} and len(found.lines[0]) <= width
    assert found.lines[0].strip() and found.lines[-1].strip()
    assert not ascii_only or all(line.isascii() for line in found.lines)
    assert max(one.mentions for one in days) <= found.most <= sum(one.mentions for one in days)
    assert chart([DayCount(None, 3)], width) is None
    assert len(days) > 1 or found.axis == day(days[0].day)


def test_a_dossier_of_hostile_words_shows_them_and_obeys_none(tmp_path: Path) -> None:
    with Library.open(tmp_path / "war.db") as library:
        store(library, article("Hayday\x1b[31m spoke.", outlet="Wire\x1b]52;c;x\x07"))
        for entry in entries(dossier.gather(library, library.entities()[0].id), 60):
            assert all(text.isprintable() for text, _ in entry.line)


async def test_a_wide_screen_has_two_columns_where_one_would_not_hold_the_dossier(story: Any) -> None:
    async with story(size=(200, 24)) as reader:
        await reader.press(*GOVERNOR, "D")
        shown = reader.app.screen.moving
        split = shown._split
        assert 0 < split < len(shown._entries) and shown._entries[split].section
        first = reader.seen("#lines").split("\n")[0]
        for at, column in ((0, first[:100]), (split, first[100:])):
            assert "".join(text for text, _ in shown._entries[at].line) in column
        while shown.cursor < split:
            await reader.press("j")
        assert shown.section == shown._entries[split].section and shown.top == 0, (
            "down the one, then the other"
        )
        await reader.pilot.click("#lines", offset=(110, 1))
        await reader.settle()
        assert shown.cursor == split + 1
        await reader.pilot.resize_terminal(120, 24)
        await reader.settle()
        assert shown._split == len(shown._entries), "a narrower one has one"
        await reader.pilot.resize_terminal(200, 120)
        await reader.settle()
        assert shown._split == len(shown._entries), "and so has one that is high enough"


@pytest.mark.parametrize(("columns", "figures"), [(80, 4), (60, 3), (40, 1), (24, 0)])
async def test_in_a_narrow_index_the_names_stay_and_what_it_is_sorted_by(
    story: Any, columns: int, figures: int
) -> None:
    async with story(size=(columns, 24)) as reader:
        await reader.press("I", "s", "s")
        heads, first, *_ = reader.seen().splitlines()[2:]
        told = [name for name in ("mentions", "articles", "↓last seen", "spellings") if name in heads]
        assert len(told) == figures and ("↓last seen" in told or not told)
        assert first.strip() and not first.strip()[0].isdigit()
        assert columns < 80 or "6 events" in reader.seen()
