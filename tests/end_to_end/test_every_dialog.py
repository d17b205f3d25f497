"""What is laid over a screen (a question, a list to choose from, a note, a comparison) is walked too.

Whoever lays another screen over one is told here that nobody walks it: each place in the code that does so
is noted when it is passed.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import tui
from tests.command import environment
from tests.end_to_end.sequences import strange
from tests.end_to_end.test_every_byte import ESCAPE, ROOM, SENT, home, hostile, library
from tests.terminal import Terminal
from tui.commands import BY_ID

__all__ = ["home", "hostile"]

NOTED = """
import os, sys
from textual.app import App
lay = App.push_screen
def noted(app, *screen, **how):
    caller = sys._getframe(1)
    with open(os.environ["LAID"], "a") as file:
        print(caller.f_code.co_filename, caller.f_lineno, file=file)
    return lay(app, *screen, **how)
App.push_screen = noted
from tui.__main__ import main
sys.exit(main())
"""
"""The reader, which notes where in the code a screen is laid over another."""
WRONG = '[keys]\n"\\u001B]0;owned\\u0007" = "x"\n"[bold]\\u202E" = "y"\n'
"""A key map with commands that there are none of, which is told at the start."""
PALETTE = "\x10"
ENTITY = ("1", "g", "enter", "2", "e")
FOOTER = " e/E entity"
WAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The trail:", ("'",)),
    ("choose a mention", ("f",)),
    ("Why these spellings", ("w",)),
    ("Merge Governor", ("m",)),
    ("is not the same as:", ("M",)),
    ("Split off:", ("x",)),
    ("call it:", ("r",)),
    ("It is a:", ("t",)),
    ("About the article", ("i",)),
    ("Put right:", ("\x05",)),
    ("dateline:", ("\x05", "h")),
    ("add (file", ("o",)),
    (" / ", ("/",)),
    ("Saved searches", ("V",)),
    ("Call it:", (PALETTE, *"rename a saved", "enter", "enter")),
    ("Forget which search?", (PALETTE, *"forget a saved", "enter")),
    ("no command is called", (PALETTE, *BY_ID["complaints"].title, "enter")),
    ("Search for themes", (PALETTE, *"theme", "enter")),
    ("Tag:", ("a",)),
    ("A note on:", ("A",)),
    ("A note on “", ("A", "a")),
    ("A note on “", ("v", "A")),
    ("Save the search as:", ("F", *"kyiv", SENT["f2"])),
    ("What to type", ("F", SENT["f1"])),
    ("W", ("W",)),
    ("Every key", ("?",)),
    (" / ", ("?", "/")),
    ("Index of entities", ("I",)),
    (" / ", ("I", "/")),
    ("Dossier", ("I", "enter")),
    ("Dossier", ("P", "\t", "enter")),
    (" / ", ("D", "/")),
    ("Why these spellings", ("D", "w")),
    ("Quotes", ("D", '"')),
    ("The same quote elsewhere", ('"', "g", "j", "o")),
    ("about the same thing", ("$", "g", "j", "j", "o")),
    ("To the day:", ("T", "/")),
    ("Timeline", ("T", "enter", "T")),
    ("under the tag:", ("B", "a")),
    ("A note on “", ("B", "A")),
    ("Compared", ("1", "+", "j", "+", "c")),
)
"""Ways from an entity in the text, and what is on the screen then."""
CHOSEN = "person · governor"
"""Where an entity is chosen in the text, and what its card says."""


def sites() -> dict[tuple[str, int], str]:
    """Every line of the code that lays a screen over another, with the first line of what it says."""
    found = {}
    for path in Path(tui.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "push_screen":
                words = f"{path.name}:{node.lineno}: {source.splitlines()[node.lineno - 1].strip()}"
                found |= {(str(path), line): words for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    return found


def reader_of(home: Path) -> Terminal:
    noting = environment(home) | {"LAID": str(home / "laid")}
    return Terminal([sys.executable, "-c", NOTED, "--library", library(home)], noting)


def test_whatever_is_laid_over_a_screen_sends_visible_text(home: Path) -> None:
    (keys := home / "config" / "warreader" / "keys.toml").parent.mkdir(parents=True)
    keys.write_text(WRONG, encoding="utf-8")
    with reader_of(home) as reader:
        reader.wait_for(ROOM, 60)
        for title, keys in WAYS:
            room(reader)
            reader.press(*keys)
            reader.wait_for(title, 60)
        room(reader)
        reader.press("D")
        reader.wait_for("Dossier", 60)
        follow_an_article(reader)
        reader.press("\x0f")  # back on the trail
        reader.wait_for("Dossier", 60)
        reader.press("Q")
        reader.wait_for_exit()
    assert strange(bytes(reader.sent), moves="\b\v") == []
    with reader_of(home) as reader:  # what lay over the room is opened again
        reader.wait_for("Dossier", 60)
        reader.rest()
    assert strange(bytes(reader.sent), moves="\b\v") == []
    known = sites()
    passed = {
        known.get((file, int(line)))
        for file, line in map(str.split, (home / "laid").read_text().splitlines())
    }
    assert set(known.values()) - passed == set()


def follow_an_article(reader: Terminal) -> None:
    """From a dossier, whose lines come part by part, into an article that it names."""
    reader.wait_for(lambda text: reader.press("G") or "Decisions" in text, 60)
    reader.wait_for(lambda _: "Decisions" in reader.lines[0], 60)
    reader.press("N", "N", "N")
    reader.wait_for(lambda _: "Articles" in reader.lines[0], 60)
    reader.press("j", "j", "j", "enter")
    reader.wait_for(lambda _: reader.lines[-1].startswith(FOOTER), 60)


def room(reader: Terminal) -> None:
    """Back to the panes, on an entity in the first article."""
    reader.press(*[ESCAPE] * 3)
    reader.wait_for(lambda _: ROOM in reader.lines[0] and reader.lines[-1].startswith(FOOTER), 60)
    reader.press(*ENTITY)
    reader.wait_for(lambda _: CHOSEN in reader.text and reader.lines[-1].startswith(FOOTER), 60)
