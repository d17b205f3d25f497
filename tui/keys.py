"""Which keys a reader has given to which command: the table's own, over them a preset, over that the key map.

The key map is a TOML file beside the settings. What is wrong in it is told in a line each and passed over;
the rest of it holds. A preset is such a map that comes with the package (`keymaps/*.toml`).

    preset = "vim"

    [keys]
    next_entity = ["e", "]"]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from core import settings
from tui.commands import BY_ID, COMMANDS
from tui.commands.command import shown

PRESETS = ("default", "vim", "newsboat")
_FOLDER = Path(__file__).with_name("keymaps")
_WAY_OUT = "`warreader keys` lists the commands"

_NAMED = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("backspace", "enter", "tab", "space", "escape", *(f"f{number}" for number in range(1, 25))),
    )
)
_CALLED = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
           " ": "space", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "slash": "/",
           "minus": "-", "plus": "+", "backslash": "\\", "hash": "#", "underscore": "_"}  # fmt: skip
"""Other names of a key; a terminal sends the same byte for ctrl+i as for tab."""
_TAKEN = frozenset(f"ctrl+{letter}" for letter in "absqhjkl")
"""What terminals, tmux and screen keep for themselves or send as another key."""


class Keys(NamedTuple):
    """The keys of every command."""

    preset: str
    by_command: Mapping[str, tuple[str, ...]]
    complaints: tuple[str, ...] = ()
    """What is wrong in the reader's key map, a line each."""

    def of(self, command: str) -> tuple[str, ...]:
        """A command's keys, the one that is shown first; none where it has none."""
        return self.by_command.get(command, ())

    def words(self, command: str) -> str:
        """All keys of a command as readers know them."""
        return " ".join(map(shown, self.of(command)))

    def told(self, words: str) -> str:
        """Words of ours in which a command's id in braces stands for its key.

        >>> Keys("default", {"find": ("/",)}).told("{find} asks for words")
        '/ asks for words'
        """
        return re.sub(r"{(\w+)}", lambda named: self._key(named[1]), words)

    def _key(self, command: str) -> str:
        keys = self.of(command) or self.of("palette")
        return shown(keys[0]) if keys else BY_ID[command].title


class _KeyedApp(Protocol):
    keys: Keys


def keys_of(app: object) -> Keys:
    """The keys of the app that a screen or widget belongs to."""
    return cast(_KeyedApp, app).keys


def key_name(word: str) -> str | None:
    """A key as the table of commands writes it, or None where no key is called so.

    >>> [key_name(word) for word in ("?", "question_mark", "Ctrl+O", "shift+j", "ctrl+i", "hyper+x")]
    ['?', '?', 'ctrl+o', 'J', 'tab', None]
    """
    *modifiers, last = word.split("+") if len(word) > 1 and not word.endswith("+") else (word,)
    modifiers = sorted(modifier.lower() for modifier in modifiers)
    if not set(modifiers) <= {"alt", "ctrl", "shift"}:
        return None
    last = last if len(last) == 1 and modifiers != ["ctrl"] else last.lower()
    last = _CALLED.get(last, last)
    if len(last) > 1 and last not in _NAMED:
        try:
            last = unicodedata.lookup(last.replace("_", " "))
        except KeyError:
            return None
    if modifiers == ["shift"] and len(last) == 1:
        modifiers, last = [], last.upper()
    if len(last) == 1 and not last.isprintable():
        return None
    whole = "+".join((*modifiers, last))
    return _CALLED.get(whole, whole)


def default() -> Keys:
    """The keys of the table of commands."""
    return Keys("default", {command.id: command.keys for command in COMMANDS})


def of_preset(name: str) -> Keys:
    """The keys of a preset."""
    keys = default()
    return keys if name == keys.preset else _over(keys, name, _FOLDER / f"{name}.toml")


def load(path: Path) -> Keys:
    """The keys that a reader's map gives; those of the table where there is no such file."""
    return _over(default(), "", path)


def _over(keys: Keys, preset: str, path: Path) -> Keys:
    """Lay a key map over keys, or over the preset that it names."""
    try:
        source = path.read_text(encoding="utf-8")
        import tomllib  # 5 ms, which only those wait who have a map

        table = tomllib.loads(source)
    except FileNotFoundError:
        return keys
    except (OSError, ValueError, RecursionError) as error:
        return Keys(
            "default",
            keys.by_command,
            (f"{path}: can't be read ({settings.why(error)}). Mend or remove it.",),
        )
    complaints: list[str] = []
    chosen = table.pop("preset", keys.preset)
    if chosen not in PRESETS:
        complaints.append(f'{path}: no preset is called "{chosen}". Known are {", ".join(PRESETS)}.')
    elif not preset:
        keys = of_preset(chosen)
    entries = table.pop("keys", {})
    complaints += [f'{path}: "{name}" means nothing here. Put keys below a line [keys].' for name in table]
    if not isinstance(entries, dict):
        entries = {}
        complaints.append(f"{path}: keys should be a table: a line [keys], and the commands below it.")
    wanted = dict(_wanted(entries, path, source, complaints))
    given = _given(dict(keys.by_command), wanted, path, source, complaints)
    return Keys(preset or keys.preset, given, tuple(complaints))


def _wanted(
    entries: Mapping[str, object], path: Path, source: str, complaints: list[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The commands that a map names, with those of their keys that there are."""
    for command, keys in entries.items():
        where = _line(path, source, command)
        if command not in BY_ID:
            complaints.append(f'{where}: no command is called "{command}"; {_WAY_OUT}.')
            continue
        words = [keys] if isinstance(keys, str) else keys
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            complaints.append(f'{where}: {command} wants keys in quotation marks, such as ["e", "ctrl+n"].')
            continue
        for word in words:
            if key_name(word) is None:
                complaints.append(
                    f'{where}: no key is called "{word}". Write "x", "ctrl+x", "f2", "pagedown" ….'
                )
        found = tuple(dict.fromkeys(key for key in map(key_name, words) if key))
        if found and all(key in _TAKEN or key.startswith("alt+") for key in found):
            told = " and ".join(f'"{key}"' for key in found)
            complaints.append(
                f"{where}: terminals often keep {told} to themselves; give {command} one more key."
            )
        if found or not words:
            yield command, found


def _given(
    keys: dict[str, tuple[str, ...]],
    wanted: Mapping[str, tuple[str, ...]],
    path: Path,
    source: str,
    complaints: list[str],
) -> dict[str, tuple[str, ...]]:
    """All keys with the wanted ones among them; of two commands in a pane a key does the first wanted."""
    keys |= wanted
    for command in wanted:
        for key in keys[command]:
            for other in COMMANDS:
                if other.id == command or key not in keys[other.id]:
                    continue
                if panes := sorted(BY_ID[command].where & other.where):
                    keys[other.id] = tuple(kept for kept in keys[other.id] if kept != key)
                    complaints.append(
                        f'{_line(path, source, command)}: "{key}" would be both {command} and {other.id} '
                        f"({', '.join(panes)}); it is {command}. Give {other.id} keys of its own here."
                    )
    if not keys["quit"] and not keys["leave"]:
        keys["quit"] = BY_ID["quit"].keys[-1:]
        complaints.append(f"{path}: no key was left to quit with; {shown(keys['quit'][0])} does.")
    return keys


def _line(path: Path, source: str, command: str) -> str:
    """The file and the line in which a command's keys are given."""
    found = re.search(rf"^\s*[\"']?{re.escape(command)}[\"']?\s*=", source, re.MULTILINE)
    return f"{path}:{source.count(chr(10), 0, found.end()) + 1}" if found else str(path)
