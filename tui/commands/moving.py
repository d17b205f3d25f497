"""Moving in texts and lists."""

from __future__ import annotations

from tui.commands.command import EVERYWHERE, Command, Pane

GROUP = "Moving"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "down", ("j", "down"), "Down", "line",
        "One line down, or one entry of a list; the map further to the south.",
        GROUP, EVERYWHERE, opposite="up", rank=60, footers=((Pane.MAP, "south/north"),),
    ),
    Command(
        "up", ("k", "up"), "Up", "",
        "One line up, or one entry of a list; the map further to the north.",
        GROUP, EVERYWHERE,
    ),
    Command(
        "page_down", ("space", "pagedown"), "Page down", "page",
        "A screenful on.",
        GROUP, EVERYWHERE, opposite="page_up", rank=61,
    ),
    Command("page_up", ("b", "pageup"), "Page up", "", "A screenful back.", GROUP, EVERYWHERE),
    Command("half_down", ("ctrl+d",), "Half a page down", "", "Half a screenful on.", GROUP, EVERYWHERE),
    Command("half_up", ("ctrl+u",), "Half a page up", "", "Half a screenful back.", GROUP, EVERYWHERE),
    Command(
        "top", ("g", "home"), "To the top", "ends",
        "The beginning of the text or list; on the map the place that is named most often.",
        GROUP, EVERYWHERE, opposite="bottom", rank=62, footers=((Pane.MAP, "first/last place"),),
    ),
    Command(
        "bottom", ("G", "end"), "To the bottom", "",
        "The end of the text or list; on the map the place that is named least often.",
        GROUP, EVERYWHERE,
    ),
)
# fmt: on
