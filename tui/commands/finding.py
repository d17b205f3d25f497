"""Finding words in the text."""

from __future__ import annotations

from tui.commands.command import ALWAYS, ROOM, Command, Need, Pane

GROUP = "Finding"
TEXTS = ROOM | {Pane.SHEET}
"""Where there are words to find."""

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "find", ("/",), "Find in the text", "find",
        "Find words in this text; small letters find capitals too. Enter keeps them, Esc forgets them.",
        GROUP, TEXTS, needs=Need.ARTICLE, rank=20,
    ),
    Command(
        "find_next", ("n",), "Next place found", "found",
        "Go to the next place where the words stand.",
        GROUP, TEXTS, needs=Need.FIND, opposite="find_previous", rank=9,
    ),
    Command(
        "find_previous", ("N",), "Previous place found", "",
        "Go to the place before where the words stand.",
        GROUP, TEXTS, needs=Need.FIND,
    ),
    Command(
        "clear", ("escape",), "Clear marks", "",
        "Forget what was found; once more, let go of the chosen entity, or close the sheet.",
        GROUP, ALWAYS,
    ),
)
# fmt: on
