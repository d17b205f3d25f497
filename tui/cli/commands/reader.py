"""Plain `warreader`: the reader, on one's own library or, while that is empty, on the sample.

`warreader sample` opens the sample in any case.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from core import settings
from core.library import Library
from tui.cli.context import CommandError, Context
from tui.cli.output import complain
from tui.restoring import LastScreen, Shown

UNDRAWABLE = ("", "dumb", "unknown")
"""Values of TERM under which no screen can be drawn."""


def add_arguments(parser: ArgumentParser) -> None:
    del parser  # the common options are all


def run(context: Context, options: Namespace) -> int:
    del options
    if _undrawable() or not sys.stdout.isatty():
        return _list(context, sample=context.is_empty())
    gc.disable()  # the app switches collecting on again at its first frame
    if context.settings.start == "anew":
        return _read(context, None, None, sample=context.is_empty())
    last = LastScreen(context.library.path, settings.state_path(), settings.settings_path())
    with last.shown() as shown:
        return _read(context, last, shown, sample=shown is None and context.is_empty())


def run_sample(context: Context, options: Namespace) -> int:
    """Open the sample, whatever has been added."""
    del options
    if _undrawable() or not sys.stdout.isatty():
        return _list(context, sample=True)
    gc.disable()
    return _read(context, None, None, sample=True)


def _undrawable() -> bool:
    return os.name == "posix" and os.environ.get("TERM", "") in UNDRAWABLE


def _list(context: Context, *, sample: bool) -> int:
    """Print the articles where no screen can be drawn."""
    from tui.cli.commands.listing import print_articles

    library = _sample(context) if sample else context.library.path
    if _undrawable() and sys.stdout.isatty():
        named = os.environ.get("TERM") or "not set"
        complain(f"no screen can be drawn here (TERM is {named}), so this is the list of the articles.")
    if sample:
        complain("this is the sample. Add articles of your own with `warreader add PATH`.")
    with Library.open(library, read_only=True) as opened:
        print_articles(opened)
    return 0


def _read(context: Context, last: LastScreen | None, shown: Shown | None, *, sample: bool) -> int:
    library = _sample(context) if sample else context.library.path
    from tui.app import WarReaderApp
    from tui.preferences import load

    app = WarReaderApp(library, settings.state_path(), sample, load(context.settings), shown)
    app.run()
    if app.left is not None and last is not None:
        last.keep(app.left)
    return app.return_code or 0


def _sample(context: Context) -> Path:
    """The sample's library, indexed on the first start."""
    from core.sample import build_sample, sample_library
    from tui.cli.indexing import progress_bar, recognizer
    from tui.cli.jobs import How

    folder = settings.data_path()
    library = sample_library(folder)
    if library.exists():
        return library
    gc.enable()
    try:
        with progress_bar() as show:
            return build_sample(folder, lambda: recognizer(How(context.model)), show)
    except (OSError, RuntimeError) as error:
        raise CommandError(f"the sample can't be indexed: {error}") from error
