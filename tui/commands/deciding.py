"""Decisions: the reader overrules the scores."""

from __future__ import annotations

from tui.commands.command import DECIDING, QUEUE, Command, Need

GROUP = "Deciding"

# One command a block, so that it reads as the table that it is.
# fmt: off
ROWS: tuple[Command, ...] = (
    Command(
        "merge", ("m",), "Merge with another entity", "merge",
        "Say that the chosen entity and another are one; type how the other is called.",
        GROUP, needs=Need.ENTITY, rank=70,
    ),
    Command(
        "not_same", ("M",), "Not the same as …", "",
        "Say that the chosen name and another are two, whatever their likeness.",
        GROUP, needs=Need.ENTITY,
    ),
    Command(
        "split", ("x",), "Split off", "split",
        "Take this mention, this form in this article, or this name out of its entity.",
        GROUP, needs=Need.ENTITY, rank=71,
    ),
    Command(
        "rename", ("r",), "Rename the entity", "rename",
        "Give the chosen entity a label of your own.",
        GROUP, needs=Need.ENTITY, rank=72,
    ),
    Command(
        "retype", ("t",), "Change the type", "type",
        "Say that the chosen name is a person, a place, an organisation, a weapon …",
        GROUP, needs=Need.ENTITY, rank=73,
    ),
    Command(
        "hide", ("X",), "Hide the entity", "hide",
        "Leave the chosen entity out of lists, counts and the text; warreader unhide brings it back.",
        GROUP, needs=Need.ENTITY, rank=74,
    ),
    Command(
        "undo", ("U", "u"), "Undo the last decision", "",
        "Take the last decision back, and the one before, to the beginning.",
        GROUP, DECIDING, opposite="redo",
    ),
    Command("redo", ("ctrl+r",), "Redo", "", "Take again what was undone last.", GROUP, DECIDING),
    Command(
        "doubts", ("W",), "Doubtful links", "doubts",
        "Work through the links that are in doubt, those that touch the most mentions first.",
        GROUP, rank=42,
    ),
    Command(
        "same", ("y",), "The same", "the same",
        "In the queue of doubtful links: the two are one.",
        GROUP, QUEUE, Need.PAIR, rank=1,
    ),
    Command(
        "different", ("n",), "Not the same", "not the same",
        "In the queue: the two are two.",
        GROUP, QUEUE, Need.PAIR, rank=2,
    ),
    Command(
        "later", ("s",), "Later", "later",
        "In the queue: put the pair off; it stays so until you take it up again.",
        GROUP, QUEUE, Need.PAIR, rank=3,
    ),
    Command(
        "take_up", ("S",), "Take up what was put off", "take up",
        "In the queue: look at all pairs again that were put off.",
        GROUP, QUEUE, Need.PUT_OFF, rank=5,
    ),
    Command(
        "open_first", ("o",), "Open a passage of the first", "open",
        "In the queue: leave it and read the passage of the first name.",
        GROUP, QUEUE, Need.PAIR, opposite="open_second", rank=4,
    ),
    Command(
        "open_second", ("O",), "Open a passage of the second", "",
        "In the queue: leave it and read the passage of the second name.",
        GROUP, QUEUE, Need.PAIR,
    ),
)
# fmt: on
