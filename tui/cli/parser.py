"""The arguments: options that every command takes, and the commands of the table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from tui.cli.commands import COMMANDS, READER, Command
from tui.cli.output import complain
from tui.cli.shapes import named

_DESCRIPTION = "Read war reporting in the terminal: every outlet's spelling of a name, joined and explained."
_EPILOG = "Without a command the reader opens; with no terminal on stdout the article list is printed."


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        complain(f"{message}. Try `{self.prog} --help`.")
        sys.exit(2)


class _Version(argparse.Action):
    """Prints the installed version; importlib.metadata is imported only for that."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("warreader")
        except PackageNotFoundError:
            found = "(not installed)"
        print(f"warreader {found}")
        parser.exit()


def parse(arguments: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """The command that was asked for and its options; exits with 0 after help, with 2 on wrong usage."""
    common = _Parser(prog="warreader", add_help=False, allow_abbrev=False)
    _add_common(common, default=None)
    options, more = common.parse_known_args(arguments)
    if not more:  # the reader, which need not wait (5 ms) for the parsers of forty commands
        return READER, options
    parser = _Parser(prog="warreader", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    parser.add_argument("--version", nargs=0, action=_Version, help="print the version and leave")
    _add_common(parser, default=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        below = commands.add_parser(
            command.name, help=command.help, description=command.help, allow_abbrev=False
        )
        # Given after the command as well; an option that is absent there must not undo the one before it.
        _add_common(below, default=argparse.SUPPRESS)
        if command.name in arguments:  # else nobody asks for its options
            command.add_arguments(below)
        below.set_defaults(command=command)
    options = parser.parse_args(arguments)
    return getattr(options, "command", READER), options


def _add_common(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--library", metavar="FILE", type=named, default=default, help="the library to use")
    parser.add_argument(
        "--model", metavar="NAME", default=default, help="the spaCy pipeline that finds names"
    )
