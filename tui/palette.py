"""The command palette over the table of commands; imported when it is first opened."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.theme import BUILTIN_THEMES, ThemeProvider
from textual.widgets import Input

from tui.commands import COMMANDS, Command
from tui.screens.dispatch import CommandScreen

LOW = 16
"""Lines under which a terminal has none to give away."""


class Palette(CommandPalette):
    """Textual's palette with a cursor that stands still: a blinking one writes to the terminal for ever."""

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    def on_resize(self) -> None:
        """Do without a frame where that and the lines left free above would take all there are."""
        self.set_class(self.size.height < LOW, "-low")


class CommandTable(Provider):
    """Every command of the screen that the palette was opened on."""

    def _commands(self) -> list[tuple[Command, partial[None]]]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return []
        mine = [command for command in COMMANDS if command.where & screen.panes and command.id != "palette"]
        return [(command, partial(screen.action_run, command.id)) for command in mine]

    async def discover(self) -> Hits:
        for command, run in self._commands():
            yield DiscoveryHit(self._titled(command), run, text=command.title, help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command, run in self._commands():
            score = max(
                self._named(command, query),
                matcher.match(command.title),
                matcher.match(f"{command.title} {command.help}") / 2,
            )
            if score > 0:
                yield Hit(score, self._titled(command), run, text=command.title, help=command.help)

    def _named(self, command: Command, query: str) -> float:
        """What the very key does that was typed comes first: ":q" leaves, where ":" opens this."""
        return math.inf if query in self._keys(command).split() else 0.0

    def _keys(self, command: Command) -> str:
        screen = self.screen
        return screen.keys.words(command.id) if isinstance(screen, CommandScreen) else ""

    def _titled(self, command: Command) -> str:
        return f"{command.title}  {self._keys(command)}".rstrip()


class Themes(ThemeProvider):
    """The themes: before Textual's own those that tell the types apart, and the reader's."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        return sorted(super().commands, key=lambda named: named[0] in BUILTIN_THEMES)
