"""Articles and the list of them."""

from __future__ import annotations

from tui.commands.command import LIST, Command, Need

GROUP = "Articles"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "next_article", ("J",), "Next article", "article",
        "Open the next article of the list, from any pane; those of a closed story too.",
        GROUP, opposite="previous_article", rank=30,
    ),
    Command(
        "previous_article", ("K",), "Previous article", "",
        "Open the article before it, from any pane.",
        GROUP,
    ),
    Command(
        "by_story", ("S",), "Articles by story", "by story",
        "Put the articles of one story under one line, and back.",
        GROUP, rank=31,
    ),
    Command(
        "open_story", ("l", "right"), "Open the story", "open",
        "In the list by story: show the articles of the story under its line; Enter does so too.",
        GROUP, LIST, opposite="close_story", rank=32,
    ),
    Command(
        "close_story", ("h", "left"), "Close the story", "",
        "In the list by story: put its articles away again.",
        GROUP, LIST,
    ),
    Command(
        "per_source", ("C",), "Count articles, or sources", "",
        "Give counts per article, or per independent source: copies of one article count once.",
        GROUP,
    ),
    Command(
        "metadata", ("i",), "About the article", "about",
        "Show title, outlet, dates and addresses of the article, and where each was taken.",
        GROUP, needs=Need.ARTICLE, rank=33,
    ),
    Command(
        "edit", ("ctrl+e",), "Put its metadata right", "",
        "Choose a field of the article's metadata and give it another value; empty takes an edit back.",
        GROUP, needs=Need.ARTICLE,
    ),
    Command(
        "add", ("o",), "Add articles …", "add",
        "Add a file, a folder or an address to the library while you read on; once more stops it.",
        GROUP, rank=75,
    ),
)
# fmt: on
