"""What a reader wants of the app: keys, looks, how text lies; from the files beside the settings.

A mistake in any of them is told at the start and passed over: nobody is kept from reading by it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core import settings
from tui import keys
from tui.keys import Keys

if TYPE_CHECKING:
    from textual.theme import Theme

ALIGNED = ("centred", "left")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the app is opened with."""

    keys: Keys = field(default_factory=keys.default)
    themes: tuple[Theme, ...] = ()
    """Themes of the reader's own."""
    theme: str = ""
    """The theme that the settings name."""
    text: str = ALIGNED[0]
    """How the text lies in a pane that is wider than its lines."""
    whole_frames: bool = False
    complaints: tuple[str, ...] = ()
    """What is wrong in the files, a line each."""


def load(found: settings.Settings) -> Preferences:
    """What the files beside the settings say."""
    given = keys.load(settings.keys_path())
    complaints = list(given.complaints)
    own: list[Theme] = []
    if (folder := settings.themes_path()).is_dir():
        from tui import themes

        own, wrong = themes.own(folder)
        complaints += wrong
    if found.text and found.text not in ALIGNED:
        complaints.append(f'{settings.settings_path()}: text should be "centred" or "left".')
    if found.start not in ("", "anew"):
        complaints.append(f'{settings.settings_path()}: start should be "anew", or left out.')
    text = found.text if found.text in ALIGNED else ALIGNED[0]
    return Preferences(given, tuple(own), found.theme, text, found.frames == "whole", tuple(complaints))


class ChosenTheme:
    """The theme that was chosen in the app, kept in a file of its own beside the reader's state.

    It holds until the settings name another theme than they did when it was chosen. The first frame needs it,
    and reading a line costs less than asking a database.
    """

    def __init__(self, state_path: Path, of_settings: str) -> None:
        self._path = state_path.with_name("theme.json")
        self._of_settings = of_settings

    def read(self) -> str:
        """The theme that holds; "" where none was chosen."""
        with suppress(OSError, ValueError, AttributeError, RecursionError):
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept.get("instead of") == self._of_settings and isinstance(kept.get("theme"), str):
                return str(kept["theme"])
        return self._of_settings

    def keep(self, theme: str) -> None:
        """Remember a theme that was chosen; a place that can't be written to is no reason to complain."""
        from core import keeping

        kept = json.dumps({"theme": theme, "instead of": self._of_settings})
        with suppress(OSError):
            keeping.write(kept.encode(), self._path)
