"""Where libraries, settings and state live, and what the settings file says.

The library is, first come first served: the one named on the command line, WARREADER_LIBRARY, the settings
file's, the one in the data directory.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

_APP = "warreader"


class SettingsError(ValueError):
    """The settings file can't be read; the message is one line naming it."""


class Settings(NamedTuple):
    """The settings file's content; an empty value is the default."""

    library: str = ""
    """The library's file; "~" is the home directory."""
    model: str = ""
    """The spaCy pipeline that recognises names."""
    theme: str = ""
    """The app's theme."""
    frames: str = ""
    """"whole": send the terminal whole regions, as Textual does, and not only what changed."""
    text: str = ""
    """"left": begin the text's lines at the left of their pane, and not in its middle."""
    start: str = ""
    """"anew": keep no copy of the screen on leaving, and begin with none."""


class LibraryChoice(NamedTuple):
    """The library that was chosen."""

    path: Path
    named: bool
    """Somebody named it: a missing file is an error and no newcomer's empty library."""


def settings_path() -> Path:
    return platformdirs.user_config_path(_APP) / "settings.toml"


def keys_path() -> Path:
    """The reader's key map (see tui/keys.py)."""
    return platformdirs.user_config_path(_APP) / "keys.toml"


def themes_path() -> Path:
    """The reader's own themes (see tui/themes.py)."""
    return platformdirs.user_config_path(_APP) / "themes"


def tables_path() -> Path:
    """The reader's own tables of names, read beside the package's (see core/recognition/data/README.md)."""
    return platformdirs.user_config_path(_APP) / "tables"


def data_path() -> Path:
    """The directory of the default library and of the sample's."""
    return platformdirs.user_data_path(_APP)


def state_path() -> Path:
    """The reader's own file: what was read, and where one was."""
    return platformdirs.user_state_path(_APP) / "reader.db"


def load(path: Path) -> tuple[Settings, list[str]]:
    """The settings in `path` (defaults where it is missing) and a line for each entry that means nothing.

    Raises SettingsError where the file can't be read or is no TOML.
    """
    try:
        source = path.read_text(encoding="utf-8")
        import tomllib  # 5 ms, which most readers need not wait

        table = tomllib.loads(source)
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: can't be read ({why(error)}). Mend or remove it.") from error
    known = {key: value for key, value in table.items() if key in Settings._fields and isinstance(value, str)}
    complaints = [_complaint(path, key) for key in table if key not in known]
    return Settings(**known), complaints


def why(error: Exception) -> str:
    """Why a file can't be read, without the file's name."""
    return str(getattr(error, "strerror", None) or error)


def choose_library(named: str | None, settings: Settings) -> LibraryChoice:
    """The library to use, `named` being the command line's."""
    choice = named or os.environ.get("WARREADER_LIBRARY") or settings.library
    if choice:
        return LibraryChoice(Path(choice).expanduser(), True)
    return LibraryChoice(data_path() / "library.db", False)


def _complaint(path: Path, key: str) -> str:
    if key in Settings._fields:
        return f'{path}: "{key}" should be text in quotation marks; it is passed over.'
    return f'{path}: nothing is called "{key}". Known are {", ".join(Settings._fields)}.'
