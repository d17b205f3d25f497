"""Going from pane to pane."""

from __future__ import annotations

from tui.commands.command import Command

GROUP = "Panes"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command("next_pane", ("tab",), "Next pane", "pane", "Go one pane to the right.", GROUP, rank=40),
    Command("previous_pane", ("shift+tab",), "Previous pane", "", "Go one pane to the left.", GROUP),
    Command("pane_articles", ("1",), "Articles", "", "Go to the list of articles.", GROUP),
    Command("pane_text", ("2",), "Text", "", "Go to the text.", GROUP),
    Command("pane_mentions", ("3",), "Linked mentions", "", "Go to the linked mentions.", GROUP),
)
# fmt: on
