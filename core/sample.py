"""The sample that a newcomer sees first: the articles of seeds/, indexed into a library of their own.

No prepared library is shipped, which would grow stale beside the code that made it: the first start
indexes the sample in a few seconds. The library's file name carries a fingerprint of the articles and of
the code that reads them, so that a newer warreader, or a changed working tree, builds it anew and drops
the old one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.pipeline import OnProgress, Recognizes

CORE = Path(__file__).resolve().parent
"""The package on disk. The wheel carries the articles inside it; a checkout keeps them at the top."""


def sample_paths() -> list[Path]:
    """The sample articles, by name. Raises FileNotFoundError where the installation has lost them."""
    for folder in (CORE / "seeds", CORE.parent / "seeds"):
        if folder.is_dir():
            return sorted(path for path in folder.iterdir() if path.is_file())
    raise FileNotFoundError(f"the sample articles are missing from {CORE}: install warreader again")


def sample_library(folder: Path) -> Path:
    """Where the sample's library of this very version stands in `folder`, whether built already or not."""
    return folder / f"sample-{_fingerprint()}.db"


def build_sample(
    folder: Path, recognizer: Callable[[], Recognizes], on_progress: OnProgress | None = None
) -> Path:
    """Index the sample into its library in `folder` and return its path; older ones are removed.

    A start that is cut off leaves no half a library: it is built beside and moved into place.
    """
    from core.pipeline import add  # brings sqlite_utils, which opening a ready sample must not

    library = sample_library(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    building = library.with_suffix(f".{os.getpid()}.part")
    try:
        summary = add(sample_paths(), building, recognizer, on_progress)
        if summary.failed:
            path, message = summary.failed[0]
            raise RuntimeError(f"the sample article {path} cannot be read: {message}")
        building.replace(library)
    finally:
        _remove(building)
    for old in folder.glob(f"sample-{'[0-9a-f]' * 12}.db"):
        if old != library:
            _remove(old)
    return library


def _fingerprint() -> str:
    """Twelve hex digits over the articles, and over the sizes and times of all that reads them.

    Times and not the version alone: in a working tree the version stands still while recognition changes.
    """
    digest = sha256()
    for path in sample_paths():
        digest.update(path.name.encode() + path.read_bytes())
    for path in sorted(_code()):
        stat = path.stat()
        digest.update(f"{path.relative_to(CORE)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def _code() -> Iterator[Path]:
    """Modules and data of the package; compiled files come and go."""
    for root, folders, files in os.walk(CORE):
        folders[:] = [name for name in folders if name not in ("__pycache__", "seeds")]
        yield from (Path(root, name) for name in files)


def _remove(library: Path) -> None:
    """Remove a library with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            library.with_name(library.name + suffix).unlink()
