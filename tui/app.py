"""The Textual app: themes, the desk where the library is asked, and the reading room.

Opening it imports neither spaCy nor sqlite_utils nor any widget that the reading room does not show.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from core.visible import visible
from tui import plain, themes
from tui.desk import Desk
from tui.preferences import ChosenTheme, Preferences
from tui.reading.answers import Shelf
from tui.reading.listing import Arrangement
from tui.restoring import Left
from tui.screens.reading_room import ReadingRoom
from tui.typed_ahead import TypedAhead
from tui.widgets.inked import INKS

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter

    from tui.restoring import Shown


def _palette() -> type[Provider]:
    from tui.palette import CommandTable

    return CommandTable


class WarReaderApp(TypedAhead, inherit_bindings=False):
    """The reader over one library."""

    TITLE = "warreader"
    CSS_PATH = "warreader.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = {*INKS}
    COMMANDS: ClassVar[set[Any]] = {_palette}
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = False  # its key would be bound over every screen; ours is in the table

    def __init__(
        self,
        library_path: Path,
        state_path: Path,
        sample: bool = False,
        preferences: Preferences | None = None,
        shown: Shown | None = None,
    ) -> None:
        self._plain = plain.filters(os.environ)
        os.environ.pop("NO_COLOR", None)  # of colours Textual would make greys
        super().__init__()
        self.preferences = preferences or Preferences()
        self.shown = shown
        """What stands on the terminal already, as it was left."""
        self.left: Left | None = None
        """The screen on leaving, where the next session will begin with the same."""
        self.keys = self.preferences.keys
        self.whole_frames = self.whole_frames or self.preferences.whole_frames
        self._library_path = library_path
        self._state_path = state_path
        if os.environ.get("SSH_CONNECTION"):
            self.animation_level = "none"
        for theme in (*themes.OURS.values(), *self.preferences.themes):
            self.register_theme(theme)
        self._chosen_theme = ChosenTheme(state_path, self.preferences.theme)
        self.theme = self._first_theme()
        self.stylesheet.set_variables(self.get_css_variables())
        self.arranged = Arrangement()
        self.desk = Desk(self.open_shelf, library_path)
        self.room = ReadingRoom(self.desk, library_path.name, sample, self.arranged)
        if shown is not None:
            self.begin_with(shown.left.rows)
            self.room.as_left = True
        self.room.complaints = self._complaints()
        self.room.text_at_left = self.preferences.text == "left"

    def open_shelf(self, closing: ExitStack) -> Shelf:
        """Open the library and the reader's state for one thread."""
        from core.library import Library
        from core.library.reader import ReaderState, known_as

        library = closing.enter_context(Library.open(self._library_path, read_only=True))
        state = closing.enter_context(ReaderState.open(self._state_path, known_as(self._library_path)))
        return Shelf(library, state, f"place:{self._library_path}", self.arranged)

    @property
    def library_path(self) -> Path:
        """The library's file."""
        return self._library_path

    @property
    def clipboard_path(self) -> Path:
        """Where what was copied is kept for terminals that take nothing."""
        return self._state_path.with_name("clipboard.txt")

    def send(self, sequence: str) -> None:
        """Send the terminal a sequence of ours, in order with the frames."""
        if self._driver is not None and self._running:
            self._driver.write(sequence)

    def exit(self, *result: Any, **told: Any) -> None:
        """Leave, and note first what lies over the room: it is gone when the place is kept."""
        if not self.room.over:
            from tui.screens import reopening

            self.room.over = reopening.standing(self.screen_stack)
        if self.shown is not None and self.room.as_left:  # left before the app had drawn anything
            self.left = self.shown.left
        elif self.room.is_current and (page := self.room.page) and self.room.comes_again:
            rows = self._frame.left()
            self.left = Left(rows, page.source, page.id) if rows else None
        if isinstance(words := told.get("message"), str):  # Textual would take markup and send controls
            told["message"] = Text(visible(words))
        super().exit(*result, **told)

    def action_suspend_process(self) -> None:
        """Give the terminal back, then stop the whole job: where make started us, make too."""
        if self._driver is not None and self._driver.can_suspend:
            with self.suspend():
                os.killpg(os.getpgrp(), signal.SIGSTOP)

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":  # Windows, or one that the environment names
            return chosen
        from tui.driver import SteadyDriver

        return SteadyDriver

    def _first_theme(self) -> str:
        """The theme that the reader chose, as far as it can be shown; or else one for the terminal."""
        if any(isinstance(taken, plain.Colourless) for taken in self._plain):
            return "warreader-mono"
        fits = "warreader-16" if self.console.color_system == "standard" else themes.DARK.name
        wanted = self._chosen_theme.read()
        return wanted if wanted in self.available_themes else fits

    def _complaints(self) -> list[str]:
        wanted = self.preferences.theme
        if not wanted or wanted in self.available_themes:
            return [*self.preferences.complaints]
        known = ", ".join(sorted(self.available_themes))
        return [*self.preferences.complaints, f"no theme is called {wanted}. Known are {known}."]

    def refresh_css(self, animate: bool = True) -> None:
        """Textual asks for it before anything is mounted, too: for what it read with these very colours."""
        if self._is_mounted or self.stylesheet._variables != self.get_css_variables():
            super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.defaults(self.current_theme.dark)

    def get_default_screen(self) -> ReadingRoom:
        return self.room

    def action_command_palette(self) -> None:
        """Open the palette over the table of commands."""
        from tui.palette import Palette

        self.push_screen(Palette())

    def search_themes(self) -> None:
        """Open the palette over the themes."""
        from tui.palette import Palette, Themes

        self.push_screen(Palette(providers=[Themes], placeholder="Search for themes…"))

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, lambda theme: self._chosen_theme.keep(theme.name))
        # Textual draws nothing by itself when the shell brings it back after ctrl+z.
        self.app_resume_signal.subscribe(self, lambda _: self.redraw())
        if not self.is_headless:  # a lost connection and a shutdown end the app as quitting does
            for cause in (signal.SIGHUP, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(cause, self.exit)

    def on_ready(self) -> None:
        """The first frame stands: what was imported until now is never garbage, and collecting may begin.

        Measured: with collecting off until here the first frame comes at 368 ms instead of 411 ms.
        """
        gc.freeze()
        gc.enable()

    def _handle_exception(self, error: Exception) -> None:
        """Leave the terminal as it was and say where the log is; Textual would print pages of a traceback."""
        if self.is_headless:
            return super()._handle_exception(error)
        from tui import crash

        self._return_code = 1
        cause = getattr(error, "error", error)  # of a worker
        words = crash.tell(cause, self._state_path.with_name("crash.log"))
        self._exit_renderables.append(Text(visible(words)))
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Keep the place and close the library."""
        self.room.keep_place()
        self.desk.close()
