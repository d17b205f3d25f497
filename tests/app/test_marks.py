"""What a reader marks, in the reading room and in the list of marks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from core.library.marking import Marks
from core.library.reader import ReaderState
from core.marks import Cited
from tests.app.test_hints import shown
from tui.app import WarReaderApp
from tui.commands import COMMANDS, Pane
from tui.screens.book import Book
from tui.screens.selecting import Selecting

GOVERNOR = "Serhiy Haidai"


async def to_governor(reader: Any) -> None:
    for _ in range(20):
        if reader.chosen == GOVERNOR:
            return
        await reader.press("e")
    raise AssertionError(reader.chosen)


def backgrounds(reader: Any, words: str) -> set[object]:
    """What the cells of some words of the text are drawn on."""
    lines = reader.room._compositor.render_strips()
    at = [(line, line.text.index(words)) for line in lines if words in line.text]
    assert at, words
    line, start = at[0]
    return {s.style.bgcolor for s in line.crop(start, start + len(words)) if s.style and s.text.strip()}


def test_the_screens_do_all_that_the_table_says() -> None:
    for screen, pane in ((Book, Pane.BOOK), (Selecting, Pane.PASSAGE)):
        assert screen.DOING.keys() == {command.id for command in COMMANDS if pane in command.where}


async def test_a_star_stands_in_the_list_and_over_the_text_until_it_is_taken(story: Any) -> None:
    async with story() as reader:
        await reader.press("s")
        assert "★ 24 Jun 2022" in reader.seen("#articles") and "★" in reader.seen("#text-title")
        await reader.press("1", "j", "s")
        assert reader.seen("#articles").count("★") == 2, "in the list the one under the cursor"
        await reader.press("s")
        assert reader.seen("#articles").count("★") == 1
    async with story() as reader:
        assert reader.seen("#articles").count("★") == 1
        assert reader.app.desk is not None


async def test_a_tag_is_typed_once_and_then_offered(story: Any) -> None:
    async with story() as reader:
        await reader.press("a", *"War crimes", "enter")
        assert "#war-crimes" in reader.seen("#text-title")
        await reader.press("J", "a", *"war")
        assert "#war-crimes  1 article" in reader.seen()
        await reader.press("enter")
        assert "#war-crimes" in reader.seen("#text-title") and "# 24 Jun" in reader.seen("#articles")
        await reader.press("a", "enter")
        assert "#" not in reader.seen("#text-title"), "one that it has is taken away"


async def test_an_article_taken_for_unread_stays_so(story: Any) -> None:
    async with story() as reader:
        await reader.press("R")
        assert "marked as unread" in reader.seen("#footer")
    async with story() as reader:
        await reader.press("J", "J")
        assert reader.seen("#articles").count("●") == 1
        await reader.press("1", "G", "R")
        assert reader.seen("#articles").count("●") == 0


async def test_a_passage_is_selected_marked_and_shown_from_then_on(story: Any) -> None:
    async with story() as reader:
        await to_governor(reader)
        await reader.press("escape")
        plain = backgrounds(reader, "late post")
        await reader.press("e", "E")
        await to_governor(reader)
        await reader.press("v")
        assert backgrounds(reader, "late post") != plain, "the sentence of the chosen mention"
        await reader.press("h", "h", "v")
        assert "kept" in reader.seen("#footer") and reader.app.screen is reader.room
        (mark,) = reader.room.marks
        assert mark.anchor.quote == "Luhansk governor Serhiy Haidai announced the withdrawal in a"
        assert backgrounds(reader, "announced") != plain and backgrounds(reader, "late post") == plain
        assert "✎1" in reader.seen("#text-title")
    async with story() as reader:
        assert backgrounds(reader, "announced") != plain
        await to_governor(reader)
        await reader.press("v", "enter")
        assert reader.room.marks == () and backgrounds(reader, "announced") == plain


async def test_the_ends_of_a_passage_move_by_word_line_and_sentence(
    story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(WarReaderApp, "send", lambda _, sequence: sent.append(sequence))
    async with story() as reader:
        await to_governor(reader)
        await reader.press("v")

        def words() -> str:
            selection = reader.app.screen.selection
            return str(reader.room.page.text[selection.start : selection.end])

        await reader.press("right_parenthesis")
        assert words().endswith("stay in broken positions.")
        await reader.press("left_parenthesis")
        assert words().endswith("in a late post.")
        await reader.press("o", "l", "l")
        assert words().startswith("Serhiy Haidai announced")
        await reader.press("k")
        assert words().startswith("Luhansk governor")
        await reader.press("h", "h")
        assert words().startswith("street fighting\n\nLuhansk")
        await reader.press("j", "j", "j", "j", "j", "j")
        assert words(), "it never comes to nothing"
        await reader.press("y")
        assert len(sent) == 1 and reader.app.screen is reader.room


async def test_a_note_on_an_entity_stands_on_its_card_in_every_article(story: Any) -> None:
    async with story() as reader:
        await to_governor(reader)
        await reader.press("A", "e", *"Luhansk head", "enter", *"since 2019", "ctrl+d")
        assert "✎ Luhansk head since 2019" in reader.seen("#card")
        await reader.press("*", "*", "*")
        assert reader.room.page.outlet == "Radio Meridian"
        assert "✎ Luhansk head since 2019" in reader.seen("#card")


async def test_a_note_is_not_thrown_away_by_one_key(story: Any) -> None:
    async with story() as reader:
        await reader.press("A", "a", *"draft", "escape")
        assert "throws away" in reader.seen()
        await reader.press("!", "escape", "escape")
        assert reader.app.screen is reader.room and not reader.room.marks
        await reader.press("A", "a", "escape")
        assert reader.app.screen is reader.room, "nothing was written"
        await reader.press("A", "a", "ctrl+d")
        assert "nothing was written" in reader.seen("#footer")
        await reader.press("A", "a", *"kept", "f2", "A", "a")
        assert "kept" in reader.seen(), "the note goes on where it ended"
        await reader.press(*["backspace"] * 4, "ctrl+d")
        assert "the note is gone" in reader.seen("#footer") and not reader.room.marks


async def test_a_letter_that_answers_nothing_is_told(story: Any) -> None:
    async with story() as reader:
        await to_governor(reader)
        await reader.press("A", "t")
        assert "t is no answer. A note on:  a the article" in reader.seen("#choice")
        await reader.press("e")
        assert reader.app.screen.query("#note")


async def marked(reader: Any) -> None:
    await to_governor(reader)
    await reader.press("s", "a", *"bridges", "enter", "A", "a", *"wire copy", "ctrl+d")
    await reader.press("v", "A", *"he said so", "ctrl+d", "A", "e", *"governor", "ctrl+d")


async def test_the_marks_are_listed_filtered_and_gone_to(story: Any) -> None:
    async with story() as reader:
        await marked(reader)
        await reader.press("J", "J", "s", "B")
        page = reader.seen()
        assert "Your marks · all · 6 marks" in page
        assert "“Luhansk governor Serhiy Haidai announced" in page and "he said so" in page
        await reader.press("f")
        assert "stars · 2 marks" in reader.seen()
        await reader.press("f", "f", "f")
        assert "passages · 1 mark" in reader.seen()
        await reader.press("enter")
        assert reader.app.screen is reader.room and reader.room.page.outlet == "The Harbour Post"
        assert "governor Serhiy Haidai" in shown(reader)
        await reader.press("B", "a", *"bri", "enter")
        assert "#bridges · 5 marks" in reader.seen()


async def test_what_was_marked_elsewhere_is_asked_for_once_however_far_the_list_is_read(
    story: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    elsewhere = Marks.elsewhere
    monkeypatch.setattr(Marks, "elsewhere", lambda marks: asked.append("elsewhere") or elsewhere(marks))
    with ReaderState(tmp_path / "reader.db") as state:
        state.run(
            """WITH RECURSIVE press (number) AS (VALUES (1) UNION ALL SELECT number + 1 FROM press LIMIT 400)
            INSERT INTO mark (kind, source, text, at)
            SELECT 'article', '/press/' || number, 'note ' || number, '' FROM press"""
        )
        state.marks.tag(Cited("/press/1", "The dam"), "dam")
    async with story() as reader:
        await reader.press("B", "G")
        assert "all · 401 marks" in reader.seen() and "note 1 " in reader.seen()
        await reader.press("a", *"dam")
        assert "#dam  1 article" in reader.seen()
        assert asked == ["elsewhere"]


async def test_what_was_deleted_is_brought_back(story: Any) -> None:
    async with story() as reader:
        await marked(reader)
        await reader.press("B", "f", "f", "f", "f", "d")
        assert "passages · 0 marks" in reader.seen() and "u brings it back" in reader.seen("#footer")
        assert not [mark for mark in reader.room.marks if mark.anchor]
        await reader.press("u")
        assert "passages · 1 mark" in reader.seen()
        await reader.press("A", *" again", "ctrl+d")
        assert "he said so again" in reader.seen()
        await reader.press("q")
        assert [mark.text for mark in reader.room.marks if mark.anchor] == ["he said so again"]


async def test_a_read_only_library_bears_marks_in_the_readers_own_file(
    story: Any, library_path: Path, tmp_path: Path
) -> None:
    os.chmod(library_path, 0o400)
    before = library_path.read_bytes()
    async with story() as reader:
        await marked(reader)
    assert library_path.read_bytes() == before
    with ReaderState(tmp_path / "reader.db") as state:
        assert state.marks.count() == 5


async def test_a_damaged_file_of_marks_leaves_the_library_readable(story: Any, tmp_path: Path) -> None:
    (tmp_path / "reader.db").write_bytes(b"cut in half" * 100)
    async with story() as reader:
        assert reader.headline.startswith("Troops to withdraw")
        assert "damaged" in reader.seen("#footer")
        reader.room.open_room()
        await reader.settle()
        assert len(reader.room.complaints) == 1, "what is wrong is told once however often it is opened"
        await to_governor(reader)
        await reader.press("s")
        assert "damaged" in reader.seen("#footer") and "★" not in reader.seen("#articles")
        await reader.press("J")
        assert reader.room.page.outlet == "Radio Meridian"


async def test_in_another_library_only_what_was_said_of_its_articles_is_found_again(
    story: Any, make_library: Any, reports: list[dict[str, Any]]
) -> None:
    other = make_library(reports[:2])
    async with story() as reader:
        assert reader.room.page.source == "/reports/1.txt"
        await marked(reader)
        assert "✎ governor" in reader.seen("#card")
        await reader.press("J", "J", "s", "F", *"odesa", "f2", *"south", "enter", "escape", "C", "S")
        assert reader.app.arranged.per_source and reader.app.arranged.by_story
        assert "south" in reader.seen("#articles")
    async with story(path=other) as reader:
        assert not reader.app.arranged.per_source and not reader.app.arranged.by_story
        assert "south" not in reader.seen("#articles") and reader.seen("#articles").count("★") == 1
        await to_governor(reader)
        assert "✎ governor" not in reader.seen("#card"), "another library's man of that name"
        await reader.press("B")
        assert "Your marks · all · 4 marks" in reader.seen()
    async with story() as reader:
        assert reader.app.arranged.per_source and "south" in reader.seen("#articles")
        await reader.press("B")
        assert "Your marks · all · 6 marks" in reader.seen()
