"""What a command is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple

from tui.cli.context import Context


class Command(NamedTuple):
    """A command of the command line."""

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Context, Namespace], int]
    """Does the work and returns the exit code."""
