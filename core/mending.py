"""A damaged library mended: a copy of it is looked through, and what comes of that takes its place.

In turn: without its log, which may be another library's (a backup was copied over a file whose log was left);
with the rows that can be read, where all that is missing follows from them; with the articles that can be
read, recognised and linked anew as if they were added, and the decisions of the journal. The library itself
is not written to before one of these is sound; who mends it has copied it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core import deciding, pipeline
from core.article import Article
from core.ingest import IngestError
from core.library import Library, LibraryError, opening, salvaging


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged library."""

    how: str
    """In a reader's words."""
    lost: tuple[str, ...] = ()
    """Articles that could not be read or indexed, each with the reason."""


def mend(
    path: Path, load_recognizer: Callable[[], pipeline.Recognizes], on_progress: pipeline.OnProgress
) -> Mended:
    """Put what can be read of a damaged library in its place; raises LibraryError where nothing can."""
    work, fresh = (path.with_name(f"{path.name}.{end}") for end in ("damaged", "mending"))
    try:
        found = (
            _without_log(path, fresh)
            or _of_rows(_copied(path, work), fresh)
            or _of_articles(work, fresh, path, load_recognizer, on_progress)
        )
        for end in ("-wal", "-shm"):
            opening.beside(path, end).unlink(missing_ok=True)
        os.replace(fresh, path)
        return found
    finally:
        for one in (work, fresh):
            _forget(one)


def _copied(path: Path, work: Path) -> Path:
    _forget(work)
    salvaging.copy_file(path, work)
    salvaging.straighten(work)
    return work


def _without_log(path: Path, fresh: Path) -> Mended | None:
    """What a log breaks that is sound without it: its own log never does, and holds the newest."""
    log = opening.beside(path, "-wal")
    if not log.exists() or not log.stat().st_size or not _is_torn(path):
        return None
    _forget(fresh)
    salvaging.copy_bytes(path, fresh)
    try:
        with Library.open(fresh, create=False) as library:
            sound = not library.health.examine()
    except LibraryError:
        sound = False
    return Mended(f"{log.name} is not this library's, and was left out") if sound else None


def _is_torn(path: Path) -> bool:
    try:
        with Library.open(path, read_only=True) as library:
            return any(fault.check == "pages" for fault in library.health.examine(quick=True))
    except LibraryError:
        return True


def _of_rows(work: Path, fresh: Path) -> Mended | None:
    _forget(fresh)
    return Mended("every row of its articles could be read") if salvaging.rows_anew(work, fresh) else None


def _of_articles(
    work: Path,
    fresh: Path,
    path: Path,
    load_recognizer: Callable[[], pipeline.Recognizes],
    on_progress: pipeline.OnProgress,
) -> Mended:
    _forget(fresh)
    salvaging.copy_kept(work, fresh)
    if (journal := deciding.journal_path(path)).exists():
        shutil.copyfile(journal, deciding.journal_path(fresh))
    summary = pipeline.add_articles(_articles(work), fresh, load_recognizer, on_progress)
    lost = tuple(f"{where}: {reason}" for where, reason in summary.failed)
    return Mended(f"{summary.added:,} articles were read and indexed anew", lost)


def _articles(work: Path) -> Iterator[Article | IngestError]:
    for one in salvaging.read(work):
        yield one if isinstance(one, Article) else IngestError(f"article {one}", "can't be read any more")


def _forget(file: Path) -> None:
    for end in ("", "-wal", "-shm", ".decisions.jsonl"):
        opening.beside(file, end).unlink(missing_ok=True)
