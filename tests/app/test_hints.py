"""Letters on the mentions in view, and the trail as a list."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.commands import Pane
from tui.reading.hints import LETTERS, labels


@given(st.integers(0, 800), st.integers(2, 26))
def test_labels_are_unique_short_and_none_begins_another(count: int, size: int) -> None:
    letters = LETTERS[:size]
    given = labels(count, letters)
    assert len(given) == len(set(given)) == min(count, size * size)
    assert all(1 <= len(label) <= 2 and set(label) <= set(letters) for label in given)
    assert not any(other != label and other.startswith(label) for label in given for other in given)
    short = sum(len(label) == 1 for label in given)
    # One more of a single letter would leave too few of two.
    assert short == len(given) or (short + 1) + (size - short - 1) * size < len(given)


def test_the_home_row_comes_first_and_the_letters_are_letters() -> None:
    assert sorted(LETTERS) == sorted("abcdefghijklmnopqrstuvwxyz")
    assert "".join(labels(9)) == "asdfjklgh"


def shown(reader: Any) -> str:
    """The text pane under what lies over the room."""
    x, y, width, height = reader.room.text.region
    lines = reader.room._compositor.render_strips()
    return "\n".join(line.crop(x, x + width).text.rstrip() for line in lines[y : y + height])


async def test_a_reader_chooses_a_mention_by_its_letter(story: Any) -> None:
    async with story() as reader:
        forms = [mention.form for mention in reader.room.page.mentions]
        before = shown(reader)
        await reader.press("f")
        hinted = shown(reader)
        assert "aeverodonetsk" in hinted and "duhansk" not in before
        assert len(hinted.split("\n")) == len(before.split("\n"))
        await reader.press("f")  # a, s, d, f: the fourth
        assert reader.chosen == forms[3]
        assert shown(reader).split("\n")[0] == before.split("\n")[0]
        assert reader.room.trail.behind == 1, "as a click does: a step of the trail"


async def test_leaving_the_letters_changes_nothing(story: Any) -> None:
    async with story() as reader:
        before = shown(reader)
        await reader.press("f", "!", "escape")
        assert shown(reader) == before and reader.chosen is None
        assert reader.app.screen is reader.room


CROWD = " ".join(f"{{Town{n:03}|PLACE|Town{n:03}}}" for n in range(200))


async def test_sixty_mentions_in_view_have_letters_of_two(story: Any, make_library: Any) -> None:
    path = make_library([{"outlet": "Wire", "title": "Towns", "text": f"Towns\n\n{CROWD}"}])
    async with story(size=(80, 24), path=path) as reader:
        seen = reader.room.text.mentions_in_view()
        assert len(seen) >= 60
        await reader.press("f")
        wanted = 40
        label = labels(len(seen))[wanted]
        assert label in shown(reader)
        await reader.press(label[0])
        if len(label) == 2:
            assert reader.chosen is None
            await reader.press("backspace", *label)
        assert reader.chosen == f"Town{seen[wanted][0]:03}"


async def test_wide_letters_keep_the_line_in_place(story: Any, make_library: Any) -> None:
    text = "Wide\n\n{基輔|PLACE|基輔} and {X|ORG|X} end. {Łódź|PLACE|Łódź} is far."
    path = make_library([{"outlet": "Wire", "title": "Wide", "text": text}])
    async with story(path=path) as reader:
        await reader.press("f")
        assert "a 輔 and s end. dódź is far." in shown(reader)


async def test_the_trail_is_a_list_to_go_anywhere_on(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("*", "*", "*", "apostrophe")
        listed = reader.seen()
        assert "▸ Serhiy Hayday · Radio Meridian" in listed
        assert listed.count("The Harbour Post · 24 Jun 2022") >= 3
        await reader.press("down", "down", "enter")
        assert (reader.chosen, reader.room.page.outlet) == ("Haidai", "The Harbour Post")
        assert reader.room.trail.ahead == 2
        await reader.press("apostrophe", "up", "up", "enter")
        assert (reader.chosen, reader.room.page.outlet) == ("Serhiy Hayday", "Radio Meridian")


async def test_the_trail_is_searched_by_typing_and_left_with_escape(story: Any) -> None:
    async with story() as reader:
        await reader.press("J", "J", "apostrophe", *"harbour", "escape")
        assert reader.app.screen is reader.room and reader.room.pane is Pane.TEXT


async def chosen_haidai(reader: Any) -> None:
    while reader.chosen != "Serhiy Haidai":
        await reader.press("e")


def rows_of(reader: Any) -> list[str]:
    """The linked mentions' lines under what lies over the room."""
    x, y, width, height = reader.room.passage_list.region
    lines = reader.room._compositor.render_strips()
    return [line.crop(x, x + width).text for line in lines[y : y + height]]


async def test_linked_mentions_have_letters_too_after_those_of_the_text(story: Any) -> None:
    async with story() as reader:
        await chosen_haidai(reader)
        seen, rows = reader.room.text.mentions_in_view(), reader.room.passage_list.passages_in_view()
        assert seen and len(rows) >= 3
        before = shown(reader), rows_of(reader)
        await reader.press("f")
        given = labels(len(seen) + len(rows))
        lettered = rows_of(reader)
        each = reader.room.passage_list.rows
        for at, ((index, _), label) in enumerate(zip(rows, given[len(seen) :], strict=True)):
            assert index == at and lettered[at * each].startswith(label.ljust(2))
            assert lettered[at * each][2:] == before[1][at * each][2:], "in the margin, over no words"
        assert shown(reader) != before[0]
        await reader.press("escape")
        assert (shown(reader), rows_of(reader)) == before
        passage = rows[2][1]
        await reader.press("f", *given[len(seen) + 2])
        by_letters = reader.room.place
        assert (by_letters.article, by_letters.start) == (passage.article, passage.start)
        await reader.press("ctrl+o", "3", "g", "j", "j", "enter")
        assert reader.room.place == by_letters, "as Enter on that row goes"


async def test_where_one_pane_shows_its_mentions_alone_have_letters(story: Any) -> None:
    async with story(size=(80, 24)) as reader:
        await chosen_haidai(reader)
        await reader.press("3")
        rows = reader.room.passage_list.passages_in_view()
        await reader.press("f")
        assert rows_of(reader)[0].startswith("a ") and reader.room.pane is Pane.MENTIONS
        await reader.press("s")
        assert (reader.room.place.article, reader.room.place.start) == (rows[1][1].article, rows[1][1].start)
        assert reader.room.pane is Pane.TEXT
        await reader.press("1", "f")
        assert reader.room.pane is Pane.TEXT and not any(line.startswith("a ") for line in rows_of(reader))
        forms = [reader.room.page.mentions[index].form for index, _ in reader.room.text.mentions_in_view()]
        await reader.press("a")
        assert reader.chosen == forms[0]
