"""Small files that are a reader's own: written whole or not at all, for the reader alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(data: bytes, path: Path) -> None:
    """Put a file (0600, its directory 0700) in the place of the one at `path`. Raises OSError.

    It is on the disk before it takes its place: after a crash there is the old one or the new one.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:200]}-")  # made with 0600
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
