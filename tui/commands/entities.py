"""Entities: what the reading room is for."""

from __future__ import annotations

from tui.commands.command import Command, Need

GROUP = "Entities"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "next_entity", ("e", "]"), "Next entity in the text", "entity",
        "Choose the next mention in the text, from the chosen one or from the top of what is in view.",
        GROUP, needs=Need.ARTICLE, opposite="previous_entity", rank=10,
    ),
    Command(
        "previous_entity", ("E", "["), "Previous entity in the text", "",
        "Choose the mention before, in the text.",
        GROUP, needs=Need.ARTICLE,
    ),
    Command(
        "follow", ("enter",), "Follow", "follow",
        "On an article: open it. On an entity: go to its linked mentions. On a mention: jump to its place.",
        GROUP, needs=Need.ENTRY, rank=11,
    ),
    Command(
        "next_mention", ("*",), "Next mention of the chosen entity", "mention",
        "Go to the next place where any article names the same person, place or thing, however it spells it.",
        GROUP, needs=Need.ENTITY, opposite="previous_mention", rank=12,
    ),
    Command(
        "previous_mention", ("#",), "Previous mention of the chosen entity", "",
        "The same the other way; before the first mention comes the last.",
        GROUP, needs=Need.ENTITY,
    ),
    Command(
        "why", ("w",), "Why are these spellings one entity?", "why?",
        "Show every spelling of the chosen entity by outlet, and the reasons that join them.",
        GROUP, needs=Need.ENTITY, rank=14,
    ),
    Command(
        "tie", ("=",), "To its country, or to its people", "",
        "From a people to its country (Ukrainian to Ukraine), from a country to its people.",
        GROUP, needs=Need.ENTITY,
    ),
    Command(
        "back", ("ctrl+o", "H"), "Back on the trail", "back",
        "Return to where you were: article, mention and entity.",
        GROUP, needs=Need.BEHIND, rank=15,
    ),
    Command(
        "forward", ("L",), "Forward on the trail", "forward",
        "Undo going back.",
        GROUP, needs=Need.AHEAD, rank=16,
    ),
    Command(
        "trail", ("'",), "The trail", "",
        "List where you have been, and go there again.",
        GROUP, needs=Need.ARTICLE,
    ),
    Command(
        "hints", ("f",), "Letters on every mention", "hints",
        "Put letters on all mentions in view; typing them follows one.",
        GROUP, needs=Need.ARTICLE, rank=13,
    ),
)
# fmt: on
