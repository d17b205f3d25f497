"""The command line: one small module a command, one table of them that serves parser and help.

Nothing here imports Textual, spaCy or sqlite_utils before a command needs it: `warreader list` starts in the
time of a Python interpreter.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui.cli.output import complain


def run(arguments: Sequence[str]) -> int:
    """Parse and run; every expected error is one line on stderr. Returns the exit code."""
    from core.ingest.errors import IngestError
    from core.library import LibraryError
    from core.settings import SettingsError
    from tui.cli.context import CommandError, Context
    from tui.cli.parser import parse

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding is no failure
    try:
        command, options = parse(arguments)
        code = command.run(Context.of(options), options)
        sys.stdout.flush()
        return code
    except (CommandError, IngestError, LibraryError, SettingsError) as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("interrupted.")
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`); Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
