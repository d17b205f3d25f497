"""A screen whose keys come from the table of commands and whose footer shows what works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.geometry import Size

from tui.commands import BY_ID, COMMANDS, Command, Here, Need, Pane, footer, shown, works
from tui.frames.sparing import SparingScreen
from tui.keys import Keys, keys_of
from tui.reading.card import paragraph
from tui.screens.once import Once
from tui.widgets.line_view import LineView
from tui.widgets.row import Part, Row

_NARROW = 40
"""Cells of a footer that tells first where all else is told, and the way out."""


def bindings(*panes: Pane) -> list[BindingType]:
    """The bindings of a screen with these panes; a binding's id is its command's.

    Keys are the table's: a screen that is mounted takes those that the reader has given.
    """
    return [
        Binding(",".join(command.keys), f"run('{command.id}')", command.title, show=False, id=command.id)
        for command in COMMANDS
        if command.keys and command.where.intersection(panes)
    ]


class CommandScreen(Once, SparingScreen):
    """Runs commands by id, each only where it works."""

    DOING: ClassVar[Mapping[str, Callable[[Any], None]]]
    """What each command does on this screen."""

    panes: ClassVar[frozenset[Pane]]
    """Where its commands work."""

    _message = ""

    def on_mount(self) -> None:
        """Take the reader's keys; Textual's own keymap can't leave a command without any."""
        mine = {
            key: bound for key, bound in self._bindings.key_to_bindings.items() if bound[0].id not in BY_ID
        }
        for command in COMMANDS:
            for key in self.keys.of(command.id) if command.where & self.panes else ():
                key = "comma" if key == "," else key  # to Textual a comma stands between keys
                made = Binding.make_bindings(
                    [Binding(key, f"run('{command.id}')", show=False, id=command.id)]
                )
                mine |= {binding.key: [binding] for binding in made}
        self._bindings.key_to_bindings = mine

    @property
    def keys(self) -> Keys:
        """The reader's keys."""
        return keys_of(self.app)

    def here(self) -> Here:
        """What there is to work on."""
        raise NotImplementedError

    def action_run(self, command_id: str) -> None:
        """Run a command, or say what it lacks."""
        if self not in self.app.screen_stack:  # a key was on its way when the screen was left
            return
        if not self.children:  # a key was quicker than what the screen shows
            self.call_after_refresh(self.action_run, command_id)
            return
        command = BY_ID[command_id]
        here = self.here()
        self.say("")
        if works(command, here):
            self.DOING[command_id](self)
        elif here.pane in command.where:
            self.say(self.keys.told(self.lacking(command.needs)))
        self.show_words()

    def lacking(self, need: Need) -> str:
        """What to say of a command that lacks something; commands in braces."""
        return need.value

    def bound(self, event: Key | Paste) -> set[str | None]:
        """The ids of the commands that a key runs here."""
        found = self._bindings.key_to_bindings.get(event.key, []) if isinstance(event, Key) else []
        return {binding.id for binding in found}

    def awaits(self, event: Key | Paste) -> bool:
        """Whether what a key is meant for is still on its way."""
        return False

    def on_key(self, event: Key) -> None:
        """Say that a key does nothing here, and where it is told what others do."""
        if event.is_printable and self.focused is None and not self.bound(event) and event.character:
            self.say(self.keys.told(f"{event.character} does nothing here: {{help}} shows what does"))

    def say(self, message: str) -> None:
        """Show a message at the foot of the screen until the next command."""
        if message != self._message:
            self._message = message
            self.show_words()

    def show_words(self) -> None:
        """Show the message at the foot, or else the commands that work."""
        row = self.query_one("#footer", Row)
        if self._message:
            tell(row, self._message, self.size)
            return
        parts: list[Part] = []
        room = self.size.width
        here = self.here()
        listed = footer(here)
        if room < _NARROW:
            listed.sort(key=lambda command: command.id not in ("help", "leave"))
        for command in listed:
            shown_as = _in_footer(command, here.pane, self.keys)
            room -= sum(len(part.text) for part in shown_as)
            if room < 0:
                break
            parts += shown_as
        row.show(parts)

    def show_help(self) -> None:
        """Lay every key over the screen, those first that work where the reader's hands are."""
        from tui.screens.help import Help

        self.app.push_screen(Help(self.keys, self.here().pane))

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


def tell(row: Row, message: str, size: Size) -> None:
    """Show a message whole in a row of a screen of that size, on a third of its lines at most."""
    lines = paragraph(message, max(1, size.width - 1), ())
    said = [Part(f" {text}", "notice") for line in lines for text, _ in line]
    row.show(said, most=max(1, size.height // 3))


def _in_footer(command: Command, pane: Pane, given: Keys) -> list[Part]:
    """A command's key, that of its opposite, and its label; nothing where it has no key."""
    if not given.of(command.id):
        return []
    keys = [Part(f" {shown(given.of(command.id)[0])}", "key", command.id)]
    if given.of(command.opposite):
        opposite = Part(shown(given.of(command.opposite)[0]), "key", command.opposite)
        keys += [Part("/", "label", command.id), opposite]
    return [*keys, Part(f" {command.footer_in(pane)} ", "label", command.id)]


Doing = Callable[[Any], None]
"""What a command does to the screen that runs it."""


def later(room: str, *commands: str) -> dict[str, Doing]:
    """What commands do by the `DOING` of a module that is imported when one of them is asked for."""

    def doing(command: str) -> Doing:
        return lambda screen: import_module(f"tui.screens.{room}").DOING[command](screen)

    return {command: doing(command) for command in commands}


MOVING: Mapping[str, Doing] = {
    "down": lambda screen: screen.moving.move(1),
    "up": lambda screen: screen.moving.move(-1),
    "page_down": lambda screen: screen.moving.turn(1),
    "page_up": lambda screen: screen.moving.turn(-1),
    "half_down": lambda screen: screen.moving.turn(0.5),
    "half_up": lambda screen: screen.moving.turn(-0.5),
    "top": lambda screen: screen.moving.go_to_end(False),
    "bottom": lambda screen: screen.moving.go_to_end(True),
    "help": lambda screen: screen.show_help(),
    "palette": lambda screen: screen.app.action_command_palette(),
    "clear": lambda screen: screen.action_run("leave"),
    "quit": lambda screen: screen.app.exit(),
    "redraw": lambda screen: screen.app.redraw(),
    "suspend": lambda screen: screen.app.action_suspend_process(),
}
"""What every screen can do."""
