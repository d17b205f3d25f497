"""What readers do in the reading room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.events import MouseScrollDown

from core.library import Library, LibraryError
from tui.app import WarReaderApp
from tui.commands import COMMANDS, ROOM, Pane


async def test_a_reader_opens_the_newest_unread_article(story: Any) -> None:
    async with story() as reader:
        assert reader.headline.startswith("Troops to withdraw")
        assert "4 articles · 19 entities" in reader.seen("#title")
        assert "The Harbour Post · 24 Jun 2022" in reader.seen("#text-title")
        assert "▸ The Harbour" in reader.seen("#articles")
        assert "● Radio Mer" in reader.seen("#articles"), "the others are unread"
        assert "Choose an entity in the text" in reader.seen("#card")


async def test_a_reader_walks_the_governor_through_every_article_with_one_key(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        walked = []
        for _ in range(8):
            walked.append((reader.chosen, reader.room.page.outlet))
            await reader.press("*")
        assert walked == [
            ("Serhiy Haidai", "The Harbour Post"),
            ("Haidai", "The Harbour Post"),
            ("Haidai", "The Harbour Post"),
            ("Serhiy Hayday", "Radio Meridian"),
            ("Hayday", "Radio Meridian"),
            ("Hayday", "Radio Meridian"),
            ("Serhiy Gaidai", "Wire Nord"),
            ("Gaidai", "Wire Nord"),
        ]
        assert reader.chosen == "Serhiy Haidai", "after the last mention comes the first"
        assert "round again" in reader.seen("#footer")
        assert reader.room.passage_list.cursor == 0


async def test_the_other_way_the_walk_begins_with_the_last_mention(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("#")
        assert (reader.chosen, reader.room.page.outlet) == ("Gaidai", "Wire Nord")
        assert reader.room.passage_list.cursor == 7


async def test_a_reader_goes_back_and_forward_on_the_trail(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("*", "*", "*")
        assert reader.room.page.outlet == "Radio Meridian"
        await reader.press("ctrl+o")
        assert (reader.chosen, reader.room.page.outlet) == ("Haidai", "The Harbour Post")
        await reader.press("H", "H")
        assert reader.chosen == "Serhiy Haidai"
        await reader.press("L", "L", "L")
        assert (reader.chosen, reader.room.page.outlet) == ("Serhiy Hayday", "Radio Meridian")
        await reader.press("L")
        assert "the trail ends" in reader.seen("#footer")


async def test_a_reader_follows_a_name_to_its_mentions_and_a_mention_to_its_place(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("enter")
        assert reader.room.pane is Pane.MENTIONS
        card = reader.seen("#card")
        assert "person · head of Luhansk region" in card
        assert "8 mentions in 3 articles" in card
        assert "Hayday" in card and "2  Radio Meridian" in card
        await reader.press("j", "j", "j", "enter")
        assert (reader.chosen, reader.room.page.outlet) == ("Serhiy Hayday", "Radio Meridian")
        assert reader.room.pane is Pane.TEXT
        assert reader.room.text.in_view(reader.room.page.span(reader.room.chosen))


async def test_a_reader_asks_why_the_spellings_are_one_name(story: Any) -> None:
    async with story() as reader:
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        await reader.press("w")
        sheet = reader.seen()
        assert "Why they are one" in sheet
        assert "the same name in Ukrainian letters" in sheet
        assert "Luhansk governor" in sheet
        await reader.press("q")
        assert reader.app.screen is reader.room


async def test_a_reader_opens_another_article_from_the_list_and_it_counts_as_read(story: Any) -> None:
    async with story() as reader:
        await reader.press("1", "j", "j", "enter")
        assert reader.room.page.outlet == "Wire Nord"
        assert reader.room.pane is Pane.TEXT
        await reader.press("J")
        assert reader.headline == "A quiet week in Odesa"
        await reader.press("J")
        assert "this is the oldest article" in reader.seen("#footer")
        await reader.press("K")
        assert reader.room.page.outlet == "Wire Nord"
        assert "● Radio Mer" in reader.seen("#articles")
        assert "● Wire Nord" not in reader.seen("#articles")


async def test_keys_held_down_lose_no_step(story: Any) -> None:
    async with story() as reader:
        await reader.pilot.press("J", "J", "J")
        await reader.settle()
        assert reader.headline == "A quiet week in Odesa"
        await reader.pilot.press("K", "K")
        await reader.settle()
        assert reader.room.page.outlet == "Radio Meridian"
        await reader.press("e", "e", "e")
        await reader.pilot.press(*"******")
        await reader.settle()
        assert (reader.chosen, reader.room.page.outlet) == ("Haidai", "The Harbour Post")
        places = [place.start for place in reader.room.trail.places]
        await reader.pilot.press("H", "H", "H")
        await reader.settle()
        assert reader.room.trail.ahead == 3
        await reader.pilot.press("L", "L", "L")
        await reader.settle()
        assert (reader.chosen, reader.room.page.outlet) == ("Haidai", "The Harbour Post")
        assert [place.start for place in reader.room.trail.places] == places, "nothing was overwritten"


async def test_every_theme_has_all_our_colours(story: Any) -> None:
    async with story() as reader:
        await reader.press("e", "e", "e")
        for theme in reader.app.available_themes:
            reader.app.theme = theme
            await reader.pilot.pause()
            assert "Serhiy Haidai" in reader.seen("#text")


async def test_the_place_is_kept_for_the_next_time(story: Any) -> None:
    async with story() as reader:
        await reader.press("J", "e", "e", "e")
        assert reader.chosen == "Serhiy Hayday"
    async with story() as reader:
        assert reader.room.page.outlet == "Radio Meridian"
        assert reader.chosen == "Serhiy Hayday"
        assert "● The Harbour" in reader.seen("#articles"), "the undated one is still unread"


async def test_a_reader_finds_words_in_the_text(story: Any) -> None:
    async with story() as reader:
        await reader.press("slash", *"haidai")
        assert len(reader.room.hits) == 3, "small letters find capitals, and marks come while typing"
        await reader.press("enter")
        assert "found 1/3" in reader.seen("#text-title")
        assert reader.chosen == "Serhiy Haidai", "what was found is chosen, ready to be followed"
        await reader.press("n", "n")
        assert "found 3/3" in reader.seen("#text-title")
        assert reader.chosen == "Haidai"
        await reader.press("n", "N")
        assert "found 3/3" in reader.seen("#text-title"), "round again, and back"
        await reader.press("escape")
        assert "found" not in reader.seen("#text-title")
        await reader.press("slash", *"zz", "escape")
        assert reader.chosen == "Haidai", "a prompt given up changes nothing"
        await reader.press("slash", *"declined", "enter", "e")
        assert reader.chosen == "Russia", "from words that are no mention one steps on"
        await reader.press("slash", *"zeppelin", "enter")
        assert "does not stand in this article" in reader.seen("#footer")


async def test_a_narrow_terminal_shows_one_pane_at_a_time(story: Any) -> None:
    async with story(size=(80, 24)) as reader:
        assert "1 Articles" in reader.seen("#tabs")
        assert "Troops to withdraw" in reader.seen("#text")
        while reader.chosen != "Serhiy Haidai":
            await reader.press("e")
        assert "Serhiy" in reader.seen("#title") and "1/8" in reader.seen("#title")
        await reader.press("enter")
        assert not reader.room.text.is_on_screen
        assert "8 mentions" in reader.seen("#card")
        assert reader.seen("#mentions").count("24 Jun 2022") >= 2, "at least two mentions are in view"
        await reader.press("1")
        assert "A quiet week in Odesa" in reader.seen("#articles")
        await reader.press("tab")
        assert reader.room.text.is_on_screen
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert reader.room.passage_list.is_on_screen and reader.room.article_list.is_on_screen


async def test_a_reader_uses_the_mouse(story: Any) -> None:
    async with story() as reader:
        text = reader.room.text
        column = reader.seen("#text").split("\n")[3].index("Serhiy")
        await reader.pilot.click(text, offset=(column + 2, 3))
        await reader.settle()
        assert reader.chosen == "Serhiy Haidai"
        await reader.pilot.click(reader.room.passage_list, offset=(5, 16))
        await reader.settle()
        assert (reader.chosen, reader.room.page.outlet) == ("Serhiy Hayday", "Radio Meridian")
        await reader.pilot.click(reader.room.article_list, offset=(5, 7))
        await reader.settle()
        assert reader.room.page.outlet == "Wire Nord"
        footer = reader.app.screen.query_one("#footer")
        await reader.pilot.click(footer, offset=(reader.seen("#footer").index("help"), 0))
        await reader.settle()
        assert "Every key" in reader.seen()


async def test_the_palette_lists_every_command(story: Any) -> None:
    from textual.widgets import OptionList

    async with story() as reader:
        await reader.press("ctrl+p")
        listed = reader.app.screen.query_one(OptionList)
        prompts = "\n".join(str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count))
        here = [command for command in COMMANDS if command.where & ROOM]
        missing = [command.id for command in here if command.title not in prompts]
        assert missing == ["palette"], "which is open"


async def test_the_palette_finds_a_command_on_the_smallest_terminal(story: Any) -> None:
    async with story(size=(20, 5)) as reader:
        await reader.press("ctrl+p", *"draw")
        field, *found = reader.seen().split("\n")
        assert field.startswith("draw") and "Draw the screen" in " ".join(" ".join(found).split())
        await reader.press("enter")
        assert reader.app.screen is reader.room


async def test_the_help_shows_every_command(story: Any) -> None:
    async with story(size=(120, 500)) as reader:
        await reader.press("question_mark")
        page = reader.seen()
        assert all(command.title in page for command in COMMANDS)
        await reader.press("q", "question_mark", "escape")
        assert reader.app.screen is reader.room


async def test_q_goes_back_and_at_the_top_quits(story: Any) -> None:
    async with story() as reader:
        await reader.press("3", "q")
        assert reader.room.pane is Pane.TEXT
        await reader.press("q")
        assert reader.room.pane is Pane.ARTICLES
        await reader.pilot.press("q")
        await reader.pilot.pause()
    assert reader.app.return_code == 0


async def test_the_footer_shows_only_what_works(story: Any) -> None:
    async with story() as reader:
        assert "mention" not in reader.seen("#footer") and "back" not in reader.seen("#footer")
        await reader.press("e", "*")
        footer = reader.seen("#footer")
        assert "*/# mention" in footer and "ctrl+o back" in footer and "w why?" in footer


async def test_control_characters_and_markup_never_reach_the_terminal(story: Any, make_library: Any) -> None:
    hostile = (
        "[bold]Headline[/bold]\x1b[2J of {Kyiv\x07|PLACE|Kyiv}\n\nText \x1b]0;title\x07 with \x9b31m ends."
    )
    report = {"outlet": "Wire\x1b[31m", "title": "A [red]title\x1b[2J", "text": hostile}
    async with story(path=make_library([report])) as reader:
        await reader.press("e", "enter")
        drawn = "".join(strip.text for strip in reader.app.screen._compositor.render_strips())
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in drawn)
        assert "[bold]Headline[/bold]␛[2J of Kyiv␇" in drawn
        await reader.press("w")
        drawn = "".join(strip.text for strip in reader.app.screen._compositor.render_strips())
        assert "\x1b" not in drawn


async def test_an_empty_library_says_how_to_fill_it(story: Any, make_library: Any) -> None:
    async with story(path=make_library([])) as reader:
        assert "warreader add" in reader.seen("#text")
        await reader.press("e", "*", "J", "K", "enter", "w", "slash", "g", "G", "j", "3", "j", "enter")
        assert reader.room.page is None


async def test_the_sample_says_that_it_is_one(story: Any) -> None:
    async with story(sample=True) as reader:
        assert "the sample library" in reader.seen("#title")
        assert "warreader add PATH" in reader.seen("#footer")
        await reader.press("j")
        assert "next" not in reader.seen("#footer") and "e/E entity" in reader.seen("#footer")


async def test_a_library_that_cannot_be_opened_ends_the_app_with_a_reason(
    tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no library at all, but long enough to be looked at by SQLite" * 20)
    app = WarReaderApp(path, tmp_path / "reader.db")
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_code == 1
    assert "notes.txt: not a warreader library" in capsys.readouterr().err.replace("\n", "")


async def test_a_library_that_fails_later_says_so_and_stays_open(story: Any, monkeypatch: Any) -> None:
    def fail(*_: Any) -> None:
        raise LibraryError("war.db: the disk is gone.")

    async with story() as reader:
        monkeypatch.setattr(Library, "article", fail)
        await reader.press("J")
        assert "the disk is gone" in reader.seen("#footer")
        assert reader.headline.startswith("Troops to withdraw")


async def test_the_wheel_scrolls_without_moving_what_is_chosen(story: Any, make_library: Any) -> None:
    text = "{Kyiv|PLACE|Kyiv} was quiet.\n\n" + "The trains still run.\n\n" * 60
    async with story(path=make_library([{"outlet": "", "title": "", "text": text}])) as reader:
        await reader.press("e")
        wheel = {"x": 5, "y": 5, "delta_x": 0, "delta_y": 1, "button": 0}
        wheel |= {"shift": False, "meta": False, "ctrl": False}
        reader.room.text.post_message(MouseScrollDown(reader.room.text, **wheel))
        await reader.settle()
        assert reader.room.text.top == 3
        assert reader.chosen == "Kyiv"


async def test_what_is_typed_ahead_is_meant_for_the_article_on_its_way(story: Any) -> None:
    async with story() as reader:
        for command in ("next_article", "next_entity", "next_article", "previous_article", "next_entity"):
            reader.room.action_run(command)
        await reader.settle()
        assert (reader.room.page.outlet, reader.chosen) == ("Radio Meridian", "Syevyerodonetsk")
        await reader.press("H")
        assert (reader.room.page.outlet, reader.chosen) == ("Wire Nord", None)


async def test_one_article_alone_is_marked_as_open(story: Any) -> None:
    async with story() as reader:
        await reader.press("1", "j", "enter", "1", "j", "enter", "1")
        assert reader.seen("#articles").count("▸") == 1
