"""Dossiers and the index of entities."""

from __future__ import annotations

from tui.commands.command import DOSSIERS, ROOM, Command, Need, Pane

GROUP = "Dossiers"
DOSSIER = frozenset({Pane.DOSSIER})
INDEX = frozenset({Pane.INDEX})

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "dossier", ("D",), "Dossier of the entity", "dossier",
        "All that is known of it: spellings, roles, days, company, quotes, articles, decisions.",
        GROUP, needs=Need.ENTITY, rank=13,
    ),
    Command(
        "index", ("I",), "Index of entities", "index",
        "Everybody and everything that is named; filter it as you type, choose a type, sort it.",
        GROUP, ROOM | DOSSIER, rank=34,
    ),
    Command(
        "follow_line", ("enter",), "Follow the line", "follow",
        "To the dossier of whom the line names, or to the place in the article.",
        GROUP, DOSSIER, Need.TARGET, rank=1,
    ),
    Command(
        "next_section", ("tab", "n"), "Next section", "section",
        "The next part of the dossier.",
        GROUP, DOSSIER, opposite="previous_section", rank=3,
    ),
    Command("previous_section", ("shift+tab", "N"), "Section before", "", "The part before.", GROUP, DOSSIER),
    Command(
        "find_line", ("/",), "Find in the dossier", "find",
        "Go to the next line that has the words, from the top again after the last; Enter alone goes on.",
        GROUP, DOSSIER, rank=20,
    ),
    Command(
        "dossier_back", ("ctrl+o", "H"), "Back", "back",
        "To the dossier before, and from the first one to where you came from.",
        GROUP, DOSSIER, rank=4,
    ),
    Command("dossier_forward", ("L",), "Forward", "", "Undo going back.", GROUP, DOSSIER, Need.AHEAD),
    Command(
        "dossier_why", ("w",), "Why are these spellings one entity?", "why?",
        "Every spelling by outlet, and the reasons that join them.",
        GROUP, DOSSIER, rank=5,
    ),
    Command(
        "dossier_quotes", ('"',), "Its quotes and claims", "quotes",
        "All that it says, as the outlets give it, and which of it could not be verified.",
        GROUP, DOSSIER, rank=7,
    ),
    Command(
        "dossier_timeline", ("T",), "Its timeline", "timeline",
        "The sentences that name it, by the day that they tell of.",
        GROUP, DOSSIER, rank=8,
    ),
    Command(
        "dossier_figures", ("$",), "Figures about it", "figures",
        "The numbers in sentences that name it, and who reports them differently.",
        GROUP, DOSSIER, rank=9,
    ),
    Command(
        "linked_mentions", ("o",), "Its linked mentions", "mentions",
        "Leave for the newest article that mentions it, with all its mentions beside.",
        GROUP, DOSSIERS, Need.LISTED, rank=6,
    ),
    Command(
        "open_dossier", ("enter", "D"), "Open the dossier", "dossier",
        "The dossier of the entity under the cursor.",
        GROUP, INDEX, Need.LISTED, rank=1,
    ),
    Command(
        "filter", ("/",), "Filter as you type", "filter",
        "Only those called so, in any spelling; Enter keeps the words, Esc forgets them.",
        GROUP, INDEX, rank=2,
    ),
    Command("sort", ("s",), "Sort by the next figure", "sort", "Mentions, articles, last seen, spellings.",
        GROUP, INDEX, opposite="sort_back", rank=3),
    Command("sort_back", ("S",), "Sort by the figure before", "", "The same, backwards.", GROUP, INDEX),
    Command("type_next", ("tab", "t"), "Next type", "type", "Persons, places … and all of them.",
        GROUP, INDEX, opposite="type_back", rank=4),
    Command("type_back", ("shift+tab", "T"), "Type before", "", "The same, backwards.", GROUP, INDEX),
    *(
        Command(f"type_{number}", (f"{number}",), f"Only {words}" if number else "Every type", "",
                f"Of the index, {words}.", GROUP, INDEX)
        for number, words in enumerate(
            ("all types", "persons", "places", "organisations", "weapons", "peoples", "events"))
    ),
)
# fmt: on
