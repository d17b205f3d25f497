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

    Hidden files and linked directories are passed over. What is missing or closed is handed on, for `read` to
    report.
    """
    for path in paths:
        if not os.path.isdir(path):  # which, unlike Path.is_dir, says no where the system refuses to tell
            yield path
            continue
        closed: list[OSError] = []
        for folder, folders, files in os.walk(path, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(files) if not name.startswith("."))
        yield from (Path(error.filename) for error in closed)


def source_of(path: Path) -> str:
    """The absolute path as text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    absolute = os.path.abspath(path)
    return absolute.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; raises IngestError."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            os.scandir(path).close()  # tells of one that is closed to us
        data = _read(path, limit + 1) if stat.S_ISREG(kind) else b""
    except FileNotFoundError:
        raise IngestError(path, "no such file. Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IngestError(path, f"can't be read ({reason.lower()}). Check its permissions.") from error
    if stat.S_ISDIR(kind):
        raise IngestError(path, "is a directory. Add the files in it.")
    if not stat.S_ISREG(kind):
        raise IngestError(path, "not a regular file. Save its content to one and add that.")
    if len(data) > limit:
        raise IngestError(path, f"larger than {limit // 2**20} MB. Split it and add the parts.")
    return data


def _read(path: Path, most: int) -> bytes:
    """At most so many bytes; never waits for any, as some files of /proc and a pipe put in the way would."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(most) or b""
