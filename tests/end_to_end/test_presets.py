"""One walk through the reading room with the keys of each preset, at a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.terminal import Terminal
from tui.keys import PRESETS, of_preset

AT = re.compile(r"(\d+/\d+) · \d+ %")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_walk_with_the_keys_of_a_preset(home: Path, preset: str) -> None:
    config = home / "config" / "warreader"
    config.mkdir(parents=True)
    (config / "keys.toml").write_text(f'preset = "{preset}"\n', encoding="utf-8")
    keys = of_preset(preset)
    with Terminal(COMMAND, environment(home)) as reader:

        def do(*commands: str) -> str:
            for command in commands:
                reader.press({"space": " "}.get(key := keys.of(command)[0], key))
                reader.settle()
            found = AT.search(reader.text)
            return found[1] if found else ""

        reader.wait_for("10 articles")
        reader.settle()
        first, second = do("pane_text", "next_entity"), do("next_entity")
        assert first.startswith("1/") and second.startswith("2/")
        assert do("previous_entity") == first
        assert do("next_article") != first
        assert do("previous_article", "next_entity") == first
        do("help")
        assert re.search(rf"{re.escape(keys.words('next_entity'))}\s+Next entity", reader.text)
        assert do("leave") == first
        do("find")
        reader.press(*"the", "enter")
        reader.settle()
        assert do("find_next") and "found 2/" in reader.text
        do("quit")
        assert reader.wait_for_exit() == 0


def test_a_mistake_in_the_key_map_is_told_and_the_rest_holds(home: Path) -> None:
    config = home / "config" / "warreader"
    config.mkdir(parents=True)
    (config / "keys.toml").write_text("[keys]\nnxt = 'e'\nnext_entity = 'z'\n", encoding="utf-8")
    with Terminal(COMMAND, environment(home), columns=200) as reader:
        reader.wait_for('keys.toml:2: no command is called "nxt"')
        reader.press("2", "z")
        reader.wait_for(AT.search)
