"""`warreader keys`: which keys do what, by the table, a preset and the reader's own key map."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from core import settings
from tui.cli.context import Context
from tui.cli.output import complain
from tui.commands import COMMANDS
from tui.keys import PRESETS, Keys, load, of_preset


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--preset", choices=PRESETS, help="the keys of a preset, without your own key map")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")


def run(context: Context, options: Namespace) -> int:
    """Print the table; what is wrong in the key map goes to stderr, and the exit code tells of it."""
    del context
    keys = of_preset(options.preset) if options.preset else load(settings.keys_path())
    for line in _as_json(keys) if options.json else _as_table(keys):
        print(line)
    for complaint in keys.complaints:
        complain(complaint)
    return 1 if keys.complaints else 0


def _as_json(keys: Keys) -> list[str]:
    return [
        json.dumps(
            {
                "id": command.id,
                "keys": list(keys.of(command.id)),
                "title": command.title,
                "group": command.group,
                "panes": sorted(command.where),
            }
        )
        for command in COMMANDS
    ]


def _as_table(keys: Keys) -> list[str]:
    """A line for each command, as a key map has it."""
    lines = [f"# {settings.keys_path()}", f'preset = "{keys.preset}"', "", "[keys]"]
    for command in COMMANDS:
        given = ", ".join(json.dumps(key, ensure_ascii=False) for key in keys.of(command.id))
        lines.append(f"{command.id + ' = [' + given + ']':<44} # {command.title}")
    return lines
