"""One sync of a library at a time: the next one is told who is at work."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.library.opening import told_of_file


class SyncError(RuntimeError):
    """Syncing can't begin; the message is one clear line."""


@contextmanager
def alone(library: Path) -> Iterator[None]:
    """Hold the library's lock for syncing; raises SyncError where another process does.

    The system lets go of it when the process ends, however it ends. The file's name begins with a dot, so
    that nobody takes it for an article.
    """
    path = library.with_name(f".{library.name}.sync")
    with told_of_file(library):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 200).decode("ascii", "replace").strip() or "a process unknown"
            raise SyncError(
                f"{library}: another sync is at work ({holder}). Wait for it, or end it."
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()}, since {datetime.now():%H:%M}\n".encode())
        yield
    finally:
        os.close(handle)
