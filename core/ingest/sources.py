"""Finding files and reading their bytes, within limits."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.ingest.errors import IngestError
from core.ingest.options import MAX_SIZE
from core.ingest.part import storable

STDIN = Path("-")
"""What names standard input among paths."""


def discover(paths: Iterable[Path]) -> Iterator[Path | IngestError]:
    """The files that these paths mean: a file is itself, a directory all files below it, by name.

    A path that is no file, but a pattern with `*`, `?` or `[…]`, means what matches it (`**` at any depth).
    Hidden files are passed over, and so are links inside a directory that lead out of it, which are told of.
    What is missing or closed is handed on, for `read` to report.
    """
    for path in paths:
        # os.path's, unlike Path's own, say no where the system refuses to tell.
        if os.path.isdir(path):
            yield from _below(path)
        elif glob.has_magic(str(path)) and not os.path.lexists(path):
            yield from _matching(path)
        else:
            yield path


def _matching(pattern: Path) -> Iterator[Path | IngestError]:
    found = sorted(glob.iglob(str(pattern), recursive=True))
    if not found:
        yield IngestError(pattern, "no file matches this pattern. Check the path.")
    for name in found:
        if not os.path.isdir(name):
            yield Path(name)
        elif "**" not in pattern.parts:  # which has what is in it among its matches already
            yield from _below(Path(name))


def _below(directory: Path) -> Iterator[Path | IngestError]:
    root, closed = os.path.realpath(directory), list[OSError]()
    for folder, folders, files in os.walk(directory, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files) + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if path.is_symlink() and not _is_within(path, root):
                yield IngestError(path, "a link out of the directory. Add what it leads to by its own name.")
            elif name not in folders:
                yield path
    yield from (Path(error.filename) for error in closed)


def _is_within(path: Path, root: str) -> bool:
    target = os.path.realpath(path)
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


def source_of(path: Path) -> str:
    """The absolute path as text that can be stored: bytes that are no UTF-8 are written as \\xNN."""
    return "stdin" if path == STDIN else storable(os.path.abspath(path))


def read_stdin(limit: int) -> bytes:
    """The bytes of standard input, of which there may be `limit`; raises IngestError."""
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except (OSError, AttributeError) as error:  # closed by whoever called
        raise IngestError(STDIN, "standard input is closed. Send an article into it.") from error
    if len(data) > limit:
        raise too_large(STDIN, limit)
    return data


def too_large(where: Path | str, limit: int) -> IngestError:
    """The error of what has more than `limit` bytes."""
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit:,} bytes"
    return IngestError(where, f"larger than {size}. Raise the limit with --max-size, or split it.")


def read_bytes(path: Path, limit: int = MAX_SIZE) -> bytes:
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
        raise too_large(path, limit)
    return data


def _read(path: Path, most: int) -> bytes:
    """At most so many bytes; never waits for any, as some files of /proc and a pipe put in the way would."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(most) or b""
