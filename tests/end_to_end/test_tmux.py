"""One walk over the whole house with the keys of each preset, in a real tmux."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import COMMAND, environment
from tests.tmux import TMUX, Tmux
from tui.keys import PRESETS, of_preset

AT = r"\D(1/\d+) · \d+ %"
"""The first mention of how many is chosen in the text."""


def opened(before: str = "") -> str:
    """The outlet over the text, once it is another than before."""
    return rf"Articles +\d+/10 ▏ (?!{re.escape(before) or '$'})(\S.*?) · "


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed here")
@pytest.mark.parametrize("preset", PRESETS)
def test_a_walk_with_the_keys_of_a_preset_in_tmux(home: Path, tmp_path: Path, preset: str) -> None:
    config = home / "config" / "warreader"
    config.mkdir(parents=True)
    (config / "keys.toml").write_text(f'preset = "{preset}"\n', encoding="utf-8")
    keys = of_preset(preset)
    with Tmux(COMMAND, environment(home), tmp_path, 120, 40) as reader:

        def do(command: str, seen: str) -> str:
            reader.press(keys.of(command)[0])
            return reader.wait_for(seen)

        newest = reader.wait_for(opened())
        do("pane_articles", "Articles +1/10")
        do("down", "Articles +2/10")
        outlet = do("follow", opened(newest))
        assert do("next_entity", AT).startswith("1/")
        assert do("next_entity", AT.replace("1", "2")).startswith("2/")
        mentions = do("follow", r" 1/(\d+) *\n")
        do("bottom", f" {mentions}/{mentions} *\n")
        do("follow", opened(outlet))
        do("back", rf"{re.escape(outlet)}.* 2/\d+ · ")
        do("search", 'words, "a phrase"')
        reader.press(*"person:haidai")
        reader.wait_for(r"[1-9] articles · newest first · Ser\w+ Haidai")
        do("open_hit", "found 1/")
        do("dossier", r"Dossier +Ser\w+ Haidai")
        do("leave", "10 articles")
        do("help", "Every key")
        assert re.search(rf"{re.escape(keys.words('next_entity'))}\s+Next entity", reader.text)
        do("leave", "10 articles")
        do("quit", "ended with 0")
