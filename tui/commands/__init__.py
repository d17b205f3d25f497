"""Every command of the app in one table, which serves the bindings, the footer, the palette and the help.

A command says where it works and what it needs there; `Here` says what there is. Keys are Textual's names,
or the character itself; the first of them is the one that is shown. The id is the binding's id, so that a
map of keys can give it others. Each module beside this one holds the rows of one group.
"""

from __future__ import annotations

from tui.commands import (
    app,
    articles,
    deciding,
    dossiers,
    entities,
    evidence,
    finding,
    mapping,
    marking,
    moving,
    panes,
    searching,
)
from tui.commands.command import ROOM, Command, Here, Need, Pane, shown, works

__all__ = ["BY_ID", "COMMANDS", "ROOM", "Command", "Here", "Need", "Pane", "footer", "shown", "works"]

COMMANDS: tuple[Command, ...] = (
    *entities.ROWS,
    *dossiers.ROWS,
    *mapping.ROWS,
    *deciding.ROWS,
    *articles.ROWS,
    *evidence.ROWS,
    *finding.ROWS,
    *searching.ROWS,
    *marking.ROWS,
    *moving.ROWS,
    *panes.ROWS,
    *app.ROWS,
)
BY_ID = {command.id: command for command in COMMANDS}


def footer(here: Here) -> list[Command]:
    """The commands to show at the foot of the screen, the most useful first."""
    shown = [command for command in COMMANDS if command.footer and works(command, here)]
    return sorted(shown, key=lambda command: command.rank)
