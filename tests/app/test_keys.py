"""Key maps: what a reader writes, what comes of it in every place at once, and what is said of mistakes."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import warreader
from tui.app import WarReaderApp
from tui.commands import BY_ID, COMMANDS, Pane
from tui.keys import PRESETS, Keys, default, key_name, load, of_preset
from tui.palette import CommandTable
from tui.preferences import Preferences
from tui.reading.phrases import of_file

Write = Callable[[str], Keys]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """Reads a key map of these lines."""

    def write(lines: str) -> Keys:
        path = tmp_path / "keys.toml"
        path.write_text(lines, encoding="utf-8")
        return load(path)

    return write


def clashes(keys: Keys) -> list[tuple[Pane, str]]:
    found = []
    for pane in Pane:
        given = Counter(key for row in COMMANDS if pane in row.where for key in keys.of(row.id))
        found += [(pane, key) for key, times in given.items() if times > 1]
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_gives_every_command_a_key_and_none_two_meanings(preset: str) -> None:
    keys = of_preset(preset)
    assert keys.complaints == () and clashes(keys) == []
    assert [row.id for row in COMMANDS if row.keys and not keys.of(row.id)] == []


def test_keys_of_the_table_are_called_as_they_are_read() -> None:
    assert {key: key_name(key) for row in COMMANDS for key in row.keys if key_name(key) != key} == {}


def test_a_map_gives_keys_and_takes_them(read: Write) -> None:
    keys = read('[keys]\nnext_entity = ["ctrl+n", "й"]\nwhy = "question_mark"\nhelp = ["f1"]\ntie = []\n')
    assert keys.complaints == ()
    assert (keys.of("next_entity"), keys.of("why"), keys.of("tie")) == (("ctrl+n", "й"), ("?",), ())
    assert keys.of("down") == BY_ID["down"].keys


def test_a_map_stands_over_the_preset_that_it_names(read: Write) -> None:
    keys = read('preset = "vim"\n[keys]\nnext_entity = ["e"]\n')
    assert keys.preset == "vim" and keys.complaints == ()
    assert keys.of("next_entity") == ("e",) and keys.of("next_pane") == ("ctrl+w",)


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ('[keys]\n\nnxt = ["e"]', 3, 'no command is called "nxt"'),
        ('[keys]\nwhy = ["hyper+x"]', 2, 'no key is called "hyper+x"'),
        ("[keys]\nwhy = 7", 2, "why wants keys in quotation marks"),
        ('[keys]\nwhy = ["j"]', 2, '"j" would be both why and down (articles, mentions, text); it is why'),
        ('[keys]\nwhy = ["@"]\ntie = ["@"]', 2, '"@" would be both why and tie'),
        ('[keys]\nwhy = ["ctrl+b"]', 2, 'terminals often keep "ctrl+b" to themselves'),
        ("[keys]\nquit = []\nleave = []", 0, "no key was left to quit with; ctrl+c does"),
        ('preset = "emacs"', 0, 'no preset is called "emacs"'),
        ('preset = "vim"\nwhy = "K"', 0, "Put keys below a line [keys]"),
        ("keys = 1", 0, "keys should be a table"),
        ("[keys\n", 0, "can't be read"),
    ],
)
def test_each_mistake_is_told_in_a_line_and_the_rest_holds(
    read: Write, tmp_path: Path, lines: str, line: int, said: str
) -> None:
    keys = read(lines + ("\nmetadata = ['f9']" if lines.startswith("[keys]") else ""))
    (complaint,) = keys.complaints
    assert said in complaint and complaint.startswith(f"{tmp_path / 'keys.toml'}:{line or ''}")
    assert "\n" not in complaint and clashes(keys) == []
    assert not lines.startswith("[keys]") or keys.of("metadata") == ("f9",)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_key_map_is_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("map") / "keys.toml"
    path.write_bytes(content)
    assert clashes(load(path)) == []


async def test_a_map_holds_in_bindings_footer_messages_help_and_palette(
    read: Write, library_path: Path, tmp_path: Path, reader_of: Any
) -> None:
    keys = read('[keys]\nnext_entity = ["f2"]\nfind = [","]\nhelp = ["%"]\nleave = ["f10"]\ntie = []\n')
    app = WarReaderApp(
        library_path, tmp_path / "reader.db", preferences=Preferences(keys, complaints=keys.complaints)
    )
    async with app.run_test(size=(160, 40)) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        assert "F2/E entity" in reader.seen("#footer")
        await reader.press("e", "w")
        assert "choose an entity first: F2 steps" in reader.seen("#footer")
        await reader.press("f2")
        assert reader.chosen
        await reader.press("percent_sign")
        assert "F2 E" not in reader.seen() and "F2 " in reader.seen("#lines")
        await reader.press("comma", *"why", "enter", "n", "escape", "f10")
        assert app.screen is app.room
        hits = [hit async for hit in CommandTable(app.room).discover()]
        assert "Next entity in the text  F2" in [str(hit.display) for hit in hits]


async def test_help_is_searched(story: Any) -> None:
    async with story() as reader:
        await reader.press("1", "question_mark")
        assert "Works here, in the list of articles" in reader.seen("#lines")
        await reader.press("slash", *"spelling", "enter")
        first = reader.seen("#lines")
        await reader.press("n")
        assert "spelling" in first and reader.app.screen.moving.hit == 1
        await reader.press("escape")
        assert not reader.app.screen.moving.hits
        await reader.press("question_mark")
        assert reader.app.screen is reader.room


async def test_a_mistake_in_the_map_is_told_at_the_start(
    read: Write, library_path: Path, tmp_path: Path, reader_of: Any
) -> None:
    keys = read("[keys]\nnxt = 'e'\n")
    app = WarReaderApp(
        library_path, tmp_path / "reader.db", preferences=Preferences(keys, complaints=keys.complaints)
    )
    async with app.run_test(size=(160, 40)) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        assert 'no command is called "nxt"' in reader.seen("#footer")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_of_many_mistakes_all_can_be_read_whole(
    read: Write, library_path: Path, tmp_path: Path, reader_of: Any, size: tuple[int, int]
) -> None:
    (tmp_path / "reader.db").write_bytes(b"SQLite format 3\0" + b"torn" * 500)
    keys = read("[keys]\nnxt = 'e'\nwhy = ['ctrl+b']\n")
    folder = tmp_path / ("a-folder-with-a-name-of-many-letters" * 4)
    folder.mkdir()
    state = (tmp_path / "reader.db").rename(folder / "reader.db")
    app = WarReaderApp(library_path, state, preferences=Preferences(keys, complaints=keys.complaints))

    def one_line(shown: str) -> str:  # a path may be parted anywhere
        return "".join(shown.split())

    async with app.run_test(size=size) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        trouble, *mistakes = app.room.complaints
        assert "damaged" in trouble and mistakes == [*keys.complaints]
        said = one_line(reader.seen("#footer"))
        assert said == one_line(of_file(trouble) + " 2 more: ctrl+p, “What was wrong at the start”.")
        await reader.press("ctrl+p", *"wrong at the", "enter", "enter")
        shown = one_line(reader.seen("#lines"))
        assert [one for one in (trouble, *mistakes) if one_line(one) not in shown] == []
        await reader.press("q")
        assert reader.app.screen is reader.room


async def test_the_palette_lists_every_command(story: Any) -> None:
    async with story() as reader:
        listed = {hit.text async for hit in CommandTable(reader.room).discover()}
        room = {row.title for row in COMMANDS if row.where & reader.room.panes}
        assert listed == room - {BY_ID["palette"].title}


async def test_hands_that_know_vim_leave_by_a_colon_and_scroll_by_a_line(
    library_path: Path, tmp_path: Path, reader_of: Any
) -> None:
    app = WarReaderApp(library_path, tmp_path / "reader.db", preferences=Preferences(of_preset("vim")))
    async with app.run_test(size=(80, 12)) as pilot:
        reader = reader_of(app, pilot)
        await reader.settle()
        await reader.press("2", "g", "ctrl+e")
        assert reader.room.text.top == 1
        await reader.press("ctrl+y", "f1")
        assert reader.room.text.top == 0 and "Works here, in the text" in reader.seen("#lines")
        await reader.press("q")
        for keys, title in (("q", "Back, and at last quit"), ("Q", "Quit"), ("V", "Saved searches")):
            hits = [hit async for hit in CommandTable(app.room).search(keys)]
            assert max(hits, key=lambda hit: hit.score).text == title


def test_the_command_line_prints_a_map_that_reads_back(tmp_path: Path, read: Write) -> None:
    for preset in PRESETS:
        printed = warreader("keys", "--preset", preset, home=tmp_path)
        assert set(tomllib.loads(printed)["keys"]) == BY_ID.keys()
        again = read(printed)
        assert again.by_command == of_preset(preset).by_command and again.complaints == ()
    assert default().by_command == {row.id: row.keys for row in COMMANDS}
