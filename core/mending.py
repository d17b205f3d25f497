"""A damaged library mended: a copy of it is looked through, and what comes of that takes its place.

In turn: without its log, which may be another library's (a backup was copied over a file whose log was left);
with the rows that can be read, where all that is missing follows from them; with the articles that can be
read, recognised and linked anew as if they were added, and the decisions of the journal. The library itself
is not written to before one of these is sound; who mends it has copied it.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from core import deciding, pipeline
from core.article import Article
from core.ingest import IngestError
from core.library import Library, LibraryError, editing, health, opening, salvaging


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged library."""

    how: str
    """In a reader's words."""
    lost: tuple[str, ...] = ()
    """Articles that could not be read or indexed and what else is gone, each with the reason."""


def mend(
    path: Path, load_recognizer: Callable[[], pipeline.Recognizes], on_progress: pipeline.OnProgress
) -> Mended:
    """Put what can be read of a damaged library in its place; until then it is not touched.

    Raises LibraryError where nothing can be read (salvaging.is_damage), where there is no room for it, or
    where somebody writes to the library meanwhile.
    """
    journal, path = deciding.journal_path(path), path.resolve()  # a link stays one
    before = _stamps(path)
    beside = f"{path.name}.mending-"  # so that what was mended need only be renamed
    with TemporaryDirectory(dir=path.parent, prefix=beside, ignore_cleanup_errors=True) as room:
        try:
            work = Path(room, "damaged.db")
            salvaging.copy_file(path, work)
            salvaging.straighten(work)
            for attempt in (
                partial(_without_log, path),
                partial(_of_rows, work),
                partial(_of_articles, work, journal, load_recognizer, on_progress),
            ):
                fresh = Path(room, f"{attempt.func.__name__}.db")
                if found := attempt(fresh):
                    _put(fresh, path, before)
                    return found
        except LibraryError as error:
            told = str(error)
            if told.startswith(room):  # where nothing is any more when it is read
                told = f"{path}: {told.partition('.db: ')[2]}"
            raise LibraryError(told) from error
    raise LibraryError(f"{path}: {opening.DAMAGED}")


def _stamps(path: Path) -> list[tuple[int, int, int]]:
    """What changes of a library's file and its log when somebody writes."""
    with opening.told_of_file(path):
        told = [one.stat() for end in ("", "-wal") if (one := opening.beside(path, end)).exists()]
    return [(one.st_ino, one.st_mtime_ns, one.st_size) for one in told if one.st_size]


def _put(fresh: Path, path: Path, before: list[tuple[int, int, int]]) -> None:
    """Put a file in the library's place, which stands as it did before; raises LibraryError."""
    if len(_stamps(fresh)) > 1:  # who closed it could not take its log in
        raise LibraryError(f"{path}: what was mended can't be written. Make room on the disk and run again.")
    log, left = (opening.beside(one, "-wal") for one in (path, fresh))
    with opening.told_of_file(path):
        _settle(fresh, path)
        if _stamps(path) != before:
            raise LibraryError(f"{path}: somebody wrote to it meanwhile, so it was left alone. Run again.")
        # The old log goes first: with the new file it would be taken for that one's.
        opening.beside(path, "-shm").unlink(missing_ok=True)
        if log.exists():
            log.replace(left)
        try:
            fresh.replace(path)
        except BaseException:
            if left.exists():
                left.replace(log)
            raise


def _settle(fresh: Path, path: Path) -> None:
    """Have a file on the disk, for those who may read the one that it replaces. Raises OSError."""
    before = path.stat()
    with suppress(OSError):  # where it was another's, it becomes one's own alone
        os.chown(fresh, before.st_uid, before.st_gid)
        fresh.chmod(stat.S_IMODE(before.st_mode))
    with fresh.open("rb") as file:
        os.fsync(file.fileno())


def _without_log(path: Path, fresh: Path) -> Mended | None:
    """What a log breaks that is sound without it: its own log never does, and holds the newest."""
    log = opening.beside(path, "-wal")
    if not log.exists() or not log.stat().st_size or not _is_torn(path):
        return None
    salvaging.copy_bytes(path, fresh)
    return Mended(f"{log.name} is not this library's, and was left out") if _is_sound(fresh) else None


def _is_sound(path: Path, quick: bool = False) -> bool:
    try:
        with Library.open(path, create=False) as library:
            return not library.health.examine(quick)
    except (LibraryError, *opening.UNFORESEEN):
        return False


def _is_torn(path: Path) -> bool:
    try:
        return bool(health.pages(path))
    except LibraryError as error:
        return salvaging.is_damage(error, path)


def _of_rows(work: Path, fresh: Path) -> Mended | None:
    if _update(work) and salvaging.rows_anew(work, fresh):
        return Mended("every row of its articles could be read")
    return None


def _update(work: Path) -> bool:
    """Bring what an older warreader made to this one's version, where its damage allows it."""
    if health.version(work) == opening.VERSION:
        return True
    try:
        with Library.open(work, create=False) as library:
            pipeline.catch_up(library)
    except LibraryError as error:
        if not salvaging.is_damage(error, work):
            raise
        return False
    except opening.UNFORESEEN:
        return False
    return True


def _of_articles(
    work: Path,
    journal: Path,
    load_recognizer: Callable[[], pipeline.Recognizes],
    on_progress: pipeline.OnProgress,
    fresh: Path,
) -> Mended | None:
    gone = [f"{table}s: not all can be read any more" for table in salvaging.copy_kept(work, fresh)]
    if journal.exists():
        shutil.copyfile(journal, deciding.journal_path(fresh))
    summary = pipeline.add_articles(_articles(work, fresh), fresh, load_recognizer, on_progress)
    if ended := dict(summary.failed).get(""):  # no one article's trouble
        raise LibraryError(f"{work}: {ended}")
    gone += [f"{where}: {reason}" for where, reason in summary.failed]
    if not summary.added or not _is_sound(fresh, quick=True):
        return None
    return Mended(f"{summary.added:,} articles were read and indexed anew", tuple(gone))


def _articles(work: Path, fresh: Path) -> Iterator[Article | IngestError]:
    with closing(opening.connect(fresh, read_only=True)) as connection:
        edited = editing.every(connection)
    for one in salvaging.read(work, edited):
        yield one if isinstance(one, Article) else IngestError(*one)
