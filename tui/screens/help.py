"""Help, made from the table of commands with the reader's keys: first what works where one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from tui.commands import COMMANDS, Command, Pane
from tui.keys import Keys
from tui.reading.card import Line, paragraph
from tui.reading.querying import TERMS
from tui.screens.dispatch import Doing
from tui.screens.sheet import Sheet

PLACES: Mapping[Pane, str] = {
    Pane.ARTICLES: "in the list of articles",
    Pane.TEXT: "in the text",
    Pane.MENTIONS: "in the linked mentions",
    Pane.SHEET: "on a sheet",
    Pane.DOUBTS: "in the queue of doubtful links",
    Pane.PASSAGE: "while a passage is selected",
    Pane.BOOK: "in the list of your marks",
    Pane.DOSSIER: "in a dossier",
    Pane.INDEX: "in the index of entities",
    Pane.MAP: "on the map",
    Pane.SEARCH: "in the search",
    Pane.QUOTES: "in the list of quotes and claims",
    Pane.TIMELINE: "on the timeline",
    Pane.FIGURES: "in the list of figures",
    Pane.BESIDE: "beside each other",
}
COLUMN = 16
"""Cells for the keys."""


class Help(Sheet):
    """Every command; its key closes it again."""

    DOING: ClassVar[Mapping[str, Doing]] = {**Sheet.DOING, "help": lambda sheet: sheet.dismiss()}

    def __init__(self, keys: Keys, pane: Pane) -> None:
        super().__init__(
            f"Every key · {keys.told('{find}')} finds words here", partial(help_lines, keys, pane)
        )


def help_lines(keys: Keys, pane: Pane, width: int) -> list[Line]:
    """Commands by group, those first that work in a pane: keys, titles and what they do.

    In the search stands before them what can be typed there.
    """
    here = [command for command in COMMANDS if pane in command.where]
    elsewhere = [command for command in COMMANDS if pane not in command.where]
    lines: list[Line] = []
    if pane is Pane.SEARCH:
        typed = [line for term in TERMS for line in paragraph(term, width, ("quiet",))]
        lines += [[("What to type", ("headline",))], *typed, []]
    lines += [
        [(f"Works here, {PLACES[pane]}", ("entity",))],
        *_groups(keys, here, width),
    ]
    if elsewhere:
        lines += [[], [("Works elsewhere", ("entity",))], *_groups(keys, elsewhere, width)]
    return lines


def _groups(keys: Keys, commands: Iterable[Command], width: int) -> list[Line]:
    groups: dict[str, list[Line]] = {}
    for command in commands:
        groups.setdefault(command.group, []).extend(_told(keys, command, width))
    told: list[Line] = []
    for group, lines in groups.items():
        told += [[], [(group, ("headline",))], *lines]
    return told


def _told(keys: Keys, command: Command, width: int) -> list[Line]:
    """A command's keys and title, and under them what it does."""
    room = max(20, width - COLUMN - 1)
    given = keys.words(command.id) or keys.told("{palette}")
    return [
        [(f"{given:<{COLUMN}} ", ("mention",)), (command.title, ("strong",))],
        *([(" " * (COLUMN + 1), ()), *line] for line in paragraph(command.help, room, ("quiet",))),
    ]
