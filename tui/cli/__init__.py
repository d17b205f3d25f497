"""The command line: one small module a command, one table of them that serves parser and help.

Nothing here imports Textual, spaCy or sqlite_utils before a command needs it: `warreader list` starts in the
time of a Python interpreter.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tui.cli.output import complain


def run(arguments: Sequence[str]) -> int:
    """Parse and run; every expected error is one line on stderr. Returns the exit code."""
    gc.disable()  # what is imported is never garbage: 15 ms of the reader's start
    from core.library import LibraryError
    from core.library.opening import blamed
    from core.settings import SettingsError
    from tui.cli.commands import READER
    from tui.cli.context import CommandError, Context
    from tui.cli.parser import parse

    # Streams that the caller has closed: print() would send what is meant for one to the other.
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding is no failure
    try:
        command, options = parse(arguments)
        if command is not READER:  # which collects from its first frame on
            gc.enable()
        context = Context.of(options)
        with blamed(context.library.path):
            code = command.run(context, options)
        sys.stdout.flush()
        return code
    except (CommandError, LibraryError, SettingsError) as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt as stop:
        from tui.cli.stopping import code as code_of

        complain("interrupted.")
        return code_of(stop)
    except ValueError as error:
        from core.ingest.errors import IngestError  # brings half of ingest, which few commands need

        if not isinstance(error, IngestError):
            raise
        complain(str(error))
        return 1
    except BrokenPipeError:
        _drop_output()  # whoever read it has enough (`| head`)
        return 0
    except OSError as error:
        where, reason = error.filename or "the output", error.strerror or str(error)
        complain(f"{where}: can't be used ({reason.lower()}). Check it and the room on its disk.")
        _drop_output()
        return 1
    finally:
        gc.enable()


def _drop_output() -> None:
    """Send what is left of the output nowhere; Python would complain when it flushes at exit."""
    with suppress(OSError):  # no file is behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
