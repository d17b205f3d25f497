"""The app itself."""

from __future__ import annotations

from tui.commands.command import ALWAYS, SEARCH, Command

GROUP = "The app"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "help", ("?", "f1"), "Help", "help",
        "Show every key, first those that work here, and find words among them.",
        GROUP, ALWAYS, rank=18,
    ),
    Command(
        "palette", ("ctrl+p",), "All commands", "commands",
        "Find a command by its words.",
        GROUP, ALWAYS | SEARCH, rank=41,
    ),
    Command(
        "zen", ("z",), "Only the text", "",
        "Put everything but the text away, and bring it back; the keys go on working.",
        GROUP,
    ),
    Command(
        "letters", ("Z",), "Letters of the types", "",
        "Beside each line, the types of its names in their order: P person, L place, O organisation …",
        GROUP,
    ),
    Command(
        "complaints", (), "What was wrong at the start", "",
        "All that could not be read of your keys, themes, settings and marks, and the way out.",
        GROUP,
    ),
    Command("theme", (), "Choose a theme", "", "Change the colours: light, dark and others.", GROUP),
    Command(
        "leave", ("q",), "Back, and at last quit", "leave",
        "From the linked mentions to the text, from there to the articles, from there out. Closes a sheet.",
        GROUP, ALWAYS, rank=19,
    ),
    Command("quit", ("Q", "ctrl+c"), "Quit", "", "Leave at once; the place is kept.", GROUP, ALWAYS),
    Command(
        "redraw", ("f5", "ctrl+l"), "Draw the screen anew", "",
        "Where another program wrote over it.", GROUP, ALWAYS,
    ),
    Command("suspend", ("ctrl+z",), "Suspend", "", "To the shell; fg comes back.", GROUP, ALWAYS),
)
# fmt: on
