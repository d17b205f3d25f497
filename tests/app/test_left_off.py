"""What a session leaves for the next one, whole or damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library.reader import ReaderState
from tests.map.reports import build
from tui.commands import Pane
from tui.reading.left_off import KEPT, LeftOff, Over, from_json
from tui.reading.trail import Place, Stop, Trail

numbers = st.none() | st.integers(0, 1 << 62)
stops = st.lists(st.builds(Stop, st.integers(0, 1 << 62), st.integers(0, 99)), max_size=3).map(tuple)
places = st.builds(Place, st.integers(0, 1 << 62), numbers, numbers, numbers, stops)
LEFT = LeftOff(
    Place(3, 7, 9),
    "/a.txt",
    Trail((Place(1), Place(3, 7, 9)), 1),
    "mentions",
    "haidai",
    "himar*",
    ("new", "is:unread"),
    (Over("index", ("mentions", None, "gov", 3)), Over("dossier", (2,), (7,))),
    True,
)


WORDS = st.tuples(st.text(), st.text(), st.tuples(st.text(), st.text()))
values_kept = st.lists(numbers | st.booleans() | st.text() | st.floats(allow_nan=False, allow_infinity=False))
overs = st.builds(Over, st.text(), values_kept.map(tuple), st.lists(st.integers(0, 1 << 62)).map(tuple))


@given(st.lists(places, min_size=1, max_size=30), st.data())
def test_what_is_kept_comes_back(trail: list[Place], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(trail) - 1))
    over, zen = tuple(data.draw(st.lists(overs, max_size=3))), data.draw(st.booleans())
    place = trail[at]._replace(dossiers=())
    left = LeftOff(place, "/war.txt", Trail(tuple(trail), at), "text", *data.draw(WORDS), over, zen)
    assert from_json(left.as_json()) == left


def test_of_a_long_trail_what_lies_near_is_kept() -> None:
    trail = Trail(tuple(Place(number) for number in range(400)), 200)
    kept = from_json(LeftOff(Place(200), "", trail).as_json())
    assert kept is not None and len(kept.trail.places) == 2 * KEPT + 1
    assert kept.trail.here == Place(200)


@given(st.integers(0, len(LEFT.as_json()) - 1))
def test_a_state_cut_in_half_is_none(cut: int) -> None:
    assert from_json(LEFT.as_json()[:cut]) is None


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*json.loads(LEFT.as_json()), "novelty"]), values))
def test_a_state_of_another_version_is_read_as_far_as_it_goes(changed: dict[str, Any]) -> None:
    left = from_json(json.dumps(json.loads(LEFT.as_json()) | changed))
    if not {"article", "start", "entity", "top"} & changed.keys():
        assert left is not None and left.place == LEFT.place
    if "words" not in changed and left is not None:
        assert left.words == "haidai"


async def test_reopening_stands_where_one_was(story: Any) -> None:
    async with story() as reader:
        await reader.press("e", "e", "e", "asterisk", "J", "slash", *"kyiv", "enter", "3")
        before = reader.room.place
        trail, hits = reader.room.trail.places, reader.room.hits
        words = [reader.seen(f"#{part}") for part in ("title", "text")]
        assert reader.room.pane is Pane.MENTIONS and hits
    async with story() as reader:
        await reader.settle()
        assert (reader.room.place, reader.room.pane, reader.room.words) == (before, Pane.MENTIONS, "kyiv")
        assert reader.room.trail.places[:-1] == trail[:-1] and reader.room.hits == hits
        assert [reader.seen(f"#{part}") for part in ("title", "text")] == words
        await reader.press("ctrl+o")
        assert reader.room.place != before, "the trail leads on back"


async def test_reopening_puts_away_again_what_was_put_away(story: Any) -> None:
    async with story() as reader:
        await reader.press("z", "space", "e")
        before, place = reader.seen(), reader.room.place
    async with story() as reader:
        assert reader.room.zen and (reader.seen(), reader.room.place) == (before, place)
        await reader.press("z")
        assert not reader.room.zen
    async with story() as reader:
        assert not reader.room.zen


async def test_reopening_lists_what_the_list_was_narrowed_to(story: Any) -> None:
    async with story() as reader:
        await reader.press("F", *"haidai", "f2", "ctrl+u", *"Governor", "enter", "1", "g", "k", "enter", "2")
        before, place = reader.seen("#articles").replace("▎", " "), reader.room.place
        assert "“Governor”" in reader.seen("#articles-title")
    async with story() as reader:
        assert "“Governor”" in reader.seen("#articles-title")
        assert reader.seen("#articles").replace("▎", " ") == before
        assert (reader.room.place, reader.room.pane) == (place, Pane.TEXT)
        await reader.press("F")
        assert "haidai" in reader.seen("#query") and "newest first" in reader.seen("#told")
        await reader.press("escape", "1", "g", "k", "enter")
        assert "“Governor”" not in reader.seen("#articles-title")
    async with story() as reader:
        assert "“Governor”" not in reader.seen("#articles-title")


async def test_reopening_lays_the_dossier_over_it_and_knows_those_on_the_trail(story: Any) -> None:
    async with story() as reader:
        await reader.press("J", "e", "D", "o")
        assert reader.app.screen is reader.room
        await reader.press("ctrl+o", "j")
        before, trail = reader.seen(), reader.room.trail
        assert trail.behind and trail.ahead
        assert "Dossier" in before
        await reader.press("Q")
    async with story() as reader:
        assert reader.seen() == before and (reader.room.trail.at, reader.room.trail.ahead) == (trail.at, 1)
        await reader.press("q")
        assert reader.app.screen is reader.room


@pytest.mark.parametrize(
    ("keys", "deeper"),
    [
        (["I", "2", "s", "j", "j"], []),
        (["I", "slash", *"hai", "enter"], ["enter", "j", "j"]),
        (["T", "s", "right_curly_bracket", "j"], []),
        (["e", "quotation_mark", "s", "c", "u", "j"], []),
        (["dollar_sign", "s", "d"], []),
        (["F", *"haidai", "down"], []),
        (["F", *"haidai", "escape", "T", "S", "S", "j"], []),
        (["e", "s", "J", "e", "s", "B", "j"], []),
        (["e", "D", "T", "j"], []),
    ],
    ids=[
        "index",
        "dossier over the index found",
        "timeline",
        "quotes",
        "figures",
        "search",
        "timeline of a search",
        "marks",
        "timeline over the dossier",
    ],
)
async def test_reopening_opens_what_lay_over_the_room(story: Any, keys: list[str], deeper: list[str]) -> None:
    async with story() as reader:
        await reader.press(*keys)
        below = reader.seen()
        await reader.press(*deeper)
        before, depth = reader.seen(), len(reader.app.screen_stack)
        assert depth > 1
        reader.app.exit()  # as Q does, and as a lost connection does where Q is a letter
    async with story() as reader:
        assert reader.seen() == before and len(reader.app.screen_stack) == depth
        if deeper:
            await reader.press("q")
            assert reader.seen() == below
        reader.app.exit()
    async with story() as reader:
        assert reader.seen() == (below if deeper else before), "it is kept as long as it lies there"
        while reader.app.screen is not reader.room:
            await reader.press("escape")
        await reader.press("Q")
    async with story() as reader:
        assert reader.app.screen is reader.room


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("n n plus l j", "Places of the library"),
        ("n + + h h h h h h h h h h h h h h h h h h h h h h h", "Places of the library"),
        ("4 n", "Places in “"),
        ("3 n minus k", "in what Kyiv finds"),
    ],
    ids=["nearer", "the chosen place out of sight", "of the article", "of a saved search"],
)
async def test_reopening_opens_the_map_on_the_same_piece_of_the_world(
    story: Any, tmp_path: Path, keys: str, title: str
) -> None:
    places = build(tmp_path / "places.db")
    async with story(path=places) as reader:
        await reader.press("F", *"kyiv", "f2", "ctrl+u", *"Kyiv", "enter", "1", "g", "k", "enter", "2")
        await reader.press("P", *keys.split())
        before = reader.seen()
        assert title in before
        await reader.press("D", "j")
        dossier = reader.seen()
        await reader.press("Q")
    async with story(path=places) as reader:
        assert reader.seen() == dossier
        await reader.press("q")
        assert reader.seen() == before


async def test_what_lay_over_the_room_is_kept_where_one_leaves_before_it_lies_there_again(story: Any) -> None:
    async with story() as reader:
        await reader.press("I", "j", "Q")
    async with story() as reader:
        reader.room.over = (Over("index", ("mentions", None, "", 1)),)  # as before it is opened again
        reader.app.exit()
    async with story() as reader:
        assert "Index of entities" in reader.seen()


@pytest.mark.parametrize(
    "over",
    [
        Over("index", ("by weight", None, "", 1)),
        Over("index", ("mentions", None, "", "x")),
        Over("novelty"),
        Over("dossier", (1,), ()),
        Over("dossier", (0,), (999_999,)),
        Over("quotes", (None, False, "by nobody", 0, "x", "y")),
        Over("quotes", (None, False, "by nobody", 0)),
        Over("map", (9, 30.0, 50.0, 0.1, None)),
        Over("map", (1, 30.0)),
        Over("map", (1, "east", 50.0, 0.1, None)),
        Over("book", (17, "", 0)),
        Over("search", ()),
    ],
    ids=lambda over: f"{over.screen} {over.values}",
)
async def test_a_screen_that_was_kept_otherwise_is_left_out(
    story: Any, library_path: Path, tmp_path: Path, over: Over
) -> None:
    async with story() as reader:
        await reader.press("Q")
    with ReaderState(tmp_path / "reader.db") as state:
        key = f"place:{library_path}"
        left = from_json(state.get(key, ""))
        assert left is not None
        state.set(key, left._replace(over=(over, Over("index", ("mentions", None, "", 0)))).as_json())
    async with story() as reader:
        assert len(reader.app.screen_stack) == 2 and "Index of entities" in reader.seen()


@pytest.mark.parametrize("kept", ["{", "[]", '{"article": "x"}', '{"article": 1e99}', '{"article": -1}'])
async def test_a_damaged_place_opens_the_newest_article(
    story: Any, library_path: Path, tmp_path: Path, kept: str
) -> None:
    with ReaderState(tmp_path / "reader.db") as state:
        state.set(f"place:{library_path}", kept)
    async with story() as reader:
        assert reader.headline
