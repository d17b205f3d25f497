"""Finding files and reading their bytes, within limits."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.ingest.errors import IngestError

MAX_BYTES = 32 * 2**20
"""The largest file that is read; the longest live blogs measured have under 1 MB of text."""


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that these paths mean: a file is itself, a directory all files below it, by name.

    Hidden files and linked directories are passed over. A missing path is handed on, for `read` to report.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))


def source_of(path: Path) -> str:
    """The absolute path as text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    absolute = os.path.abspath(path)
    return absolute.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; raises IngestError."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IngestError(path, "is a directory. Add the files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise IngestError(path, "not a regular file. Save its content to one and add that.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise IngestError(path, "no such file. Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IngestError(path, f"can't be read ({reason.lower()}). Check its permissions.") from error
    if len(data) > limit:
        raise IngestError(path, f"larger than {limit // 2**20} MB. Split it and add the parts.")
    return data
