"""What every command stands on: the settings, the chosen library and model."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, NamedTuple

from core.library import Library
from core.library.opening import told_of_file
from core.settings import LibraryChoice, Settings, choose_library, load, settings_path, state_path
from tui.cli.output import complain

if TYPE_CHECKING:
    from core.library.records import Marked
    from core.query import Query


class CommandError(Exception):
    """A command can't do its work; the message is one line for the user."""


class Context(NamedTuple):
    """One call of the command line."""

    settings: Settings
    library: LibraryChoice
    model: str | None

    @classmethod
    def of(cls, options: Namespace) -> Context:
        """The context that options and the settings file give; complains of settings that mean nothing."""
        found, complaints = load(settings_path())
        for complaint in complaints:
            complain(complaint)
        choice = choose_library(options.library, found)
        return cls(found, choice, options.model or found.model or None)

    def is_empty(self) -> bool:
        """Whether nobody has added anything yet; a library that was named must be there."""
        with told_of_file(self.library.path):
            there = self.library.path.exists()
        if not there:
            if self.library.named:
                raise CommandError(f"{self.library.path}: no such library. `warreader add PATH` makes it.")
            return True
        with self.open() as library:
            return library.article_count() == 0

    def open(self) -> Library:
        """The library for reading; raises LibraryError."""
        return Library.open(self.library.path, read_only=True)

    def hint_if_empty(self) -> bool:
        """Tell a newcomer how to begin; returns whether there is nothing to show."""
        if self.is_empty():
            complain("the library is empty. Add articles with `warreader add PATH`.")
            return True
        return False


def marked(query: Query) -> Marked:
    """What a query asks of the reader's own file."""
    from core.library.reader import ReaderState

    with ReaderState.open(state_path()) as state:
        return state.searches.marked(query)
