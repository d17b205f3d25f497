"""A screen whose keys come from the table of commands and whose footer shows what works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.binding import Binding
from textual.screen import Screen

from tui.commands import BY_ID, COMMANDS, Command, Here, Pane, footer, shown, works
from tui.widgets.line_view import LineView
from tui.widgets.row import Part, Row


def bindings(*panes: Pane) -> list[Binding]:
    """The bindings of a screen with these panes; a binding's id is its command's."""
    return [
        Binding(",".join(command.keys), f"run('{command.id}')", command.title, show=False, id=command.id)
        for command in COMMANDS
        if command.keys and command.where.intersection(panes)
    ]


class CommandScreen(Screen[None]):
    """Runs commands by id, each only where it works."""

    DOING: ClassVar[Mapping[str, Callable[[Any], None]]]
    """What each command does on this screen."""

    panes: ClassVar[frozenset[Pane]]
    """Where its commands work."""

    _message = ""

    def here(self) -> Here:
        """What there is to work on."""
        raise NotImplementedError

    def action_run(self, command_id: str) -> None:
        """Run a command, or say what it lacks."""
        command = BY_ID[command_id]
        here = self.here()
        self.say("")
        if works(command, here):
            self.DOING[command_id](self)
        elif here.pane in command.where:
            self.say(command.needs.value)
        self.show_words()

    def say(self, message: str) -> None:
        """Show a message at the foot of the screen until the next command."""
        if message != self._message:
            self._message = message
            self.show_words()

    def show_words(self) -> None:
        """Show the message at the foot, or else the commands that work."""
        row = self.query_one("#footer", Row)
        if self._message:
            row.show([Part(f" {self._message}", "notice")])
            return
        parts: list[Part] = []
        room = self.size.width
        for command in footer(self.here()):
            shown_as = _in_footer(command)
            room -= sum(len(part.text) for part in shown_as)
            if room < 0:
                break
            parts += shown_as
        row.show(parts)

    def on_resize(self) -> None:
        self.show_words()

    def on_row_pressed(self, message: Row.Pressed) -> None:
        """A click on a command in the footer runs it."""
        message.stop()
        self.action_run(message.command)

    @property
    def moving(self) -> LineView:
        """What j and k, space and b move."""
        raise NotImplementedError


def _in_footer(command: Command) -> list[Part]:
    """A command's key, that of its opposite, and its label."""
    keys = [Part(f" {shown(command.keys[0])}", "key", command.id)]
    if command.opposite:
        opposite = Part(shown(BY_ID[command.opposite].keys[0]), "key", command.opposite)
        keys += [Part("/", "label", command.id), opposite]
    return [*keys, Part(f" {command.footer} ", "label", command.id)]


Doing = Callable[[Any], None]
"""What a command does to the screen that runs it."""

MOVING: Mapping[str, Doing] = {
    "down": lambda screen: screen.moving.move(1),
    "up": lambda screen: screen.moving.move(-1),
    "page_down": lambda screen: screen.moving.turn(1),
    "page_up": lambda screen: screen.moving.turn(-1),
    "half_down": lambda screen: screen.moving.turn(0.5),
    "half_up": lambda screen: screen.moving.turn(-0.5),
    "top": lambda screen: screen.moving.go_to_end(False),
    "bottom": lambda screen: screen.moving.go_to_end(True),
    "quit": lambda screen: screen.app.exit(),
    "redraw": lambda screen: screen.app.redraw(),
    "suspend": lambda screen: screen.app.action_suspend_process(),
}
"""What every screen can do."""
