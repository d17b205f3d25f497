"""Searching the library. On the search screen letters are typed, so that its keys are others."""

from __future__ import annotations

from tui.commands.command import SEARCH, Command, Need

GROUP = "Searching"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "search", ("F",), "Search the library", "search",
        "Find articles by words, names in every spelling, outlets, dates and marks.",
        GROUP, rank=21,
    ),
    Command(
        "searches", ("V",), "Saved searches", "saved",
        "Choose a saved search: the article list shows what it finds alone, until Esc or all articles.",
        GROUP, rank=35,
    ),
    Command("rename_search", (), "Rename a saved search", "", "Give a saved search another name.", GROUP),
    Command("remove_search", (), "Forget a saved search", "", "Delete a saved search.", GROUP),
    Command(
        "open_hit", ("enter",), "Open the article at the hit", "open",
        "On the search screen: open the article where it was found; n and N go on through its hits.",
        GROUP, SEARCH, Need.HIT, rank=1,
    ),
    Command(
        "next_hit", ("down", "ctrl+n"), "Next hit", "hit",
        "On the search screen: one hit down.",
        GROUP, SEARCH, opposite="previous_hit", rank=2,
    ),
    Command("previous_hit", ("up",), "Previous hit", "", "One hit up.", GROUP, SEARCH),
    Command(
        "hits_down", ("pagedown",), "A page of hits down", "page",
        "On the search screen: a screenful of hits on.",
        GROUP, SEARCH, opposite="hits_up", rank=8,
    ),
    Command("hits_up", ("pageup",), "A page of hits up", "", "A screenful of hits back.", GROUP, SEARCH),
    Command(
        "rank_hits", ("ctrl+r",), "Best first, or newest first", "best first",
        "On the search screen: order what was found by how well it fits, and back.",
        GROUP, SEARCH, Need.HIT, rank=3,
    ),
    Command(
        "list_hits", ("f3",), "List these articles alone", "list them",
        "On the search screen: leave in the article list only what was found.",
        GROUP, SEARCH, Need.HIT, rank=4,
    ),
    Command(
        "save_search", ("f2",), "Save the search", "save",
        "On the search screen: keep the search under a name of your own.",
        GROUP, SEARCH, rank=5,
    ),
    Command(
        "search_help", ("f1",), "Help on searching", "help",
        "On the search screen: what can be typed there, and every key.",
        GROUP, SEARCH, rank=6,
    ),
    Command(
        "leave_search", ("escape", "ctrl+c"), "Leave the search", "leave",
        "Back to where you were.",
        GROUP, SEARCH, rank=7,
    ),
)
# fmt: on
