"""The app that sends differences of frames: where this room meets Textual."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import textual
from rich.color import ColorSystem
from rich.control import Control
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from tui.frames.frame import Frame
from tui.frames.runs import Runs

TESTED = ("8.2.",)
"""Versions of Textual whose compositor updates are understood."""

# fmt: off
_ERASING = ("xterm", "tmux", "linux", "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "kitty",
            "konsole", "mintty", "nsterm", "putty", "rxvt", "st-", "vte", "wezterm")
# fmt: on
"""Beginnings of TERM by which terminals are known that erase with the background that is set (bce)."""

_PACKET = 1000
"""Bytes that come to the terminal at once: no such frame is seen half drawn, so none is bracketed."""


def erases(environment: Mapping[str, str]) -> bool:
    """Whether what the terminal erases takes the background that is set; tmux's does under any name."""
    return environment.get("TERM", "").startswith(_ERASING) or "TMUX" in environment


@cache
def _is_tested() -> bool:
    """Whether this is a version of those; told by its folder, as its metadata cost 10 ms to ask."""
    installed = Path(textual.__file__).parents[1].glob("textual-*.dist-info")
    return any(folder.name.removeprefix("textual-").startswith(TESTED) for folder in installed)


class SparingApp(App[None]):
    """An app that sends differences of frames. Set `whole_frames` to have Textual send regions as it does."""

    whole_frames = False

    @dataclass
    class TerminalTold(Message):
        """The terminal said whether it knows left and right margins."""

        margins: bool

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._frame = Frame(erases=erases(os.environ))

    def on_sparing_app_terminal_told(self, told: TerminalTold) -> None:
        self._frame.margins = told.margins

    def begin_with(self, left: Runs) -> None:
        """Begin on a terminal that shows what was left."""
        self._frame.take(left)

    def redraw(self) -> None:
        """Draw everything anew: the terminal was written to by others."""
        self._frame.forget()
        self.screen.refresh(layout=True)

    def _check_resize(self) -> None:
        """Draw everything anew also where the size came back: in between the terminal lost cells."""
        resized = self._resize_event is not None
        super()._check_resize()
        if resized and self._frame.begun:
            self.redraw()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if self._differs(renderable):
            system = self.console._color_system or ColorSystem.TRUECOLOR
            self._send(self._frame.difference(renderable, (self.size.width, self.size.height), system))
            self.post_display_hook()
            return
        if renderable is not None and self._driver is not None and not self._batch_count:
            self._driver.write(self._frame.rest())
        super()._display(screen, renderable)

    def _send(self, sequence: str) -> None:
        """Write a frame, unless nothing changed."""
        if not sequence or self._driver is None:
            return
        if self.screen.focused is not None:
            # Input methods look for the cursor, which is hidden, where something is typed.
            x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
            sequence += Control.move_to(x, y).segment.text
        if len(sequence) > _PACKET:
            self._begin_update()
        self._driver.write(sequence)
        if len(sequence) > _PACKET:
            self._end_update()
        self._driver.flush()

    def _differs(self, renderable: Any) -> bool:
        """Whether an update will reach a terminal that this room knows to draw on."""
        return (
            isinstance(renderable, LayoutUpdate | ChopsUpdate)
            and not self.whole_frames
            and self._running
            and not self._closed
            and not self._batch_count
            and self._driver is not None
            and not self._driver.is_inline
            and not self.is_headless
            and _is_tested()
        )


class SparingScreen(Screen[None]):
    """A screen that renders no frame which is held back: Textual renders it, and drops it."""

    @property
    def is_held(self) -> bool:
        """Whether frames are held back."""
        return self.app._batch_count > 0

    def _compositor_refresh(self) -> None:
        if not self.is_held:  # 20 ms at the start; what is to be drawn stays noted
            super()._compositor_refresh()

    def lay_out(self) -> None:
        """Lay the widgets out while frames are held back: those that scroll find then that they need bars."""
        self._refresh_layout()
