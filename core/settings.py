"""Where libraries, settings and state live, and what the settings file says.

Someone without a home (no HOME, a user id that no table knows) has none of these places unless the XDG
variables name them; one line says so, and nothing is put into a directory that is called "~".

The library is, first come first served: the one named on the command line, WARREADER_LIBRARY, the settings
file's, the one in the data directory.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import platformdirs

_APP = "warreader"


class SettingsError(ValueError):
    """The settings file can't be read, or has no place; the message is one line with the way out."""


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


def _own(directory: Callable[[str], Path]) -> Path:
    """A directory of the user's own. Raises SettingsError where nobody knows the user's home."""
    try:
        found = directory(_APP)
    except RuntimeError:  # newer platformdirs; older ones give "~"
        found = Path()
    if not found.is_absolute():
        raise SettingsError(
            "no home directory is known, so settings, marks and libraries have no place. Set HOME, or all of "
            "XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME."
        )
    return found


def at_home(path: str) -> Path:
    """A path as somebody typed it: "~" is a home directory. Raises SettingsError where it is not known."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise SettingsError(f"{path}: that home directory is not known. Write the path in full.") from error


def settings_path() -> Path:
    return _own(platformdirs.user_config_path) / "settings.toml"


def keys_path() -> Path:
    """The reader's key map (see tui/keys.py)."""
    return _own(platformdirs.user_config_path) / "keys.toml"


def themes_path() -> Path:
    """The reader's own themes (see tui/themes.py)."""
    return _own(platformdirs.user_config_path) / "themes"


def tables_path() -> Path:
    """The reader's own tables of names, read beside the package's (see core/recognition/data/README.md)."""
    return _own(platformdirs.user_config_path) / "tables"


def data_path() -> Path:
    """The directory of the default library and of the sample's."""
    return _own(platformdirs.user_data_path)


def state_path() -> Path:
    """The reader's own file: what was read, and where one was."""
    return _own(platformdirs.user_state_path) / "reader.db"


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
        return LibraryChoice(at_home(choice), True)
    return LibraryChoice(data_path() / "library.db", False)


def _complaint(path: Path, key: str) -> str:
    if key in Settings._fields:
        return f'{path}: "{key}" should be text in quotation marks; it is passed over.'
    return f'{path}: nothing is called "{key}". Known are {", ".join(Settings._fields)}.'
