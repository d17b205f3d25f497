"""What a command is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tui.cli.context import Context


class Command(NamedTuple):
    """A command of the command line."""

    name: str
    help: str
    module: str
    """Of this package; imported when the command is asked for: all of them together take 90 ms."""
    arguments: str = "add_arguments"
    work: str = "run"
    """Names of functions in the module."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        self._find(self.arguments)(parser)

    def run(self, context: Context, options: Namespace) -> int:
        """Do the work and return the exit code."""
        return int(self._find(self.work)(context, options))

    def _find(self, function: str) -> Any:
        return getattr(import_module(f"tui.cli.commands.{self.module}"), function)
