"""The map."""

from __future__ import annotations

from tui.commands.command import DOSSIERS, ROOM, Command, Need, Pane

GROUP = "The map"
MAP = frozenset({Pane.MAP})

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "map", ("P",), "Map of places", "map",
        "Where the places are that are named; the chosen one among them.",
        GROUP, ROOM | DOSSIERS, rank=70,
    ),
    Command(
        "next_place", ("tab", "n"), "Next place", "place",
        "The place that is named next most often.",
        GROUP, MAP, opposite="previous_place", rank=1,
    ),
    Command("previous_place", ("shift+tab", "N"), "Place before", "", "The place before it.", GROUP, MAP),
    Command(
        "open_place", ("enter", "D"), "Dossier of the place", "dossier",
        "All that is known of the chosen place.",
        GROUP, MAP, Need.SPOT, rank=2,
    ),
    Command(
        "place_mentions", ("o",), "Linked mentions of the place", "mentions",
        "Leave for the newest article that mentions it, with all its mentions beside.",
        GROUP, MAP, Need.SPOT, rank=3,
    ),
    Command(
        "map_nearer", ("+", "="), "Nearer", "zoom",
        "Show less, larger, around the chosen place; soon with dotted lines between the oblasts.",
        GROUP, MAP, opposite="map_farther", rank=4,
    ),
    Command("map_farther", ("-",), "Farther", "", "Show more, smaller.", GROUP, MAP),
    Command("map_whole", ("0",), "All of Ukraine", "whole", "Show all of Ukraine.", GROUP, MAP, rank=5),
    Command(
        "map_left", ("h", "left"), "To the left", "west/east", "The map further to the west.",
        GROUP, MAP, opposite="map_right", rank=6,
    ),
    Command("map_right", ("l", "right"), "To the right", "", "The map further to the east.", GROUP, MAP),
    Command("map_all", ("1",), "All places", "", "The places of the whole library.", GROUP, MAP),
    Command(
        "map_entity", ("2",), "Places named with the entity", "",
        "Those that its articles name, by how many of them do.", GROUP, MAP, Need.ENTITY,
    ),
    Command(
        "map_search", ("3",), "Places that the search finds", "",
        "Those that the articles name that were found, or to which the list is narrowed.",
        GROUP, MAP, Need.SOUGHT,
    ),
    Command("map_article", ("4",), "Places of the article", "", "Those of the open article.",
            GROUP, MAP, Need.ARTICLE),
)
# fmt: on
