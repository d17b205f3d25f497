"""The app that sends differences of frames: where this room meets Textual."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import textual
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen

from tui.frames.frame import Frame

TESTED = ("8.2.",)
"""Versions of Textual whose compositor updates are understood."""

_WITH_MARGINS = ("XTERM_VERSION", "WEZTERM_PANE", "ITERM_SESSION_ID", "GHOSTTY_RESOURCES_DIR", "WT_SESSION")
"""Variables that only terminals with left and right margins (DECLRMM) set for what they start."""

_BETWEEN = ("TMUX", "STY", "ZELLIJ")
"""Variables of what stands between us and such a terminal, and knows no such margins."""


def has_margins() -> bool:
    """Whether the terminal is known to scroll a part of its rows, between a left and a right margin."""
    return any(map(os.environ.get, _WITH_MARGINS)) and not any(map(os.environ.get, _BETWEEN))


class _Written(CompositorUpdate):
    """An update that was made into the terminal's terms already."""

    def __init__(self, sequence: str) -> None:
        self._sequence = sequence

    def render_segments(self, console: Console) -> str:
        return self._sequence


@cache
def _is_tested() -> bool:
    """Whether this is a version of those; told by its folder, as its metadata cost 10 ms to ask."""
    installed = Path(textual.__file__).parents[1].glob("textual-*.dist-info")
    return any(folder.name.removeprefix("textual-").startswith(TESTED) for folder in installed)


class SparingApp(App[None]):
    """An app that sends differences of frames. Set `whole_frames` to have Textual send regions as it does."""

    whole_frames = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._frame = Frame(has_margins())

    def redraw(self) -> None:
        """Draw everything anew: the terminal was written to by others."""
        self._frame.forget()
        self.screen.refresh(layout=True)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if self._differs(renderable):
            system = self.console._color_system or ColorSystem.TRUECOLOR
            sequence = self._frame.difference(renderable, (self.size.width, self.size.height), system)
            renderable = _Written(sequence) if sequence else None
        elif renderable is not None:
            self._frame.forget()
        super()._display(screen, renderable)

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

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:  # 20 ms at the start; what is to be drawn stays noted
            super()._compositor_refresh()
