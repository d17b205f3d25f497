"""The evidence: who said it, how many, when, and who reports it differently."""

from __future__ import annotations

from tui.commands.command import BESIDE, LIST, STATED, Command, Need, Pane

GROUP = "Evidence"
QUOTES = frozenset({Pane.QUOTES})
TIMELINE = frozenset({Pane.TIMELINE})
FIGURES = frozenset({Pane.FIGURES})

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "quotes", ('"',), "Quotes and claims", "quotes",
        "Who says what in this article, and in which other outlets the same words stand.",
        GROUP, needs=Need.ARTICLE, rank=43,
    ),
    Command(
        "timeline", ("T",), "Timeline", "timeline",
        "Sentences of all outlets by the day that they tell of.",
        GROUP, rank=44,
    ),
    Command(
        "compare", ("c",), "Compare articles", "compare",
        "The articles of this story beside each other, or those picked: what they share, and what differs.",
        GROUP, needs=Need.ARTICLE, rank=45,
    ),
    Command(
        "figures", ("$",), "Figures", "figures",
        "How many of what, by whose account, and who reports it differently.",
        GROUP, needs=Need.ARTICLE, rank=46,
    ),
    Command(
        "pick", ("+",), "Pick for the comparison", "",
        "In the list: pick the article, or no longer; two or more are compared instead of the story.",
        GROUP, LIST,
    ),
    Command(
        "open_statement", ("enter",), "Open its place", "open",
        "Leave for the article, at the words.",
        GROUP, STATED | BESIDE, Need.STATEMENT, rank=1,
    ),
    Command(
        "elsewhere", ("o", '"', "$"), "The same elsewhere", "elsewhere",
        "All wordings of the quote by outlet, compared word by word; all figures about the same thing.",
        GROUP, QUOTES | FIGURES, Need.STATEMENT, rank=2,
    ),
    Command(
        "scope", ("s",), "Of what the list is", "of what",
        "This article, its story, the chosen entity, what was searched for, the outlet, the whole library.",
        GROUP, STATED, opposite="scope_back", rank=3,
    ),
    Command("scope_back", ("S",), "Of what before", "", "The same, backwards.", GROUP, STATED),
    Command(
        "unverified", ("u",), "Unverified alone", "unverified",
        "Only what the article says it could not verify, and back.",
        GROUP, QUOTES, rank=4,
    ),
    Command(
        "kinds", ("c",), "Quotes, claims, or both", "kinds",
        "Only direct quotations, only indirect speech with a source, or both.",
        GROUP, QUOTES, rank=5,
    ),
    Command(
        "differing", ("d",), "Reported differently alone", "differing",
        "Only figures that another article reports differently, and back.",
        GROUP, FIGURES, rank=4,
    ),
    Command(
        "next_part", ("]", "tab"), "Next day, or section", "day, section",
        "To the next day of the timeline, or the next section of a comparison.",
        GROUP, TIMELINE | BESIDE, opposite="previous_part", rank=4,
    ),
    Command(
        "previous_part", ("[", "shift+tab"), "Day or section before", "", "The same, backwards.",
        GROUP, TIMELINE | BESIDE,
    ),
    Command(
        "next_month", ("}",), "Next month", "month",
        "To the next month of the timeline.",
        GROUP, TIMELINE, opposite="previous_month", rank=5,
    ),
    Command("previous_month", ("{",), "Month before", "", "The same, backwards.", GROUP, TIMELINE),
    Command(
        "day", ("/",), "Go to a day", "to a day",
        "Type a day, a month or a year, as 2022-06-12; the list goes there as you type.",
        GROUP, TIMELINE, Need.STATEMENT, rank=6,
    ),
    Command(
        "next_column", ("l", "right"), "Column to the right", "column",
        "Where articles stand side by side: to the next one.",
        GROUP, BESIDE, opposite="previous_column", rank=5,
    ),
    Command("previous_column", ("h", "left"), "Column to the left", "", "To the one before.", GROUP, BESIDE),
)
# fmt: on
