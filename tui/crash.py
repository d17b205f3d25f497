"""When the app fails: what happened goes into a log for the reader's eyes only, and one line says where."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path


def tell(error: BaseException, path: Path) -> str:
    """Write the log, over the one before, and return the words for the reader."""
    trace = "".join(traceback.format_exception(error))
    began = datetime.now(UTC).isoformat(timespec="seconds")
    words = f"{began} · Python {platform.python_version()} on {platform.platform()}\n\n{trace}"
    failed = f"warreader failed ({type(error).__name__})."
    try:
        path.unlink(missing_ok=True)  # another's link there would take the log elsewhere
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as log:
            log.write(words)
    except OSError as unwritten:
        return f"{failed} What happened could not be written to {path} ({unwritten.strerror})."
    return f"{failed} What happened is told in {path}; what you read and marked is kept."
